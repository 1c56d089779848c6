"""Find in the transcript: by words, by kind of moment and by speaker, in any combination."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.conversation import TurnKind
from coach.moments.moment import QUESTIONS, REFLECTIONS, Moment, MomentType, Passage
from ui.item_models.transcript import Row


class Filter(StrEnum):
    """What can be asked for beside words."""

    QUESTIONS = "questions"
    SAID_BACK = "said_back"
    INTERRUPTIONS = "interruptions"
    BACKCHANNELS = "backchannels"
    MISSED = "missed"


_TYPES: dict[Filter, frozenset[MomentType]] = {
    Filter.QUESTIONS: QUESTIONS,
    Filter.SAID_BACK: REFLECTIONS,
    Filter.INTERRUPTIONS: frozenset({MomentType.INTERRUPTION}),
    Filter.BACKCHANNELS: frozenset(),  # rows of their own, not moments in a row
    Filter.MISSED: frozenset({MomentType.MISSED_MOMENT}),
}


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. Filters widen one another, as do speakers; words, filters and speakers narrow one another."""

    text: str = ""
    filters: frozenset[Filter] = frozenset()
    speakers: frozenset[str] = frozenset()

    @property
    def needle(self) -> str:
        """The words as they are compared: whatever the capitals and the spaces around them."""
        return self.text.casefold().strip()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked for."""
        return not (self.needle or self.filters or self.speakers)


@dataclass(frozen=True, slots=True)
class Place:
    """One find: a row and, where a kind of moment was asked for, the moment in it (an index into the moments)."""

    row: int
    moment: int | None = None


def places(rows: Sequence[Row], moments: Sequence[Moment | Passage], query: Query) -> tuple[Place, ...]:
    """All finds in order; none for an empty query.

    Without filters one for each row that fits. With filters one for each moment asked for, and for each backchannel;
    words must then stand in the moment itself, so that "questions" and "carla" give the questions about Carla.
    """
    if query.is_empty:
        return ()
    wanted = frozenset(kind for one in query.filters for kind in _TYPES[one])
    return tuple(
        place
        for number, row in enumerate(rows)
        if not query.speakers or row.turn.speaker in query.speakers
        for place in _in_row(number, row, moments, query, wanted)
    )


def _in_row(
    number: int, row: Row, moments: Sequence[Moment | Passage], query: Query, wanted: frozenset[MomentType]
) -> Iterator[Place]:
    needle = query.needle
    if not query.filters or (Filter.BACKCHANNELS in query.filters and row.turn.kind is TurnKind.BACKCHANNEL):
        if needle in row.turn.text.casefold():
            yield Place(number)
        return
    for place in row.places:
        index = row.moments[place.index]
        moment = moments[index]
        if not isinstance(moment, Moment) or moment.type not in wanted:
            continue
        if needle in row.turn.text[place.start : place.start + place.length].casefold():
            yield Place(number, index)


def present(rows: Iterable[Row], moments: Iterable[Moment | Passage]) -> dict[Filter, int]:
    """How many there are of each kind, so that no filter is offered for nothing."""
    counts = dict.fromkeys(Filter, 0)
    for moment in moments:
        if isinstance(moment, Moment):
            for one, types in _TYPES.items():
                counts[one] += moment.type in types
    counts[Filter.BACKCHANNELS] = sum(row.turn.kind is TurnKind.BACKCHANNEL for row in rows)
    return counts
