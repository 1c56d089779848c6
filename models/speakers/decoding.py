"""The likeliest course of who speaks, and its spans."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.records import SpeakerSpan
from models.speakers.segments import TRIM, frame_edge, runs

OVERLAP_FROM: Final = 0.3  # probability from which two are taken to speak at once (precision .94 on real clips)
CHANGE_COST: Final = 2.0  # of one person starting or stopping, in log odds: flicker costs more than it gains
DOUBT: Final = 0.05  # of the windows' word on who the one is: they miss changes between like voices
FLOOR: Final = 1e-3  # the least probability of a state


def emissions(
    probabilities: NDArray[np.float32],
    odds: NDArray[np.float32],
    states: Sequence[tuple[int, ...]],
    bias: NDArray[np.float32] | float = 0.0,
) -> NDArray[np.float32]:
    """Log score of each state in each frame, (frames, states).

    How many speak is decided before who: the likeliest person, and the likeliest two, stand for all that one, or
    two, speak, so that doubt among many people does not pass as silence (DER of three to seven people, 4 real clips:
    33.3 % before, 30.0 % with it and the bias). Who the one is, windows and voice say together.

    Args:
        probabilities: (frames, states) from the windows.
        odds: (frames, people), log odds of each person by voice alone, at most 0.
        states: nobody, each person, each two.
        bias: log odds of speech that a voice detector adds, for each frame or for all.
    """
    people = odds.shape[1]
    scores = np.empty_like(probabilities)
    scores[:, 0] = _log(probabilities[:, 0]) - bias
    alone = probabilities[:, 1 : 1 + people]
    one = alone.sum(axis=1, keepdims=True)
    shares = (alone + DOUBT * one + FLOOR**2) * np.exp(odds)
    scores[:, 1 : 1 + people] = _log(one) + _log(shares / shares.max(axis=1, keepdims=True))
    pairs = [column for column, state in enumerate(states) if len(state) == 2]
    if pairs:
        both = probabilities[:, pairs]
        two = both.sum(axis=1, keepdims=True)
        shares = both + FLOOR**2
        scores[:, pairs] = _log(two) + _log(shares / shares.max(axis=1, keepdims=True))
        scores[:, pairs] += np.log((1 - OVERLAP_FROM) / OVERLAP_FROM)
    return scores


def _log(probability: NDArray[np.float32]) -> NDArray[np.float32]:
    """Its logarithm; no state is ever impossible."""
    return np.asarray(np.log(np.maximum(probability, FLOOR)), dtype=np.float32)


def change_costs(states: Sequence[tuple[int, ...]]) -> NDArray[np.float32]:
    """Cost of going from one state to another: each person who starts or stops costs the same."""
    sets = [set(state) for state in states]
    return np.array([[CHANGE_COST * len(one ^ other) for other in sets] for one in sets], dtype=np.float32)


def likeliest(blocks: Iterable[NDArray[np.float32]], costs: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The course of states with the largest sum of scores less costs (Viterbi), one a frame.

    Args:
        blocks: scores of consecutive frames, each (some frames, states), so that hours need not be held at once.
        costs: of going from one state to another, (states, states).
    """
    came_from: list[NDArray[np.uint8]] = []
    best = np.zeros(len(costs), dtype=np.float64)
    columns = np.arange(len(costs))
    for number, scores in enumerate(blocks):
        came = np.zeros(scores.shape, dtype=np.uint8)
        for frame, fresh in enumerate(scores):
            if number or frame:
                reached = best[:, None] - costs
                came[frame] = reached.argmax(axis=0)
                best = reached[came[frame], columns]
            best = best + fresh
        came_from.append(came)
    every = np.concatenate(came_from)
    course = np.zeros(len(every), dtype=np.uint8)
    course[-1] = best.argmax()
    for frame in range(len(every) - 1, 0, -1):
        course[frame - 1] = every[frame, course[frame]]
    return course


def spans(course: NDArray[np.uint8], states: Sequence[tuple[int, ...]], *, duration: float) -> tuple[SpeakerSpan, ...]:
    """Each person's stretches of speech, sorted by start, numbered by first appearance.

    What the windows add at both ends is taken off; what is then next to nothing is left out.
    """
    found: list[tuple[float, float, int]] = []
    people = max((person for state in states for person in state), default=-1) + 1
    for person in range(people):
        speaking = np.array([person in state for state in states])[course]
        for first, after in runs(speaking):
            start = frame_edge(first) + (TRIM if first else 0.0)
            end = min(frame_edge(after), duration) - TRIM
            if end - start > TRIM:
                found.append((start, end, person))
    found.sort()
    names: dict[int, int] = {}
    return tuple(SpeakerSpan(start, end, names.setdefault(person, len(names))) for start, end, person in found)
