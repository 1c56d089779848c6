"""Moves in written conversations against the labels of experts.

AnnoMI: each conversation is judged by weights that have not seen it, learned from the other four fifths (the weights
that ship have learned from all); as written and without punctuation. Lend an Ear, which nothing has learned from, is
judged by the command of the program with the weights that ship. Intervals are 90 %, by conversation.
"""

import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any, TypeVar

from coach.commands import judge
from coach.moments.verdicts import verdicts
from coach.terminal import Terminal
from coach.written import written
from models.dialogue.classifier import Classifier
from models.dialogue.moves import Move
from models.training.annomi import Talk, read
from models.training.copies import stripped
from models.training.dialogue import without_each_part
from tests.accuracy.figures import Figure
from tests.accuracy.scorer import load

_DRAWS = 1000
_BINS = 10
_TITLES = {
    "question": "question",
    "question_open": "open question",
    "reflection": "reflection",
    "input": "information or advice",
    "advice": "advice",
}
_SCALES = (
    "encouraging_elaboration",
    "validating_emotions",
    "advice_giving",
    "demonstrating_understanding",
    "self_oriented",
    "dismissing_emotions",
)
_EXPERTS = ("expert1", "expert2", "expert3")

Row = dict[str, Any]
T = TypeVar("T")


def dialogue_figures(data: Path) -> list[Figure]:
    """The whole table."""
    folder = data / "dialogue"
    score = load(folder / "evaluate.py", "dialogue_evaluate")
    parts = [folder / split / "annomi.jsonl" for split in ("train", "dev")]
    gold = [row for part in parts for row in _rows(part)]
    talks = [talk for part in parts for talk in read(part)]
    out, told = [], {}
    shipped = json.loads((files("models") / "weights" / "dialogue.json").read_text(encoding="utf-8"))
    unseeing = list(without_each_part(talks, shipped))
    for how, text in (("as written", str), ("no punctuation", stripped)):
        told[how] = _held_out(talks, unseeing, text)
        out += _f1_figures(how, gold, told[how]["therapist"], score)
    out += _calibration(gold, told["as written"]["therapist"])
    out.append(_client_turns(told["as written"]["client"]))
    out += _sessions(talks, told["as written"]["therapist"])
    out += _scales(folder / "dev" / "lendanear.jsonl")
    return out


def _held_out(
    talks: Sequence[Talk], unseeing: Sequence[tuple[frozenset[str], Classifier]], text: Callable[[str], str]
) -> dict[str, list[Row]]:
    """For each side what the command would write, each conversation judged by weights that have not seen it."""
    told: dict[str, list[Row]] = {"therapist": [], "client": []}
    named = {talk.name: talk for talk in talks}
    for names, classifier in unseeing:
        for name in sorted(names):
            conversation = written([(turn.speaker, text(turn.text)) for turn in named[name].turns], "therapist")
            for side, rows in told.items():
                rows += [
                    {"conv": name, "idx": found.turn, "labels": sorted(found.labels), "scores": dict(found.scores)}
                    for found in verdicts(conversation, side, classifier)
                ]
    return told


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _rated(rows: Sequence[Row], me: str) -> list[Row]:
    """The scales that the command writes for these conversations."""
    with tempfile.TemporaryDirectory() as name:
        source, out, rated = Path(name) / "in.jsonl", Path(name) / "out.jsonl", Path(name) / "scales.jsonl"
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        judge.run(judge.Options(source, out, rated, me), Terminal.standard())
        return _rows(rated)


def _f1_figures(how: str, gold: list[Row], told: list[Row], score: ModuleType) -> list[Figure]:
    answer = score.evaluate(gold, told)
    out = []
    for label, title in _TITLES.items():
        part = answer[label]
        low, high = part["f1_90"]
        name = f"dialogue (AnnoMI held out, {how}): {title} F1"
        out.append(Figure(name, part["f1"], part["n"], "turns so labelled", False, low, high))
    return out


def _client_turns(told: list[Row]) -> Figure:
    """How many turns of clients are called reflections."""
    called = [float("reflection" in row["labels"]) for row in told]
    groups = _by([row["conv"] for row in told], called)
    low, high = _interval(groups, lambda drawn: sum(drawn) / max(1, len(drawn)))
    name = "dialogue (AnnoMI held out): client turns called reflections (%)"
    return Figure(name, 100 * sum(called) / len(called), len(called), "client turns", True, 100 * low, 100 * high)


def _calibration(gold: list[Row], told: list[Row]) -> list[Figure]:
    """Expected calibration error: mean gap between what was said and what was so, in ten bins of equal size."""
    true: dict[tuple[str, int], dict[str, bool]] = {
        (row["conv"], row["idx"]): {
            "question": row["question"],
            "question_open": row["question_type"] == "open",
            "reflection": row["reflection"],
            "input": bool(row["input"]),
        }
        for row in gold
        if row["speaker"] == "therapist"
    }
    out = []
    for label in ("question", "question_open", "reflection", "input"):
        pairs = [(row["scores"][label], float(true[row["conv"], row["idx"]][label])) for row in told]
        low, high = _interval(_by([row["conv"] for row in told], pairs), calibration_error)
        name = f"dialogue (AnnoMI held out): {_TITLES[label]} calibration error (ECE)"
        out.append(Figure(name, calibration_error(pairs), len(pairs), "turns", True, low, high))
    return out


