"""Backchannels: short signs of listening that leave the other the floor."""

from coach.conversation import Conversation, TurnKind
from coach.moments.moment import Moment, MomentType


def find_backchannels(conversation: Conversation) -> tuple[Moment, ...]:
    """A moment for each turn that was heard as a backchannel, answering the other's turn that it lies in or follows."""
    found: list[Moment] = []
    for index, turn in enumerate(conversation.turns):
        if turn.kind is not TurnKind.BACKCHANNEL:
            continue
        floor = next(
            (
                i
                for i in range(index - 1, -1, -1)
                if conversation.turns[i].holds_floor and conversation.turns[i].speaker != turn.speaker
            ),
            None,
        )
        found.append(
            Moment(
                speaker=turn.speaker,
                start=turn.start,
                end=turn.end,
                quote=turn.text,
                turn=index,
                type=MomentType.BACKCHANNEL,
                confidence=0.9 if turn.text else 0.6,
                why="short, and the other goes on",
                answers=floor,
            )
        )
    return tuple(found)
