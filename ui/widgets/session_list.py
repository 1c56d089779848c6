"""A list of sessions, by mouse and keyboard."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from coach.library.search import Found, Hit
from coach.library.session import SessionRow
from ui.item_models.sessions import SessionFilter, SessionModel, SessionRole
from ui.text import _
from ui.theme import Theme
from ui.widgets.session_delegate import SessionDelegate, hit_line, numbers_line, people_line


class SessionList(QListView):
    """Enter or a click opens, Delete asks to delete, the menu key offers the rest."""

    opened = Signal(str)
    turn_opened = Signal(str, int)  # a session, and the turn in it that holds what was looked for
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
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.doItemsLayout)

    def show_rows(self, rows: Sequence[SessionRow], notes: Mapping[str, str] | None = None) -> None:
        """Take on these sessions; the one that is chosen stays so, or the one in its place is."""
        chosen, place = self.chosen, self.currentIndex().row()
        self._rows.show_rows(rows, notes)
        ids = [self._id(self._filter.index(row, 0)) for row in range(self.count)]
        if ids:
            row = ids.index(chosen) if chosen in ids else min(max(place, 0), len(ids) - 1)
            self.setCurrentIndex(self._filter.index(row, 0))

    def show_found(self, found: Sequence[Found] | None) -> None:
        """Show only these, each with its place; None shows all."""
        self._rows.show_hits({one.row.id: one.hit for one in found or () if one.hit is not None})
        self._filter.show_found(found)
        self.doItemsLayout()
        self.setCurrentIndex(self._filter.index(0, 0))
        self._describe(self.currentIndex())

    def keep(self, tags: Collection[str], people: Collection[str]) -> None:
        """Show only those with all of these."""
        self._filter.keep(tags, people)
        self.setCurrentIndex(self._filter.index(0, 0))

    @property
    def chosen(self) -> str:
        """The id of the session that the keyboard is at; empty where there is none."""
        return self._id(self.currentIndex())

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
        self._describe(current)

    def _describe(self, current: QModelIndex | QPersistentModelIndex) -> None:
        """Tell screen readers what is painted of the session that the keyboard is at."""
        row = current.data(SessionRole.ROW)
        if isinstance(row, SessionRow):
            hit, note = current.data(SessionRole.HIT), current.data(SessionRole.NOTE)
            parts = [row.title, people_line(row), str(note) or numbers_line(row)]
            parts += [hit_line(hit)] if isinstance(hit, Hit) else []
            self.setAccessibleDescription(". ".join(parts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self._id(self.currentIndex())
        if chosen and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif chosen and event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(chosen)
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._open(index)

    def _open(self, index: QModelIndex) -> None:
        hit = index.data(SessionRole.HIT)
        if isinstance(hit, Hit):
            self.turn_opened.emit(self._id(index), hit.turn)
        elif chosen := self._id(index):
            self.opened.emit(chosen)

    def _on_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if chosen := self._id(index if index.isValid() else self.currentIndex()):
            self.menu_asked.emit(chosen, self.viewport().mapToGlobal(at))

    @staticmethod
    def _id(index: QModelIndex) -> str:
        row = index.data(SessionRole.ROW)
        return row.id if isinstance(row, SessionRow) else ""
