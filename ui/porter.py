"""Carries sessions out into files and in from session files, away from the window, and says how it went."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QStandardPaths, QThreadPool, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog

from coach.errors import UserError
from coach.exports.exporting import Exported, Request, export
from coach.exports.formats import Format
from coach.exports.preview import preview
from coach.exports.report import report_html
from coach.exports.secrets_suggested import suggested_names
from coach.files import write_file
from coach.library.library import Library
from coach.library.session import Session
from coach.library.session_file import ENDING, Brought, bring_in
from coach.paths import Paths
from ui.dialogs.export_dialog import ExportDialog
from ui.faults import done
from ui.main_window import MainWindow
from ui.pdf import pdf
from ui.preferences import Preferences
from ui.text import _
from ui.theme import Theme

_log = logging.getLogger(__name__)


_OnDone = Callable[[Exported], None] | Callable[[Brought], None]


def is_session_file(path: Path) -> bool:
    """Whether this is a session of Sayback, going by its name."""
    return path.suffix.casefold() == ENDING


class Porter(QObject):
    """Asks, works in the background, one after the other, and tells. Ends with ``close``."""

    exported = Signal(object)  # Exported
    brought = Signal(object)  # Brought
    failed = Signal()  # and told
    files_taken = Signal(list)  # of Path, as they were brought

    def __init__(self, window: MainWindow, theme: Theme, preferences: Preferences, places: Paths) -> None:
        super().__init__(window)
        self._window, self._theme, self._preferences, self._places = window, theme, preferences, places
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def use_places(self, places: Paths) -> None:
        """Work with the library of these places from now on."""
        self._places = places

    def ask(self, session: Session) -> None:
        """Ask how this session is to leave, and let it."""
        kept = self._preferences.settings
        dialog = ExportDialog(
            self._theme,
            session,
            partial(suggested_names, session.review.conversation),
            partial(preview, session.review),
            self._folder(kept.export_folder),
            _format(kept.export_format),
            self._window,
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            request, path = dialog.request, dialog.path
            self._preferences.change(export_folder=str(path.parent), export_format=request.wanted.format.value)
            self._window.say(_("Exporting “{title}” …", title=session.title))
            self._start(partial(self._export, session.id, request, path), self._on_exported, session.title)
        dialog.deleteLater()

    def save_report(self, session: Session) -> None:
        """Ask where the report of this session goes, write it as a page, and open that."""
        name, _kind = QFileDialog.getSaveFileName(
            self._window, _("Save as"), f"{session.title}.html", _("Report as a page (*.html)")
        )
        if not name:
            return
        path = Path(name if name.endswith(".html") else f"{name}.html")
        if not done(self._window, lambda: write_file(path, report_html(session.review, title=session.title))):
            return
        self._window.say(_("Saved as {path}", path=path))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def bring(self, files: Sequence[Path]) -> None:
        """Take these session files in, one after the other."""
        if files:
            self.files_taken.emit(list(files))
        for path in files:
            self._start(partial(self._bring, path), self._on_brought, path.name)

    def close(self) -> None:
        """Wait for what is being written: a file is whole or not there."""
        self._pool.waitForDone()

    # -- in the background ---------------------------------------------------------------------------------------

    def _export(self, session: str, request: Request, path: Path) -> Exported:
        with Library.open(self._places.library) as library:
            return export(library, session, request, path, folder=self._places.cache, print_pdf=pdf)

    def _bring(self, path: Path) -> Brought:
        with Library.open(self._places.library) as library:
            return bring_in(path, library, self._places.cache)

    def _start(self, work: Callable[[], object], on_done: _OnDone, name: str) -> None:
        carrying = _Carrying(work, name)
        carrying.told.done.connect(on_done)
        carrying.told.refused.connect(self._on_refused)
        self._pool.start(carrying)

    # -- how it went ---------------------------------------------------------------------------------------------

    def _on_exported(self, made: Exported) -> None:
        said = _("Saved as {path}", path=made.path)
        if made.left:
            words = ", ".join(made.left)
            said = _("{saved}. Still in it, because the report says them itself: {words}", saved=said, words=words)
        self._window.say(said, _("Show in folder"), partial(_show_folder, made.path.parent))
        self.exported.emit(made)

    def _on_brought(self, found: Brought) -> None:
        self.brought.emit(found)  # a method of an object of this thread: else it would be called in the other one

    def _on_refused(self, words: str) -> None:
        self._window.say(words)
        self.failed.emit()

    def _folder(self, kept: str) -> Path:
        """The last folder, while it is there; else that of documents."""
        if kept and Path(kept).is_dir():
            return Path(kept)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(documents) if documents and Path(documents).is_dir() else Path.home()


class _Told(QObject):
    done = Signal(object)
    refused = Signal(str)


class _Carrying(QRunnable):
    """One piece of work; ends with exactly one of the two signals."""

    def __init__(self, work: Callable[[], object], name: str) -> None:
        super().__init__()
        self.told = _Told()
        self._work, self._name = work, name

    def run(self) -> None:
        """Work and tell."""
        try:
            result = self._work()
        except UserError as error:
            _log.warning("told the person: code %d", error.code)
            self.told.refused.emit(str(error))
        except Exception:  # noqa: BLE001 - the border of a job: our bug is logged and said
            _log.exception("carrying a session failed")
            self.told.refused.emit(
                _(
                    "Something unexpected went wrong with “{name}”. Nothing was changed; the log says more.",
                    name=self._name,
                )
            )
        else:
            self.told.done.emit(result)


def _format(kept: str) -> Format:
    return Format(kept) if kept in set(Format) else Format.WORD


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
