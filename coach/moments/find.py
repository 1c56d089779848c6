"""All moments of a conversation."""

from coach.conversation import Conversation
from coach.moments.advice import find_advice
from coach.moments.backchannels import find_backchannels
from coach.moments.commitments import find_commitments
from coach.moments.empathy import find_empathy
from coach.moments.exchange import Talk
from coach.moments.interruptions import find_overlaps
from coach.moments.missed import find_missed
from coach.moments.moment import Moment, MomentType, OverlapClass
from coach.moments.own_story import find_own_stories
from coach.moments.questions import find_questions
from coach.moments.reflections import find_reflections
from models.dialogue.classifier import Classifier


def find_moments(conversation: Conversation, judge: Classifier | None = None) -> tuple[Moment, ...]:
    """Every moment of every speaker, sorted by start; the same conversation always gives the same moments.

    Moments that rest on words are found in English only; in other languages those that rest on time.

    Args:
        judge: the classifier of moves; the one that ships with the program where none is given.
    """
    return moments_of(Talk(conversation, judge))


def moments_of(talk: Talk) -> tuple[Moment, ...]:
    """The same for a conversation that is read already."""
    conversation = talk.conversation
    english = conversation.language == "en"
    overlaps = find_overlaps(talk, use_words=english)
    found: list[Moment] = [*find_backchannels(conversation), *overlaps]
    if english:
        reflections, taken = find_reflections(talk, _cutting(overlaps))
        told = [
            *reflections,
            *find_questions(talk, taken),
            *find_advice(talk),
            *find_empathy(talk),
            *find_own_stories(talk),
            *find_commitments(talk),
        ]
        found += told
        found += find_missed(talk, told)
    return tuple(sorted(found, key=lambda moment: (moment.start, moment.end, moment.turn, moment.type)))


def _cutting(overlaps: tuple[Moment, ...]) -> frozenset[int]:
    """The turns that took the floor from an unfinished one, other than to help."""
    return frozenset(
        moment.turn
        for moment in overlaps
        if moment.type is MomentType.INTERRUPTION and not moment.maybe and moment.kind is not OverlapClass.COOPERATIVE
    )
