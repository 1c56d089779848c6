"""Who speaks when inside ten seconds: the segmentation model and its seven classes.

pyannote segmentation-3.0 knows up to three local speakers in a window, in no order that holds beyond it, and says
for each frame which set of at most two of them speaks (the "powerset" of Plaquet & Bredin 2023).
"""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.speakers.engine import open_engine

RATE_HZ: Final = 16_000
WINDOW: Final = 160_000  # samples: the ten seconds the model was trained on
STEP: Final = 270  # samples from frame to frame: 16.9 ms, the product of the model's strides
FIELD: Final = 991  # samples a frame sees
LOCALS: Final = 3
SETS: Final[tuple[tuple[int, ...], ...]] = ((), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2))
SHORTEST: Final = 16_000  # samples; the model says nothing useful on less than a second


def members() -> NDArray[np.float32]:
    """Which local speakers a class holds, (7 classes, 3 speakers)."""
    table = np.zeros((len(SETS), LOCALS), dtype=np.float32)
    for row, speakers in enumerate(SETS):
        table[row, list(speakers)] = 1.0
    return table


def frame_count(samples: int) -> int:
    """How many frames the model gives for so many samples."""
    return max(0, (samples - FIELD) // STEP + 1)


def frame_time(frame: int | NDArray[np.int64]) -> NDArray[np.float64]:
    """The middle of a frame, in seconds from the start of its window."""
    return np.asarray((np.asarray(frame) * STEP + FIELD / 2) / RATE_HZ)


def window_starts(samples: int, hop: int) -> list[int]:
    """First frame of each window, ``hop`` frames apart, so that all windows share one grid of frames.

    The last window ends with the sound; a sound shorter than one window gets one window.
    """
    last = max(0, -(-(samples - WINDOW) // STEP))
    return [*range(0, last, hop), last]


class Segmentation:
    """The segmentation model."""

    def __init__(self, path: Path, *, threads: int) -> None:
        self._engine = open_engine(path, threads=threads)

    def probabilities(self, samples: NDArray[np.int16]) -> NDArray[np.float32]:
        """How likely each of the seven sets speaks, (frames, 7); rows add up to 1.

        Args:
            samples: at most one window; less than a second is filled with silence.
        """
        sound = np.asarray(samples, dtype=np.float32) / 32768.0
        sound = np.pad(sound, (0, max(0, SHORTEST - len(sound))))
        (logs,) = self._engine.run(["y"], {"x": sound[None, None]})
        return np.exp(np.asarray(logs[0], dtype=np.float32))
