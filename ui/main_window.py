"""The main window: rail, pages, queue, menus; it shows and asks, and decides nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from coach.contexts.context import Context
from coach.editing.history import History
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
    about_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
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
        self._actions: list[QAction] = []
        self._for_a_session: list[QAction] = []
        self._history = History()
        self._offered: tuple[str, Callable[[], object]] | None = None
        self._make_menus()
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
    def commands(self) -> tuple[QAction, ...]:
        """Every action of the menus."""
        return tuple(self._actions)

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
        for action in self._actions:
            action.setEnabled(not is_theirs and (name == SESSION or action not in self._for_a_session))
        self.show_history(self._history)
        find = next(action for action in self._actions if action.objectName() == "action_find")
        find.setShortcut(QKeySequence() if name == SESSION else QKeySequence(QKeySequence.StandardKey.Find))

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

    def _make_menus(self) -> None:
        key = QKeySequence.StandardKey
        file = self._menu(_("&File"))
        self._add(file, "open", _("&Open a recording, transcript or session…"), key.Open, self.open_files_asked.emit)
        file.addSeparator()
        self._add(file, "export", _("&Export…"), "Ctrl+E", self.export_asked.emit, session=True)
        self._add(file, "report", _("Make a &report…"), "Ctrl+P", self.report_asked.emit, session=True)
        file.addSeparator()
        self._add(file, "backup", _("&Back up the library…"), "", self.backup_asked.emit)
        self._add(file, "restore", _("Restore &from a backup…"), "", self.restore_asked.emit)
        file.addSeparator()
        self._add(file, "settings", _("&Settings"), "Ctrl+,", self._on_settings)
        self._add(file, "quit", _("&Quit"), key.Quit, self.close)
        edit = self._menu(_("&Edit"))
        self._undo = self._add(edit, "undo", undo_name(None), key.Undo, self._on_undo)
        self._redo = self._add(edit, "redo", redo_name(None), key.Redo, self.redo_asked.emit)
        self._redo.setShortcuts(
            [QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")]
        )  # systems differ in which they know
        edit.addSeparator()
        self._add(edit, "find", _("&Find"), "", self._on_find)
        self._add(edit, "find_all", _("Find in &all sessions"), "Ctrl+Shift+F", self._on_find_all)
        self._add(edit, "labels", _("&Tags and people…"), "Ctrl+T", self.labels_asked.emit, session=True)
        self._add(edit, "rename", _("&Rename this session…"), "F2", self.rename_asked.emit, session=True)
        self._add(edit, "delete_sound", _("Delete the &sound…"), "", self.delete_sound_asked.emit, session=True)
        self._add(edit, "delete", _("&Delete this session"), "", self.delete_asked.emit, session=True)
        view = self._menu(_("&View"))
        self._add(view, "today", _("&Today"), "Ctrl+1", self._on_today)
        self._add(view, "review", _("&Review"), "Ctrl+2", self._on_all_sessions)
        self._add(view, "progress", _("&Progress"), "Ctrl+3", self._on_progress)
        self._add(view, "trash", _("Tras&h"), "", self.trash_asked.emit)
        self._add(view, "palette", _("Find any &action, session or person…"), "Ctrl+K", self.palette_asked.emit)
        self._add(view, "full", _("&Full screen"), "F11", self._on_full)
        play = self._menu(_("&Session"))
        # The session page holds this key and Find itself; a second one in the menu would be ambiguous to Qt.
        self._add(play, "play", _("&Play or pause") + "\tCtrl+Space", "", self._player.toggle, session=True)
        self._add(play, "back", _("Five seconds &back"), "Ctrl+Left", self._on_back, session=True)
        self._add(play, "on", _("Five seconds &on"), "Ctrl+Right", self._on_on, session=True)
        self._add(
            play, "loop", _("&Loop this moment or turn, or end the loop") + "\tL", "", self._on_loop, session=True
        )
        self._add(play, "follow", _("&Follow what is heard") + "\tG", "", self.session.follow.toggle, session=True)
        play.addSeparator()
        for name, text, asked in (
            ("partner_here", _("Ask the other person &here"), self.partner_here_asked),
            ("partner_form", _("Make a &form for them…"), self.partner_form_asked),
            ("partner_answer", _("&Read their answer…"), self.partner_answer_asked),
        ):
            self._add(play, name, text, "", asked.emit, session=True)
        about = self._menu(_("&Help"))
        self._add(about, "about", _("&About Sayback"), "", self.about_asked.emit)

    def _menu(self, title: str) -> QMenu:
        menu = self.menuBar().addMenu(title)
        menu.setObjectName(f"menu_{title.replace('&', '').casefold()}")
        return menu

    def _add(
        self,
        menu: QMenu,
        name: str,
        text: str,
        keys: QKeySequence.StandardKey | str,
        on_chosen: Callable[[], object],
        *,
        session: bool = False,
    ) -> QAction:
        action = QAction(text, self)
        action.setObjectName(f"action_{name}")
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(on_chosen)
        menu.addAction(action)
        self._actions.append(action)
        if session:
            self._for_a_session.append(action)
        return action

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

    def _on_loop(self) -> None:
        self.session.toggle_loop()

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

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
