"""What a measure is: how it is defined and computed, where it comes from, and what it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from coach.conversation import Conversation
from coach.measures.result import Result, Unit
from coach.moments.moment import Moment


class Kind(StrEnum):
    """Whether a number was taken from times and words, or rests on a judgement of what was said."""

    MEASURED = "measured"
    JUDGED = "judged"


class Need(StrEnum):
    """What a conversation must have for a measure."""

    PARTNER = "partner"  # somebody else who speaks
    SOUND = "sound"  # times of voices, not of captions
    WORDS = "words"  # words that were heard well enough
    ENGLISH = "english"  # judged by lists and models that know English only


class Strength(StrEnum):
    """How strong the evidence behind a definition or target is."""

    RESEARCH = "research"
    MANUAL = "coding manual"
    INDUSTRY = "industry analysis"
    OURS = "our default"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure, as shown to people.

    ``family`` is the name under which the quality gate speaks of it. All measures are of the person being coached, so
    all need somebody marked as me. ``compute`` is called only where the needs are met.
    """

    name: str
    title: str
    unit: Unit
    definition: str
    formula: str
    source: str
    strength: Strength
    kind: Kind
    family: str
    needs: frozenset[Need]
    compute: Callable[[Conversation, tuple[Moment, ...]], Result]
