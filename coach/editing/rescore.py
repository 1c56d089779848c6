"""A review after edits: what the engines said, read again with what the person changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.conversation import Conversation
from coach.editing.apply import applied
from coach.editing.corrections import corrected
from coach.editing.edits import Edit
from coach.moments.find import find_moments
from coach.moments.moment import Moment
from coach.review import RULES, Review, review


@dataclass(frozen=True, slots=True)
class Found:
    """The moments of a conversation before corrections: what the next edit need not look for again."""

    conversation: Conversation
    moments: tuple[Moment, ...]


class Rescorer:
    """Reviews a session again after each edit.

    It remembers the moments of the conversation before, so that an edit that changes no turn need not look for them
    again; what it gives depends on the edits alone.
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
            goal=edited.goal,
            moments=corrected(self._found.moments, edited.corrections),
        )


def found_again(before: Found | None, conversation: Conversation) -> Found:
    """The moments of a conversation; those from before where no turn has changed.

    One turn changed means reading all of them: a judgement rests on how each speaker talks in the whole conversation.
    """
    if before is not None and (before.conversation.language, before.conversation.turns) == (
        conversation.language,
        conversation.turns,
    ):
        return Found(conversation, before.moments)
    return Found(conversation, find_moments(conversation))
