"""All keys as a table: what it does, where, and which keys; those that cannot be changed stand last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence

from ui.shortcuts import ActionLine, fixed_keys, keys_in_use, menu_title, plain, told_keys, written
from ui.text import _

_Index = QModelIndex | QPersistentModelIndex
KEYS_ROLE = Qt.ItemDataRole.UserRole + 1  # KeyRow


class Column(IntEnum):
    """The columns, in their order."""

    TEXT = 0
    PLACE = 1
    KEYS = 2


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One row. ``line`` is None where the keys cannot be changed; ``is_own`` where they are not the usual ones."""

    text: str
    place: str
    keys: str
    line: ActionLine | None = None
    is_own: bool = False


def key_rows(lines: Sequence[ActionLine], own: Mapping[str, str]) -> tuple[KeyRow, ...]:
    """Every action, then every key that belongs to one place."""
    used = keys_in_use(lines, own)
    rows = [
        KeyRow(line.title, plain(menu_title(line.menu)), told_keys(line, used[line.id]), line, line.id in own)
        for line in lines
    ]
    fixed = [KeyRow(one.text, one.place, written([QKeySequence(keys) for keys in one.keys])) for one in fixed_keys()]
    return (*rows, *fixed)


class KeyModel(QAbstractTableModel):
    """The rows; keys of one's own are marked in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[KeyRow, ...] = ()

    def show_rows(self, rows: Sequence[KeyRow]) -> None:
        """Take on these rows; where only keys are others, what is chosen stays chosen."""
        if [row.text for row in rows] == [row.text for row in self._rows]:
            self._rows = tuple(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, Column.KEYS))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("What it does"), _("Where"), _("Keys"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        keys = _("{keys} (your own)", keys=row.keys or _("none")) if row.is_own else row.keys
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (row.text, row.place, keys)[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join((row.text, row.place, keys or _("no keys")))
            case _ if role == KEYS_ROLE:
                return row
        return None
