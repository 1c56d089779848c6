"""The scorecard: graded measures, one strength, one focus, and moments to hear again."""

from dataclasses import dataclass
from enum import StrEnum

from coach.measures.result import Result
from coach.moments.moment import Moment, Passage


class Band(StrEnum):
    """Where a value lies against a context's target."""

    WORK_ON = "work on"
    FAIR = "fair"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Graded:
    """A result held against the context's target.

    ``score`` is 0 to 100 by linear interpolation between the target's knots; None, as ``band``, where the
    context sets no target or the evidence is too thin. ``target`` says the target in words, ``source`` and
    ``strength`` where it comes from (research, coding manual, industry analysis, our default).
    """

    result: Result
    band: Band | None = None
    score: float | None = None
    target: str = ""
    source: str = ""
    strength: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence or two about moments, never about the person, with the moments it speaks of."""

    measure: str
    text: str
    moments: tuple[Moment | Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The composite as a band with a range (0 to 100), or why there is none; one strength; one focus."""

    band: Band | None
    low: float | None
    high: float | None
    why: str | None
    strength: Note | None
    focus: Note | None
    moments: tuple[Moment | Passage, ...] = ()
    graded: tuple[Graded, ...] = ()
