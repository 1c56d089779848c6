"""The sample conversation as it was written, reviewed: what the session page is looked at with."""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QDate

from coach.contexts.load import context
from coach.conversation import Conversation, Speaker, Timing, Turn, TurnKind
from coach.hearing.heard import Engines, Source
from coach.review import Review, review
from coach.times import Span
from models.records import Word
from ui.widgets.session_header import Heading

HEADING = Heading("Daniel, six weeks into a new role", QDate(2026, 11, 20))
TRUTH = Path(__file__).parents[1] / "data" / "sample" / "truth.json"
SRT = """1
00:00:01,000 --> 00:00:04,000
Ann: How was your week with the new team?

2
00:00:04,500 --> 00:00:12,000
Ben: Busy. I was worried about the move, and I could not sleep before it.

3
00:00:12,600 --> 00:00:16,000
Ann: So the move kept you awake. What would help you most?
"""
"""A short transcript, as a file holds it."""
_KINDS = {"turn": TurnKind.TURN, "backchannel": TurnKind.BACKCHANNEL}


def sample_conversation(*, me: str | None = "A") -> Conversation:
    """Nora and Daniel, with words spread over each sentence as it was spoken."""
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))
    turns = []
    for line in truth["turns"]:
        words: list[Word] = []
        for sentence in line.get("sentences") or [line]:
            tokens = sentence["text"].split()
            step = (sentence["end"] - sentence["start"]) / max(1, len(tokens))
            words += [
                Word(sentence["start"] + i * step, sentence["start"] + (i + 1) * step, token)
                for i, token in enumerate(tokens)
            ]
        voice = tuple(Span(s["start"], s["end"]) for s in line.get("sentences") or [line])
        kind = _KINDS.get(line["kind"], TurnKind.TURN)
        turns.append(Turn(line["start"], line["end"], line["who"], line["text"], kind, tuple(words), voice))
    speakers = tuple(
        Speaker(who, known["name"], me=who == me, channel=number)
        for number, (who, known) in enumerate(sorted(truth["speakers"].items()))
    )
    turns.sort(key=lambda turn: (turn.start, turn.end))
    return Conversation(
        speakers,
        tuple(turns),
        truth["duration"],
        Timing.CHANNELS,
        boundary_error=0.05,
        word_confidence=0.95,
    )


def sample_review(*, me: str | None = "A", context_id: str = "one-to-one") -> Review:
    """The sample conversation, reviewed."""
    talk = sample_conversation(me=me)
    return review(
        talk,
        context=context(context_id),
        source=Source("sample.opus", talk.duration, 2, "0" * 64),
        engines=Engines(speech="as written"),
    )


def level_peaks(_channel: int, _start: float, _end: float, columns: int) -> NDArray[np.float32]:
    """A waveform of one height, where the sound itself does not matter."""
    return np.full(columns, 0.25, dtype=np.float32)
