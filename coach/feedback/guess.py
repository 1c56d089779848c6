"""A person's own guess before any number is shown, and how far the measures lie from it."""

from dataclasses import dataclass
from enum import StrEnum

from coach.measures.result import Result, Status
from coach.review import Review

LOWEST, HIGHEST = 1, 5
"""The ends of the four scales."""


class Aspect(StrEnum):
    """What is guessed."""

    TALK_SHARE = "talk_share"
    INTERRUPTIONS = "interruptions"
    ASKED = "asked"
    REFLECTED = "reflected"
    HELD_BACK = "held_back"
    EMPATHY = "empathy"


SCALES = (Aspect.ASKED, Aspect.REFLECTED, Aspect.HELD_BACK, Aspect.EMPATHY)

# The measure that each aspect is held against: for the scales the one with a target in every kind of talk (our choice).
MEASURE = {
    Aspect.TALK_SHARE: "talk_share",
    Aspect.INTERRUPTIONS: "interruptions",
    Aspect.ASKED: "open_share",
    Aspect.REFLECTED: "reflections",
    Aspect.HELD_BACK: "advice",
    Aspect.EMPATHY: "feeling_moments_met",
}


class Closeness(StrEnum):
    """How near a guess came, which is a fact about one talk and says nothing about a person."""

    WELL_CALIBRATED = "well calibrated"
    CLOSE = "close"
    SURPRISING = "surprising"


# The largest gap that is still well calibrated, and the largest that is close. Points of talk share: domain.md, section
# 10. Interruptions and steps of a scale: our choice, guarded by test_how_near_a_guess_came.
_NEAR = {Aspect.TALK_SHARE: (0.05, 0.15), Aspect.INTERRUPTIONS: (1.0, 3.0), **dict.fromkeys(SCALES, (0.5, 1.0))}


@dataclass(frozen=True, slots=True)
class Guess:
    """What was guessed; None for what was left open.

    Args:
        talk_share: 0 to 1.
        interruptions: how often one took the floor oneself.
        asked: 1 (hardly) to 5 (very much), as ``reflected``, ``held_back`` (advice) and ``empathy``.
        note: one free line.
    """

    talk_share: float | None = None
    interruptions: int | None = None
    asked: int | None = None
    reflected: int | None = None
    held_back: int | None = None
    empathy: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.talk_share is not None and not 0.0 <= self.talk_share <= 1.0:
            raise ValueError(f"a talk share lies in 0 to 1, got {self.talk_share}")
        if self.interruptions is not None and self.interruptions < 0:
            raise ValueError(f"nobody interrupts {self.interruptions} times")
        for scale in SCALES:
            value = self.of(scale)
            if value is not None and not LOWEST <= value <= HIGHEST:
                raise ValueError(f"{scale} lies in {LOWEST} to {HIGHEST}, got {value}")

    def of(self, aspect: Aspect) -> float | None:
        """The guess of one aspect."""
        value: float | None = getattr(self, aspect.value)
        return value

    @property
    def is_empty(self) -> bool:
        """Whether nothing was guessed; a line alone is no guess."""
        return all(self.of(aspect) is None for aspect in Aspect)


@dataclass(frozen=True, slots=True)
class Gap:
    """One aspect: what was guessed and what was measured, None where either is missing; ``why`` says what is missing.

    ``at_least`` marks a count that the recording can show only a part of.
    """

    aspect: Aspect
    guessed: float | None
    measured: float | None
    why: str = ""
    at_least: bool = False

    @property
    def size(self) -> float | None:
        """Guess less measure: above 0 where more was guessed; None where either is missing."""
        return None if self.guessed is None or self.measured is None else self.guessed - self.measured

    @property
    def closeness(self) -> Closeness | None:
        """How near the guess came; None where either is missing.

        A count that is only "at least" is never further away than a guess above it.
        """
        size = self.size
        if size is None:
            return None
        if self.at_least and size > 0.0:
            return Closeness.WELL_CALIBRATED
        well, near = _NEAR[self.aspect]
        apart = round(abs(size), 2)  # as people read it, in whole points
        return (
            Closeness.WELL_CALIBRATED if apart <= well else Closeness.CLOSE if apart <= near else Closeness.SURPRISING
        )


def gaps(guess: Guess, review: Review) -> tuple[Gap, ...]:
    """Each aspect, guessed or not, in the order in which it is asked."""
    return tuple(_gap(aspect, guess.of(aspect), review) for aspect in Aspect)


def _gap(aspect: Aspect, guessed: float | None, review: Review) -> Gap:
    result = next((one for one in review.results if one.name == MEASURE[aspect]), None)
    if result is None or result.status is Status.NOT_MEASURABLE:
        return Gap(aspect, guessed, None, "" if result is None or result.why is None else result.why)
    if aspect is Aspect.INTERRUPTIONS:  # a count is known however short the talk
        return Gap(aspect, guessed, float(len(result.evidence)), at_least=result.at_least)
    if result.status is Status.NOT_ENOUGH:
        return Gap(aspect, guessed, None, result.why or "")
    if aspect is Aspect.TALK_SHARE:
        return Gap(aspect, guessed, result.value)
    return _on_the_scale(aspect, guessed, result, review)


def _on_the_scale(aspect: Aspect, guessed: float | None, result: Result, review: Review) -> Gap:
    """A score of 0 to 100 in the context as a step of 1 to 5: 0 is 1, 100 is 5."""
    graded = next((one for one in review.scorecard.graded if one.result == result), None)
    if graded is None or graded.score is None:
        return Gap(aspect, guessed, None, "this kind of conversation sets no aim for it")
    step = LOWEST + (HIGHEST - LOWEST) * graded.score / 100.0
    return Gap(aspect, guessed, float(int(step + 0.5)))
