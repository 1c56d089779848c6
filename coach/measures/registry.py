"""All measures, and how they are taken from one conversation."""

from dataclasses import replace

from coach.audio.verdict import Verdict
from coach.conversation import Conversation
from coach.measures import (
    backchannels,
    feelings,
    interruptions,
    long_turns,
    overlap,
    pauses,
    questions,
    reflections,
    response_gaps,
    restraint,
    silence,
    talk_share,
    turn_words,
    understanding,
)
from coach.measures.gate import care, unmeasurable
from coach.measures.measure import Measure
from coach.measures.result import Result, Status
from coach.measures.trust import lower
from coach.moments.moment import Moment

# In the order in which people read them.
MEASURES: tuple[Measure, ...] = (
    talk_share.OF_SPEECH,
    talk_share.OF_CALL,
    talk_share.OF_WORDS,
    long_turns.MONOLOGUE,
    long_turns.STORY,
    turn_words.WORDS,
    response_gaps.GAPS,
    pauses.LEFT,
    pauses.AFTER_STORIES,
    silence.SILENCE,
    questions.COUNT,
    questions.RATE,
    questions.OPEN,
    questions.FOLLOW_UP,
    questions.LEADING,
    questions.STACKED,
    questions.RHETORICAL,
    questions.RUN,
    interruptions.RATE,
    interruptions.FOUND,
    interruptions.BALANCE,
    overlap.OVERLAP,
    backchannels.RATE,
    reflections.PER_TURN,
    reflections.RATIO,
    understanding.SUMMARIES,
    understanding.UPTAKE,
    understanding.ALIGNMENT,
    restraint.ADVICE,
    understanding.EARLY,
    restraint.SHIFT,
    understanding.ME_TALK,
    understanding.VALIDATIONS,
    understanding.DISMISSALS,
    feelings.MET,
    feelings.MISSED,
)


def measure(name: str) -> Measure:
    """The measure of that name; KeyError where there is none."""
    for known in MEASURES:
        if known.name == name:
            return known
    raise KeyError(name)


def measure_all(
    conversation: Conversation, moments: tuple[Moment, ...], quality: tuple[Verdict, ...] = ()
) -> tuple[Result, ...]:
    """Every measure of the conversation, in the order of ``MEASURES``. Pure: same input, same results."""
    return tuple(_taken(known, conversation, moments, quality) for known in MEASURES)


def _taken(
    known: Measure, conversation: Conversation, moments: tuple[Moment, ...], quality: tuple[Verdict, ...]
) -> Result:
    if why := unmeasurable(known, conversation, quality):
        return Result(known.name, known.unit, Status.NOT_MEASURABLE, why=why)
    result = known.compute(conversation, moments)
    if warning := care(known, quality):
        why = f"{result.why}; {warning}" if result.why else f"with care: {warning}"
        return replace(result, confidence=lower(result.confidence), why=why)
    return result
