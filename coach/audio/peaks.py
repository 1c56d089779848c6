"""The waveform of hours of sound, small enough to draw at once: least and greatest sample at several scales."""

import os
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.audio.recording import RATE_HZ, Recording, no_room

BUCKET = 256
"""Samples in the finest step: 16 ms, half a pixel where 30 s fill a wide screen (our choice)."""

SHARP = 4  # steps in a pixel at least, where there are so many, so that edges stay sharp (our choice)
SHRINK = 4  # each scale is so many times coarser than the one before
COARSEST = 1024  # a scale with fewer steps than a screen has pixels needs no coarser one

_MAGIC = b"SBPK"
_VERSION = 1
_HEAD = struct.Struct("<4sHHQ")  # magic, version, channels, frames

Steps = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Peaks:
    """``scales[i]``: shape (channels, steps, 2), least and greatest of ``BUCKET * SHRINK**i`` samples, 127 at most."""

    frames: int
    scales: tuple[Steps, ...]

    @property
    def channels(self) -> int:
        """How many channels there are."""
        return int(self.scales[0].shape[0])

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.frames / RATE_HZ

    def view(self, channel: int, start: float, end: float, pixels: int) -> tuple[Steps, Steps]:
        """Least and greatest sample, -127 to 127, of ``pixels`` equal parts of a stretch in seconds; 0 outside."""
        if pixels < 1 or end <= start:
            raise ValueError(f"a view needs pixels and time, got {pixels} and {start} to {end}")
        per_pixel = (end - start) * RATE_HZ / pixels
        scale = 0
        while scale + 1 < len(self.scales) and BUCKET * SHRINK ** (scale + 1) <= per_pixel / SHARP:
            scale += 1
        steps = self.scales[scale][channel]
        edges = np.linspace(start, end, pixels + 1) * RATE_HZ / (BUCKET * SHRINK**scale)
        edges[-1] = np.ceil(edges[-1])
        places = np.floor(edges).astype(np.int64)  # a step on a border belongs to the right pixel alone
        first, after = places[:-1], np.maximum(places[:-1] + 1, places[1:])
        lows, highs = np.zeros(pixels, np.int8), np.zeros(pixels, np.int8)
        inside = (after > 0) & (first < len(steps))
        if inside.any():
            bounds = np.stack([np.clip(first[inside], 0, None), np.clip(after[inside], None, len(steps))], 1).ravel()
            padded = np.concatenate([steps, steps[-1:]])  # reduceat needs every bound inside
            lows[inside] = np.minimum.reduceat(padded[:, 0], bounds)[::2]
            highs[inside] = np.maximum.reduceat(padded[:, 1], bounds)[::2]
        return lows, highs

    def loudest(self, channel: int, start: float, end: float, pixels: int) -> NDArray[np.float32]:
        """The loudest sample of each part, 0 to 1."""
        lows, highs = self.view(channel, start, end, pixels)
        found = np.maximum(-lows.astype(np.float32), highs.astype(np.float32)) / 127.0
        return np.clip(found, 0.0, 1.0).astype(np.float32)


def peaks(recording: Recording) -> Peaks:
    """Build all scales in one pass over the samples."""
    count = -(-len(recording.frames) // BUCKET)
    finest = np.zeros((recording.channels, count, 2), np.int8)
    at = 0
    for rows in recording.blocks():
        missing = -len(rows) % BUCKET
        if missing:
            rows = np.concatenate([rows, np.repeat(rows[-1:], missing, axis=0)])
        steps = np.ascontiguousarray(rows.T).reshape(recording.channels, -1, BUCKET)
        finest[:, at : at + steps.shape[1], 0] = _small(steps.min(axis=2))
        finest[:, at : at + steps.shape[1], 1] = _small(steps.max(axis=2))
        at += steps.shape[1]
    scales = [finest]
    while scales[-1].shape[1] > COARSEST:
        scales.append(_coarser(scales[-1]))
    return Peaks(len(recording.frames), tuple(scales))


def write_peaks(found: Peaks, path: Path) -> None:
    """Write to a temporary name, then replace.

    Raises:
        UserError: no room, or the folder cannot be written to.
    """
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, suffix=".part", delete=False) as file:
            part = Path(file.name)
            try:
                file.write(_HEAD.pack(_MAGIC, _VERSION, found.channels, found.frames))
                file.write(np.ascontiguousarray(found.scales[0]).data)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        part.replace(path)
    except OSError as fault:
        raise no_room(path.parent, fault) from fault


def read_peaks(path: Path) -> Peaks | None:
    """The peaks in that file; None where there are none, or of another version, or damaged: build them again."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if len(data) < _HEAD.size:
        return None
    magic, version, channels, frames = _HEAD.unpack_from(data)
    count = -(-frames // BUCKET)
    if (magic, version) != (_MAGIC, _VERSION) or len(data) != _HEAD.size + channels * count * 2 or not channels:
        return None
    scales = [np.frombuffer(data, np.int8, offset=_HEAD.size).reshape(channels, count, 2)]
    while scales[-1].shape[1] > COARSEST:
        scales.append(_coarser(scales[-1]))
    return Peaks(frames, tuple(scales))


def _small(samples: NDArray[np.int16]) -> Steps:
    """To 127 at most, away from zero, so that a quiet voice does not vanish."""
    rounded = np.where(samples < 0, samples // 256, -(-samples.astype(np.int32) // 256))
    return np.clip(rounded, -127, 127).astype(np.int8)


def _coarser(steps: Steps) -> Steps:
    missing = -steps.shape[1] % SHRINK
    if missing:
        steps = np.concatenate([steps, np.repeat(steps[:, -1:], missing, axis=1)], axis=1)
    grouped = steps.reshape(steps.shape[0], -1, SHRINK, 2)
    return np.stack([grouped[..., 0].min(axis=2), grouped[..., 1].max(axis=2)], axis=2)
