"""How far a number may lie from the truth: 95 % intervals for shares, counts, medians and talk share."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Z95 = 1.959963984540054
TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval; ``low <= high``."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"an interval must have low <= high, got {self.low} and {self.high}")


def wilson(found: int, of: int) -> Interval:
    """The interval of a share of counted events (Wilson 1927); 2 of 4 gives 0.15 to 0.85.

    Raises:
        ValueError: ``of`` is 0, or ``found`` lies outside 0 to ``of``.
    """
    if of <= 0 or not 0 <= found <= of:
        raise ValueError(f"a share needs 0 <= found <= of with of > 0, got {found} of {of}")
    share = found / of
    spread = Z95 * math.sqrt(share * (1 - share) / of + Z95**2 / (4 * of**2))
    centre, shrink = share + Z95**2 / (2 * of), 1 + Z95**2 / of
    # Rounding must not push 0 of n or n of n out of their own interval.
    return Interval(max(0.0, min(share, (centre - spread) / shrink)), min(1.0, max(share, (centre + spread) / shrink)))


def poisson(count: int) -> Interval:
    """The exact interval of a count's mean (Garwood 1936); 0 gives 0 to 3.69, 7 gives 2.81 to 14.42.

    Raises:
        ValueError: the count is negative.
    """
    if count < 0:
        raise ValueError(f"a count must be 0 or more, got {count}")
    top = count + 10.0 * math.sqrt(count + 1.0) + 10.0
    low = 0.0 if count == 0 else _mean_where(count - 1, 1 - TAIL, top)
    return Interval(low, _mean_where(count, TAIL, top))


def _mean_where(count: int, probability: float, top: float) -> float:
    """The Poisson mean under which at most ``count`` happen with that probability, by bisection."""
    low, high = 0.0, top
    for _ in range(60):
        middle = (low + high) / 2
        if _at_most(count, middle) > probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(count: int, mean: float) -> float:
    """P(X <= count) of a Poisson variable; summed from the largest term down, so that nothing underflows early."""
    if mean <= 0.0:
        return 1.0
    first = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))
    total, term = 0.0, first
    for k in range(count, -1, -1):
        total += term
        term *= k / mean
    return min(1.0, total)


def ratio_of_counts(above: int, below: int) -> Interval:
    """The interval of one count over another, from the Wilson interval of the first's share in both.

    The upper end is infinite where the lower count may well be 0.

    Raises:
        ValueError: both counts are 0.
    """
    share = wilson(above, above + below)
    high = share.high / (1 - share.high) if share.high < 1.0 else math.inf
    return Interval(share.low / (1 - share.low) if share.low < 1.0 else math.inf, high)


def median_interval(values: Sequence[float]) -> Interval | None:
    """The interval of the median from the order of the values (sign test); None below 6, where none reaches 95 %."""
    ordered, n = sorted(values), len(values)
    rank, chance = -1, 0.5**n if n < 1000 else 0.0
    if n >= 1000:  # the exact sum would underflow; the normal limit differs by less than a rank
        rank = int(n / 2 - Z95 * math.sqrt(n) / 2) - 1
    else:
        below = 0.0
        for k in range(n):
            below += chance
            if below > TAIL:
                break
            rank = k
            chance *= (n - k) / (k + 1)
    return None if rank < 0 else Interval(ordered[rank], ordered[n - 1 - rank])


@dataclass(frozen=True, slots=True)
class Side:
    """How long one side spoke, in how many stretches, each with two edges that may be off."""

    seconds: float
    stretches: int


def share_interval(mine: Side, theirs: Side, *, edge_error: float, attribution_error: float = 0.0) -> Interval:
    """The interval of mine / (mine + theirs) when edges of speech are off by ``edge_error`` seconds.

    All errors are standard deviations. To first order a share s = M / T moves by ((1 - s) dM - s dT') / T. Each edge
    errs by itself, so a side with n stretches has a variance of 2 n e² in its seconds; and a detector that hears all
    edges late or early by e changes M by 2 e n. Both are added, with ``attribution_error`` (of the share, from voices
    taken for one another), as independent. Guarded by ``test_talk_share_range_covers_the_truth``.

    Raises:
        ValueError: nobody spoke.
    """
    total = mine.seconds + theirs.seconds
    if total <= 0.0:
        raise ValueError("a share of speech needs speech")
    share = mine.seconds / total
    edges = 2 * edge_error**2 * ((1 - share) ** 2 * mine.stretches + share**2 * theirs.stretches) / total**2
    together = (2 * edge_error * ((1 - share) * mine.stretches - share * theirs.stretches) / total) ** 2
    spread = Z95 * math.sqrt(edges + together + attribution_error**2)
    return Interval(max(0.0, share - spread), min(1.0, share + spread))
