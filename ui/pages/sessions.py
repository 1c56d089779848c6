"""All sessions of the library, to look for words in, and the trash."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from coach.library.label_rows import Counted, Kind
from coach.library.search import Found
from coach.library.session import SessionRow
from ui.pages.trash import TrashView
from ui.text import _, plural
from ui.theme import Icon, Theme, space
from ui.widgets.chip_row import ChipRow
from ui.widgets.controls import Button, ButtonKind, EmptyState, Role, label
from ui.widgets.session_list import SessionList

_WIDEST = 960
_FILLED, _EMPTY, _TRASH = range(3)


class SessionsPage(QWidget):
    """Every session, to look for, open and delete."""

    open_files_asked = Signal()
    search_asked = Signal(str)
    session_opened = Signal(str)
    turn_opened = Signal(str, int)
    delete_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    label_menu_asked = Signal(Kind, str, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessions_page")
        self.setAccessibleName(_("All sessions"))
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._total = 0
        self._found: Sequence[Found] | None = None
        self.search = QLineEdit(self)
        self.search.setObjectName("session_search")
        self.search.setAccessibleName(_("Look for words in all sessions"))
        self.search.setPlaceholderText(_("Look for words that were said, a title, a person, a tag"))
        self.search.setClearButtonEnabled(True)
        self.chips = ChipRow(theme, self)
        self.count = label("", Role.SMALL, name="session_count")
        self.trash_button = Button(theme, "open_trash", _("Trash"), kind=ButtonKind.LINK, icon=Icon.DELETE, parent=self)
        self.open_button = Button(
            theme, "sessions_open", _("Review a recording"), kind=ButtonKind.PRIMARY, icon=Icon.OPEN, parent=self
        )
        self.sessions = SessionList(theme, "all_sessions_list", self)
        self.trash = TrashView(theme, self)
        self.empty = EmptyState(
            theme,
            Icon.REVIEW,
            _("Your conversations will be here"),
            _("Bring a recording, and it is written down, measured and kept on this computer."),
            _("Review a recording"),
            self.open_files_asked.emit,
            self,
        )
        self.nothing = EmptyState(
            theme,
            Icon.SEARCH,
            _("No session holds all of this"),
            _("Try fewer words, or only the beginning of one. Words in quotes have to follow one another."),
            _("Show all sessions"),
            self._on_escape,
            self,
        )
        self.empty_trash_button = Button(
            theme, "open_trash_empty", _("Trash"), kind=ButtonKind.LINK, icon=Icon.DELETE, parent=self
        )
        self._results = QStackedWidget(self)
        self._stack = QStackedWidget(self)
        for part in (self._filled(), self._nothing(), self._column(self.trash)):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()

    def show_sessions(self, rows: Sequence[SessionRow]) -> None:
        """Take on these, the newest first."""
        self._total = len(rows)
        self.sessions.show_rows(rows)
        self.chips.show_labels(_counted(row.tags for row in rows), _counted(row.known for row in rows))
        if self._stack.currentIndex() != _TRASH:
            self.show_all()
        self._count()

    def show_trash(self, rows: Sequence[SessionRow], now: datetime, *, days: int) -> None:
        """Take on what lies in the trash."""
        self.trash.show_trash(rows, now, days=days)
        text = _("Trash ({count})", count=len(rows)) if rows else _("Trash")
        for button in (self.trash_button, self.empty_trash_button):
            button.setText(text)
            button.setAccessibleName(text)
            button.setVisible(bool(rows))

    def show_found(self, found: Sequence[Found] | None) -> None:
        """Show only what was found; None shows all."""
        self._found = found
        self.sessions.show_found(found)
        self._count()

    def show_all(self) -> None:
        """Show the sessions."""
        self._stack.setCurrentIndex(_FILLED if self._total else _EMPTY)

    def open_trash(self) -> None:
        """Show the trash."""
        self._stack.setCurrentIndex(_TRASH)
        self.trash.start()

    def start_find(self) -> None:
        """Put the cursor where one looks for sessions."""
        self.show_all()
        self.search.setFocus()
        self.search.selectAll()

    # -- building ------------------------------------------------------------------------------------------------

    def _column(self, content: QWidget) -> QWidget:
        """``content`` in the middle, no wider than is good to read."""
        inside = QWidget(self)
        content.setMaximumWidth(round(_WIDEST * self._theme.text_scale))
        row = QHBoxLayout(inside)
        row.setContentsMargins(space(8), space(8), space(8), space(4))
        row.addStretch(1)
        row.addWidget(content, 20)
        row.addStretch(1)
        return inside

    def _filled(self) -> QWidget:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        head = QHBoxLayout()
        head.addWidget(label(_("Sessions"), Role.DISPLAY, name="sessions_title"), 1)
        head.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.chips)
        line = QHBoxLayout()
        line.addWidget(self.count, 1)
        line.addWidget(self.trash_button)
        column.addLayout(line)
        self._results.addWidget(self.sessions)
        self._results.addWidget(self.nothing)
        column.addWidget(self._results, 1)
        return self._column(content)

    def _nothing(self) -> QWidget:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.addWidget(self.empty, 1)
        column.addWidget(self.empty_trash_button, 0, Qt.AlignmentFlag.AlignHCenter)
        return content

    def _connect(self) -> None:
        self.search.textChanged.connect(self.search_asked)
        self.search.returnPressed.connect(self.sessions.setFocus)
        self.chips.changed.connect(self._on_chips)
        self.chips.menu_asked.connect(self.label_menu_asked)
        self.open_button.clicked.connect(self.open_files_asked)
        for button in (self.trash_button, self.empty_trash_button):
            button.clicked.connect(self.open_trash)
        self.trash.back_asked.connect(self._on_back)
        self.sessions.opened.connect(self.session_opened)
        self.sessions.turn_opened.connect(self.turn_opened)
        self.sessions.delete_asked.connect(self.delete_asked)
        self.sessions.menu_asked.connect(self.menu_asked)
        for keys, slot in ((Qt.Key.Key_Escape, self._on_escape), (Qt.Key.Key_Down, self.sessions.setFocus)):
            shortcut = QShortcut(QKeySequence(keys), self.search)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)

    # -- what people do ------------------------------------------------------------------------------------------

    def _on_chips(self) -> None:
        self.sessions.keep(self.chips.tags, self.chips.people)
        self._count()

    def _on_escape(self) -> None:
        """All again."""
        self.search.clear()
        self.chips.clear()

    def _on_back(self) -> None:
        self.show_all()
        (self.sessions if self._total else self.empty_trash_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self) -> None:
        shown = self.sessions.count
        self._results.setCurrentWidget(self.sessions if shown or not self._total else self.nothing)
        if self._found is None and not self.chips.tags and not self.chips.people:
            self.count.setText(plural("{count} session, the newest first", "{count} sessions, the newest first", shown))
        else:
            self.count.setText(_("{shown} of {total} sessions", shown=shown, total=self._total))


def _counted(names: Iterable[Iterable[str]]) -> tuple[Counted, ...]:
    count = Counter(name for of_one in names for name in of_one)
    return tuple(Counted(name, sessions) for name, sessions in sorted(count.items(), key=lambda one: one[0].casefold()))
