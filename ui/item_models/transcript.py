"""The transcript as a list: one row for each turn, with the moments that stand in it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coach.conversation import Conversation, Turn, TurnKind
from coach.moments.moment import Moment, Passage
from coach.times import clock
from ui.painters.transcript_geometry import Range, marked
from ui.text import _
from ui.theme import Voice

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Row:
    """What the delegate needs to paint one turn.

    ``opens`` is True where somebody else held the floor before, so that the name is shown; ``moments`` are indices
    into the review's moments, ``places`` where they stand in the text (``index`` counts in ``moments``).
    """

    turn: Turn
    label: str
    voice: Voice
    opens: bool
    moments: tuple[int, ...]
    places: tuple[Range, ...]


class TranscriptModel(QAbstractListModel):
    """Read-only; reset as a whole when the review changes, for that takes a few milliseconds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._floor: tuple[int, ...] = ()
        self._starts: tuple[float, ...] = ()

    def show_turns(
        self, conversation: Conversation, moments: Sequence[Moment | Passage], voices: dict[str, Voice]
    ) -> None:
        """Take on the turns of a conversation and the moments in them."""
        self.beginResetModel()
        self._rows = _rows(conversation, moments, voices)
        self._floor = tuple(number for number, row in enumerate(self._rows) if row.turn.holds_floor)
        self._starts = tuple(self._rows[number].turn.start for number in self._floor)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.turn.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{time} {name}: {text}", time=clock(row.turn.start), name=row.label, text=row.turn.text)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Each turn can be written anew; the change comes back as another conversation."""
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in order."""
        return self._rows

    def row(self, number: int) -> Row:
        """The row with that number."""
        return self._rows[number]

    def row_at(self, time: float) -> int | None:
        """The row that holds the floor at ``time``, in a pause the last that did; None before the first."""
        place = bisect_right(self._starts, time)
        return self._floor[place - 1] if place else None


def _rows(conversation: Conversation, moments: Sequence[Moment | Passage], voices: dict[str, Voice]) -> tuple[Row, ...]:
    labels = {speaker.id: speaker.label for speaker in conversation.speakers}
    inside: dict[int, list[int]] = {}
    for number, moment in enumerate(moments):
        inside.setdefault(moment.turn, []).append(number)
    rows = []
    floor: str | None = None
    for number, turn in enumerate(conversation.turns):
        own = tuple(inside.get(number, ()))
        opens = turn.kind is TurnKind.TURN and turn.speaker != floor
        places = marked(turn, [(moments[i].span, moments[i].quote) for i in own])
        rows.append(Row(turn, labels[turn.speaker], voices[turn.speaker], opens, own, places))
        if turn.kind is TurnKind.TURN:
            floor = turn.speaker
    return tuple(rows)
