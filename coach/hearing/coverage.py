"""How much of a stretch of time is covered by some spans, asked many times."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from coach.times import Span, union


class Coverage:
    """Spans joined and summed once, so that each question costs a search, not a walk."""

    def __init__(self, spans: Iterable[Span]) -> None:
        joined = union(spans)
        self._starts = [span.start for span in joined]
        self._ends = [span.end for span in joined]
        self._sums = [0.0, *accumulate(span.duration for span in joined)]

    def seconds(self, start: float, end: float) -> float:
        """Covered seconds between two moments; 0 where end <= start."""
        return max(0.0, self._until(end) - self._until(start)) if end > start else 0.0

    def distance(self, start: float, end: float) -> float:
        """Seconds from this stretch to the nearest span, 0 where they meet, infinite without spans."""
        after = bisect_left(self._starts, start)
        near = [self._starts[after] - end] if after < len(self._starts) else []
        if after:
            near.append(start - self._ends[after - 1])
        return max(0.0, min(near)) if near else float("inf")

    def resumes(self, moment: float) -> float | None:
        """The first covered moment at or after this one; None where there is none."""
        place = bisect_right(self._ends, moment)
        return max(moment, self._starts[place]) if place < len(self._ends) else None

    def _until(self, moment: float) -> float:
        place = bisect_right(self._starts, moment)
        if not place:
            return 0.0
        return self._sums[place - 1] + min(moment, self._ends[place - 1]) - self._starts[place - 1]
