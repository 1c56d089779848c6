"""What people do with a sentence in meetings (AMI Meeting Corpus, CC BY 4.0; Carletta 2006): asking without a mark."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from models.dialogue.acts import runs_alone, weighed
from models.dialogue.cues import tokens
from models.training.logistic import Rows, fit

# The acts that help, by the name of the feature and how their labels begin. Backchannels need timing, not words.
_ACTS = {
    "asks as in meetings": "el",
    "suggests as in meetings": "sug",
    "informs as in meetings": "inf",
    "values as in meetings": "ass",
    "shows understanding as in meetings": "und",
}
_RUNS = 12_000  # six thousand find fewer questions (cross-validated F1 .785 against .789)
_LEAST_OFTEN = 5
_PENALTY = 0.5


@dataclass(frozen=True, slots=True)
class Act:
    """A stretch of speech: its words without marks, and the label of the annotators."""

    words: tuple[str, ...]
    label: str


def read(path: Path) -> list[Act]:
    """The acts of one file that have words."""
    made = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        words = tuple(token for token in tokens(row["text"]) if token != "?")
        if words:
            made.append(Act(words, row["act"]))
    return made


def trained(acts: Sequence[Act]) -> dict[str, Any]:  # JSON
    """The acts' part of the weights file, rounded: one logistic regression an act."""
    counted = [runs_alone(act.words) for act in acts]
    often: Counter[str] = Counter()
    for runs in counted:
        often.update(runs.keys())
    ranked = sorted((run for run, n in often.items() if n >= _LEAST_OFTEN), key=lambda run: (-often[run], run))
    known = sorted(ranked[:_RUNS])
    idf = {run: round(log((1 + len(acts)) / (1 + often[run])) + 1, 2) for run in known}
    at = {run: i for i, run in enumerate(known)}
    width = len(known) + 1
    seen = [sorted((at[run], value) for run, value in weighed(runs, idf).items()) for runs in counted]
    rows = Rows.of([([*(i for i, _ in row), width - 1], [*(v for _, v in row), 1.0]) for row in seen], width)
    penalty = np.full(width, _PENALTY)
    penalty[-1] = 0.0
    fitted = []
    for begins in _ACTS.values():
        wanted = np.array([float(act.label.startswith(begins)) for act in acts])
        fitted.append(fit(rows, wanted, np.ones(len(acts)), penalty=penalty, start=np.zeros(width)))
    weights = [[round(float(x), 2) + 0.0 for x in row] for row in np.array(fitted).T]
    runs_told = {run: [idf[run], *weights[i]] for i, run in enumerate(known) if any(weights[i])}
    return {"names": list(_ACTS), "constant": weights[-1], "runs": runs_told}
