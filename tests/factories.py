"""Conversations for tests that read like conversations."""

import re

from coach.conversation import Conversation, Speaker, Timing, Turn, TurnKind
from coach.times import Span
from models.records import Word

_LINE = re.compile(r"^(?P<who>\w+)(?P<kind>[~?]?) (?P<start>[\d.]+)-(?P<end>[\d.]+) (?P<text>.*)$")
_KIND = {"": TurnKind.TURN, "~": TurnKind.BACKCHANNEL, "?": TurnKind.ATTEMPT}


def conversation(
    *lines: str,
    me: str | None = "A",
    timing: Timing = Timing.CHANNELS,
    duration: float | None = None,
    language: str = "en",
    boundary_error: float | None = 0.05,
    word_confidence: float | None = 0.95,
) -> Conversation:
    """A conversation from lines such as ``"A 0-4 How was the move?"``.

    ``"A~ 2-2.4 Mm-hmm."`` is a backchannel, ``"A? 2-2.6 But the"`` an attempt. Words are spread evenly over
    the turn; voice is the whole turn.
    """
    turns = []
    for line in lines:
        match = _LINE.match(line)
        if not match:
            raise ValueError(f"not a line of a conversation: {line!r}")
        start, end = float(match["start"]), float(match["end"])
        tokens = match["text"].split()
        step = (end - start) / max(1, len(tokens))
        words = tuple(Word(start + i * step, start + (i + 1) * step, token) for i, token in enumerate(tokens))
        turns.append(Turn(start, end, match["who"], match["text"], _KIND[match["kind"]], words, (Span(start, end),)))
    turns.sort(key=lambda turn: (turn.start, turn.end))
    names = dict.fromkeys(turn.speaker for turn in turns)
    if me is not None:
        names.setdefault(me)
    channels = timing is Timing.CHANNELS
    speakers = tuple(
        Speaker(name, name, me=name == me, channel=i if channels else None) for i, name in enumerate(sorted(names))
    )
    return Conversation(
        speakers=speakers,
        turns=tuple(turns),
        duration=duration if duration is not None else max((turn.end for turn in turns), default=0.0),
        timing=timing,
        language=language,
        boundary_error=boundary_error,
        word_confidence=word_confidence,
    )
