"""Sounds without a word, made by formula: where a recogniser is tempted to invent some."""

import wave
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
SECONDS = 24

Sound = NDArray[np.float64]
Random = np.random.Generator


def _blank() -> Sound:
    return np.zeros(SECONDS * RATE_HZ)


def _place(into: Sound, at: float, what: Sound) -> None:
    first = int(at * RATE_HZ)
    part = what[: max(0, len(into) - first)]
    into[first : first + len(part)] += part


def _times(seconds: float) -> Sound:
    return np.arange(int(seconds * RATE_HZ)) / RATE_HZ


def _shaped(rng: Random, seconds: float, low: float, high: float) -> Sound:
    """Noise between two frequencies."""
    spectrum = np.fft.rfft(rng.standard_normal(int(seconds * RATE_HZ)))
    at = np.fft.rfftfreq(int(seconds * RATE_HZ), 1 / RATE_HZ)
    spectrum[(at < low) | (at > high)] = 0
    noise = np.fft.irfft(spectrum, int(seconds * RATE_HZ))
    return noise / (np.abs(noise).max() + 1e-9)


def _faded(sound: Sound, rise: float = 0.02, fall: float = 0.05) -> Sound:
    t = np.arange(len(sound)) / RATE_HZ
    left = len(sound) / RATE_HZ - t
    return sound * np.clip(t / rise, 0, 1) * np.clip(left / fall, 0, 1)


def _vowel(pitch: Sound, formants: tuple[tuple[float, float], ...]) -> Sound:
    """Harmonics of a changing pitch, weighted by how near they lie to the formants."""
    phase = 2 * np.pi * np.cumsum(pitch) / RATE_HZ
    out = np.zeros(len(pitch))
    for n in range(1, int(4000 / pitch.mean())):
        gain = sum(level / (1 + ((n * pitch.mean() - f) / 120) ** 2) for f, level in formants)
        out += gain * np.sin(n * phase) / n**0.3
    return out / (np.abs(out).max() + 1e-9)


def silence(_: Random) -> Sound:
    """Nothing at all."""
    return _blank()


def noise(rng: Random) -> Sound:
    """White noise, loud."""
    return 0.1 * rng.standard_normal(SECONDS * RATE_HZ)


def hum(_: Random) -> Sound:
    """Mains hum with its harmonics."""
    t = _times(SECONDS)
    return sum((0.1 / n * np.sin(2 * np.pi * 50 * n * t) for n in range(1, 8)), start=_blank())


def clicks(rng: Random) -> Sound:
    """A mouse: two short bursts, now and then."""
    out = _blank()
    for at in np.arange(0.7, SECONDS - 1, 1.3):
        for shift in (0.0, 0.11):
            _place(out, at + shift, 0.5 * rng.standard_normal(60) * np.exp(-np.arange(60) / 12))
    return out


def keyboard(rng: Random) -> Sound:
    """Somebody types: eight keys a second, in runs."""
    out = 0.001 * rng.standard_normal(SECONDS * RATE_HZ)
    at = 0.5
    while at < SECONDS - 1:
        for _ in range(rng.integers(4, 20)):
            key = _faded(_shaped(rng, 0.05, 300, 5000), 0.001, 0.04) * rng.uniform(0.15, 0.5)
            _place(out, at, key * np.exp(-_times(0.05) * 70))
            at += rng.uniform(0.07, 0.2)
        at += rng.uniform(0.3, 1.5)
    return out


def laughter(rng: Random) -> Sound:
    """Bursts of "ha": breath, then a short vowel, five a second, falling."""
    out = 0.0005 * rng.standard_normal(SECONDS * RATE_HZ)
    for begin in (1.0, 5.5, 10.0, 16.0):
        for i in range(rng.integers(4, 9)):
            length = 0.1
            pitch = np.full(int(length * RATE_HZ), rng.uniform(230, 320) * 0.97**i)
            voiced = _faded(_vowel(pitch, ((750, 1.0), (1250, 0.7), (2600, 0.3))), 0.01, 0.05)
            _place(out, begin + 0.2 * i, 0.12 * _faded(_shaped(rng, 0.09, 500, 6000)) * 0.93**i)
            _place(out, begin + 0.2 * i + 0.07, 0.4 * voiced * 0.93**i)
    return out


def breaths(rng: Random) -> Sound:
    """In and out, near the microphone."""
    out = 0.0005 * rng.standard_normal(SECONDS * RATE_HZ)
    for i, at in enumerate(np.arange(0.5, SECONDS - 2, 2.0)):
        low, high = ((800, 5000), (300, 3000))[i % 2]
        _place(out, at, 0.15 * _faded(_shaped(rng, 1.1, low, high), 0.3, 0.5))
    return out


def music(rng: Random) -> Sound:
    """Chords and a melody of plucked tones."""
    out = _blank()
    scale = 220 * 2 ** (np.array([0, 2, 4, 5, 7, 9, 11, 12]) / 12)
    for beat, at in enumerate(np.arange(0.0, SECONDS - 1, 0.4)):
        tones = [rng.choice(scale) * 2] + ([scale[0], scale[2], scale[4]] if beat % 4 == 0 else [])
        for f in tones:
            t = _times(0.9)
            tone = sum((np.sin(2 * np.pi * f * n * t) / n**1.5 for n in range(1, 6)), start=np.zeros(len(t)))
            _place(out, at, 0.12 * tone * np.exp(-3 * t))
    return out


def taps(rng: Random) -> Sound:
    """A cup put down, a knock on the table, a chair moved."""
    out = 0.001 * rng.standard_normal(SECONDS * RATE_HZ)
    for at in np.arange(1.0, SECONDS - 2, 3.0):
        t = _times(0.25)
        knock = np.sin(2 * np.pi * rng.uniform(120, 400) * t) * np.exp(-t * 30)
        _place(out, at, 0.5 * knock)
        _place(out, at + 1.3, 0.1 * _faded(_shaped(rng, 0.6, 100, 1200), 0.1, 0.2))
    return out


SOUNDS: Mapping[str, Callable[[Random], Sound]] = MappingProxyType(
    {made.__name__: made for made in (silence, noise, hum, clicks, keyboard, laughter, breaths, music, taps)}
)


def made(name: str) -> NDArray[np.int16]:
    """That sound, 16 kHz, the same each time."""
    sound = SOUNDS[name](np.random.default_rng(7))
    return (np.clip(sound, -1, 1) * 32_000).astype(np.int16)


def write_sounds(folder: Path) -> tuple[Path, ...]:
    """All sounds as WAV files."""
    files = []
    for name in SOUNDS:
        file = folder / f"{name}.wav"
        with wave.open(str(file), "wb") as written:
            written.setnchannels(1)
            written.setsampwidth(2)
            written.setframerate(RATE_HZ)
            written.writeframes(made(name).tobytes())
        files.append(file)
    return tuple(files)
