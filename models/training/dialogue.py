"""Makes models/weights/dialogue.json: python -m models.training.dialogue DATA OUT

DATA is the folder with ``train/annomi.jsonl``, ``dev/annomi.jsonl`` and ``train/ami.jsonl``. What ships has learned
from all labelled conversations; what it is worth is measured by weights that have not seen a conversation
(``without_each_part``). Run with one thread (OMP_NUM_THREADS=1): the same machine then gives the same bytes. Takes
about two minutes.
"""

import argparse
import json
import logging
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from models.dialogue.acts import Acts
from models.dialogue.classifier import FORMAT, PLAIN, WRITTEN, Classifier
from models.dialogue.cues import cues, tokens
from models.dialogue.features import features, runs_of_words
from models.dialogue.moves import Move
from models.dialogue.reading import Utterance, places
from models.training import annomi, copies, meetings
from models.training.expectation import fit_parts, of_turns
from models.training.logistic import Floats, Ints, Rows, fit, sigmoid

_log = logging.getLogger(__name__)

VERSION = "2026.2"
SEED = 7
FOLDS = 5
# Words of listeners in at least so many conversations stay as they are; rarer ones carry the topic of a talk.
_KEPT = 8
_RUNS = 4000  # twelve thousand were no better
_LEAST_OFTEN = 6
# Strength of the penalty, and how much a sentence of the other side counts beside one of the listener: both chosen by
# cross-validation over the training conversations.
_PENALTY = 2.0
_OTHER_SIDE = 0.03
# A label of the turn must be found in the sentence that has it: what other sentences of the turn do is no sign of it.
_ASKED_ELSEWHERE = (
    "question mark elsewhere in the turn",
    "turn asks elsewhere",
    "asks next",
    "asked before",
)
_ADVISED_ELSEWHERE = ("turn advises elsewhere",)
_NOT_SEEN = {
    Move.QUESTION: _ASKED_ELSEWHERE,
    Move.OPEN: _ASKED_ELSEWHERE,
    Move.CLOSED: _ASKED_ELSEWHERE,
    Move.INPUT: _ADVISED_ELSEWHERE,
    Move.ADVICE: _ADVISED_ELSEWHERE,
}
# "Maybe" begins at this share of the clear limit (our choice).
_MAYBE = 0.6
_LIMITS = np.linspace(0.1, 0.7, 121)


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence: the number of its turn, its runs of words, its features."""

    turn: int
    runs: Counter[str]
    named: dict[str, float]


@dataclass(frozen=True, slots=True)
class Copy:
    """All sentences of one copy of the conversations."""

    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Turns:
    """What is known of the turns, whatever the copy: fold of their conversation, side, labels."""

    fold: Ints
    listens: Floats
    labels: dict[Move, Floats]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.fold)


def turns_of(talks: Sequence[annomi.Talk], seed: int = 1) -> Turns:
    """Conversations dealt to folds, poor ones and good ones evenly."""
    order = list(talks)
    Random(seed).shuffle(order)
    order.sort(key=lambda talk: talk.is_good)
    fold = {talk.name: i % FOLDS for i, talk in enumerate(order)}
    turns = [(talk, turn) for talk in talks for turn in talk.turns]
    return Turns(
        np.array([fold[talk.name] for talk, _ in turns], dtype=np.int64),
        np.array([float(turn.is_listener) for _, turn in turns]),
        {move: np.array([float(move in turn.moves) for _, turn in turns]) for move in Move},
    )


def kept_words(talks: Iterable[annomi.Talk]) -> frozenset[str]:
    """The words that stay as they are, whatever the topic."""
    said: Counter[str] = Counter()
    for talk in talks:
        said.update({word for turn in talk.turns if turn.is_listener for word in tokens(turn.text)} - {"?"})
    often = {word for word, count in said.items() if count >= _KEPT}
    return frozenset(often) | cues().words["stop"] | cues().words["feeling"]


def copies_of(talks: Sequence[annomi.Talk], kind: str, kept: frozenset[str], acts: Acts) -> tuple[Copy, Copy]:
    """A clean copy and one with a recogniser's errors."""
    return _copy(talks, kind, kept, acts, chance=None), _copy(talks, kind, kept, acts, chance=Random(SEED))


