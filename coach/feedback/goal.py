"""What a person sets out to do in one conversation, and how it went."""

from dataclasses import dataclass

from coach.contexts.context import Context
from coach.conversation import Conversation
from coach.feedback.focus import MOST_SHOWN, focus_on, most_telling
from coach.feedback.scorecard import Band, Graded, Note
from coach.feedback.words import headline
from coach.measures.counted import in_order
from coach.measures.result import Status
from coach.moments.moment import Moment


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing to practise, told as something to do; ``measure`` is what shows how it went."""

    measure: str
    title: str


# One behaviour each that a person can choose to do in the next minute; ordered by how well the measure behind it tells
# good listeners from poor ones (the points of the whole, domain: composite), the rest by our choice.
GOALS: tuple[Goal, ...] = (
    Goal("reflections", "Say back what I hear"),
    Goal("advice", "Hold back advice"),
    Goal("feeling_moments_met", "Take up feelings"),
    Goal("interruptions", "Let them finish"),
    Goal("pauses", "Leave silence after a question"),
    Goal("longest_monologue", "Keep my turns short"),
    Goal("follow_up_share", "Ask about what they just said"),
    Goal("open_share", "Ask open questions"),
    Goal("stacked_share", "Ask one thing at a time"),
    Goal("talk_share", "Leave them room to talk"),
)


def goal(measure: str) -> Goal:
    """The goal that this measure shows; KeyError where it is nobody's."""
    for known in GOALS:
        if known.measure == measure:
            return known
    raise KeyError(measure)


def how_it_went(conversation: Conversation, graded: tuple[Graded, ...], context: Context, measure: str) -> Note:
    """A note on the goal that was chosen, whatever came of it.

    Below good, with moments enough, it says what a focus says. Otherwise it gives the number and what it means here:
    in the good range, short of it, no target in this context, or why nothing can be said.
    """
    told = focus_on(conversation, graded, context, measure)
    if told is not None:
        return told
    one = next(one for one in graded if one.result.name == measure)
    result = one.result
    events = tuple(event for event in result.evidence if not isinstance(event, Moment) or not event.maybe)
    moments = in_order(most_telling(events, MOST_SHOWN))
    if result.status is Status.NOT_MEASURABLE:
        return Note(measure, f"{headline(result)} Choose another goal to see how that one went.")
    if result.status is Status.NOT_ENOUGH:
        return Note(measure, f"{headline(result)} A longer talk will show more.", moments)
    if one.band is None:
        return Note(measure, f"{headline(result)} This kind of talk has no target for it.", moments)
    ending = "That is in the good range here." if one.band is Band.GOOD else "That is short of the good range here."
    return Note(measure, f"{headline(result)} {ending}", moments)
