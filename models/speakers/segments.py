"""The first pass over a track that several people share: where nobody, one or two speak, window by window.

Memory grows by 2 kB a second of sound.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.records import VoiceSpan
from models.speakers import segmentation
from models.speakers.segmentation import RATE_HZ, SETS, STEP, Segmentation

HOP: Final = 118  # frames between windows, 2 s: each moment is heard five times
EDGE: Final = 1.5  # seconds at the rim of a window where it lacks context and counts less
SILENT: Final = 33  # samples this near to zero, -60 dB of full scale, hold nobody: such windows are not run

# How a voice detector shifts the odds that somebody speaks: what it says by itself is worth a third of what the
# windows say. Fitted on six real clips, each left out in turn: 7.0 % of the speech wrong instead of 9.9 %.
SPEECH_BIAS: Final = 1.2
VOICE_WEIGHT: Final = 0.35
NEVER: Final = -1e3  # log odds of speech where nobody can speak
SUREST: Final = 1e-3  # a detector that is surer than this is taken to be no surer

SHORTEST: Final = 0.1  # seconds of speech; less is a click
BRIDGED: Final = 0.2  # seconds of silence inside one stretch of speech
TRIM: Final = 0.02  # seconds that the windows' speech begins early and ends late by, half of what exact truth shows
CHUNK: Final = 60_000  # samples whose size is looked at together


@dataclass(frozen=True, slots=True)
class Segments:
    """What the windows said about a recording.

    ``sets`` are the probabilities of the seven sets, 0–255, (windows, frames of a window, 7); ``starts`` the first
    frame of each window on the common grid; ``frames`` counts that grid. ``bias`` is what the voice detector adds to
    the log odds of speech in each frame, (frames,). ``duration`` in seconds.
    """

    frames: int
    starts: NDArray[np.int64]
    sets: NDArray[np.uint8]
    bias: NDArray[np.float32]
    duration: float

    def silent_in(self, stretches: Sequence[tuple[float, float]]) -> "Segments":
        """The same, with nobody speaking between these pairs of moments."""
        if not stretches:
            return self
        times = segmentation.frame_time(np.arange(self.frames))
        bias = self.bias.copy()
        for start, end in stretches:
            bias[(times >= start) & (times < end)] = NEVER
        return replace(self, bias=bias)

    def speech(self) -> tuple[VoiceSpan, ...]:
        """Where anybody speaks, in order and apart: the odds of the windows and of the detector together."""
        per_window = self.sets.shape[1]
        weight = window_weights(per_window)
        silent, total = np.zeros(self.frames, np.float32), np.zeros(self.frames, np.float32)
        for sets, start in zip(self.sets, self.starts, strict=True):
            silent[start : start + per_window] += sets[:, 0].astype(np.float32) / 255 * weight
            total[start : start + per_window] += weight
        quiet = np.clip(silent / np.maximum(total, 1e-6), SUREST, 1 - SUREST)
        speaks = np.log((1 - quiet) / quiet) + self.bias > 0
        found: list[VoiceSpan] = []
        for first, after in runs(speaks):
            start, end = frame_edge(first), min(frame_edge(after), self.duration)
            if found and start - found[-1].end < BRIDGED:
                start = found.pop().start
            if end > start:
                found.append(VoiceSpan(start, end))
        return tuple(trimmed for span in found if (trimmed := _trimmed(span)) is not None)


def frame_edge(frame: int) -> float:
    """Seconds at which a frame begins: each stands for the time around its middle, the first from 0 on."""
    return 0.0 if frame == 0 else (frame * STEP + (segmentation.FIELD - STEP) / 2) / RATE_HZ


def runs(active: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First frame and the frame after the last of each stretch of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], active, [False]]).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def window_weights(frames: int) -> NDArray[np.float32]:
    """How much each frame of a window counts: less towards its rims."""
    rim = EDGE * RATE_HZ / STEP
    distance = np.minimum(np.arange(frames), np.arange(frames)[::-1])
    return np.asarray(np.clip((distance + 1) / rim, 0.05, 1.0), dtype=np.float32)


def speech_bias(voice: NDArray[np.float32], step: float, frames: int) -> NDArray[np.float32]:
    """What a voice detector's probabilities, one each ``step`` seconds, add to the log odds of each of ``frames``."""
    if not len(voice):
        return np.zeros(frames, dtype=np.float32)
    times = (np.arange(len(voice)) + 0.5) * step
    sure = np.clip(np.interp(segmentation.frame_time(np.arange(frames)), times, voice), SUREST, 1 - SUREST)
    return np.asarray(SPEECH_BIAS + VOICE_WEIGHT * np.log(sure / (1 - sure)), dtype=np.float32)


def segment(
    samples: NDArray[np.int16],
    voice: NDArray[np.float32],
    model: Segmentation,
    *,
    voice_step: float,
    threads: int = 1,
    progress: Callable[[float], None] | None = None,
) -> Segments:
    """Run the segmentation model over the recording; windows of silence are taken as such and cost nothing.

    Args:
        samples: mono, 16 kHz; at least one sample; may be a memory map of hours.
        voice: probability of voice, one each ``voice_step`` seconds, from another detector; empty for none.
        threads: windows heard side by side, at least 1; the result does not depend on it.
        progress: told the share of the windows done, 0 to 1; may raise to stop.
    """
    starts = segmentation.window_starts(len(samples), HOP)
    per_window = segmentation.frame_count(max(min(len(samples), segmentation.WINDOW), segmentation.SHORTEST))
    frames = starts[-1] + per_window
    every = np.zeros((len(starts), per_window, len(SETS)), dtype=np.uint8)

    def hear(window: int) -> None:
        begin = starts[window] * STEP
        sound = np.asarray(samples[begin : begin + segmentation.WINDOW])
        if _is_silent(sound):
            every[window, :, 0] = 255
            return
        sets = model.probabilities(sound)[:per_window]
        every[window] = np.round(np.pad(sets, ((0, per_window - len(sets)), (0, 0)), mode="edge") * 255)

    with ThreadPoolExecutor(threads, thread_name_prefix="sayback-windows") as pool:
        for done in range(0, len(starts), 2 * threads):
            if progress is not None:
                progress(done / len(starts))
            list(pool.map(hear, range(done, min(done + 2 * threads, len(starts)))))
    bias = speech_bias(voice, voice_step, frames)
    return Segments(frames, np.array(starts, dtype=np.int64), every, bias, len(samples) / RATE_HZ)


def _is_silent(sound: NDArray[np.int16]) -> bool:
    """Whether no sample is far from zero."""
    return all(
        int(np.abs(sound[at : at + CHUNK].astype(np.int32)).max(initial=0)) < SILENT
        for at in range(0, len(sound), CHUNK)
    )


def _trimmed(span: VoiceSpan) -> VoiceSpan | None:
    """The span without what the windows add at its ends; None where hardly anything is left."""
    start = span.start + TRIM if span.start > 0.0 else 0.0
    end = span.end - TRIM
    return VoiceSpan(start, end) if end - start >= SHORTEST else None
