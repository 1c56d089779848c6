"""Backup, restore and move of the library, as the window asks for them, with progress that can be stopped."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QProgressDialog

from coach.errors import UserError
from coach.library.backup import ENDING, About, back_up
from coach.library.library import Library
from coach.library.merge import Merged, bring_back
from coach.library.place import move_library
from coach.paths import Paths
from coach.settings import Settings
from ui.dialogs.ask import is_sure
from ui.editor import Editor
from ui.intake import Intake
from ui.library_desk import LibraryDesk
from ui.library_work import OnProgress
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.text import _, plural
from ui.watch_desk import WatchDesk
from ui.widgets.library_settings import size_words

_OWN_FOLDER = "Sayback library"  # made in a chosen folder that holds other things


class LibraryFiles(QObject):
    """Carries the library as a whole; while it does, the window waits, and Cancel ends it with nothing changed."""

    def __init__(
        self,
        window: MainWindow,
        library: Library,
        editor: Editor,
        intake: Intake,
        preferences: Preferences,
        places: Paths,
        shelf: LibraryDesk,
        watch: WatchDesk,
        tell_places: Callable[[Paths], None],
    ) -> None:
        super().__init__(window)
        self._window, self._library, self._editor, self._intake = window, library, editor, intake
        self._preferences, self._places, self._watch = preferences, places, watch
        self._work, self._searcher, self._refresh = shelf.work, shelf.searcher, shelf.refresh
        self._tell_places = tell_places
        self._shown: QProgressDialog | None = None
        page = window.settings.library
        for asked, slot in (
            (page.backup_asked, self._on_backup),
            (window.backup_asked, self._on_backup),
            (page.restore_asked, self._on_restore),
            (window.restore_asked, self._on_restore),
            (page.move_asked, self._on_move),
        ):
            asked.connect(slot)
        self._work.progressed.connect(self._on_progress)

    # -- backup ------------------------------------------------------------------------------------------------------

    def _on_backup(self) -> None:
        now = self._library.now()
        name, _kind = QFileDialog.getSaveFileName(
            self._window,
            _("Back up the library"),
            str(Path.home() / f"Sayback {now.astimezone():%Y-%m-%d}{ENDING}"),
            _("Backup of Sayback (*{ending})", ending=ENDING),
        )
        if name:
            self.back_up(Path(name if name.endswith(ENDING) else name + ENDING), now)

    def back_up(self, target: Path, now: datetime) -> None:
        """Write the whole library into one file."""
        folder = self._library.folder

        def then(about: About) -> None:
            self._window.say(
                plural(
                    "{count} session, {size}, is kept in {path}. The file is not locked: keep it where only you can "
                    "reach it.",
                    "{count} sessions, {size}, are kept in {path}. The file is not locked: keep it where only you can "
                    "reach it.",
                    about.sessions,
                    size=size_words(target.stat().st_size),
                    path=target,
                )
            )

        self._carry(
            _("Backing up your library"), lambda progress: back_up(folder, target, now=now, on_progress=progress), then
        )

    # -- restore -----------------------------------------------------------------------------------------------------

    def _on_restore(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self._window,
            _("Restore from a backup"),
            "",
            _("Backup of Sayback (*{ending})", ending=ENDING) + ";;" + _("All files (*)"),
        )
        if name:
            self.restore(Path(name))

    def restore(self, file: Path) -> None:
        """Bring back what the library lacks; what is there stays as it is."""
        folder = self._library.folder

        def then(merged: Merged) -> None:
            told = plural("{count} session is back.", "{count} sessions are back.", merged.came)
            if merged.stayed:
                told += " " + plural(
                    "{count} of the backup was here already and stays as it is.",
                    "{count} of the backup were here already and stay as they are.",
                    merged.stayed,
                )
            self._window.say(told)
            self._refresh()

        self._carry(
            _("Checking the backup, and bringing back what is missing"),
            lambda progress: bring_back(file, folder, on_progress=progress),
            then,
        )

    # -- move --------------------------------------------------------------------------------------------------------

    def _on_move(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, _("A folder for your library"))
        if name:
            self.move(Path(name))

    def move(self, chosen: Path) -> None:
        """Ask, let go of the library, have it moved, and take it up again where it then is."""
        if self._intake.busy or self._work.busy:
            self._window.say(_("Recordings are still being taken in. Move the library when that is done."))
            return
        new = chosen / _OWN_FOLDER if chosen.is_dir() and any(chosen.iterdir()) else chosen
        if not is_sure(
            self._window,
            "move_box",
            _("Move your library to {folder}?", folder=new),
            _(
                "Everything is copied and compared first, and only then deleted from {old}. "
                "The window waits meanwhile.",
                old=self._library.folder,
            ),
            _("Move it"),
            _("Leave it where it is"),
        ):
            return
        if self._editor.session is not None:
            self._window.forget_session()
            self._editor.open(None)
        self._window.sessions.search.clear()
        self._searcher.close()
        self._watch.rest()
        places = self._places
        self._library.close()

        def then(settings: Settings) -> None:
            self._take_up(replace(places, library=new, has_moved=True))
            self._preferences.adopt(settings)
            self._window.say(_("Your library is now in {folder}.", folder=new))

        self._carry(
            _("Copying and comparing your library"),
            lambda progress: move_library(places, new, on_progress=progress),
            then,
            lambda: self._take_up(places),
        )

    def _take_up(self, places: Paths) -> None:
        self._places = places
        self._library.reopen(places.library)
        self._intake.use_places(places)
        self._tell_places(places)
        self._refresh()
        self._watch.wake()

    # -- what all of them share --------------------------------------------------------------------------------------

    def _carry(
        self,
        title: str,
        act: Callable[[OnProgress], Any],  # Any: each gives its own kind of result to its own continuation
        then: Callable[[Any], None],
        back: Callable[[], None] = lambda: None,
    ) -> None:
        shown = QProgressDialog(title, _("Cancel"), 0, 100, self._window)
        shown.setObjectName("library_progress")
        shown.setWindowTitle("Sayback")
        shown.setAccessibleName(title)
        shown.setWindowModality(Qt.WindowModality.WindowModal)
        shown.setMinimumDuration(0)
        shown.setAutoReset(False)
        shown.setAutoClose(False)
        shown.canceled.connect(self._work.stop)
        shown.show()
        self._shown = shown

        def ended(result: object) -> None:
            self._hide()
            then(result)

        def otherwise(error: UserError | None) -> None:
            self._hide()
            back()
            self._window.say(_("Stopped. Nothing was changed.") if error is None else str(error))

        self._work.run(act, ended, otherwise)

    def _on_progress(self, fraction: float) -> None:
        if self._shown is not None and not self._shown.wasCanceled():
            self._shown.setValue(round(100 * fraction))

    def _hide(self) -> None:
        if self._shown is not None:
            self._shown.canceled.disconnect(self._work.stop)
            self._shown.close()
            self._shown.deleteLater()
            self._shown = None
