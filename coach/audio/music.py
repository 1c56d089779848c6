"""Music on hold, ringing and other tones: neither speech nor a pause that anybody leaves."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.audio.recording import RATE_HZ, Recording
from coach.times import Span, intersection, join
from models.records import VoiceSpan

NEAR_DB: Final = 30.0  # how far under the speech music may lie (our choice); what is fainter disturbs nobody
FRAME: Final = 1024  # samples: 64 ms tell tones a third apart in the middle of the piano
STEP: Final = 1024
BAND_HZ: Final = (200.0, 4000.0)  # above mains hum, up to the end of a telephone's band
PROMINENT: Final = 10 ** (10 / 20)  # a peak stands 10 dB over its surroundings (our choice)
AROUND: Final = 8  # bins to either side that are its surroundings
LATER: Final = 2  # frames, 0.13 s, over which a tone stays where it is and a voice has glided on
LASTING: Final = 0.6
"""Share of peaks that stay, from which it is music (our choice: chords and ringing in noise at 10 dB keep .75 to 1,
speech, babble and noise at most .4, in 70 pieces of nine recordings)."""

PEAKS: Final = 1.5  # peaks a frame on average, at least: a lone whistle is one
BLOCK: Final = 2.0  # seconds judged at once


def music(recording: Recording, mix: Sequence[float], *, speech_db: float | None) -> tuple[Span, ...]:
    """Where one track holds tones that last, in order and apart, to two seconds.

    A tone keeps its place in the spectrum for longer than speech and noise do: the share of spectral peaks that are
    still there 0.13 s later tells them apart.

    Args:
        mix: a weight for each channel.
        speech_db: how loud the track speaks; None listens for everything over -60 dB.
    """
    least = -60.0 if speech_db is None else speech_db - NEAR_DB
    found = []
    for at in np.arange(0.0, recording.duration, BLOCK).tolist():
        end = min(at + BLOCK, recording.duration)
        if _is_music(recording.mix_block(at, end, mix), least):
            found.append(Span(at, end))
    return join(found, gap=BLOCK)


def without_music(voice: Sequence[VoiceSpan], tones: Sequence[Span]) -> tuple[VoiceSpan, ...]:
    """The voice less what is taken for one where a tone lasts; the same without tones."""
    if not tones:
        return tuple(voice)
    edges = [0.0, *(edge for span in tones for edge in (span.start, span.end)), float("inf")]
    rest = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]
    return tuple(VoiceSpan(s.start, s.end) for s in intersection((Span(v.start, v.end) for v in voice), rest))


def _is_music(samples: NDArray[np.float32], least_db: float) -> bool:
    power = float(np.mean(samples.astype(np.float64) ** 2)) if len(samples) else 0.0
    if len(samples) < FRAME + LATER * STEP or 10 * np.log10(power + 1e-12) < least_db:
        return False
    many, lasting = tones(samples)
    return many >= PEAKS and lasting >= LASTING


def tones(samples: NDArray[np.float32]) -> tuple[float, float]:
    """Spectral peaks a frame on average, and the share of them that are still there 0.13 s later."""
    frames = np.lib.stride_tricks.sliding_window_view(samples, FRAME)[::STEP] * np.hanning(FRAME)
    low, high = (round(hz * FRAME / RATE_HZ) for hz in BAND_HZ)
    spectrum = np.abs(np.fft.rfft(frames))[:, low - AROUND : high + AROUND + 1]
    around = np.median(np.lib.stride_tricks.sliding_window_view(spectrum, 2 * AROUND + 1, axis=1), axis=2)
    inner = spectrum[:, AROUND:-AROUND]
    top = (inner >= spectrum[:, AROUND - 1 : -AROUND - 1]) & (inner > spectrum[:, AROUND + 1 : -AROUND + 1])
    peaks = top & (inner > PROMINENT * np.maximum(around, 1e-9))
    wide = peaks.copy()
    wide[:, 1:] |= peaks[:, :-1]
    wide[:, :-1] |= peaks[:, 1:]
    count = int(peaks[:-LATER].sum())
    stay = int((peaks[:-LATER] & wide[LATER:]).sum())
    return count / max(1, len(peaks) - LATER), stay / count if count else 0.0
