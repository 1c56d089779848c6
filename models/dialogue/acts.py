"""What a sentence would be among the acts of a meeting, by its words alone: sounds of asking that need no mark."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt
from typing import Any

import numpy as np

_RUN = 3  # words of the longest run
# Log-odds of -4 give a feature of 0, those of 0 one of 1; beyond these bounds more means nothing
# (our choice; guarded by test_the_acts_stay_within_their_bounds).
_NOUGHT = -4.0
_BOUNDS = (-0.5, 2.0)


def runs_alone(words: Sequence[str]) -> Counter[str]:
    """The runs of one to three words of a sentence, its ends marked."""
    said = ["<", *words, ">"]
    return Counter(" ".join(said[i : i + n]) for n in range(1, _RUN + 1) for i in range(len(said) - n + 1))


def weighed(runs: Mapping[str, int], idf: Mapping[str, float]) -> dict[str, float]:
    """The known runs, weighed by how rare they are, together scaled to length 1."""
    known = {run: (1 + log(count)) * idf[run] for run, count in runs.items() if run in idf}
    length = sqrt(sum(value * value for value in known.values())) or 1.0
    return {run: value / length for run, value in known.items()}


class Acts:
    """The weights of the acts: for each run of words how rare it is, and a number for each act."""

    def __init__(self, told: Mapping[str, Any]) -> None:  # Any: JSON, checked by the format's name
        self.names: tuple[str, ...] = tuple(told["names"])
        self._constant = np.array(told["constant"], dtype=np.float64)
        runs = told["runs"]
        self._idf = {run: float(row[0]) for run, row in runs.items()}
        self._row = {run: i for i, run in enumerate(runs)}
        self._table = np.array([row[1:] for row in runs.values()], dtype=np.float64)

    def features(self, words: Sequence[str]) -> dict[str, float]:
        """A feature for each act, -0.5 to 2, by its name; those that are 0 left out."""
        known = weighed(runs_alone(words), self._idf)
        scores = self._constant.copy()
        if known:
            rows = self._table[[self._row[run] for run in known]]
            scores += (rows * np.fromiter(known.values(), dtype=np.float64, count=len(known))[:, None]).sum(axis=0)
        bent = np.clip((scores - _NOUGHT) / -_NOUGHT, *_BOUNDS)
        return {name: float(value) for name, value in zip(self.names, bent, strict=True) if value}
