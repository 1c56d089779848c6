"""The main window: rail, pages, queue, menus; it shows and asks, and decides nothing."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from coach.contexts.context import Context
from coach.editing.history import History
from ui.menus import Menus
from ui.pages.partner import PartnerPage
from ui.pages.progress import ProgressPage
from ui.pages.session import SessionPage
from ui.pages.sessions import SessionsPage
from ui.pages.settings import SettingsPage
from ui.pages.today import TodayPage
from ui.player import Player
from ui.text import _
from ui.theme import Icon, Theme
from ui.widgets.drop_overlay import DropOverlay
from ui.widgets.offer_bar import OfferBar
from ui.widgets.queue_panel import QueuePanel
from ui.widgets.rail import Destination, Rail
from ui.widgets.toast import Toast
from ui.wording import redo_name, undo_name

TODAY, REVIEW, SESSION, PROGRESS, SETTINGS = "today", "review", "session", "progress", "settings"
PARTNER = "partner"  # the other person's: without rail and menus
_FIRST_SIZE = (1280, 800)
_LEAST_SIZE = (720, 520)
_BACK, _ON = -5.0, 5.0  # seconds of the arrow keys, as players have it


class MainWindow(QMainWindow):
    """Holds the pages. ``Desk`` connects it to the library and to the work."""

    files_brought = Signal(list)
    open_files_asked = Signal()
    export_asked = Signal()
    report_asked = Signal()
    rename_asked = Signal()
    delete_asked = Signal()
    labels_asked = Signal()
    delete_sound_asked = Signal()
    trash_asked = Signal()
    backup_asked = Signal()
    restore_asked = Signal()
    partner_here_asked = Signal()
    partner_form_asked = Signal()
    partner_answer_asked = Signal()
    palette_asked = Signal()
    keyboard_asked = Signal()
    text_step_asked = Signal(int)  # 1 bigger, -1 smaller, 0 the usual size
    about_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    activated = Signal()
    closing = Signal()

    def __init__(self, theme: Theme, player: Player, contexts: Sequence[Context]) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("Sayback")
        self.setAcceptDrops(True)
        self.setMinimumSize(*_LEAST_SIZE)
        self.resize(*_FIRST_SIZE)
        self._player = player
        self.today = TodayPage(theme, self)
        self.sessions = SessionsPage(theme, self)
        self.session = SessionPage(theme, player, self)
        self.session.set_contexts(contexts)
        self.progress = ProgressPage(theme, self)
        self.partner = PartnerPage(theme, self)
        self.settings = SettingsPage(theme, contexts, self)
        self.queue = QueuePanel(theme, self)
        self.offer = OfferBar(theme, self)
        self.rail = Rail(
            theme,
            (
                Destination(TODAY, _("Today"), Icon.TODAY),
                Destination(REVIEW, _("Review"), Icon.REVIEW),
                Destination(PROGRESS, _("Progress"), Icon.PROGRESS),
                Destination(SETTINGS, _("Settings"), Icon.SETTINGS, at_foot=True),
            ),
            self,
        )
        self._pages: dict[str, QWidget] = {
            TODAY: self.today,
            REVIEW: self.sessions,
            SESSION: self.session,
            PROGRESS: self.progress,
            PARTNER: self.partner,
            SETTINGS: self.settings,
        }
        self._stack = QStackedWidget(self)
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._lay_out()
        self._overlay = DropOverlay(theme, self)
        self.toast = Toast(theme, self)
        self._history = History()
        self._offered: tuple[str, Callable[[], object]] | None = None
        self.menus = self._make_menus()
        self._undo, self._redo = self.menus.actions["undo"], self.menus.actions["redo"]
        self.rail.page_chosen.connect(self.show_page)
        self.today.all_sessions_asked.connect(self._on_all_sessions)
        for asked in (self.today.open_files_asked, self.sessions.open_files_asked, self.progress.review_asked):
            asked.connect(self.open_files_asked)
        self.show_page(TODAY)

    @property
    def page(self) -> str:
        """The page that is shown."""
        return next(name for name, page in self._pages.items() if page is self._stack.currentWidget())

    @property
    def places(self) -> tuple[str, ...]:
        """The pages that can be shown by themselves: those of the rail."""
        return self.rail.pages

    @property
    def commands(self) -> tuple[QAction, ...]:
        """Every action of the menus."""
        return tuple(self.menus.actions.values())

    def show_page(self, name: str) -> None:
        """Show a page; the sound of a session stops when it is left."""
        if name != SESSION:
            self._player.pause()
        self._stack.setCurrentWidget(self._pages[name])
        is_theirs = name == PARTNER
        for around in (self.rail, self.menuBar(), self._below):
            around.setVisible(not is_theirs)
        if not is_theirs:
            self.rail.choose(REVIEW if name == SESSION else name)
        self.menus.show_page(session=name == SESSION, any_page=not is_theirs)
        self.show_history(self._history)

    def show_history(self, history: History) -> None:
        """Name what undo and redo would change in the session that is open."""
        self._history = history
        for action, edit, name in (
            (self._undo, history.to_undo, undo_name),
            (self._redo, history.to_redo, redo_name),
        ):
            action.setText(name(edit))
            action.setEnabled(edit is not None and self.page == SESSION)
        if self._offered is not None and self.page != SESSION:
            self._undo.setText(self._offered[0])
            self._undo.setEnabled(True)

    def offer_undo(self, told: str, name: str, act: Callable[[], object]) -> None:
        """Say what was done to the list of sessions, and how to take it back: by a button, or by the keys of undo."""
        self._offered = (name, act)
        self.show_history(self._history)
        self.toast.say(told, _("&Undo"), self._on_undo_offered)

    def forget_undo(self) -> None:
        """There is nothing more to take back in the list of sessions."""
        self._offered = None
        self.show_history(self._history)

    def forget_session(self) -> None:
        """Let go of the recording of the session that is open, so that it can be deleted."""
        self._player.open(None)
        self._history = History()
        self.show_page(REVIEW)

    def look_for(self, text: str) -> None:
        """Show the sessions that hold ``text``."""
        self._on_find_all()
        self.sessions.search.setText(text)

    def say(self, text: str, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        """One plain sentence at the foot of the window, with ``action`` on a button beside it."""
        self.toast.say(text, action, on_action)

    def geometry_text(self) -> str:
        """Place and size, to be remembered."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def use_geometry(self, text: str) -> None:
        """Take on a remembered place and size."""
        if text:
            self.restoreGeometry(QByteArray.fromBase64(text.encode("ascii", "ignore")))

    # -- building ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        inside = QWidget(self)
        inside.setProperty("page", True)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        self._below = QWidget(inside)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.offer)
        below.addWidget(self.queue)
        column.addWidget(self._below)
        row.addLayout(column, 1)
        self.setCentralWidget(inside)

    def _make_menus(self) -> Menus:
        made = dict(self.session.commands)
        self.session.removeAction(made.pop("find"))  # ours finds in the session too, and its keys hold once
        asked = {
            "open": self.open_files_asked,
            "export": self.export_asked,
            "report": self.report_asked,
            "backup": self.backup_asked,
            "restore": self.restore_asked,
            "redo": self.redo_asked,
            "labels": self.labels_asked,
            "rename": self.rename_asked,
            "delete_sound": self.delete_sound_asked,
            "delete": self.delete_asked,
            "trash": self.trash_asked,
            "palette": self.palette_asked,
            "partner_here": self.partner_here_asked,
            "partner_form": self.partner_form_asked,
            "partner_answer": self.partner_answer_asked,
            "keyboard": self.keyboard_asked,
            "about": self.about_asked,
        }
        acts: dict[str, Callable[[], object]] = {
            "settings": self._on_settings,
            "quit": self.close,
            "undo": self._on_undo,
            "find": self._on_find,
            "find_all": self._on_find_all,
            "today": self._on_today,
            "review": self._on_all_sessions,
            "progress": self._on_progress,
            "bigger": partial(self.text_step_asked.emit, 1),
            "smaller": partial(self.text_step_asked.emit, -1),
            "usual_size": partial(self.text_step_asked.emit, 0),
            "full": self._on_full,
            "back": self._on_back,
            "on": self._on_on,
        }
        return Menus(self, acts | {name: signal.emit for name, signal in asked.items()}, made)

    # -- what people do ------------------------------------------------------------------------------------------

    def _on_undo(self) -> None:
        if self.page == SESSION:
            self.undo_asked.emit()
        else:
            self._on_undo_offered()

    def _on_undo_offered(self) -> None:
        if self._offered is not None:
            act = self._offered[1]
            self.toast.hide()
            self.forget_undo()
            act()

    def _on_all_sessions(self) -> None:
        self.show_page(REVIEW)

    def _on_today(self) -> None:
        self.show_page(TODAY)

    def _on_progress(self) -> None:
        self.show_page(PROGRESS)

    def _on_settings(self) -> None:
        self.show_page(SETTINGS)

    def _on_find(self) -> None:
        if self.page == SESSION:
            self.session.start_find()
        else:
            self._on_find_all()

    def _on_find_all(self) -> None:
        self.show_page(REVIEW)
        self.sessions.start_find()

    def _on_back(self) -> None:
        self._player.seek(max(0.0, self._player.position + _BACK))

    def _on_on(self) -> None:
        self._player.seek(self._player.position + _ON)

    def _on_full(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event):
            event.acceptProposedAction()
            self._overlay.cover()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._overlay.hide()
        if files := _files(event):
            event.acceptProposedAction()
            self.files_brought.emit(files)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._overlay.isVisible():
            self._overlay.cover()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
