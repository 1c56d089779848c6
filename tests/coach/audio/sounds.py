"""Sound for tests: made by formula, written as files of many kinds, compared by correlation."""

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
from av.audio.layout import AudioLayout
from numpy.typing import NDArray

from coach.audio.recording import RATE_HZ

Floats = NDArray[np.float64]


def talk(seconds: float, *, seed: int = 0, phrases: Sequence[tuple[float, float]] | None = None) -> Floats:
    """Something with the level changes of speech: noise in syllables of 0.2 s, silent outside the phrases."""
    rng = np.random.default_rng(seed)
    count = round(seconds * RATE_HZ)
    times = np.arange(count) / RATE_HZ
    syllables = rng.uniform(0.2, 1.0, int(seconds * 5) + 2)[(times * 5).astype(int)]
    sound = rng.normal(0.0, 3000.0, count) * syllables * (0.2 + np.abs(np.sin(np.pi * 5 * times)))
    if phrases is not None:
        spoken = np.zeros(count, bool)
        for start, end in phrases:
            spoken[round(start * RATE_HZ) : round(end * RATE_HZ)] = True
        sound = sound * spoken
    return sound


def turns_of(first: float, length: float, seconds: float) -> list[tuple[float, float]]:
    """A phrase of that length every two lengths, from the first on."""
    return [(at, at + length) for at in np.arange(first, seconds - length, 2 * length).tolist()]


def two_people(seconds: float = 40.0) -> Floats:
    """Two people who take turns of 2 s, each on a channel; shape (frames, 2)."""
    ann = talk(seconds, seed=1, phrases=turns_of(0.5, 2.0, seconds))
    ben = talk(seconds, seed=2, phrases=turns_of(2.5, 2.0, seconds))
    return np.stack([ann, ben], axis=1)


def later(sound: Floats, seconds: float) -> Floats:
    """The sound so much later, cut to its length."""
    gap = round(seconds * RATE_HZ)
    return np.concatenate([np.zeros(gap), sound[: len(sound) - gap]])


def samples(sound: Floats) -> NDArray[np.int16]:
    """As 16-bit samples."""
    return np.clip(np.rint(sound), -32768, 32767).astype(np.int16)


def write(
    path: Path,
    sound: Floats,
    *,
    codec: str,
    rate_hz: int = RATE_HZ,
    form: str | None = None,
    layout: str | None = None,
    starts: float = 0.0,
    hole: tuple[float, float] | None = None,
    options: dict[str, str] | None = None,
) -> Path:
    """Write a file. ``starts``: where the first sample stands; ``hole``: a stretch that is left out of the file."""
    rows = samples(sound).reshape(len(sound), -1)
    names = layout or {1: "mono", 2: "stereo", 6: "5.1"}[rows.shape[1]]
    with av.open(str(path), "w", options=options or {}) as container:
        stream = container.add_stream(codec, rate=rate_hz)
        stream.layout = names
        if form:
            stream.format = form
        source = av.AudioResampler(format=stream.format, layout=names, rate=rate_hz)
        step = 1600
        for at in range(0, len(rows), step):
            if hole and hole[0] <= at / RATE_HZ < hole[1]:
                continue
            piece = np.ascontiguousarray(rows[at : at + step]).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(piece, "s16", AudioLayout(names))
            frame.rate = RATE_HZ
            frame.pts = at + round(starts * RATE_HZ)
            for ready in source.resample(frame):
                container.mux(stream.encode(ready))
        for ready in source.resample(None):
            container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return path


def offset_ms(sound: NDArray[np.float32], reference: NDArray[np.float32]) -> float:
    """How much later than the reference the sound is, by correlation, to a sixteenth of a millisecond."""
    size = 1 << (len(sound) + len(reference)).bit_length()
    both = np.fft.irfft(np.fft.rfft(sound, size) * np.conj(np.fft.rfft(reference, size)), size)
    best = int(np.argmax(both))
    return (best if best < size // 2 else best - size) * 1000 / RATE_HZ
