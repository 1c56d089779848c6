"""Recordings for tests, made from the sample that comes with the program or from nothing."""

import random
import wave
from pathlib import Path

import av
import numpy as np

from coach.sample import sample

RATE_HZ = 16_000


def talk(path: Path, *, start: float, seconds: float) -> Path:
    """A stretch of the sample conversation, a channel for each person."""
    with av.open(str(sample().path)) as container:
        resampler = av.AudioResampler(format="s16", layout="stereo", rate=RATE_HZ)
        parts = [
            part.to_ndarray()
            for frame in container.decode(audio=0)
            if frame.time is not None and start - 1.0 <= frame.time <= start + seconds
            for part in resampler.resample(frame)
        ]
    samples = np.concatenate(parts, axis=1).reshape(-1)
    return _wav(path, samples[: int(seconds * RATE_HZ) * 2].tobytes(), channels=2)


def silence(path: Path, *, seconds: float = 10.0) -> Path:
    """Digital silence."""
    return _wav(path, bytes(2 * int(seconds * RATE_HZ)), channels=1)


def noise(path: Path, *, seconds: float = 10.0) -> Path:
    """White noise at -40 dB."""
    random_samples = np.random.default_rng(7).normal(0.0, 328.0, int(seconds * RATE_HZ)).astype(np.int16)
    return _wav(path, random_samples.tobytes(), channels=1)


def no_samples(path: Path) -> Path:
    """A header and nothing after it."""
    return _wav(path, b"", channels=1)


def not_audio(path: Path) -> Path:
    """Bytes that mean nothing."""
    path.write_bytes(random.Random(7).randbytes(20_000))
    return path


def _wav(path: Path, samples: bytes, *, channels: int) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples)
    return path
