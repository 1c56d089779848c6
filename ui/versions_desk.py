"""Hears recordings of the library again and goes back to what was heard before, as the person asks."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from coach.again import Placed, request_for
from coach.library.library import Library
from coach.profile import Profile
from models import catalogue
from models.manifest import Purpose
from ui.desk import Desk
from ui.dialogs.again_dialog import AgainDialog
from ui.dialogs.ask import is_sure
from ui.dialogs.versions_dialog import VersionsDialog
from ui.faults import done
from ui.intake import Intake
from ui.main_window import SESSION, MainWindow
from ui.preferences import Preferences
from ui.text import _
from ui.theme import Theme


class VersionsDesk(QObject):
    """Does for the session that is open what its menu asks. ``profile`` gives what the person is known by."""

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        library: Library,
        intake: Intake,
        preferences: Preferences,
        desk: Desk,
        profile: Callable[[], Profile | None],
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._library = window, theme, library
        self._intake, self._preferences, self._desk, self._profile = intake, preferences, desk, profile
        window.session.header.again_requested.connect(self._on_again)
        window.session.header.versions_requested.connect(self._on_versions)
        intake.heard_again.connect(self._on_heard)

    # -- hearing it again ----------------------------------------------------------------------------------------

    def _on_again(self) -> None:
        session = self._desk.editor.session
        if session is None:
            return
        kept = self._preferences.settings
        here = [
            (status.weights.id, _(status.weights.title))
            for status in catalogue.status(store=self._intake.places.weights)
            if status.weights.purpose is Purpose.SPEECH and (status.found or status.weights.id == kept.weights)
        ]
        dialog = AgainDialog(
            self._theme,
            session.title,
            session.review.conversation,
            here,
            kept.weights or (here[0][0] if here else "whisper-base"),
            Path(kept.weights_folder) if kept.weights_folder else None,
            self._window,
        )
        if dialog.exec() == AgainDialog.DialogCode.Accepted:
            wanted = dialog.wanted

            def start() -> None:
                request = request_for(session, wanted, store=self._intake.places.weights, profile=self._profile())
                self._intake.hear_again(session.id, session.title, request)

            done(self._window, start)
        dialog.deleteLater()

    def _on_heard(self, placed: Placed) -> None:
        """Another version is shown: so it is in the window where the session is open."""
        self._desk.refresh()
        parts = [_("The new version is there; the one before stays under Versions.")]
        if placed.lost:
            names = ", ".join(placed.lost)
            parts.append(_("No voice was found again for: {names}. Name them once more.", names=names))
        if placed.is_me_lost:
            parts.append(_("Please say which voice is yours."))
        open_now = self._desk.editor.session
        if open_now is not None and open_now.id == placed.session and self._window.page == SESSION:
            self._desk.open_session(placed.session)
            self._window.say(" ".join(parts))
            entry = next((e for e in self._intake.entries if e.session == placed.session and e.again), None)
            if entry is not None:
                self._intake.dismiss(entry.id)
            return
        if open_now is not None and open_now.id == placed.session:
            self._desk.editor.open(None)  # what it holds is not shown any more; opening it reads it anew
        self._window.say(" ".join(parts), _("Open it"), partial(self._desk.open_session, placed.session))

    # -- going back ----------------------------------------------------------------------------------------------

    def _on_versions(self) -> None:
        session = self._desk.editor.session
        if session is None:
            return
        dialog = VersionsDialog(self._theme, session.title, self._window)

        def show() -> None:
            dialog.show_versions(self._library.versions.of(session.id))

        def back(number: int) -> None:
            if done(self._window, lambda: self._library.versions.go_back(session.id, number)):
                dialog.accept()
                self._desk.refresh()
                self._desk.open_session(session.id)
                self._window.say(_("Version {number} is shown again.", number=number))

        def delete(number: int) -> None:
            if is_sure(
                dialog,
                "version_box",
                _("Delete version {number} for good?", number=number),
                _("Its words, edits and numbers will be gone. What is shown now and the recording stay."),
                _("Delete"),
            ) and done(self._window, lambda: self._library.versions.delete(session.id, number)):
                done(self._window, show)

        dialog.back_asked.connect(back)
        dialog.delete_asked.connect(delete)
        if done(self._window, show):
            dialog.exec()
        dialog.deleteLater()
