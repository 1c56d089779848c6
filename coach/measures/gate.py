"""What a conversation and its recording can carry: which measures are not measurable, and which with care."""

from coach.audio.verdict import Carry, Verdict
from coach.conversation import Conversation, Timing, TurnKind
from coach.measures.measure import Measure, Need
from coach.times import total

# Under this mean confidence the words are not worth judging: our choice, guarded by
# test_badly_heard_words_are_not_judged. Recognition errs more for some accents, so silence is fairer than a score.
WORD_CONFIDENCE = 0.6

# What the quality gate says of the recording as a whole holds for every measure.
WHOLE = "recording"


def unmeasurable(measure: Measure, conversation: Conversation, quality: tuple[Verdict, ...]) -> str | None:
    """Why this measure cannot be taken here, None where it can."""
    if conversation.me is None:
        return "nobody is marked as you; say which voice is yours"
    for verdict in quality:
        if verdict.carry is Carry.NOT_MEASURABLE and verdict.measure in (measure.family, measure.name, WHOLE):
            return verdict.why
    return _lacking(measure.needs, conversation)


def _lacking(needs: frozenset[Need], conversation: Conversation) -> str | None:
    if Need.PARTNER in needs and not _has_partner(conversation):
        return "only one person is heard in this conversation"
    if Need.SOUND in needs and conversation.timing is Timing.CAPTIONS:
        return "a transcript without sound does not tell when exactly voices begin and end"
    if Need.ENGLISH in needs and not conversation.language.lower().startswith("en"):
        return f"words can be judged in English only so far, and this conversation is in “{conversation.language}”"
    confidence = conversation.word_confidence
    if Need.WORDS in needs and confidence is not None and confidence < WORD_CONFIDENCE:
        return f"the words were not heard well enough: {confidence:.2f} of 1, {WORD_CONFIDENCE:.2f} needed"
    if Need.WORDS in needs and not any(turn.words or turn.text for turn in conversation.turns):
        return "there are no words in this conversation"
    return None


def _has_partner(conversation: Conversation) -> bool:
    """Whether anybody but me says more than backchannels."""
    partners = {partner.id for partner in conversation.partners}
    return any(
        turn.speaker in partners and turn.kind is not TurnKind.BACKCHANNEL and total(turn.speech) > 0.0
        for turn in conversation.turns
    )


def care(measure: Measure, quality: tuple[Verdict, ...]) -> str | None:
    """Why this measure is to be taken with care, None where nothing speaks against it."""
    for verdict in quality:
        if verdict.carry is Carry.WITH_CARE and verdict.measure in (measure.family, measure.name, WHOLE):
            return verdict.why
    return None
