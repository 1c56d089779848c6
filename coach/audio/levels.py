"""How loud each channel is over time: all that the layout, the leaks and the quality gate need of hours of sound."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.audio.recording import FULL_SCALE, RATE_HZ, Recording, Samples

FRAME = 160  # samples
FRAME_SECONDS = FRAME / RATE_HZ

CLIPPED = 32_700
"""Samples at or above this touch the end of the scale (our choice: lossy codecs round the flat tops a little)."""

SILENCE_DB = -90.0
"""Full-scale level under which a frame holds digital silence: the last bit of 16."""

FLOOR_DB = -100.0  # nothing is shown as quieter


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """Power and clipping of each channel in frames of 10 ms.

    ``db``: shape (frames, channels), dB of full scale, -100 and more, the mean of a frame taken away so that
    an offset of the converter is no sound. ``clipped``: per channel, the share of the frames with sound that hold
    samples at the end of the scale. ``gram``: products of the channels, summed over all samples.
    """

    db: NDArray[np.float32]
    clipped: tuple[float, ...]
    gram: NDArray[np.float64]

    @property
    def channels(self) -> int:
        """How many channels there are."""
        return int(self.db.shape[1])

    @property
    def duration(self) -> float:
        """Seconds, to a hundredth."""
        return len(self.db) * FRAME_SECONDS


def levels(recording: Recording) -> Levels:
    """One pass over all samples; the result is 9 MB for 3 hours of two channels."""
    count = -(-len(recording.frames) // FRAME)
    db = np.full((count, recording.channels), FLOOR_DB, np.float32)
    touched = np.zeros(recording.channels, np.int64)
    gram = np.zeros((recording.channels, recording.channels))
    at = 0
    for rows in recording.blocks():
        frames = _frames(rows)
        found = _power_db(frames)
        db[at : at + len(found)] = found
        at += len(found)
        touched += np.count_nonzero(np.abs(frames).max(axis=2) >= CLIPPED, axis=1)
        flat = frames.reshape(len(frames), -1)
        gram += flat @ flat.T
    sounding = np.maximum(1, np.count_nonzero(db > SILENCE_DB, axis=0))
    return Levels(db, tuple(float(share) for share in touched / sounding), gram)


def _frames(rows: Samples) -> NDArray[np.float32]:
    """Samples as (channels, frames, FRAME), the last frame filled up with its last sample."""
    missing = -len(rows) % FRAME
    if missing:
        rows = np.concatenate([rows, np.repeat(rows[-1:], missing, axis=0)])
    return np.ascontiguousarray(rows.T, np.float32).reshape(rows.shape[1], -1, FRAME)


def _power_db(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """Level of each frame, shape (frames, channels), without its mean."""
    mean = frames.mean(axis=2)
    power = np.einsum("cft,cft->cf", frames, frames) / FRAME - mean * mean
    scaled: NDArray[np.float32] = 10.0 * np.log10(np.maximum(power, 0.0) / FULL_SCALE**2 + 10 ** (FLOOR_DB / 10))
    return scaled.T.astype(np.float32)


def loudest(row: NDArray[np.float32], *, seconds: float = 0.2) -> float:
    """The level that a channel reaches for so long in all, in dB of full scale; single clicks are too short for it."""
    count = min(len(row), round(seconds / FRAME_SECONDS))
    return float(np.partition(row, -count)[-count]) if count else FLOOR_DB
