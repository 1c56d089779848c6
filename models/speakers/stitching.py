"""From windows with their own local speakers to one likelihood of who speaks, along the whole recording."""

import itertools
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.speakers import segmentation
from models.speakers.listening import Heard
from models.speakers.segmentation import LOCALS, RATE_HZ, SETS
from models.speakers.segments import window_weights

SURE_AFTER: Final = 3.0  # seconds of lone speech after which a print says no more than it has said
TWO_IN_ONE: Final = 0.25  # likeness by which two local speakers must be the same voice before they are joined
SHARPNESS: Final = 12.0  # how fast the odds between two voices grow with the difference in likeness


def states(speakers: int) -> list[tuple[int, ...]]:
    """Who may speak at once: nobody, each one, each two."""
    everyone = range(speakers)
    return [(), *((one,) for one in everyone), *itertools.combinations(everyone, 2)]


def namings(speakers: int) -> list[tuple[int, ...]]:
    """Every way to name the local speakers of a window; two of them may be one person."""
    return list(itertools.product(range(speakers), repeat=LOCALS))


def best_naming(
    likeness: NDArray[np.float32], clean: NDArray[np.float32], together: NDArray[np.float32]
) -> tuple[int, ...]:
    """The most likely person for each local speaker of one window.

    Args:
        likeness: (3, people): cosine of each local print to each voice; zeros where there is no print.
        clean: (3,) seconds of lone speech behind each print.
        together: (3, 3) seconds in which two local speakers speak at once: they are then no single person.
    """
    sure = np.minimum(clean, SURE_AFTER)[:, None] * likeness
    best: tuple[int, ...] = (0,) * LOCALS
    best_score = -np.inf
    for naming in namings(likeness.shape[1]):
        score = sum(float(sure[local, person]) for local, person in enumerate(naming))
        for one, other in itertools.combinations(range(LOCALS), 2):
            if naming[one] == naming[other]:
                shorter = min(float(clean[one]), float(clean[other]), SURE_AFTER)
                score -= TWO_IN_ONE * shorter + float(together[one, other]) + 1e-3
        if score > best_score:
            best, best_score = naming, score
    return best


def renamed(sets: NDArray[np.float32], naming: tuple[int, ...], speakers: int) -> NDArray[np.float32]:
    """Probabilities of a window's seven sets as probabilities of the common states, (frames, states)."""
    index = {state: column for column, state in enumerate(states(speakers))}
    renamed = np.zeros((len(sets), len(index)), dtype=np.float32)
    for column, local in enumerate(SETS):
        renamed[:, index[tuple(sorted({naming[one] for one in local}))]] += sets[:, column]
    return renamed


def stitched(heard: Heard, voices: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probability of each state in each frame of the recording, (frames, states); rows add up to 1."""
    segments = heard.segments
    speakers, frames = len(voices), segments.sets.shape[1]
    summed = np.zeros((segments.frames, len(states(speakers))), dtype=np.float32)
    weight = window_weights(frames)
    seconds = segmentation.STEP / RATE_HZ
    for window, start in enumerate(segments.starts):
        sets = segments.sets[window].astype(np.float32) / 255
        together = np.zeros((LOCALS, LOCALS), dtype=np.float32)
        for column, local in enumerate(SETS):
            if len(local) == 2:
                together[local] = sets[:, column].sum() * seconds
        naming = best_naming(heard.prints[window] @ voices.T, heard.clean[window], together)
        summed[start : start + frames] += renamed(sets, naming, speakers) * weight[:, None]
    summed /= np.maximum(summed.sum(axis=1, keepdims=True), 1e-6)
    return summed


def voice_odds(heard: Heard, voices: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log odds of each person against the likeliest one, by the prints of moments, (frames, people); at most 0.

    Between moments the likeness is interpolated; moments with less than a second of lone speech count less.
    """
    moments = heard.moments
    likeness = moments.rows.astype(np.float32) @ voices.T * np.minimum(moments.clean, 1.0)[:, None]
    times = segmentation.frame_time(np.arange(heard.segments.frames))
    between = np.stack([np.interp(times, moments.times, column) for column in likeness.T], axis=1)
    return np.asarray(SHARPNESS * (between - between.max(axis=1, keepdims=True)), dtype=np.float32)