def _copy(talks: Sequence[annomi.Talk], kind: str, kept: frozenset[str], acts: Acts, chance: Random | None) -> Copy:
    made: list[Sample] = []
    number = 0
    written = kind == WRITTEN
    for talk in talks:
        spoken = [Utterance(turn.speaker, _sentences(turn.text, kind, chance)) for turn in talk.turns]
        for place in places(spoken):
            made += [
                Sample(
                    number,
                    runs_of_words(sentence, place, kept, written=written),
                    features(place, at, written=written) | ({} if written else acts.features(sentence.words)),
                )
                for at, sentence in enumerate(place.sentences)
            ]
            number += 1
    return Copy(tuple(made))


def _sentences(text: str, kind: str, chance: Random | None) -> tuple[str, ...]:
    if kind == WRITTEN:
        parts = copies.sentences(text)
        return parts if chance is None else copies.worn(parts, chance)
    if chance is None:
        return copies.cut_unmarked(copies.stripped(text))
    heard = (copies.misheard(copies.stripped(part), chance) for part in copies.sentences(text))
    return tuple(part for part in heard if part) or ("",)


class Columns:
    """Which column each run and each feature has; the last one is constant."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        often: Counter[str] = Counter()
        named: set[str] = set()
        count = 0
        for sample in samples:
            often.update(sample.runs.keys())
            named |= sample.named.keys()
            count += 1
        ranked = sorted(((n, run) for run, n in often.items() if n >= _LEAST_OFTEN), key=lambda one: (-one[0], one[1]))
        self.runs = sorted(run for _, run in ranked[:_RUNS])
        self.idf = [round(log((1 + count) / (1 + often[run])) + 1, 3) for run in self.runs]
        self.named = sorted(named)
        self._at = {run: i for i, run in enumerate(self.runs)}
        self._named_at = {name: i + len(self.runs) for i, name in enumerate(self.named)}
        self.width = len(self.runs) + len(self.named) + 1

    def of_feature(self, name: str) -> int:
        """The column of a feature; the constant one where no sample has it."""
        return self._named_at.get(name, self.width - 1)

    def rows(self, samples: Iterable[Sample]) -> Rows:
        """The samples as a sparse matrix."""
        return Rows.of([self._row(sample) for sample in samples], self.width)

    def _row(self, sample: Sample) -> tuple[list[int], list[float]]:
        runs = sorted((self._at[run], count) for run, count in sample.runs.items() if run in self._at)
        columns = [at for at, _ in runs]
        values = [(1 + log(count)) * self.idf[at] for at, count in runs]
        length = sqrt(sum(value * value for value in values)) or 1.0
        values = [value / length for value in values]
        for name, value in sorted(sample.named.items()):
            if name in self._named_at:
                columns.append(self._named_at[name])
                values.append(value)
        return [*columns, self.width - 1], [*values, 1.0]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights for each move by column."""

    columns: Columns
    weights: dict[Move, Floats]


def fitted(made: Sequence[Copy], turns: Turns, chosen: Floats) -> Fitted:
    """Weights from the turns that are chosen (1) and no others (0)."""
    samples = [s for copy in made for s in copy.samples if chosen[s.turn] > 0]
    columns = Columns(s for s in samples if turns.listens[s.turn] > 0)
    rows = columns.rows(samples)
    number = np.array([s.turn for s in samples], dtype=np.int64)
    lengths = [sum(chosen[s.turn] > 0 for s in copy.samples) for copy in made]
    own = number + np.repeat(np.arange(len(made)) * turns.count, lengths)
    amount = np.where(turns.listens[number] > 0, 1.0, _OTHER_SIDE)
    weights = {}
    for move in Move:
        penalty = np.full(columns.width, _PENALTY)
        penalty[[columns.of_feature(name) for name in _NOT_SEEN.get(move, ())]] = np.inf
        penalty[-1] = 0.0
        labelled = np.tile(turns.labels[move], len(made))
        weights[move] = fit_parts(rows, own, labelled, amount, penalty)
    return Fitted(columns, weights)


def held_out(made: Sequence[Copy], turns: Turns) -> dict[Move, Floats]:
    """For each turn the score by weights that have not seen its conversation."""
    scores = {move: np.zeros(turns.count) for move in Move}
    for fold in range(FOLDS):
        _log.info("without part %d of %d", fold + 1, FOLDS)
        learned = fitted(made, turns, (turns.fold != fold).astype(np.float64))
        unseen = [s for s in made[0].samples if turns.fold[s.turn] == fold]
        rows = learned.columns.rows(unseen)
        own = np.array([s.turn for s in unseen], dtype=np.int64)
        there = np.unique(own)
        for move in Move:
            found = of_turns(rows.times(learned.weights[move]), own, turns.count)
            scores[move][there] = found[there]
    return scores