def calibration_error(pairs: Sequence[tuple[float, float]]) -> float:
    """The mean gap between the chance that was given and the share that was so."""
    ranked = sorted(pairs, key=lambda pair: pair[0])
    gap = 0.0
    for i in range(_BINS):
        part = ranked[i * len(ranked) // _BINS : (i + 1) * len(ranked) // _BINS]
        gap += abs(sum(chance - held for chance, held in part))
    return gap / max(1, len(ranked))


@dataclass(frozen=True, slots=True)
class _Session:
    """A conversation judged by weights that have not seen it."""

    is_good: bool
    turns: int
    reflecting: int
    informing: int
    said: int
    right: int

    @property
    def balance(self) -> float:
        """Reflections less information and advice, per turn."""
        return (self.reflecting - self.informing) / max(1, self.turns)


def _sessions(talks: Sequence[Talk], told: Sequence[Row]) -> list[Figure]:
    sessions = []
    for talk in talks:
        found = [row for row in told if row["conv"] == talk.name]
        reflecting = [row for row in found if "reflection" in row["labels"]]
        right = sum(Move.REFLECTION in talk.turns[row["idx"]].moves for row in reflecting)
        informing = sum("input" in row["labels"] for row in found)
        sessions.append(_Session(talk.is_good, len(found), len(reflecting), informing, len(reflecting), right))
    poor = [session for session in sessions if not session.is_good]
    good = [session for session in sessions if session.is_good]
    low, high = _interval([[one] for one in poor], _precision)
    where = "dialogue (AnnoMI held out)"
    precision = Figure(
        f"{where}: precision of reflections, poor sessions",
        _precision(poor),
        sum(one.said for one in poor),
        f"reflections found in {len(poor)} sessions",
        False,
        low,
        high,
    )
    chance = Random(0)
    drawn = sorted(
        area([chance.choice(good).balance for _ in good], [chance.choice(poor).balance for _ in poor])
        for _ in range(_DRAWS)
    )
    ranking = Figure(
        f"{where}: good above poor, AUC",
        area([one.balance for one in good], [one.balance for one in poor]),
        len(sessions),
        f"sessions, {len(poor)} of them poor",
        False,
        drawn[_DRAWS // 20],
        drawn[-_DRAWS // 20],
    )
    return [precision, ranking]


def _precision(sessions: Iterable[_Session]) -> float:
    known = list(sessions)
    return sum(one.right for one in known) / max(1, sum(one.said for one in known))


def area(high: Sequence[float], low: Sequence[float]) -> float:
    """How often one of the first stands above one of the second, ties counting half."""
    wins = sum((a > b) + 0.5 * (a == b) for a in high for b in low)
    return wins / max(1, len(high) * len(low))


def _scales(path: Path) -> list[Figure]:
    """Rank agreement of each scale with the mean of three experts."""
    talks = _rows(path)
    told = {row["conv"]: row["scales"] for row in _rated(talks, "supporter")}
    out = []
    for scale in _SCALES:
        pairs = [
            (
                float(told[talk["conv"]][scale]),
                sum(talk["ratings"][expert][scale] for expert in _EXPERTS) / len(_EXPERTS),
            )
            for talk in talks
        ]
        low, high = _interval([[pair] for pair in pairs], spearman)
        name = f"dialogue (Lend an Ear): {scale.replace('_', ' ')}, Spearman"
        out.append(Figure(name, spearman(pairs), len(pairs), "conversations", False, low, high))
    return out


def spearman(pairs: Sequence[tuple[float, float]]) -> float:
    """Correlation of ranks, ties sharing theirs; 0 where one side is all alike."""
    left, right = _ranks([a for a, _ in pairs]), _ranks([b for _, b in pairs])
    middle = (len(pairs) + 1) / 2
    product = sum((a - middle) * (b - middle) for a, b in zip(left, right, strict=True))
    spread = sum((a - middle) ** 2 for a in left) * sum((b - middle) ** 2 for b in right)
    return float(product / spread**0.5) if spread else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    return [sum(other < value for other in values) + (values.count(value) + 1) / 2 for value in values]


def _by(names: Sequence[str], values: Sequence[T]) -> list[list[T]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for name, value in zip(names, values, strict=True):
        groups[name].append(value)
    return [groups[name] for name in sorted(groups)]


def _interval(groups: Sequence[Sequence[T]], figure: Callable[[list[T]], float]) -> tuple[float, float]:
    """The middle 90 % of the figure over conversations drawn anew."""
    chance = Random(0)
    drawn = sorted(figure([one for _ in groups for one in chance.choice(groups)]) for _ in range(_DRAWS))
    return drawn[_DRAWS // 20], drawn[-_DRAWS // 20]
