"""A dot on a band: where a value and its range lie between the limits that a context sets."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from coach.contexts.context import Target
from coach.feedback.grade import FAIR, GOOD, band, score
from coach.feedback.scorecard import Band


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the band, as fractions of its length."""

    start: float
    end: float
    band: Band


@dataclass(frozen=True, slots=True)
class Axis:
    """The values at the two ends of the band."""

    low: float
    high: float

    def place(self, value: float) -> float:
        """Where ``value`` lies, 0 to 1; beyond the ends it stays at the end."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


def axis(knots: Sequence[tuple[float, float]], *, room: float = 0.12) -> Axis:
    """The values from the first to the last knot, with ``room`` of their distance on each side, not below 0.

    Every value here is a share, a time or a count, so nothing lies below 0 unless a knot does.
    """
    values = [value for value, _score in knots]
    low, high = min(values), max(values)
    spare = (high - low) * room if high > low else max(abs(high), 1.0) * room
    floor = 0.0 if low >= 0.0 else low - spare
    return Axis(max(low - spare, floor), high + spare)


def _cuts(knots: Sequence[tuple[float, float]]) -> list[float]:
    """Values at which the score passes from one band to another."""
    return [
        x0 + (limit - y0) * (x1 - x0) / (y1 - y0)
        for (x0, y0), (x1, y1) in pairwise(knots)
        for limit in (FAIR, GOOD)
        if min(y0, y1) < limit <= max(y0, y1)
    ]


def zones(target: Target) -> tuple[Zone, ...]:
    """The band cut where the score changes its word: they follow on one another from 0 to 1."""
    along = axis(target.knots)
    edges = sorted({along.low, along.high, *(cut for cut in _cuts(target.knots) if along.low < cut < along.high)})
    found: list[Zone] = []
    for left, right in pairwise(edges):
        word = band(score(target, (left + right) / 2))
        start, end = along.place(left), along.place(right)
        if found and found[-1].band is word:
            found[-1] = Zone(found[-1].start, end, word)
        else:
            found.append(Zone(start, end, word))
    return tuple(found)


def composite_zones() -> tuple[Zone, ...]:
    """The three bands of the whole, from 0 to 100."""
    return (
        Zone(0.0, FAIR / 100, Band.WORK_ON),
        Zone(FAIR / 100, GOOD / 100, Band.FAIR),
        Zone(GOOD / 100, 1.0, Band.GOOD),
    )
