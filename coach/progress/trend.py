"""Where a few numbers in a row are heading, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import combinations
from statistics import median

from coach.measures.intervals import TAIL, Z95

BASELINE = 3
"""Sessions from which there is a usual value to speak of; before that a baseline is being built."""

CLEAR_FROM = 6
"""Sessions from which a direction may be claimed (domain.md, section 10: until six the baseline is being built).

Five are the fewest whose order alone can be unlikely enough: one of 120 orders rises throughout.
"""

_EXACT = 60  # from here on the normal approximation differs from the exact order statistics by less than one pair


class Direction(StrEnum):
    """What may be said of the way a number goes."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "no clear direction"
    TOO_FEW = "too few sessions"


@dataclass(frozen=True, slots=True)
class Trend:
    """Numbers in order of time, summed up.

    ``middle`` is their median. ``slope`` is the change from one session to the next (the median of the slopes between
    all pairs), ``low`` and ``high`` its 95 % interval, None where so few sessions have none. ``start`` and ``end`` are
    the line's values at the first and at the last session.
    """

    sessions: int
    middle: float
    lowest: float
    highest: float
    slope: float
    low: float | None
    high: float | None
    start: float
    end: float

    @property
    def direction(self) -> Direction:
        """A claim only from ``CLEAR_FROM`` sessions on, and only where the interval leaves no change out."""
        if self.sessions < CLEAR_FROM or self.low is None or self.high is None:
            return Direction.TOO_FEW
        if self.low > 0.0:
            return Direction.UP
        return Direction.DOWN if self.high < 0.0 else Direction.UNCLEAR


def trend(values: Sequence[float]) -> Trend | None:
    """The trend of values in order of time, None below ``BASELINE`` of them.

    Theil and Sen's line with the interval that goes with Kendall's test (Sen 1968, as the R package statpsych and SciPy
    document it): it asks nothing of how values scatter, and one odd session does not turn it. Sessions count by their
    order, not by their dates, for practice happens in talks. What each session's own range says is part of the scatter.
    """
    count = len(values)
    if count < BASELINE:
        return None
    slopes = sorted((values[j] - values[i]) / (j - i) for i, j in combinations(range(count), 2))
    slope, middle = median(slopes), median(values)
    outside = _outside(count)
    centre = (count - 1) / 2
    return Trend(
        sessions=count,
        middle=middle,
        lowest=min(values),
        highest=max(values),
        slope=slope,
        low=None if outside is None else slopes[outside],
        high=None if outside is None else slopes[-1 - outside],
        start=middle - slope * centre,
        end=middle + slope * centre,
    )


@cache
def _outside(count: int) -> int | None:
    """How many of the ordered slopes lie outside the 95 % interval on each side; None where all must lie inside.

    A slope below the true one is a pair in the wrong order once the true slope is taken away, so the number of such
    slopes has the distribution of the inversions of a random order.
    """
    if count >= _EXACT:
        spread = Z95 * (count * (count - 1) * (2 * count + 5) / 18) ** 0.5
        return max(0, int((count * (count - 1) / 2 - spread) / 2) - 1)
    orders = [1]
    for size in range(2, count + 1):
        wider = [0] * (len(orders) + size - 1)
        for pairs, ways in enumerate(orders):
            for more in range(size):
                wider[pairs + more] += ways
        orders = wider
    limit = TAIL * sum(orders)
    total = 0
    for pairs, ways in enumerate(orders):
        total += ways
        if total > limit:
            return pairs - 1 if pairs else None
    raise AssertionError("more than all orders are needed")
