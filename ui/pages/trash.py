"""What was thrown away: to be taken back, or to be deleted for good."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coach.library.retention import days_left
from coach.library.session import SessionRow
from ui.text import _, plural
from ui.theme import Icon, Theme, space
from ui.widgets.controls import Button, ButtonKind, EmptyState, Role, label
from ui.widgets.session_list import SessionList


class TrashView(QWidget):
    """Shows the trash and asks; the buttons mean the session that is chosen."""

    back_asked = Signal()
    restore_asked = Signal(str)
    delete_asked = Signal(str)
    empty_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trash_view")
        self.setAccessibleName(_("Trash"))
        self._told = label("", Role.SOFT, name="trash_told", wrap=True)
        self.back = Button(theme, "trash_back", _("All sessions"), kind=ButtonKind.LINK, parent=self)
        self.sessions = SessionList(theme, "trash_list", self)
        self.sessions.setAccessibleName(_("Trash"))
        self.restore = Button(theme, "trash_restore", _("Restore"), kind=ButtonKind.PRIMARY, parent=self)
        self.delete = Button(
            theme, "trash_delete", _("Delete for good…"), kind=ButtonKind.DANGER, icon=Icon.DELETE, parent=self
        )
        self.empty = Button(theme, "trash_empty", _("Empty the trash…"), kind=ButtonKind.DANGER, parent=self)
        nothing = EmptyState(
            theme,
            Icon.DELETE,
            _("The trash is empty"),
            _("Sessions that you delete wait here, so that you can take them back."),
            parent=self,
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.sessions)
        self._stack.addWidget(nothing)
        self._lay_out()
        self.back.clicked.connect(self.back_asked)
        self.restore.clicked.connect(self._on_restore)
        self.delete.clicked.connect(self._on_delete)
        self.empty.clicked.connect(self.empty_asked)
        self.sessions.delete_asked.connect(self.delete_asked)

    def show_trash(self, rows: Sequence[SessionRow], now: datetime, *, days: int) -> None:
        """Take on these; each leaves ``days`` days after it came."""
        notes = {
            row.id: plural("Gone for good in {count} day", "Gone for good in {count} days", left)
            for row in rows
            if row.trashed is not None and (left := days_left(row.trashed, now, days=days)) is not None
        }
        self._told.setText(
            plural(
                "What you delete stays here for {count} day. After that its words, its numbers and the copy of its "
                "recording are gone for good.",
                "What you delete stays here for {count} days. After that its words, its numbers and the copy of its "
                "recording are gone for good.",
                days,
            )
        )
        self.sessions.show_rows(rows, notes)
        self._stack.setCurrentIndex(0 if rows else 1)
        for button in (self.restore, self.delete, self.empty):
            button.setEnabled(bool(rows))

    def start(self) -> None:
        """Put the keyboard where one goes on."""
        (self.sessions if self.sessions.count else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        head = QHBoxLayout()
        head.addWidget(label(_("Trash"), Role.DISPLAY, name="trash_title"), 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        column.addWidget(self._told)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.addWidget(self.restore)
        row.addWidget(self.delete)
        row.addStretch(1)
        row.addWidget(self.empty)
        column.addLayout(row)

    def _on_restore(self) -> None:
        if chosen := self.sessions.chosen:
            self.restore_asked.emit(chosen)

    def _on_delete(self) -> None:
        if chosen := self.sessions.chosen:
            self.delete_asked.emit(chosen)
