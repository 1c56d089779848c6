"""A list of sessions, by mouse and keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from coach.library.session import SessionRow
from ui.item_models.sessions import SessionFilter, SessionModel, SessionRole
from ui.text import _
from ui.theme import Theme
from ui.widgets.session_delegate import SessionDelegate, numbers_line, people_line


class SessionList(QListView):
    """Enter or a click opens, Delete asks to delete, the menu key offers the rest."""

    opened = Signal(str)
    delete_asked = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(_("Sessions"))
        self._rows = SessionModel(self)
        self._filter = SessionFilter(self)
        self._filter.setSourceModel(self._rows)
        self.setModel(self._filter)
        self.setItemDelegate(SessionDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.doItemsLayout)

    def show_rows(self, rows: Sequence[SessionRow]) -> None:
        """Take on these sessions."""
        self._rows.show_rows(rows)
        if rows:
            self.setCurrentIndex(self._filter.index(0, 0))

    def look_for(self, text: str) -> None:
        """Show only those that hold each word."""
        self._filter.look_for(text)
        self.setCurrentIndex(self._filter.index(0, 0))

    @property
    def count(self) -> int:
        """How many are shown."""
        return self._filter.rowCount()

    @property
    def height_of_all(self) -> int:
        """Pixels that all rows take."""
        return self.count * self.sizeHintForRow(0) if self.count else 0

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        row = current.data(SessionRole.ROW)
        if isinstance(row, SessionRow):
            self.setAccessibleDescription(f"{row.title}. {people_line(row)}. {numbers_line(row)}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self._id(self.currentIndex())
        if chosen and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(chosen)
        elif chosen and event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(chosen)
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if chosen := self._id(index):
            self.opened.emit(chosen)

    def _on_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if chosen := self._id(index if index.isValid() else self.currentIndex()):
            self.menu_asked.emit(chosen, self.viewport().mapToGlobal(at))

    @staticmethod
    def _id(index: QModelIndex) -> str:
        row = index.data(SessionRole.ROW)
        return row.id if isinstance(row, SessionRow) else ""
