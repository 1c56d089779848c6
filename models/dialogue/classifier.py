"""Which moves each sentence of a conversation makes, by the weights that ship with the program."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.dialogue.acts import Acts, weighed
from models.dialogue.features import manner_features, near_features, runs_of_words
from models.dialogue.moves import Move
from models.dialogue.reading import Place, Utterance, places

FORMAT = "sayback-dialogue-2"
WRITTEN, PLAIN = "written", "plain"
# From so many full stops, question and exclamation marks a turn on, punctuation is trusted (our choice: transcripts
# have more than one, recognisers that write none have 0; guarded by test_text_without_marks_is_read_as_such).
_MARKED = 0.3
_REASONS = 8
_REMEMBERED = 4096  # sentences: some three hours of talk, 2 kB each (our choice)


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


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is seen of a sentence: rows of the table with their values, and what they add to each move together."""

    rows: NDArray[np.int32]
    values: NDArray[np.float64]
    total: NDArray[np.float64]


class Weights:
    """The weights for one kind of text: for each run of words and each feature a number for each move.

    What rests on the words in and around a turn is remembered for some thousand sentences, in memory alone: an edit of
    one turn then costs little more than that turn and its neighbours.

    Args:
        told: this part of the weights file.
        kept: words that stay as they are, whatever the topic.
        written: whether this kind of text has punctuation that can be trusted.
        acts: the acts of meetings, which are features too; None where this kind of text has none of them.
    """

    def __init__(
        self,
        told: Mapping[str, Any],  # Any: JSON, checked by the format's name
        kept: frozenset[str],
        *,
        written: bool,
        acts: Acts | None,
    ) -> None:
        moves = [Move(name) for name in told["moves"]]
        self.moves = tuple(moves)
        self.constant: NDArray[np.float64] = np.array(told["constant"], dtype=np.float64)
        self.scale = {move: tuple(told["calibration"][move.value]) for move in moves}
        self.limits = {move: Limits(*told["limits"][move.value]) for move in moves}
        self._kept, self._written, self._acts = kept, written, acts
        runs, named = told["runs"], told["features"]
        self._idf = {name: float(row[0]) for name, row in runs.items()}
        self._names = [*(f'"{run}"' for run in runs), *named]
        self._row = {name: i for i, name in enumerate([*runs, *named])}
        self._table: NDArray[np.float64] = np.array(
            [row[1:] for row in runs.values()] + list(named.values()), dtype=np.float64
        )
        self._near = lru_cache(maxsize=_REMEMBERED)(self._near_of)

    def judge(self, place: Place) -> TurnMoves:
        """The moves of a turn."""
        manner = self._seen(manner_features(place))
        return TurnMoves(tuple(self._judged(self._near(place, at), manner) for at in range(len(place.sentences))))

    def _near_of(self, place: Place, at: int) -> _Seen:
        """The known runs, weighed by how rare they are and scaled to length 1, and the known features around."""
        sentence = place.sentences[at]
        found = weighed(runs_of_words(sentence, place, self._kept, written=self._written), self._idf)
        found |= near_features(place, at, written=self._written)
        if self._acts is not None:
            found |= self._acts.features(sentence.words)
        return self._seen(found)

    def _seen(self, found: Mapping[str, float]) -> _Seen:
        known = {self._row[name]: value for name, value in found.items() if name in self._row}
        rows = np.fromiter(known.keys(), dtype=np.int32, count=len(known))
        values = np.fromiter(known.values(), dtype=np.float64, count=len(known))
        return _Seen(rows, values, (self._table[rows] * values[:, None]).sum(axis=0))

    def _judged(self, near: _Seen, manner: _Seen) -> SentenceMoves:
        """Probabilities, with reasons for the moves that may be there."""
        scores = self.constant + near.total + manner.total
        probabilities: dict[Move, float] = {}
        reasons: dict[Move, tuple[str, ...]] = {}
        for i, move in enumerate(self.moves):
            steep, shift = self.scale[move]
            probabilities[move] = 1 / (1 + exp(-max(-35.0, min(35.0, steep * float(scores[i]) + shift))))
            if probabilities[move] >= self.limits[move].maybe:
                reasons[move] = self._reasons(near, manner, i)
        return SentenceMoves(probabilities, reasons)

    def _reasons(self, near: _Seen, manner: _Seen, move: int) -> tuple[str, ...]:
        raised = [
            (-value, self._names[row])
            for seen in (near, manner)
            for row, value in zip(
                seen.rows.tolist(), (self._table[seen.rows, move] * seen.values).tolist(), strict=True
            )
            if value > 0
        ]
        return tuple(name for _, name in sorted(raised)[:_REASONS])


class Classifier:
    """Judges conversations. What it remembers of the last ones only makes it quicker, never changes what it says."""

    def __init__(self, told: Mapping[str, Any]) -> None:  # Any: JSON, checked here
        if told.get("format") != FORMAT:
            raise ValueError(f"these weights have the format {told.get('format')!r}, not {FORMAT!r}")
        self.name = f"moves {told['version']}"
        kept = frozenset(told["kept"])
        # Where marks can be trusted the acts of meetings add nothing (cross-validated: question F1 .871 with them, .878
        # without); where there are none they do (.789 against .771).
        self._weights = {
            WRITTEN: Weights(told[WRITTEN], kept, written=True, acts=None),
            PLAIN: Weights(told[PLAIN], kept, written=False, acts=Acts(told["acts"])),
        }

    def judge(self, talk: Sequence[Utterance], *, only: int | None = None) -> TalkMoves:
        """The moves of each turn, in order. The same conversation always gives the same.

        Args:
            only: the one turn that is asked for; the others then have no moves.
        """
        weights = self._weights[WRITTEN if is_written(talk) else PLAIN]
        turns = (
            weights.judge(place) if only is None or only == number else TurnMoves(())
            for number, place in enumerate(places(talk))
        )
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
