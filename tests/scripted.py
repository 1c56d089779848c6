"""Scripted talks, whose words and times are known, as conversations."""

from typing import Any

from coach.conversation import Conversation, Speaker, Timing, Turn, TurnKind
from coach.times import Span
from models.records import Word

_KIND = {"turn": TurnKind.TURN, "backchannel": TurnKind.BACKCHANNEL, "attempt": TurnKind.ATTEMPT}


def talk_of(truth: dict[str, Any]) -> Conversation:
    """The talk exactly as it was scripted: true words, true times."""
    turns = []
    for turn in truth["turns"]:
        words: list[Word] = []
        for sentence in turn["sentences"]:
            texts = sentence["text"].split()
            step = (sentence["end"] - sentence["start"]) / max(1, len(texts))
            words += [
                Word(sentence["start"] + i * step, sentence["start"] + (i + 1) * step, t) for i, t in enumerate(texts)
            ]
        voice = tuple(Span(s["start"], s["end"]) for s in turn["sentences"])
        text = " ".join(word.text for word in words)
        start, end = min(turn["start"], voice[0].start), max(turn["end"], voice[-1].end)
        turns.append(Turn(start, end, turn["who"], text, _KIND[turn["kind"]], tuple(words), voice))
    turns.sort(key=lambda turn: turn.start)
    speakers = tuple(Speaker(w, w, me=w == truth["you"], channel=i) for i, w in enumerate(sorted(truth["speakers"])))
    return Conversation(speakers, tuple(turns), truth["duration"] + 1, Timing.CHANNELS, boundary_error=0.02)
