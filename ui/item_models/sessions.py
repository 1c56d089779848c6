"""The sessions of the library as a list, newest first, with one line of numbers each."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from coach.library.session import SessionRow

_Index = QModelIndex | QPersistentModelIndex


class SessionRole(IntEnum):
    """What a row gives beside its text."""

    ROW = Qt.ItemDataRole.UserRole + 1
    SOUGHT = Qt.ItemDataRole.UserRole + 2


class SessionModel(QAbstractListModel):
    """Rows of the library, in the order they are given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[SessionRow, ...] = ()

    def show_rows(self, rows: Sequence[SessionRow]) -> None:
        """Take on these rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join((row.title, *row.people))
            case SessionRole.ROW:
                return row
            case SessionRole.SOUGHT:
                return " ".join((row.title, *row.people, row.context)).casefold()
            case _:
                return None


class SessionFilter(QSortFilterProxyModel):
    """Those whose title, people or kind hold every word that is looked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()

    def look_for(self, text: str) -> None:
        """Keep what holds each word of ``text``."""
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: _Index) -> bool:
        sought = str(self.sourceModel().index(row, 0, parent).data(SessionRole.SOUGHT))
        return all(word in sought for word in self._words)
