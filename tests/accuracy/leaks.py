"""Recordings in which each microphone also hears the other person, made from clean ones."""

from itertools import chain
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
LAG = 0.008  # seconds: three metres

Floats = NDArray[np.float64]


def with_leak(source: Path, target: Path, *, gain_db: float = -20.0, room_seconds: float = 0.0) -> Path:
    """Write the two channels with each one's sound on the other, quieter and later; through a room if wanted."""
    clean = _samples(source)
    gain, lag = 10 ** (gain_db / 20), round(LAG * RATE_HZ)
    leaking = clean.copy()
    for channel in (0, 1):
        far = _in_room(clean[:, 1 - channel], room_seconds, seed=channel)
        leaking[lag:, channel] += gain * far[:-lag]
    leaking *= min(1.0, 32_000 / np.abs(leaking).max())
    _write(target, leaking)
    return target


def _in_room(sound: Floats, seconds: float, *, seed: int) -> Floats:
    """The sound with echoes that die away by 60 dB in so many seconds."""
    if not seconds:
        return sound
    length = round(seconds * RATE_HZ)
    echoes = np.random.default_rng(seed).standard_normal(length) * 10 ** (-3 * np.arange(length) / length)
    echoes[0] = 4.0
    echoes /= np.sqrt((echoes**2).sum())
    size = 1 << int(len(sound) + length - 1).bit_length()
    return np.asarray(np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(echoes, size), size)[: len(sound)])


def _samples(path: Path) -> Floats:
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="s16p", layout="stereo", rate=RATE_HZ)
        frames = chain(container.decode(audio=0), [None])
        parts = [part.to_ndarray() for frame in frames for part in resampler.resample(frame)]
    return np.concatenate(parts, axis=1).T.astype(np.float64)


def _write(path: Path, sound: Floats) -> None:
    with av.open(str(path), "w", format="wav") as container:
        stream = container.add_stream("pcm_s16le", rate=RATE_HZ, layout="stereo")
        packed = np.ascontiguousarray(np.rint(sound).astype(np.int16)).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(packed, "s16", "stereo")
        frame.rate = RATE_HZ
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
