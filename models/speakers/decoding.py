"""The likeliest course of who speaks, and its spans."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.records import SpeakerSpan
from models.speakers.segmentation import FIELD, RATE_HZ, STEP

OVERLAP_FROM: Final = 0.3  # probability from which two are taken to speak at once (precision .94 on real clips)
CHANGE_COST: Final = 2.0  # of one person starting or stopping, in log odds: flicker costs more than it gains
DOUBT: Final = 0.05  # of the windows' word on who the one is: they miss changes between like voices
FLOOR: Final = 1e-3  # no state is ever impossible


def emissions(
    probabilities: NDArray[np.float32], odds: NDArray[np.float32], states: Sequence[tuple[int, ...]]
) -> NDArray[np.float32]:
    """Log score of each state in each frame, (frames, states).

    The windows alone say whether nobody, one or two speak; who the one is, they and the voice say together.

    Args:
        probabilities: (frames, states) from the windows.
        odds: (frames, people), log odds of each person by voice alone, at most 0.
        states: nobody, each person, each two.
    """
    people = odds.shape[1]
    alone = probabilities[:, 1 : 1 + people]
    one = alone.sum(axis=1, keepdims=True)
    shares = (alone + DOUBT * one + FLOOR**2) * np.exp(odds)
    mixed = probabilities.copy()
    mixed[:, 1 : 1 + people] = one * shares / shares.sum(axis=1, keepdims=True)
    scores = np.log(np.maximum(mixed, FLOOR))
    pairs = [column for column, state in enumerate(states) if len(state) == 2]
    scores[:, pairs] += np.log((1 - OVERLAP_FROM) / OVERLAP_FROM)
    return np.asarray(scores, dtype=np.float32)


def change_costs(states: Sequence[tuple[int, ...]]) -> NDArray[np.float32]:
    """Cost of going from one state to another: each person who starts or stops costs the same."""
    sets = [set(state) for state in states]
    return np.array([[CHANGE_COST * len(one ^ other) for other in sets] for one in sets], dtype=np.float32)


def likeliest(scores: NDArray[np.float32], costs: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The course of states with the largest sum of scores less costs (Viterbi), one a frame."""
    frames, count = scores.shape
    came_from = np.zeros((frames, count), dtype=np.uint8)
    best = scores[0].astype(np.float64)
    columns = np.arange(count)
    for frame in range(1, frames):
        reached = best[:, None] - costs
        came_from[frame] = reached.argmax(axis=0)
        best = reached[came_from[frame], columns] + scores[frame]
    course = np.zeros(frames, dtype=np.uint8)
    course[-1] = best.argmax()
    for frame in range(frames - 1, 0, -1):
        course[frame - 1] = came_from[frame, course[frame]]
    return course


def runs(active: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First frame and the frame after the last of each stretch of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], active, [False]]).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def spans(course: NDArray[np.uint8], states: Sequence[tuple[int, ...]], *, duration: float) -> tuple[SpeakerSpan, ...]:
    """Each person's stretches of speech, sorted by start, numbered by first appearance.

    A frame stands for the time around its middle.
    """
    found: list[tuple[float, float, int]] = []
    people = max((person for state in states for person in state), default=-1) + 1
    half = (FIELD - STEP) / 2
    for person in range(people):
        speaking = np.array([person in state for state in states])[course]
        for first, after in runs(speaking):
            start, end = ((frame * STEP + half) / RATE_HZ for frame in (first, after))
            start = 0.0 if first == 0 else start
            if min(end, duration) > start:
                found.append((start, min(end, duration), person))
    found.sort()
    names: dict[int, int] = {}
    return tuple(SpeakerSpan(start, end, names.setdefault(person, len(names))) for start, end, person in found)
