"""One measure over several sessions: the points that carry a claim, and what was left out with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from coach.measures.measure import Measure
from coach.measures.registry import MEASURES
from coach.measures.result import Result, Status, Unit

_MEANS = frozenset({"turn_words"})  # counted in words, yet a mean


@dataclass(frozen=True, slots=True)
class Taken:
    """What one session says. ``made`` has a time zone; ``is_rescored`` where other rules had scored it before."""

    session: str
    title: str
    made: datetime
    context: str
    results: tuple[Result, ...]
    is_rescored: bool = False

    def result(self, measure: str) -> Result | None:
        """The result of that measure, None where the session has none."""
        return next((one for one in self.results if one.name == measure), None)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A session that is no part of a trend, and why, as a clause."""

    session: str
    title: str
    made: datetime
    why: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One session on a chart, in the measure's unit; ``low`` and ``high`` bound its own value (95 %) where known."""

    session: str
    title: str
    made: datetime
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Points in order of time."""

    points: tuple[Point, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def values(self) -> tuple[float, ...]:
        """The values alone."""
        return tuple(point.value for point in self.points)


def comparable() -> tuple[Measure, ...]:
    """The measures that can be set side by side: bare counts grow with the length of a talk and cannot."""
    return tuple(known for known in MEASURES if known.unit is not Unit.COUNT or known.name in _MEANS)


def contexts_of(sessions: Iterable[Taken]) -> tuple[str, ...]:
    """The ids of the contexts, the one with most sessions first; equals by id."""
    counts: dict[str, int] = {}
    for one in sessions:
        counts[one.context] = counts.get(one.context, 0) + 1
    return tuple(sorted(counts, key=lambda context: (-counts[context], context)))


def series(measure: str, sessions: Sequence[Taken]) -> Series:
    """The points of a measure. What was not measurable, had too little talk, or shows only a part is left out."""
    points, left_out = [], []
    for one in sorted(sessions, key=lambda one: (one.made, one.session)):
        result = one.result(measure)
        why = _why_not(result)
        if result is not None and result.value is not None and why is None:
            points.append(Point(one.session, one.title, one.made, result.value, result.low, result.high))
        else:
            left_out.append(LeftOut(one.session, one.title, one.made, why or "it has no such number", one.context))
    return Series(tuple(points), tuple(left_out))


def _why_not(result: Result | None) -> str | None:
    if result is None:
        return "it has no such number"
    if result.status is Status.NOT_MEASURABLE:
        return f"not measurable there: {result.why}"
    if result.status is Status.NOT_ENOUGH:
        return result.why
    if result.at_least:
        return "its recording shows only a part, so that it cannot be compared"
    return None
