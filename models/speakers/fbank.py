"""Log mel energies as Kaldi computes them, the food of the voice print model."""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE_HZ: Final = 16_000
BANDS: Final = 80
FRAME: Final = 400  # samples: 25 ms
STEP: Final = 160  # samples: 10 ms
SPECTRUM: Final = 512  # points of the transform: the next power of two above the frame
PREEMPHASIS: Final = 0.97
LOWEST_HZ: Final = 20.0
FLOOR: Final = float(np.finfo(np.float32).eps)  # Kaldi's floor under the logarithm


@cache
def povey_window() -> NDArray[np.float32]:
    """Kaldi's own window, a Hann window to the power 0.85."""
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / (FRAME - 1))
    return np.asarray(hann**0.85, dtype=np.float32)


def mel(hz: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Frequency on the mel scale, O'Shaughnessy's formula."""
    return np.asarray(1127.0 * np.log1p(np.asarray(hz) / 700.0))


@cache
def mel_bands() -> NDArray[np.float32]:
    """Triangles, (spectrum bins, bands): equally wide in mel between 20 Hz and half the rate, each with peak 1."""
    edges = np.linspace(mel(LOWEST_HZ), mel(RATE_HZ / 2), BANDS + 2)
    left, centre, right = edges[:-2], edges[1:-1], edges[2:]
    # Kaldi leaves the bin at half the rate out; here it gets weight 0.
    bins = mel(np.arange(SPECTRUM // 2 + 1) * RATE_HZ / SPECTRUM)[:, None]
    rising, falling = (bins - left) / (centre - left), (right - bins) / (right - centre)
    return np.maximum(0.0, np.minimum(rising, falling)).astype(np.float32)


def frame_count(samples: int) -> int:
    """How many whole frames lie in so many samples."""
    return 0 if samples < FRAME else 1 + (samples - FRAME) // STEP


def fbank(samples: NDArray[np.int16]) -> NDArray[np.float32]:
    """Log mel energies, (frames, 80): 25 ms each 10 ms, whole frames only, no dither.

    The caller gives a chunk, not a recording: about 40 kB are held per second while it works.
    """
    count = frame_count(len(samples))
    if count == 0:
        return np.zeros((0, BANDS), dtype=np.float32)
    sound = np.asarray(samples, dtype=np.float32) / 32768.0
    frames = np.lib.stride_tricks.sliding_window_view(sound, FRAME)[::STEP][:count]
    frames = frames - frames.mean(axis=1, keepdims=True)
    # The first sample of a frame has no forerunner: Kaldi takes itself.
    before = np.concatenate([frames[:, :1], frames[:, :-1]], axis=1)
    windowed = (frames - PREEMPHASIS * before) * povey_window()
    power = np.abs(np.fft.rfft(windowed, n=SPECTRUM)).astype(np.float32) ** 2
    return np.asarray(np.log(np.maximum(power @ mel_bands(), FLOOR)), dtype=np.float32)
