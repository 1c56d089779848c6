"""Closed-mouth sounds on one person's channel: the "mm" that voice detectors take for a machine."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.records import VoiceSpan
from models.voice import FRAME, FRAME_SECONDS, RATE_HZ, Samples, frame_levels

SPAN: Final = 2 * FRAME  # samples that show a period: 64 ms hold four of the lowest voice
LOWEST_HZ: Final = 70.0
HIGHEST_HZ: Final = 400.0
NEAR_DB: Final = 15.0  # our choice, under the speech level: a hum meant to be heard is nearly as loud as speech
PERIODIC: Final = 0.8  # of 1, our choice: hums reach .95, babble 10 dB under speech stays below in runs this long
FRAMES: Final = 4  # in a row, 0.13 s: the shorter half of an "mm-hmm"


def periodicity(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """How nearly each stretch repeats itself at a voice's pitch, 0 to 1: the highest normalised autocorrelation.

    Each lag is normalised by the energy of the two parts that meet at it (Boersma 1993 divides by the window's own
    autocorrelation for the same end), so a pure tone reaches 1 at any lag.

    Args:
        frames: (n, samples), 16 kHz.
    """
    sound = frames.astype(np.float64)
    sound -= sound.mean(axis=1, keepdims=True)
    length = sound.shape[1]
    spectrum = np.fft.rfft(sound, 2 * length)
    products = np.fft.irfft(np.abs(spectrum) ** 2)
    lags = np.arange(int(RATE_HZ / HIGHEST_HZ), int(RATE_HZ / LOWEST_HZ) + 1)
    energy = np.cumsum(sound**2, axis=1)
    head, tail = energy[:, length - 1 - lags], energy[:, -1:] - energy[:, lags - 1]
    found = products[:, lags] / np.sqrt(np.maximum(head * tail, 1e-12))
    highest: NDArray[np.float32] = np.clip(found.max(axis=1), 0.0, 1.0).astype(np.float32)
    return highest


class HumDetector:
    """Frames of 32 ms that hum, however the sound is cut into pieces.

    Args:
        level_db: how loud the person on this channel speaks, in dB of full scale.
    """

    def __init__(self, level_db: float) -> None:
        self._least_db = level_db - NEAR_DB
        self._rest = np.zeros(0, np.float32)

    def feed(self, samples: Samples) -> NDArray[np.bool_]:
        """Whether each frame hums that these mono 16 kHz samples finish; a frame looks one frame ahead."""
        samples = np.concatenate([self._rest, samples])
        count = max(0, len(samples) // FRAME - 1)
        self._rest = samples[count * FRAME :]
        found = np.zeros(count, np.bool_)
        loud = np.flatnonzero(frame_levels(samples)[:count] > self._least_db)
        if len(loud):
            stretches = np.lib.stride_tricks.sliding_window_view(samples, SPAN)[::FRAME][loud]
            found[loud] = periodicity(stretches) >= PERIODIC
        return found

    def finish(self) -> NDArray[np.bool_]:
        """The last frames, filled up with silence."""
        missing = -len(self._rest) % FRAME + FRAME
        return self.feed(np.zeros(missing, np.float32))


def hums(found: NDArray[np.bool_], *, duration: float) -> tuple[VoiceSpan, ...]:
    """The stretches of at least ``FRAMES`` frames that hum, in order and apart; no span goes beyond ``duration``."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], found, [False]]).astype(np.int8))).reshape(-1, 2)
    spans = []
    for first, after in edges.tolist():
        start, end = first * FRAME_SECONDS, min((after + 1) * FRAME_SECONDS, duration)
        if after - first >= FRAMES and end > start:
            spans.append(VoiceSpan(start, end))
    return tuple(spans)
