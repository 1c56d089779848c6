"""A conversation without sound, from turns of text one after the other."""

from collections.abc import Sequence

from coach.conversation import Conversation, Speaker, Timing, Turn

# Speech runs at about 170 words a minute; gives written turns a time that no text measure depends on (our choice).
_SECONDS_A_WORD = 0.35
_GAP = 0.2


def written(turns: Sequence[tuple[str, str]], me: str) -> Conversation:
    """The conversation of these turns.

    Args:
        turns: who speaks and what they say, in order; a turn may be empty.
        me: the speaker who is coached; may be one who never speaks.
    """
    made: list[Turn] = []
    now = 0.0
    for speaker, text in turns:
        end = now + _SECONDS_A_WORD * max(1, len(text.split()))
        made.append(Turn(now, end, speaker, text))
        now = end + _GAP
    names = sorted({speaker for speaker, _ in turns} | {me})
    return Conversation(tuple(Speaker(n, n, me=n == me) for n in names), tuple(made), now, Timing.CAPTIONS)
