"""Puts the window together: settings, theme, library, work, pages."""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLoggingCategory, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from coach.contexts.load import contexts
from coach.errors import ExitCode, UserError
from coach.jobs import Jobs
from coach.library.erase import erase
from coach.library.library import Library
from coach.library.place import check_place, finish_move, placed
from coach.logs import stop_log
from coach.paths import Paths, paths
from coach.sample import sample
from coach.sample.session import give_sample
from coach.settings import load_settings
from ui.application import Application
from ui.bridge import JobBridge
from ui.desk import Desk
from ui.dialogs.erase_dialog import EraseDialog
from ui.dialogs.licences_dialog import LicencesDialog
from ui.intake import Intake
from ui.keyboard import Keyboard
from ui.library_files import LibraryFiles
from ui.main_window import SETTINGS, MainWindow
from ui.notices import Notices
from ui.own_voice import OwnVoice
from ui.partner_desk import PartnerDesk
from ui.player import Player
from ui.porter import Porter
from ui.preferences import Preferences, scheme_for
from ui.progress_desk import ProgressDesk
from ui.recent import RecentFiles
from ui.text import _
from ui.theme import apply
from ui.theme.fonts import assets
from ui.versions_desk import VersionsDesk
from ui.whereabouts import Whereabouts

_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


class Program:
    """All that lives while the window is open. Made and closed in one thread."""

    def __init__(self, app: QApplication, places: Paths, *, clock: Callable[[], datetime] | None = None) -> None:
        loaded = load_settings(places.settings)
        places = placed(places, loaded.settings)
        check_place(places, loaded.settings)
        self.places = places
        self.is_to_be_erased = False
        self.theme = apply(
            app,
            scheme_for(loaded.settings.appearance),
            text_scale=loaded.settings.text_scale,
            reduced_motion=loaded.settings.reduced_motion,
        )
        self.library = Library.open(places.library, clock=clock or _now)
        if loaded.settings.left:
            loaded = replace(loaded, settings=finish_move(places))
        self.jobs = Jobs(folder=places.cache)
        self.bridge = JobBridge(self.jobs)
        self.player = Player()
        self.window = MainWindow(self.theme, self.player, contexts())
        self.voice = OwnVoice(self.bridge, places, self.window)
        self.intake = Intake(self.bridge, places, self.voice.profile, self.window)
        self.preferences = Preferences(app, self.theme, loaded.settings, places)
        self.preferences.attach(self.window)
        self.porter = Porter(self.window, self.theme, self.preferences, places)
        self.desk = Desk(self.window, self.theme, self.library, self.intake, self.preferences, self.porter)
        self.files = LibraryFiles(
            self.window,
            self.library,
            self.desk.editor,
            self.intake,
            self.preferences,
            places,
            self.desk.shelf,
            self.desk.watch,
            self.porter.use_places,
        )
        self._app = app
        if isinstance(app, Application):
            app.file_opened.connect(self._on_file_opened)
        self.progress = ProgressDesk(self.window, self.library)
        self.versions = VersionsDesk(
            self.window, self.theme, self.library, self.intake, self.preferences, self.desk, self.voice.profile
        )
        self.partner = PartnerDesk(self.window, self.theme, self.library, self.desk.editor)
        self.desk.session_shown.connect(self.partner.show_given)
        self.window.progress.session_opened.connect(self.desk.open_session)
        self.desk.voice_enrolled.connect(self.voice.remember)
        self._welcome()
        self.keyboard = Keyboard(self.window, self.theme, self.preferences)
        self.recent = RecentFiles(self.window, self.preferences)
        self.recent.chosen.connect(self._on_file_opened)
        self.notices = Notices(self.window, self._notices_allowed)
        self.intake.entry_changed.connect(self.notices.on_entry)
        self.porter.exported.connect(self.notices.on_exported)
        self.window.activated.connect(self.notices.on_activated)
        for taker in (self.intake, self.porter):
            taker.files_taken.connect(self.recent.note)
        self.whereabouts = Whereabouts(self.window, self.preferences, self.desk.open_session)
        self.whereabouts.go_back(frozenset(row.id for row in self.library.sessions()))
        self.window.closing.connect(self._on_closing)
        self.window.settings.erase_asked.connect(self._on_erase)
        self.window.settings.licences_asked.connect(self._on_licences)
        self.window.about_asked.connect(self._on_about)
        if loaded.note:
            self.window.say(loaded.note)

    def _welcome(self) -> None:
        """The first start is not empty: the sample is there to look at."""
        if self.preferences.settings.sample_given:
            return
        if not self.library.sessions():
            give_sample(self.library, sample())
            self.desk.refresh()
        self.preferences.change(sample_given=True)

    def close(self) -> None:
        """End all work and let go of everything."""
        self.places = self.intake.places
        self.progress.close()
        self.desk.close()
        if isinstance(self._app, Application):
            self._app.file_opened.disconnect(self._on_file_opened)
        self.bridge.close()
        self.intake.close()
        self.porter.close()
        self.preferences.close()
        self.player.stop()
        self.library.close()

    def _on_file_opened(self, path: Path) -> None:
        self.desk.bring([path])

    def _on_closing(self) -> None:
        if not self.is_to_be_erased:
            session = self.desk.editor.session
            self.whereabouts.keep(session.id if session is not None else "")

    def _notices_allowed(self) -> bool:
        return self.preferences.settings.notices

    def _on_erase(self) -> None:
        dialog = EraseDialog(self.theme, self.window)
        self.is_to_be_erased = dialog.exec() == EraseDialog.DialogCode.Accepted
        dialog.deleteLater()
        if self.is_to_be_erased:
            self.window.close()

    def _on_licences(self) -> None:
        dialog = LicencesDialog(self.theme, self.window)
        dialog.exec()
        dialog.deleteLater()

    def _on_about(self) -> None:
        self.window.show_page(SETTINGS)
        self.window.settings.show_about()


def run(files: Sequence[Path] = (), *, session: str | None = None) -> int:
    """Open the window, bring it these files or show that session, and give the exit code when it is closed."""
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")  # what the sound backend tells its own developers
    app = QApplication.instance() or Application(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("a QApplication is needed for windows")
    app.setApplicationName("Sayback")
    app.setDesktopFileName("sayback")
    app.setWindowIcon(QIcon(str(assets() / "sayback.svg")))
    places = paths(os.environ)
    try:
        program = Program(app, places)
    except UserError as error:
        QMessageBox.warning(None, "Sayback", f"{error.sentence}\n\n{error.next_step}")
        return error.code
    sys.excepthook = _Crash(program.window, places)
    program.window.show()
    QTimer.singleShot(0, program.desk.shelf, program.desk.shelf.tidy)
    if session is not None:
        QTimer.singleShot(0, program.window, lambda: program.desk.open_session(session))
    if files:
        QTimer.singleShot(0, program.window, lambda: program.desk.bring(files))
    try:
        app.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        program.close()
    if program.is_to_be_erased:
        stop_log()
        erase(program.places)
    return ExitCode.OK


class _Crash:
    """What is said when our own code fails in the window: the log has the rest, the person's work is kept."""

    def __init__(self, window: MainWindow, places: Paths) -> None:
        self._window, self._places = window, places

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _log.error("unexpected", exc_info=(kind, error, trace))
        self._window.say(
            _(
                "Something unexpected went wrong. Your sessions are safe. The log is {path}.",
                path=self._places.log,
            )
        )
