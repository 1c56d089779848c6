"""The scripted conversations with their exact truth, as conversations."""

import json

from coach.conversation import Conversation, Speaker, Timing, Turn, TurnKind
from coach.times import Span
from models.records import Word
from tests.conftest import shared_data


def truths() -> list[dict]:
    """The truth of every scripted conversation, without its variants."""
    folder = shared_data("scripted", "dev")
    files = sorted(folder.glob("d??_*.mono.flac"))
    return [
        json.loads((folder / f"{file.name.split('.')[0]}.truth.json").read_text(encoding="utf-8")) for file in files
    ]


def conversation_of(truth: dict) -> Conversation:
    """The truth's turns; voice and words from its sentences, words spread evenly over each."""
    turns = []
    for row in sorted(truth["turns"], key=lambda row: (row["start"], row["end"])):
        words, voice = [], []
        for sentence in row["sentences"]:
            start, tokens = sentence["start"], sentence["text"].split()
            step = (sentence["end"] - start) / max(1, len(tokens))
            words += [Word(start + i * step, start + (i + 1) * step, token) for i, token in enumerate(tokens)]
            voice.append(Span(start, sentence["end"]))
        kind = TurnKind(row["kind"])
        turns.append(Turn(row["start"], row["end"], row["who"], row["text"], kind, tuple(words), tuple(voice)))
    people = tuple(
        Speaker(name, name, me=name == truth["you"], channel=i) for i, name in enumerate(sorted(truth["speakers"]))
    )
    return Conversation(people, tuple(turns), truth["duration"], Timing.CHANNELS, boundary_error=0.01)
