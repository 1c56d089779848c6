"""A moment: one thing that happened at one place in a conversation, and why we think so."""

from dataclasses import dataclass
from enum import StrEnum

from coach.times import Span


class MomentType(StrEnum):
    """The kinds of moments, with the names of the public contract."""

    QUESTION_OPEN = "question_open"
    QUESTION_CLOSED = "question_closed"
    QUESTION_TAG = "question_tag"
    REFLECTION = "reflection"
    REFLECTION_SIMPLE = "reflection_simple"
    REFLECTION_COMPLEX = "reflection_complex"
    SUMMARY = "summary"
    ADVICE = "advice"
    EMPATHY = "empathy"
    VALIDATION = "validation"
    DISMISSAL = "dismissal"
    SELF_SHIFT = "self_shift"
    AFFIRMATION = "affirmation"
    COMMON_GROUND = "common_ground"
    COMMITMENT = "commitment"
    INTERRUPTION = "interruption"
    OVERLAP = "overlap"
    BACKCHANNEL = "backchannel"
    MISSED_MOMENT = "missed_moment"


QUESTIONS = frozenset({MomentType.QUESTION_OPEN, MomentType.QUESTION_CLOSED, MomentType.QUESTION_TAG})
REFLECTIONS = frozenset(
    {MomentType.REFLECTION, MomentType.REFLECTION_SIMPLE, MomentType.REFLECTION_COMPLEX, MomentType.SUMMARY}
)


class Trait(StrEnum):
    """What more can be said of a question, a reflection or an advice."""

    LEADING = "leading"
    STACKED = "stacked"
    TAG = "tag"
    RHETORICAL = "rhetorical"
    FOLLOW_UP = "follow_up"
    CHECKED = "checked"  # a reflection that asks "did I get that right?"
    FEELING = "feeling"  # names a feeling of the other
    ASKED = "asked"  # advice that was asked for or allowed
    REFILLED = "refilled"  # a question whose pause the asker filled
    GIVEN_BACK = "given_back"  # an interruption after which the floor was returned


class OverlapClass(StrEnum):
    """How two people came to speak at once (domain: turn-taking)."""

    COMPETITIVE = "competitive"
    COOPERATIVE = "cooperative"
    UNCLEAR = "unclear"
    TERMINAL = "terminal"  # at the end of a finished sentence
    SIMULTANEOUS = "simultaneous"  # both began together
    NOT_ESTABLISHED = "not_established"  # the other had barely begun
    UNSUCCESSFUL = "unsuccessful"  # tried for the floor and gave up
    BRIEF = "brief"
    CUT_IN = "cut_in"  # no overlap, but the other was not finished


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the recording that a number rests on. ``turn`` is an index into the conversation's turns."""

    speaker: str
    start: float
    end: float
    quote: str
    turn: int

    @property
    def span(self) -> Span:
        """Its time."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Moment(Passage):
    """Something that happened, judged.

    Args:
        confidence: 0 to 1, how sure we are of the type.
        why: one plain clause that names what caused the verdict.
        answers: index of the other's turn that this responds to.
        kind: for interruption and overlap only.
        maybe: between the two thresholds: shown, not counted.
        counted: whether the scorecard uses it.
        better: for a missed moment what could have been said instead.
    """

    type: MomentType
    confidence: float
    why: str
    answers: int | None = None
    traits: frozenset[Trait] = frozenset()
    kind: OverlapClass | None = None
    maybe: bool = False
    counted: bool = True
    better: str | None = None

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"a confidence must lie in 0 to 1, got {self.confidence}")
        if self.maybe and self.counted:
            raise ValueError("a maybe is shown, not counted")
