"""All sessions of the library."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from coach.library.session import SessionRow
from ui.text import _, plural
from ui.theme import Icon, Theme, space
from ui.widgets.controls import Button, ButtonKind, EmptyState, Role, label
from ui.widgets.session_list import SessionList

_WIDEST = 960


class SessionsPage(QWidget):
    """Every session, to look for, open and delete."""

    open_files_asked = Signal()
    session_opened = Signal(str)
    delete_asked = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessions_page")
        self.setAccessibleName(_("All sessions"))
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._total = 0
        self.search = QLineEdit(self)
        self.search.setObjectName("session_search")
        self.search.setAccessibleName(_("Look for sessions"))
        self.search.setPlaceholderText(_("Look for a title, a person, a kind of conversation"))
        self.search.setClearButtonEnabled(True)
        self.count = label("", Role.SMALL, name="session_count")
        self.open_button = Button(
            theme, "sessions_open", _("Review a recording"), kind=ButtonKind.PRIMARY, icon=Icon.OPEN, parent=self
        )
        self.sessions = SessionList(theme, "all_sessions_list", self)
        self.empty = EmptyState(
            theme,
            Icon.REVIEW,
            _("Your conversations will be here"),
            _("Bring a recording, and it is written down, measured and kept on this computer."),
            _("Review a recording"),
            self.open_files_asked.emit,
            self,
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._filled())
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.search.textChanged.connect(self._on_search)
        self.open_button.clicked.connect(self.open_files_asked)
        self.sessions.opened.connect(self.session_opened)
        self.sessions.delete_asked.connect(self.delete_asked)
        self.sessions.menu_asked.connect(self.menu_asked)
        self.search.returnPressed.connect(self.sessions.setFocus)

    def show_sessions(self, rows: Sequence[SessionRow]) -> None:
        """Take on these, the newest first."""
        self._total = len(rows)
        self.sessions.show_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._count()

    def start_find(self) -> None:
        """Put the cursor where one looks for sessions."""
        self.search.setFocus()
        self.search.selectAll()

    def _filled(self) -> QWidget:
        inside = QWidget(self)
        content = QWidget(inside)
        content.setMaximumWidth(round(_WIDEST * self._theme.text_scale))
        row = QHBoxLayout(inside)
        row.setContentsMargins(space(8), space(8), space(8), space(4))
        row.addStretch(1)
        row.addWidget(content, 20)
        row.addStretch(1)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        head = QHBoxLayout()
        head.addWidget(label(_("Sessions"), Role.DISPLAY, name="sessions_title"), 1)
        head.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.count)
        column.addWidget(self.sessions, 1)
        return inside

    def _on_search(self, text: str) -> None:
        self.sessions.look_for(text)
        self._count()

    def _count(self) -> None:
        shown = self.sessions.count
        if not self.search.text():
            self.count.setText(plural("{count} session, the newest first", "{count} sessions, the newest first", shown))
        elif shown:
            self.count.setText(_("{shown} of {total} sessions", shown=shown, total=self._total))
        else:
            self.count.setText(_("No session holds all of these words. Try fewer."))
