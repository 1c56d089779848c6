"""The second pass over a shared track: prints of the voices, from the frames in which each speaks alone.

Memory grows by about 4 kB a second of sound: features are pooled and let go.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.speakers import segmentation, voiceprint
from models.speakers.segmentation import LOCALS, RATE_HZ
from models.speakers.segments import Segments
from models.speakers.voiceprint import Voiceprints

PATCH: Final = 1.5  # seconds pooled for a print: shorter ones are unsure, longer ones mix voices
PATCH_STEP: Final = 0.5  # seconds between patches
MOMENT_STEP: Final = 0.25  # seconds between moments
CORE: Final = 0.3  # seconds around a moment that tell whose it is
BLOCK: Final = 160_000  # samples whose features are made at once: five seconds saved 14 MB and blurred voices
KEPT: Final = -(-segmentation.WINDOW // BLOCK)  # blocks before the newest that a window may still reach
MARGIN: Final = 8_000  # samples of context before and after a block, left out again
ACTIVE: Final = 0.5  # a local speaker speaks in a frame from this probability


@dataclass(frozen=True, slots=True)
class Prints:
    """Prints along the recording.

    ``times`` are their middles in seconds, (n,), ``rows`` the prints in half precision, (n, 192), ``clean`` the
    seconds of lone speech behind each, (n,).
    """

    times: NDArray[np.float64]
    rows: NDArray[np.float16]
    clean: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Heard:
    """What both models said about a recording.

    ``prints`` hold one print for each local speaker of each window, (windows, 3, 192), ``clean`` the seconds of lone
    speech each was made from, (windows, 3). ``patches`` are prints of the lone speech around fixed times, whoever
    speaks, ``moments`` those of the one who speaks just then; zeros where nobody does.
    """

    segments: Segments
    prints: NDArray[np.float32]
    clean: NDArray[np.float32]
    patches: "Prints"
    moments: "Prints"


class _Features:
    """Voice print features along a recording, made block by block; those a window may reach are kept."""

    def __init__(self, samples: NDArray[np.int16], prints: Voiceprints) -> None:
        self._samples = samples
        self._prints = prints
        self._blocks: dict[int, NDArray[np.float32]] = {}

    def _block(self, number: int) -> NDArray[np.float32]:
        if number not in self._blocks:
            start, end = number * BLOCK, min((number + 1) * BLOCK, len(self._samples))
            before = min(MARGIN, start)
            features = self._prints.features(np.asarray(self._samples[start - before : end + MARGIN]))
            first, wanted = before // voiceprint.STEP, -(-(end - start) // voiceprint.STEP)
            missing = max(0, first + wanted - len(features))
            self._blocks[number] = np.pad(features, ((0, missing), (0, 0)), mode="edge")[first : first + wanted]
            for old in [n for n in self._blocks if n < number - KEPT]:
                del self._blocks[old]
        return self._blocks[number]

    def between(self, start: int, end: int) -> NDArray[np.float32]:
        """Features from feature ``start`` up to ``end``, at most a window apart; never backwards."""
        size = BLOCK // voiceprint.STEP
        parts = []
        for number in range(start // size, (end - 1) // size + 1):
            low, high = max(start - number * size, 0), min(end - number * size, size)
            parts.append(self._block(number)[low:high])
        return np.concatenate(parts)


def lone(sets: NDArray[np.float32]) -> NDArray[np.float32]:
    """Where each local speaker surely speaks alone, 0 or 1, (3, frames)."""
    return np.asarray(sets[:, 1 : 1 + LOCALS].T > ACTIVE, dtype=np.float32)


def _blank(samples: int, step: float) -> Prints:
    times = np.arange(step / 2, max(samples / RATE_HZ, step), step)
    rows = np.zeros((len(times), voiceprint.SIZE), dtype=np.float16)
    return Prints(times, rows, np.zeros(len(times), dtype=np.float32))


def _patch_weights(speaks: NDArray[np.float32], away: NDArray[np.float64]) -> NDArray[np.float32]:
    """Which features make each patch, (patches, features): lone speech near its middle, whoever speaks."""
    return np.asarray((away <= PATCH / 2) * speaks.max(axis=0), dtype=np.float32)


def _moment_weights(speaks: NDArray[np.float32], away: NDArray[np.float64]) -> NDArray[np.float32]:
    """Which features make each moment, (moments, features): lone speech near it of the one who speaks just then."""
    core = (away <= CORE / 2) @ speaks.T
    whose = speaks[core.argmax(axis=1)] * core.any(axis=1, keepdims=True)
    return np.asarray((away <= PATCH / 2) * whose, dtype=np.float32)


def listen(
    samples: NDArray[np.int16],
    segments: Segments,
    prints: Voiceprints,
    progress: Callable[[float], None] | None = None,
) -> Heard:
    """Take the prints of everybody who speaks alone somewhere; windows without speech cost nothing.

    Args:
        samples: mono, 16 kHz; those that the segments are of.
        progress: told the share of the windows done, 0 to 1; may raise to stop.
    """
    starts, per_window = segments.starts, segments.sets.shape[1]
    features = _Features(samples, prints)
    feature_count = -(-len(samples) // voiceprint.STEP)
    heard = Heard(
        segments,
        prints=np.zeros((len(starts), LOCALS, voiceprint.SIZE), dtype=np.float32),
        clean=np.zeros((len(starts), LOCALS), dtype=np.float32),
        patches=_blank(len(samples), PATCH_STEP),
        moments=_blank(len(samples), MOMENT_STEP),
    )
    middles = starts * segmentation.STEP / RATE_HZ + segmentation.WINDOW / RATE_HZ / 2
    between = (middles[:-1] + middles[1:]) / 2
    nearest_of_patches = np.searchsorted(between, heard.patches.times)
    nearest_of_moments = np.searchsorted(between, heard.moments.times)
    for window, first in enumerate(starts.tolist()):
        if progress is not None:
            progress(window / len(starts))
        begin = first * segmentation.STEP
        end = min(begin + segmentation.WINDOW, len(samples))
        low, high = begin // voiceprint.STEP, min(-(-end // voiceprint.STEP), feature_count)
        times = (np.arange(low, high) + 0.5) * voiceprint.STEP / RATE_HZ
        # Segmentation frames are a little finer than features: each feature takes the frame at its middle.
        frames = np.round((times * RATE_HZ - begin - segmentation.FIELD / 2) / segmentation.STEP).astype(np.int64)
        sets = segments.sets[window].astype(np.float32) / 255
        speaks = lone(sets)[:, np.clip(frames, 0, per_window - 1)]
        if not speaks.any():
            continue
        patches = np.flatnonzero(nearest_of_patches == window)
        moments = np.flatnonzero(nearest_of_moments == window)
        weights = np.concatenate(
            [
                speaks,
                _patch_weights(speaks, np.abs(times - heard.patches.times[patches, None])),
                _moment_weights(speaks, np.abs(times - heard.moments.times[moments, None])),
            ]
        )
        made = prints.pooled(features.between(low, high), weights)
        seconds = weights.sum(axis=1) * voiceprint.STEP / RATE_HZ
        after = LOCALS + len(patches)
        heard.prints[window], heard.clean[window] = made[:LOCALS], seconds[:LOCALS]
        heard.patches.rows[patches], heard.patches.clean[patches] = made[LOCALS:after], seconds[LOCALS:after]
        heard.moments.rows[moments], heard.moments.clean[moments] = made[after:], seconds[after:]
    return heard
