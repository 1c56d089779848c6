"""A result is a claim: a value, what it was computed from, how sure we are, and the moments behind it."""

from dataclasses import dataclass
from enum import StrEnum

from coach.moments.moment import Moment, Passage


class Status(StrEnum):
    """Whether there is a value to show."""

    OK = "ok"
    NOT_ENOUGH = "not enough"
    NOT_MEASURABLE = "not measurable"


class Confidence(StrEnum):
    """How far a value can be trusted on this recording."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Unit(StrEnum):
    """What a value counts."""

    SHARE = "share"  # 0 to 1
    SECONDS = "seconds"
    COUNT = "count"
    PER_HOUR = "per hour"
    PER_MINUTE = "per minute"
    PER_TEN_MINUTES = "per 10 minutes"
    PER_TURN = "per turn"  # 0 to 1: share of turns
    RATIO = "ratio"  # 0 or more


@dataclass(frozen=True, slots=True)
class Result:
    """One measure on one conversation.

    ``value`` is None exactly when the status is NOT_MEASURABLE; with NOT_ENOUGH it may hold what was
    found so far, shown as such and never graded. ``low`` and ``high`` bound the value (95 %). ``values``
    holds the single observations behind a median, where there is one. ``evidence`` is in order of time.
    ``why`` may also say why an OK result is to be taken with care. ``at_least`` marks a number that this recording
    can only show a part of: it has no ``high`` and is never graded.
    """

    name: str
    unit: Unit
    status: Status
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    confidence: Confidence = Confidence.LOW
    why: str | None = None
    values: tuple[float, ...] = ()
    evidence: tuple[Moment | Passage, ...] = ()
    at_least: bool = False

    def __post_init__(self) -> None:
        if self.status is Status.NOT_MEASURABLE and self.value is not None:
            raise ValueError(f"{self.name}: what is not measurable has no value")
        if self.status is Status.OK and self.value is None:
            raise ValueError(f"{self.name}: a result needs a value")
        if self.status is not Status.OK and not self.why:
            raise ValueError(f"{self.name}: say why there is no result")
