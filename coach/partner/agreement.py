"""How far the partner and the machine agree on the same answers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from coach.measures.intervals import Z95, Interval, wilson
from coach.partner.sheet import Mark

KAPPA_FROM = 10
"""Answers from which kappa is shown; below it is raw agreement alone (domain.md, section 10)."""

_ORDER = (Mark.MISS, Mark.NEAR, Mark.HIT)


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement beyond chance, -1 to 1, with its 95 % interval; None where all agree, which has no spread."""

    value: float
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """``same`` of ``of`` answers were judged alike, with the share's range; ``kappa`` is None below ten, or where
    one of the two used a single word throughout, so that chance cannot be told."""

    same: int
    of: int
    share: Interval
    kappa: Kappa | None


def agreement(pairs: Sequence[tuple[Mark, Mark]]) -> Agreement | None:
    """Of (partner, machine) for each answer; None where there is none."""
    if not pairs:
        return None
    same = sum(partner is machine for partner, machine in pairs)
    table = [[sum(pair == (row, column) for pair in pairs) for column in _ORDER] for row in _ORDER]
    kappa = weighted_kappa(table) if len(pairs) >= KAPPA_FROM else None
    return Agreement(same, len(pairs), wilson(same, len(pairs)), kappa)


def weighted_kappa(table: Sequence[Sequence[int]]) -> Kappa | None:
    """Cohen's kappa of a square table of counts; the weights fall evenly with the distance (equal spacing).

    Args:
        table: rows are one judge, columns the other, in the same order of words; at least two words.

    Returns:
        None where chance alone would agree wholly, or nobody judged anything. The interval is that of Fleiss, Cohen
        and Everitt (1969), as the R package vcd documents it: made for large samples, so rough at a few dozen.
    """
    size, count = len(table), sum(map(sum, table))
    if not count:
        return None
    shares = [[cell / count for cell in row] for row in table]
    weights = [[1.0 - abs(i - j) / (size - 1) for j in range(size)] for i in range(size)]
    rows = [sum(row) for row in shares]
    columns = [sum(row[j] for row in shares) for j in range(size)]
    cells = [(i, j) for i in range(size) for j in range(size)]
    seen = sum(weights[i][j] * shares[i][j] for i, j in cells)
    chance = sum(weights[i][j] * rows[i] * columns[j] for i, j in cells)
    if chance >= 1.0 - 1e-12 or max(rows) >= 1.0 - 1e-12 or max(columns) >= 1.0 - 1e-12:
        return None
    value = (seen - chance) / (1.0 - chance)
    of_row = [sum(columns[j] * weights[i][j] for j in range(size)) for i in range(size)]
    of_column = [sum(rows[i] * weights[i][j] for i in range(size)) for j in range(size)]
    spread = sum(
        shares[i][j] * (weights[i][j] * (1.0 - chance) - (of_row[i] + of_column[j]) * (1.0 - seen)) ** 2
        for i, j in cells
    )
    variance = (spread - (seen * chance - 2.0 * chance + seen) ** 2) / (count * (1.0 - chance) ** 4)
    if variance <= 1e-15:
        return Kappa(value, None)
    reach = Z95 * math.sqrt(variance)
    return Kappa(value, Interval(max(-1.0, value - reach), min(1.0, value + reach)))
