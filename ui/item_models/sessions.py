"""The sessions of the library as a list, newest first, with one line of numbers each."""

from collections.abc import Collection, Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from coach.library.search import Found, Hit
from coach.library.session import SessionRow

_Index = QModelIndex | QPersistentModelIndex


class SessionRole(IntEnum):
    """What a row gives beside its text."""

    ROW = Qt.ItemDataRole.UserRole + 1
    HIT = Qt.ItemDataRole.UserRole + 2  # Hit, or None
    NOTE = Qt.ItemDataRole.UserRole + 3  # words in place of the numbers; empty where the numbers stand


class SessionModel(QAbstractListModel):
    """Rows of the library, in the order they are given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[SessionRow, ...] = ()
        self._notes: Mapping[str, str] = {}
        self._hits: dict[str, Hit] = {}

    def show_rows(self, rows: Sequence[SessionRow], notes: Mapping[str, str] | None = None) -> None:
        """Take on these rows; ``notes`` stand in place of the numbers of a row, by its id."""
        self.beginResetModel()
        self._rows, self._notes = tuple(rows), notes or {}
        self.endResetModel()

    def show_hits(self, hits: Mapping[str, Hit]) -> None:
        """Show where in each session was found what is looked for."""
        self._hits = dict(hits)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

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
                return ", ".join((row.title, *row.people, *row.tags))
            case SessionRole.ROW:
                return row
            case SessionRole.HIT:
                return self._hits.get(row.id)
            case SessionRole.NOTE:
                return self._notes.get(row.id, "")
            case _:
                return None


class SessionFilter(QSortFilterProxyModel):
    """Those that were found, with every tag and every person that is asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: frozenset[str] | None = None
        self._tags: frozenset[str] = frozenset()
        self._people: frozenset[str] = frozenset()

    def show_found(self, found: Sequence[Found] | None) -> None:
        """Keep what was found; None keeps all."""
        self.beginFilterChange()
        self._found = None if found is None else frozenset(one.row.id for one in found)
        self.endFilterChange()

    def keep(self, tags: Collection[str], people: Collection[str]) -> None:
        """Keep what has all of these."""
        self.beginFilterChange()
        self._tags, self._people = frozenset(tags), frozenset(people)
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: _Index) -> bool:
        session = self.sourceModel().index(row, 0, parent).data(SessionRole.ROW)
        return (
            isinstance(session, SessionRow)
            and (self._found is None or session.id in self._found)
            and self._tags <= set(session.tags)
            and self._people <= set(session.known)
        )
