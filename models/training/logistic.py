"""Logistic regression with an L2 penalty on sparse rows, in numpy alone, so that training needs no further library."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_MEMORY = 10
_STEPS = 200
# The search stops when no slope is steeper than this share of the steepest at the start.
_FLAT = 1e-3


@dataclass(frozen=True, slots=True)
class Rows:
    """A sparse matrix by rows: the values of row i, and their columns, stand from ``edges[i]`` to ``edges[i + 1]``.

    No row may be empty: each has at least the constant column.
    """

    values: Floats
    columns: Ints
    edges: Ints
    width: int

    @classmethod
    def of(cls, rows: Sequence[tuple[Sequence[int], Sequence[float]]], width: int) -> "Rows":
        """From each row's columns and values."""
        edges = np.concatenate([[0], np.cumsum([len(columns) for columns, _ in rows])]).astype(np.int64)
        columns = np.fromiter((c for row, _ in rows for c in row), dtype=np.int64, count=int(edges[-1]))
        values = np.fromiter((v for _, row in rows for v in row), dtype=np.float64, count=int(edges[-1]))
        return cls(values, columns, edges, width)

    def times(self, weights: Floats) -> Floats:
        """The weighted sum of each row."""
        sums: Floats = np.add.reduceat(self.values * weights[self.columns], self.edges[:-1])
        return sums

    def gathered(self, amounts: Floats) -> Floats:
        """For each column the sum of its values, each times the amount of its row."""
        spread = np.repeat(amounts, np.diff(self.edges))
        sums: Floats = np.bincount(self.columns, self.values * spread, self.width).astype(np.float64)
        return sums

    def some(self, chosen: Ints) -> "Rows":
        """Only those rows."""
        lengths = np.diff(self.edges)[chosen]
        edges = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        at = np.arange(edges[-1]) + np.repeat(self.edges[chosen] - edges[:-1], lengths)
        return Rows(self.values[at], self.columns[at], edges, self.width)


def sigmoid(x: Floats) -> Floats:
    """The logistic function, safe at both ends."""
    bent: Floats = 1.0 / (1.0 + np.exp(-np.clip(x, -35.0, 35.0)))
    return bent


def fit(rows: Rows, wanted: Floats, amount: Floats, *, penalty: Floats, start: Floats) -> Floats:
    """The weights that lose least: ``amount`` times cross entropy, plus half the penalty times the squared weights.

    Args:
        wanted: for each row the share that is positive, 0 to 1.
        amount: how much each row counts, 0 or more.
        penalty: for each column; 0 for the constant one, infinite where the weight must stay 0.
        start: where the search begins (L-BFGS, Nocedal & Wright, Numerical Optimization, algorithm 7.5).
    """

    free = np.isfinite(penalty)
    penalty = np.where(free, penalty, 0.0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = rows.times(weights)
        missed = sigmoid(score) - wanted
        value = amount @ (np.logaddexp(0.0, score) - wanted * score) + 0.5 * (penalty * weights) @ weights
        return float(value), (rows.gathered(amount * missed) + penalty * weights) * free

    weights = start.copy()
    value, slope = loss(weights)
    steepest = max(float(np.abs(loss(np.zeros_like(start))[1]).max()), 1e-9)
    known: deque[tuple[Floats, Floats, float]] = deque(maxlen=_MEMORY)
    for _ in range(_STEPS):
        if float(np.abs(slope).max()) <= _FLAT * steepest:
            break
        way = -_bent(slope, known)
        step = 1.0 if known else min(1.0, 1.0 / float(np.abs(slope).sum()))
        fall = float(slope @ way)
        while True:
            tried = weights + step * way
            new_value, new_slope = loss(tried)
            if new_value <= value + 1e-4 * step * fall or step < 1e-10:
                break
            step *= 0.5
        moved, turned = tried - weights, new_slope - slope
        product = float(moved @ turned)
        if product > 1e-12:
            known.append((moved, turned, product))
        weights, value, slope = tried, new_value, new_slope
    return weights


def _bent(slope: Floats, known: deque[tuple[Floats, Floats, float]]) -> Floats:
    """The slope divided by the curvature that the last steps have shown."""
    way = slope.copy()
    shares: list[float] = []
    for moved, turned, product in reversed(known):
        share = float(moved @ way) / product
        shares.append(share)
        way -= share * turned
    if known:
        _, turned, product = known[-1]
        way *= product / float(turned @ turned)
    for (moved, turned, product), share in zip(known, reversed(shares), strict=True):
        way += (share - float(turned @ way) / product) * moved
    return way
