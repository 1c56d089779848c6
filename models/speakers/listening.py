"""Both models over a whole recording, window by window: what the telling apart is then made from.

Memory grows by about 15 kB a second of sound, whatever the length: features are pooled and let go.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.records import VoiceSpan
from models.speakers import segmentation, voiceprint
from models.speakers.segmentation import LOCALS, RATE_HZ, Segmentation
from models.speakers.voiceprint import Voiceprints

HOP: Final = 118  # segmentation frames between windows, 2 s: each moment is heard five times
PATCH: Final = 1.5  # seconds of a patch: shorter prints are unsure, longer ones mix voices
PATCH_STEP: Final = 0.5  # seconds between patches
BLOCK: Final = 160_000  # samples whose features are made at once
MARGIN: Final = 8_000  # samples of context before and after a block, left out again
ACTIVE: Final = 0.5  # a local speaker speaks in a frame from this probability


@dataclass(frozen=True, slots=True)
class Heard:
    """What the models said about a recording.

    ``sets`` are the probabilities of the seven sets, 0–255, (windows, frames, 7); ``starts`` the first frame of each
    window on the common grid; ``prints`` one for each local speaker of each window, (windows, 3, 192), and ``clean``
    the seconds of lone speech each was made from, (windows, 3). ``patches`` are prints of short fixed stretches,
    (patches, 192), zeros where nobody speaks alone; ``patch_clean`` their seconds of lone speech, ``patch_times``
    their middles in seconds. ``frames`` counts the whole grid.
    """

    frames: int
    starts: NDArray[np.int64]
    sets: NDArray[np.uint8]
    prints: NDArray[np.float32]
    clean: NDArray[np.float32]
    patches: NDArray[np.float32]
    patch_clean: NDArray[np.float32]
    patch_times: NDArray[np.float64]


class _Features:
    """Voice print features along a recording, made block by block, the last two blocks kept."""

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
            for old in [n for n in self._blocks if n < number - 1]:
                del self._blocks[old]
        return self._blocks[number]

    def between(self, start: int, end: int) -> NDArray[np.float32]:
        """Features from feature ``start`` up to ``end``, which may lie up to one block apart."""
        size = BLOCK // voiceprint.STEP
        parts = []
        for number in range(start // size, (end - 1) // size + 1):
            low, high = max(start - number * size, 0), min(end - number * size, size)
            parts.append(self._block(number)[low:high])
        return np.concatenate(parts)


def lone(sets: NDArray[np.float32]) -> NDArray[np.float32]:
    """Where each local speaker surely speaks alone, 0 or 1, (3, frames)."""
    return np.asarray(sets[:, 1 : 1 + LOCALS].T > ACTIVE, dtype=np.float32)


def _has_voice(voice: Sequence[VoiceSpan], start: float, end: float) -> bool:
    return any(span.start < end and start < span.end for span in voice)


def listen(
    samples: NDArray[np.int16],
    voice: Sequence[VoiceSpan],
    segments: Segmentation,
    prints: Voiceprints,
    progress: Callable[[float], None] | None = None,
) -> Heard:
    """Run both models over the recording; windows without voice are taken as silent and cost nothing.

    Args:
        samples: mono, 16 kHz; at least one sample.
        voice: where somebody speaks.
        progress: told the share of the windows done, 0 to 1; may raise to stop.
    """
    starts = segmentation.window_starts(len(samples), HOP)
    per_window = segmentation.frame_count(max(min(len(samples), segmentation.WINDOW), segmentation.SHORTEST))
    features = _Features(samples, prints)
    feature_count = -(-len(samples) // voiceprint.STEP)
    patch_times = np.arange(PATCH_STEP / 2, max(len(samples) / RATE_HZ, PATCH_STEP), PATCH_STEP)
    heard = Heard(
        frames=starts[-1] + per_window,
        starts=np.array(starts, dtype=np.int64),
        sets=np.zeros((len(starts), per_window, len(segmentation.SETS)), dtype=np.uint8),
        prints=np.zeros((len(starts), LOCALS, voiceprint.SIZE), dtype=np.float32),
        clean=np.zeros((len(starts), LOCALS), dtype=np.float32),
        patches=np.zeros((len(patch_times), voiceprint.SIZE), dtype=np.float32),
        patch_clean=np.zeros(len(patch_times), dtype=np.float32),
        patch_times=patch_times,
    )
    middles = np.array(starts) * segmentation.STEP / RATE_HZ + segmentation.WINDOW / RATE_HZ / 2
    nearest = np.abs(np.searchsorted((middles[:-1] + middles[1:]) / 2, patch_times))
    for window, first in enumerate(starts):
        if progress is not None:
            progress(window / len(starts))
        begin = first * segmentation.STEP
        end = min(begin + segmentation.WINDOW, len(samples))
        if not _has_voice(voice, begin / RATE_HZ, end / RATE_HZ):
            heard.sets[window, :, 0] = 255
            continue
        sets = segments.probabilities(np.asarray(samples[begin:end]))[:per_window]
        sets = np.pad(sets, ((0, per_window - len(sets)), (0, 0)), mode="edge")
        heard.sets[window] = np.round(sets * 255)
        low, high = begin // voiceprint.STEP, min(-(-end // voiceprint.STEP), feature_count)
        times = (np.arange(low, high) + 0.5) * voiceprint.STEP / RATE_HZ
        # Segmentation frames are a little finer than features: each feature takes the frame at its middle.
        frames = np.round((times * RATE_HZ - begin - segmentation.FIELD / 2) / segmentation.STEP).astype(np.int64)
        speaks = lone(sets)[:, np.clip(frames, 0, per_window - 1)]
        here = np.flatnonzero(nearest == window)
        inside = np.abs(times - patch_times[here, None]) <= PATCH / 2
        weights = np.concatenate([speaks, inside * speaks.max(axis=0)]).astype(np.float32)
        if not weights.any():
            continue
        made = prints.pooled(features.between(low, high), weights)
        seconds = weights.sum(axis=1) * voiceprint.STEP / RATE_HZ
        heard.prints[window], heard.clean[window] = made[:LOCALS], seconds[:LOCALS]
        heard.patches[here], heard.patch_clean[here] = made[LOCALS:], seconds[LOCALS:]
    return heard
