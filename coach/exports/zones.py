"""Where the bands of a target lie along its values."""

from dataclasses import dataclass
from itertools import pairwise

from coach.contexts.context import Target
from coach.feedback.grade import FAIR, GOOD, band, score
from coach.feedback.scorecard import Band


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of values with one band."""

    start: float
    end: float
    band: Band


def zones(target: Target) -> tuple[Zone, ...]:
    """The bands from the first knot to the last, neighbours of one band joined."""
    cuts = _cuts(target.knots)
    found: list[Zone] = []
    for start, end in pairwise(cuts):
        here = band(score(target, (start + end) / 2))
        if found and found[-1].band is here:
            found[-1] = Zone(found[-1].start, end, here)
        else:
            found.append(Zone(start, end, here))
    return tuple(found)


def _cuts(knots: tuple[tuple[float, float], ...]) -> list[float]:
    """The knots and the values at which the score crosses a limit of a band, sorted, each once."""
    cuts = {value for value, _ in knots}
    for (left, left_score), (right, right_score) in pairwise(knots):
        low, high = sorted((left_score, right_score))
        for limit in (FAIR, GOOD):
            if low < limit < high:
                cuts.add(left + (right - left) * (limit - left_score) / (right_score - left_score))
    return sorted(cuts)
