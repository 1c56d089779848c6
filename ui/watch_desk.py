"""Watches folders for new recordings, if the person wants that, and offers what came."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from coach.errors import UserError
from coach.library.library import Library
from coach.library.session import Consent
from coach.watching import Watch, new_recordings, note, recordings_in
from ui.dialogs.ask import is_sure
from ui.intake import Intake, Wishes
from ui.library_work import LibraryWork, OnProgress
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.text import _

_log = logging.getLogger(__name__)
_EVERY_MS = 5000  # between two looks (our choice; watching by the system misses network shares)


class WatchDesk(QObject):
    """Looks from time to time, never in the window's own thread; without a folder there is no timer either."""

    def __init__(
        self,
        window: MainWindow,
        library: Library,
        intake: Intake,
        preferences: Preferences,
        bring: Callable[[Sequence[Path]], bool],
        *,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(window)
        self._window, self._library, self._intake = window, library, intake
        self._preferences, self._bring, self._clock = preferences, bring, clock
        self._watch = Watch()
        self._offered: tuple[Path, ...] = ()
        self.work = LibraryWork(self)
        self.timer = QTimer(self)
        self.timer.setInterval(_EVERY_MS)
        self.timer.timeout.connect(self.look)
        page = window.settings.watched
        page.add_asked.connect(self._on_add)
        page.remove_asked.connect(self._on_remove)
        page.review_chosen.connect(self._on_review_chosen)
        window.offer.review_asked.connect(self._on_review)
        window.offer.refused.connect(self._on_refused)
        self._start()

    def close(self) -> None:
        """Look no longer."""
        self.rest()

    def rest(self) -> None:
        """Leave the library alone until ``wake``."""
        self.timer.stop()
        self.work.close()

    def wake(self) -> None:
        """Go on."""
        self._start()

    def look(self) -> None:
        """Look once, unless the last look is not over yet."""
        if self.work.busy:
            return
        folders = [Path(folder) for folder in self._preferences.settings.watched]
        home, watch, now = self._library.folder, self._watch, self._clock()

        def act(_progress: OnProgress) -> tuple[Path, ...]:
            with Library.open(home, tidies=False) as library:
                return new_recordings(watch, folders, library, now)

        self.work.run(act, self._on_found, self._on_failed)

    def _start(self) -> None:
        if self._preferences.settings.watched:
            self.timer.start()
        else:
            self.timer.stop()
            self._offer(())

    def _on_found(self, files: tuple[Path, ...]) -> None:
        if files and self._preferences.settings.watched_review:
            self._note(files)
            self._intake.bring(files, self._wishes())
            files = ()
        self._offer(files)

    def _on_failed(self, error: UserError | None) -> None:
        """Said in the log alone: the next look may go well, and nobody waits for this one."""
        if error is not None:
            _log.warning("a look at the watched folders failed: code %d", error.code)

    def _offer(self, files: tuple[Path, ...]) -> None:
        self._offered = files
        self._window.offer.show_files(files)

    def _on_review(self) -> None:
        files = self._offered
        if self._bring(files):
            self._note(files)
            self._offer(())

    def _on_refused(self) -> None:
        self._note(self._offered)
        self._offer(())

    def _note(self, files: Sequence[Path]) -> None:
        home = self._library.folder

        def act(_progress: OnProgress) -> None:
            with Library.open(home, tidies=False) as library:
                note(files, library)

        self.work.run(act, self._on_noted, self._on_failed)

    def _on_noted(self, _nothing: object) -> None:
        """What was answered is not offered again."""

    def _wishes(self) -> Wishes:
        settings = self._preferences.settings
        return Wishes(
            consent=Consent(
                _("everyone in the conversation"), _("said once for the watched folder"), self._library.now()
            ),
            context=settings.context,
            speakers=settings.speakers or None,
            language=settings.language or None,
            weights=settings.weights or "whisper-base",
            weights_folder=Path(settings.weights_folder) if settings.weights_folder else None,
        )

    # -- what is chosen ------------------------------------------------------------------------------------------

    def _on_add(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, _("A folder to watch"))
        watched = self._preferences.settings.watched
        if not name or name in watched:
            return
        self._preferences.change(watched=(*watched, name))
        self._note(tuple(recordings_in([Path(name)])))  # only what comes from now on is new
        self._window.say(_("New recordings in {folder} will be offered. What lies there already is not.", folder=name))
        self._start()

    def _on_remove(self, folder: str) -> None:
        watched = tuple(one for one in self._preferences.settings.watched if one != folder)
        self._preferences.change(
            watched=watched, watched_review=self._preferences.settings.watched_review and bool(watched)
        )
        self._start()

    def _on_review_chosen(self, wanted: bool) -> None:
        agreed = not wanted or is_sure(
            self._window,
            "watch_box",
            _("Review every new recording without asking?"),
            _(
                "Do this only where everyone in every recording in these folders knows that it is recorded, and agreed "
                "that you review it. This is kept as the consent of each session."
            ),
            _("Everyone agrees"),
        )
        self._preferences.change(watched_review=wanted and agreed)
