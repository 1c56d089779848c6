"""Where the dots, ranges and lines of a small trend lie, in pixels from the top left."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MOST_TICKS = 5
_ROOM = 0.08  # of the reach of the values, left free above and below
_HIGHEST_BAR = 2.0  # a range may reach so many times as high as the highest value; what is above is cut


@dataclass(frozen=True, slots=True)
class Dot:
    """One value on the chart, in the measure's unit; ``low`` and ``high`` are None where it has no range."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """The values at the foot and the top of the chart, and those that get a line."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Where ``value`` lies, 0 at the foot to 1 at the top; beyond them it stays there."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Box:
    """The plot's edges in pixels; ``top`` lies above ``bottom``."""

    left: float
    top: float
    right: float
    bottom: float

    def y(self, scale: Scale, value: float) -> float:
        """The height of a value."""
        return self.bottom - scale.share(value) * (self.bottom - self.top)


def scale(
    dots: Sequence[Dot], *, floor: float | None = None, ceiling: float | None = None, least_step: float = 0.0
) -> Scale:
    """A scale that holds all values and their ranges, with round ticks; never beyond ``floor`` and ``ceiling``.

    Args:
        least_step: ticks are at least so far apart: 1 for what is counted.

    Raises:
        ValueError: there is nothing to show.
    """
    if not dots:
        raise ValueError("a scale needs at least one value")
    top = max(dot.value for dot in dots)
    highest = _HIGHEST_BAR * top if top > 0.0 else math.inf
    low = min(min(dot.value, dot.value if dot.low is None else dot.low) for dot in dots)
    high = max(max(dot.value, dot.value if dot.high is None else min(dot.high, highest)) for dot in dots)
    reach = high - low or max(abs(high), 1.0) * 0.5
    low, high = low - _ROOM * reach, high + _ROOM * reach
    low = low if floor is None else max(low, floor)
    high = high if ceiling is None else min(high, ceiling)
    if high <= low:  # all values lie on one bound
        low, high = (low - reach, high) if ceiling is not None and high >= ceiling else (low, low + reach)
    return Scale(low, high, _ticks(low, high, least_step))


def _ticks(low: float, high: float, least_step: float) -> tuple[float, ...]:
    rough = (high - low) / _MOST_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = max(least_step, next(each * power for each in _STEPS if each * power >= rough * (1.0 - 1e-9)))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(number * step for number in range(first, last + 1))


def columns(count: int, box: Box) -> tuple[float, ...]:
    """The x of each dot: evenly from left to right with half a step at the ends; one alone in the middle."""
    step = (box.right - box.left) / max(count, 1)
    return tuple(box.left + (place + 0.5) * step for place in range(count))


def nearest(x: float, count: int, box: Box) -> int | None:
    """The dot whose column is nearest to ``x``; None where there is none."""
    places = columns(count, box)
    return min(range(count), key=lambda place: abs(places[place] - x)) if count else None