def calibration(score: Floats, labelled: Floats) -> tuple[float, float]:
    """Slope and shift that turn scores into probabilities (Platt 1999), each rounded."""
    rows = Rows.of([([0, 1], [float(s), 1.0]) for s in score], 2)
    weights = fit(rows, labelled, np.ones(len(score)), penalty=np.array([1e-3, 0.0]), start=np.array([1.0, 0.0]))
    return round(float(weights[0]), 3), round(float(weights[1]), 3)


def best_limit(chance: Floats, labelled: Floats) -> float:
    """The limit with the best F1."""
    positive = labelled > 0

    def f1(limit: float) -> float:
        said = chance >= limit
        return float(2 * (said & positive).sum() / max(1, said.sum() + positive.sum()))

    return float(max(_LIMITS, key=f1))


def trained(talks: Sequence[annomi.Talk], kept: frozenset[str], kind: str, acts: Acts) -> dict[str, object]:
    """One half of the weights file: for text with punctuation or for text without."""
    _log.info("%s", kind)
    turns = turns_of(talks)
    made = copies_of(talks, kind, kept, acts)
    scores = held_out(made, turns)
    listens = turns.listens > 0
    scales, limits = {}, {}
    for move in Move:
        score, labelled = scores[move][listens], turns.labels[move][listens]
        slope, shift = calibration(score, labelled)
        clear = best_limit(sigmoid(slope * score + shift), labelled)
        scales[move.value] = [slope, shift]
        limits[move.value] = [round(clear, 3), round(_MAYBE * clear, 3)]
    return {"calibration": scales, "limits": limits} | table(fitted(made, turns, np.ones(turns.count)))


def table(learned: Fitted) -> dict[str, object]:
    """The weights, rounded, by the names of features and runs."""
    columns = learned.columns
    weights = np.array([learned.weights[move] for move in Move]).T
    rows = [[round(float(x), 3) + 0.0 for x in row] for row in weights]
    at = len(columns.runs)
    return {
        "moves": [move.value for move in Move],
        "constant": rows[-1],
        "features": {name: rows[at + i] for i, name in enumerate(columns.named) if any(rows[at + i])},
        "runs": {run: [columns.idf[i], *rows[i]] for i, run in enumerate(columns.runs) if any(rows[i])},
    }


def without_each_part(
    talks: Sequence[annomi.Talk],
    shipped: Mapping[str, Any],  # JSON
) -> Iterator[tuple[frozenset[str], Classifier]]:
    """For each of five parts of the conversations their names, and a classifier that has not seen them.

    Words, acts, calibration and limits are those of the shipped weights: none of them knows a conversation, and
    learning them anew for each part would compare five different programs.
    """
    turns = turns_of(talks)
    names = [talk.name for talk in talks for _ in talk.turns]
    acts, kept = Acts(shipped["acts"]), frozenset(shipped["kept"])
    made = {kind: copies_of(talks, kind, kept, acts) for kind in (WRITTEN, PLAIN)}
    for fold in range(FOLDS):
        chosen = (turns.fold != fold).astype(np.float64)
        learned = {kind: {**shipped[kind], **table(fitted(made[kind], turns, chosen))} for kind in (WRITTEN, PLAIN)}
        unseen = frozenset(name for name, at in zip(names, turns.fold, strict=True) if at == fold)
        yield unseen, Classifier({**shipped, **learned})


def lines(told: dict[str, object]) -> str:
    """The weights as JSON that can be read: one run or feature a line."""
    text = json.dumps(told, ensure_ascii=False, indent=1)
    # Numbers of one list on one line.
    made: list[str] = []
    depth = 0
    for line in text.splitlines():
        bare = line.strip()
        if depth:
            made[-1] += bare if bare.startswith("]") else bare + (" " if bare.endswith(",") else "")
            depth += bare.endswith("[") - bare.startswith("]")
        else:
            made.append(line)
            depth = int(bare.endswith("["))
    return "\n".join(made) + "\n"


def main() -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(prog="python -m models.training.dialogue")
    parser.add_argument("data", type=Path, help="the folder with train/ and dev/")
    parser.add_argument("out", type=Path, help="the weights file to write")
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    talks = [talk for split in ("train", "dev") for talk in annomi.read(asked.data / split / "annomi.jsonl")]
    kept = kept_words(talks)
    acts = meetings.trained(meetings.read(asked.data / "train" / "ami.jsonl"))
    told: dict[str, object] = {"format": FORMAT, "version": VERSION, "kept": sorted(kept), "acts": acts}
    for kind in (WRITTEN, PLAIN):
        told[kind] = trained(talks, kept, kind, Acts(acts))
    asked.out.write_text(lines(told), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
