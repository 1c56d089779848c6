"""A review after edits: what the engines said, read again with what the person changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.conversation import Conversation, Turn
from coach.editing.apply import applied
from coach.editing.corrections import corrected
from coach.editing.edits import Edit
from coach.moments.find import find_moments
from coach.moments.moment import Moment
from coach.review import RULES, Review, review

# A moment rests on at most so many turns on either side of it, and so many of each person who speaks there: a judgement
# reads some ten turns back. Our choice, several times that; guarded by test_near_is_the_same_as_whole.
REACH = 60
OF_EACH = 8


@dataclass(frozen=True, slots=True)
class Found:
    """The moments of a conversation before corrections: what the next edit need not look for again."""

    conversation: Conversation
    moments: tuple[Moment, ...]


class Rescorer:
    """Reviews a session again after each edit.

    It remembers the moments of the conversation before, so that an edit of one turn is read again only around it; what
    it gives depends on the edits alone.
    """

    def __init__(self, origin: Review) -> None:
        self._origin = origin
        # What other rules found is not what is looked for now.
        self._found = Found(origin.conversation, origin.moments) if origin.rules == RULES else None

    def review(self, edits: Sequence[Edit]) -> Review:
        """The review after these edits; without any, the one from before the first of them.

        Raises:
            ValueError: an edit speaks of what is not there.
        """
        if not edits:
            return self._origin
        edited = applied(self._origin.conversation, edits)
        self._found = found_again(self._found, edited.conversation)
        return review(
            edited.conversation,
            context=edited.context or self._origin.context,
            source=self._origin.source,
            engines=self._origin.engines,
            quality=self._origin.quality,
            moments=corrected(self._found.moments, edited.corrections),
        )


def found_again(before: Found | None, conversation: Conversation) -> Found:
    """The moments of a conversation, taken from the one before wherever nothing near has changed."""
    if before is None or before.conversation.language != conversation.language:
        return Found(conversation, find_moments(conversation))
    old, new = before.conversation.turns, conversation.turns
    same = _common(old, new)
    if same == len(old) == len(new):
        return Found(conversation, before.moments)
    alike = _common(old[same:][::-1], new[same:][::-1])
    changed = range(same, len(new) - alike)
    near = _around(new, changed)  # whose moments can have changed
    read = _around(new, near)  # what those rest on
    if read == range(len(new)):
        return Found(conversation, find_moments(conversation))
    part = replace(conversation, turns=new[read.start : read.stop])
    again = [_moved(m, read.start) for m in find_moments(part) if m.turn + read.start in near]
    shift = len(new) - len(old)
    kept = [m for m in before.moments if m.turn < near.start]
    kept += [_moved(m, shift) for m in before.moments if m.turn + shift >= near.stop]
    moments = sorted((*kept, *again), key=lambda m: (m.start, m.end, m.turn, m.type))
    return Found(conversation, tuple(moments))


def _common(one: Sequence[Turn], other: Sequence[Turn]) -> int:
    """How many turns at the beginning are the same."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a is not b and a != b:
            break
        count += 1
    return count


def _around(turns: Sequence[Turn], inner: range) -> range:
    """A stretch of turns with far enough before and after it."""
    people = dict.fromkeys((turn.speaker for turn in turns[inner.start : inner.stop]), 0)
    back = _far_enough(turns[: inner.start][::-1], people)
    on = _far_enough(turns[inner.stop :], people)
    return range(inner.start - back, inner.stop + on)


def _far_enough(turns: Sequence[Turn], people: dict[str, int]) -> int:
    """How many of these turns reach far enough; all of them where somebody speaks too seldom."""
    heard = dict(people)
    for count, turn in enumerate(turns, 1):
        heard[turn.speaker] = heard.get(turn.speaker, 0) + turn.holds_floor
        if count >= REACH and all(times >= OF_EACH for times in heard.values()):
            return count
    return len(turns)


def _moved(moment: Moment, by: int) -> Moment:
    if not by:
        return moment
    answers = None if moment.answers is None else moment.answers + by
    return replace(moment, turn=moment.turn + by, answers=answers)
