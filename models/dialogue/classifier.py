"""Which moves each sentence of a conversation makes, by the weights that ship with the program."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.dialogue.acts import Acts, weighed
from models.dialogue.features import features, runs_of_words
from models.dialogue.moves import Move
from models.dialogue.reading import Part, Place, Utterance, places

FORMAT = "sayback-dialogue-2"
WRITTEN, PLAIN = "written", "plain"
# From so many full stops, question and exclamation marks a turn on, punctuation is trusted (our choice: transcripts
# have more than one, recognisers that write none have 0; guarded by test_text_without_marks_is_read_as_such).
_MARKED = 0.3
_REASONS = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """From ``clear`` on a move counts; from ``maybe`` on it is shown."""

    clear: float
    maybe: float


@dataclass(frozen=True, slots=True)
class SentenceMoves:
    """How likely each move is, and what raised it most, strongest first, for moves that may be there.

    A reason is the name of a feature, or a run of words in quotes.
    """

    probabilities: Mapping[Move, float]
    reasons: Mapping[Move, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TurnMoves:
    """The moves of a turn, sentence by sentence; a turn makes a move as surely as its likeliest sentence."""

    sentences: tuple[SentenceMoves, ...]

    def probability(self, move: Move) -> float:
        """How likely the turn makes it; 0 for a turn without words."""
        return max((sentence.probabilities[move] for sentence in self.sentences), default=0.0)


@dataclass(frozen=True, slots=True)
class TalkMoves:
    """The moves of each turn of a conversation, and the limits that hold for its kind of text."""

    turns: tuple[TurnMoves, ...]
    limits: Mapping[Move, Limits]


class Weights:
    """The weights for one kind of text: for each run of words and each feature a number for each move.

    Args:
        told: this part of the weights file.
        acts: the acts of meetings, which are features too; None where this kind of text has none of them.
    """

    def __init__(self, told: Mapping[str, Any], acts: Acts | None) -> None:  # Any: JSON, checked by the format's name
        moves = [Move(name) for name in told["moves"]]
        self.moves = tuple(moves)
        self._acts = acts
        self.constant: NDArray[np.float64] = np.array(told["constant"], dtype=np.float64)
        runs, named = told["runs"], told["features"]
        self._idf = {name: float(row[0]) for name, row in runs.items()}
        self._row = {name: i for i, name in enumerate([*runs, *named])}
        self._runs = len(runs)
        self._table: NDArray[np.float64] = np.array(
            [row[1:] for row in runs.values()] + list(named.values()), dtype=np.float64
        )
        self.scale = {move: tuple(told["calibration"][move.value]) for move in moves}
        self.limits = {move: Limits(*told["limits"][move.value]) for move in moves}

    def seen(self, sentence: Part, place: Place, at: int, kept: frozenset[str], *, written: bool) -> dict[str, float]:
        """The known runs, weighed by how rare they are and scaled to length 1, and the known features."""
        found = weighed(runs_of_words(sentence, place, kept, written=written), self._idf)
        named = features(place, at, written=written)
        if self._acts is not None:
            named |= self._acts.features(sentence.words)
        found |= {name: value for name, value in named.items() if name in self._row}
        return found

    def judge(self, seen: Mapping[str, float]) -> SentenceMoves:
        """Probabilities, with reasons for the moves that may be there."""
        rows = [self._row[name] for name in seen]
        parts = self._table[rows] * np.fromiter(seen.values(), dtype=np.float64, count=len(rows))[:, None]
        scores = self.constant + parts.sum(axis=0)
        probabilities: dict[Move, float] = {}
        reasons: dict[Move, tuple[str, ...]] = {}
        for i, move in enumerate(self.moves):
            steep, shift = self.scale[move]
            probabilities[move] = 1 / (1 + exp(-max(-35.0, min(35.0, steep * float(scores[i]) + shift))))
            if probabilities[move] >= self.limits[move].maybe:
                reasons[move] = self._reasons(list(seen), rows, parts[:, i])
        return SentenceMoves(probabilities, reasons)

    def _reasons(self, names: list[str], rows: list[int], parts: NDArray[np.float64]) -> tuple[str, ...]:
        strongest = sorted(range(len(names)), key=lambda i: (-parts[i], names[i]))[:_REASONS]
        return tuple(f'"{names[i]}"' if rows[i] < self._runs else names[i] for i in strongest if parts[i] > 0)


class Classifier:
    """Judges conversations; made once, it keeps nothing of what it reads."""

    def __init__(self, told: Mapping[str, Any]) -> None:  # Any: JSON, checked here
        if told.get("format") != FORMAT:
            raise ValueError(f"these weights have the format {told.get('format')!r}, not {FORMAT!r}")
        self.name = f"moves {told['version']}"
        self._kept = frozenset(told["kept"])
        # Where marks can be trusted the acts of meetings add nothing (cross-validated: question F1 .871 with them, .878
        # without); where there are none they do (.789 against .771).
        self._weights = {WRITTEN: Weights(told[WRITTEN], None), PLAIN: Weights(told[PLAIN], Acts(told["acts"]))}

    def judge(self, talk: Sequence[Utterance], *, only: int | None = None) -> TalkMoves:
        """The moves of each turn, in order. The same conversation always gives the same.

        Args:
            only: the one turn that is asked for; the others then have no moves.
        """
        written = is_written(talk)
        weights = self._weights[WRITTEN if written else PLAIN]
        turns = []
        for number, place in enumerate(places(talk)):
            if only is not None and number != only:
                turns.append(TurnMoves(()))
                continue
            sentences = (
                weights.judge(weights.seen(sentence, place, at, self._kept, written=written))
                for at, sentence in enumerate(place.sentences)
            )
            turns.append(TurnMoves(tuple(sentences)))
        return TalkMoves(tuple(turns), weights.limits)


def is_written(talk: Sequence[Utterance]) -> bool:
    """Whether the text has punctuation that can be trusted."""
    marks = sum(sentence.rstrip("\"'”’)] ").endswith((".", "?", "!")) for turn in talk for sentence in turn.sentences)
    return marks >= _MARKED * max(1, len(talk))


@cache
def classifier() -> Classifier:
    """The classifier with the weights that ship with the program, read once."""
    text = (files("models") / "weights" / "dialogue.json").read_text(encoding="utf-8")
    return Classifier(json.loads(text))
