"""What somebody answered to what the other told, and what was found in the answer."""

from coach.conversation import Conversation, Timing
from coach.moments.find import find_moments
from coach.moments.moment import Moment, MomentType
from tests.factories import conversation

PACE = 0.35  # seconds a word


def exchange(told: str, said: str, *, then: str = "") -> Conversation:
    """B tells, A answers, and B may go on; half a second between the turns."""
    lines, start = [], 1.0
    for who, text in (("A", "Okay."), ("B", told), ("A", said), ("B", then)):
        if text:
            end = start + PACE * len(text.split())
            lines.append(f"{who} {start:.2f}-{end:.2f} {text}")
            start = end + 0.5
    return conversation(*lines, timing=Timing.CHANNELS)


def found(told: str, said: str, *, then: str = "") -> tuple[Moment, ...]:
    """The moments of A's answer that are more than a maybe."""
    moments = find_moments(exchange(told, said, then=then))
    return tuple(moment for moment in moments if moment.turn == 2 and not moment.maybe)


def types(told: str, said: str, *, then: str = "") -> set[MomentType]:
    """The types of those moments."""
    return {moment.type for moment in found(told, said, then=then)}
