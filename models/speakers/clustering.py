"""How many voices there are, and what each sounds like, from the prints of short stretches."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.speakers.voiceprint import unit

BOUNDED: Final = 600  # prints compared each with each; more are thinned evenly, so that hours cost no more
# Two groups of prints alike by less than the first are surely two people, by more than the second surely one (our
# choice: in real and synthetic talks groups of one voice met at 0.48–0.8 and different people below 0.42).
SURELY_TWO: Final = 0.35
SURELY_ONE: Final = 0.50
LEAST_SHARE: Final = 0.03  # of the speech; a smaller group is noise or a laugh, and no ghost may come of it
NEIGHBOURS: Final = 0.15  # of the prints that each is tied to when ties are counted
FEWEST: Final = 8  # prints from which ties can be counted
ROUNDS: Final = 20


def agglomerate(
    prints: NDArray[np.float32], weights: NDArray[np.float32], *, count: int, threshold: float = -1.0
) -> NDArray[np.int64]:
    """Group number of each print: the two groups most alike on average are joined, again and again.

    Args:
        prints: (n, size), of length 1.
        weights: (n,), over 0: how much each counts in the average.
        count: stop when so many groups are left.
        threshold: stop when the two most alike are less alike than this (cosine).
    """
    n = len(prints)
    groups = np.arange(n)
    if n == 0:
        return groups
    mass = weights.astype(np.float64)
    summed = (prints @ prints.T).astype(np.float64) * np.outer(mass, mass)
    alike = summed / np.outer(mass, mass)
    np.fill_diagonal(alike, -np.inf)
    for _ in range(n - max(1, count)):
        keep, gone = divmod(int(alike.argmax()), n)
        if alike[keep, gone] < threshold:
            break
        summed[keep] += summed[gone]
        summed[:, keep] += summed[:, gone]
        mass[keep] += mass[gone]
        groups[groups == gone] = keep
        alike[gone], alike[:, gone] = -np.inf, -np.inf
        row = np.where(np.isneginf(alike[keep]), -np.inf, summed[keep] / (mass[keep] * mass))
        alike[keep], alike[:, keep] = row, row
    return np.unique(groups, return_inverse=True)[1]


def large_groups(groups: NDArray[np.int64], weights: NDArray[np.float32], *, share: float) -> list[int]:
    """The groups that hold at least ``share`` of the weight, largest first."""
    mass = np.bincount(groups, weights=weights)
    order = np.argsort(-mass, kind="stable")
    return [int(group) for group in order if mass[group] >= share * mass.sum()]


def eigengap(prints: NDArray[np.float32], *, at_most: int) -> int:
    """Number of groups by the largest gap in the spectrum of ties between nearest neighbours (von Luxburg 2007)."""
    n = len(prints)
    if n < FEWEST:
        return 1
    nearest = np.argsort(-(prints @ prints.T), axis=1, kind="stable")[:, : max(6, round(n * NEIGHBOURS))]
    ties = np.zeros((n, n))
    np.put_along_axis(ties, nearest, 1.0, axis=1)
    ties = (ties + ties.T) / 2
    np.fill_diagonal(ties, 0.0)
    values = np.linalg.eigvalsh(np.diag(ties.sum(axis=1)) - ties)[: at_most + 1]
    return int(np.argmax(np.diff(values))) + 1


def thinned(count: int) -> NDArray[np.int64]:
    """Evenly spread indices of at most ``BOUNDED`` of so many prints."""
    return np.unique(np.linspace(0, count - 1, min(count, BOUNDED)).round().astype(np.int64))


def estimated_count(
    prints: NDArray[np.float32], weights: NDArray[np.float32], *, at_least: int = 1, at_most: int
) -> int:
    """How many people speak: the eigengap's answer, held between what likeness surely parts and surely joins.

    ``at_least`` is a belief: it counts as far as likeness does not surely join all into fewer.
    """

    def people(threshold: float) -> int:
        groups = agglomerate(prints, weights, count=1, threshold=threshold)
        return max(1, len(large_groups(groups, weights, share=LEAST_SHARE)))

    fewest, most = people(SURELY_TWO), people(SURELY_ONE)
    return min(max(eigengap(prints, at_most=at_most), fewest, at_least), max(most, fewest), at_most)


def refined(
    prints: NDArray[np.float32], weights: NDArray[np.float32], centres: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Centres after spherical k-means from these ones; a centre that loses all its prints stays where it was."""
    chosen = np.full(len(prints), -1)
    for _ in range(ROUNDS):
        nearest = np.argmax(prints @ centres.T, axis=1)
        if np.array_equal(nearest, chosen):
            break
        chosen = nearest
        sums = np.zeros_like(centres)
        np.add.at(sums, chosen, prints * weights[:, None])
        centres = np.where(np.any(sums != 0, axis=1, keepdims=True), unit(sums), centres)
    return centres


def voices(
    prints: NDArray[np.float32], weights: NDArray[np.float32], *, count: int | None, at_most: int
) -> NDArray[np.float32]:
    """One centre for each voice, (voices, size), of length 1; at least one if there is any print.

    Args:
        prints: (n, size), of length 1; may be empty (gives no voice).
        weights: (n,), seconds of lone speech in each.
        count: the stated number of people, an upper limit; None when unknown. Two or more make two likelier, but
            not more: of four people stated, one or two often hardly speak, and forcing four splits a voice.
        at_most: the limit when unknown.
    """
    if len(prints) == 0:
        return np.zeros((0, prints.shape[1]), dtype=np.float32)
    some = thinned(len(prints))
    few, masses = prints[some], weights[some]
    at_least, at_most = (1, at_most) if count is None else (min(2, count), count)
    wanted = estimated_count(few, masses, at_least=at_least, at_most=at_most)
    # Joining down to the wanted number would let two odd stretches take a person's place: join until so many
    # groups are large enough, and leave the small ones to the nearest.
    groups = agglomerate(few, masses, count=1, threshold=SURELY_ONE)
    parts = len(np.unique(groups))
    large = large_groups(groups, masses, share=LEAST_SHARE)
    while len(large) > wanted and parts > 1:
        parts -= 1
        groups = agglomerate(few, masses, count=parts)
        large = large_groups(groups, masses, share=LEAST_SHARE)
    large = large[: max(1, wanted)] or [int(np.bincount(groups, weights=masses).argmax())]
    centres = np.stack([few[groups == group].T @ masses[groups == group] for group in large])
    return refined(prints, weights, unit(centres.astype(np.float32)))
