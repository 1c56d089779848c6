"""Own guesses against the measures over time: how far apart they lie, never what that says of a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from coach.feedback.guess import Aspect
from coach.library.guess_rows import Calibration
from coach.progress.trend import Trend, trend

RECENT = 5
"""Guesses that the middle gap is taken of (domain.md, section 10: median gap over the last five)."""


@dataclass(frozen=True, slots=True)
class Guessed:
    """One gap, guess less measure: in points of share (0 to 1), in interruptions, or in steps of a scale."""

    session: str
    made: datetime
    gap: float


@dataclass(frozen=True, slots=True)
class GuessLine:
    """The guesses of one aspect, the oldest first.

    ``recent`` is the median distance of the last ``RECENT``, ``before`` that of as many before them, None where there
    are not as many; ``distance`` is the trend of the distances, None below three guesses.
    """

    aspect: Aspect
    guesses: tuple[Guessed, ...]
    recent: float
    before: float | None
    distance: Trend | None


def guess_lines(calibrations: Sequence[Calibration]) -> tuple[GuessLine, ...]:
    """A line for each aspect that was guessed and measured at least once, in the order in which it is asked."""
    return tuple(line for aspect in Aspect if (line := _line(aspect, calibrations)) is not None)


def _line(aspect: Aspect, calibrations: Sequence[Calibration]) -> GuessLine | None:
    found = sorted(
        (Guessed(one.session, one.made, one.gaps[aspect]) for one in calibrations if aspect in one.gaps),
        key=lambda one: (one.made, one.session),
    )
    if not found:
        return None
    sizes = [abs(one.gap) for one in found]
    earlier = sizes[-2 * RECENT : -RECENT]
    return GuessLine(
        aspect,
        tuple(found),
        recent=median(sizes[-RECENT:]),
        before=median(earlier) if len(earlier) == RECENT else None,
        distance=trend(sizes),
    )
