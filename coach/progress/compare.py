"""Two sessions side by side: each difference with its range, and whether it is clear."""

import math
from dataclasses import dataclass
from enum import StrEnum

from coach.contexts.context import Context
from coach.feedback.grade import score
from coach.measures.intervals import Interval
from coach.measures.result import Result, Status
from coach.progress.series import Taken, comparable


class Change(StrEnum):
    """What may be said of a difference."""

    MORE = "more"
    LESS = "less"
    NONE = "no clear difference"
    UNKNOWN = "not to be compared"


class Aim(StrEnum):
    """Whether a clear difference goes towards what the context aims at."""

    NEARER = "nearer to the aim"
    FURTHER = "further from the aim"
    SAME = "as near to the aim"


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure in two sessions, second less first, in the measure's unit; ``low`` to ``high`` is its 95 % range.

    ``why`` says why two numbers are not to be compared, or why a difference has no range.
    """

    measure: str
    first: Result | None
    second: Result | None
    change: Change
    size: float | None = None
    low: float | None = None
    high: float | None = None
    aim: Aim | None = None
    why: str = ""


def compare(first: Taken, second: Taken, context: Context | None = None) -> tuple[Difference, ...]:
    """Every comparable measure, in the registry's order.

    Args:
        context: whose aims count; None where the two were seen as different kinds of conversation.
    """
    return tuple(
        _difference(known.name, first.result(known.name), second.result(known.name), context) for known in comparable()
    )


def interval_of_difference(first: Result, second: Result) -> Interval | None:
    """The 95 % interval of second less first from the two results' own intervals; None where either has none.

    Square and add, as Newcombe does with two Wilson intervals for a difference of shares, and others (MOVER) with any
    two intervals of independent estimates: each side takes the distances that pull that way.
    """
    if first.value is None or second.value is None:
        return None
    if first.low is None or first.high is None or second.low is None or second.high is None:
        return None
    size = second.value - first.value
    down = math.hypot(max(0.0, second.value - second.low), max(0.0, first.high - first.value))
    up = math.hypot(max(0.0, second.high - second.value), max(0.0, first.value - first.low))
    return Interval(size - down, size + up)


def _difference(measure: str, first: Result | None, second: Result | None, context: Context | None) -> Difference:
    for which, result in (("first", first), ("second", second)):
        if why := _why_not(which, result):
            return Difference(measure, first, second, Change.UNKNOWN, why=why)
    assert first is not None
    assert second is not None
    assert first.value is not None
    assert second.value is not None
    size = second.value - first.value
    interval = interval_of_difference(first, second)
    if interval is None:
        return Difference(
            measure, first, second, Change.UNKNOWN, size, why="single values without a range: they differ by chance too"
        )
    change = Change.MORE if interval.low > 0.0 else Change.LESS if interval.high < 0.0 else Change.NONE
    aim = _aim(measure, first.value, second.value, context) if change in (Change.MORE, Change.LESS) else None
    return Difference(measure, first, second, change, size, interval.low, interval.high, aim)


def _why_not(which: str, result: Result | None) -> str:
    if result is None:
        return f"the {which} session has no such number"
    if result.status is not Status.OK:
        return f"the {which} session: {result.why}"
    if result.at_least:
        return f"the {which} session shows only a part"
    return ""


def _aim(measure: str, first: float, second: float, context: Context | None) -> Aim | None:
    target = next((one for one in context.targets if one.measure == measure), None) if context else None
    if target is None:
        return None
    before, after = score(target, first), score(target, second)
    return Aim.NEARER if after > before else Aim.FURTHER if after < before else Aim.SAME
