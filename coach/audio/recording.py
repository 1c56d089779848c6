"""A recording as samples on disk, so that hours of sound need no memory."""

import errno
import mmap
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import numpy as np
from numpy.typing import NDArray

from coach.errors import ExitCode, UserError

RATE_HZ = 16_000
BLOCK = 256_000  # frames handled at once: 16 s, 0.5 MB a channel
FULL_SCALE = 32_768.0

Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a file that could be read in part.

    ``read`` seconds came out of it; ``promised`` is what its header was written for, None where it does not say.
    ``lost`` seconds inside could not be decoded and are silence now. ``cut`` says that the file has no end.
    """

    read: float
    promised: float | None = None
    lost: float = 0.0
    cut: bool = False

    @property
    def breaks_off(self) -> bool:
        """Whether sound is missing at the end: a second or a hundredth more than rounding explains (our choice)."""
        missing = 0.0 if self.promised is None else self.promised - self.read
        return self.cut or missing > max(1.0, 0.01 * self.read)


class Recording:
    """Sound as 16-bit samples at 16 kHz in a file of its own that goes when closed, or when the process ends.

    Use as a context manager. Views from ``channel`` and ``mono`` must not be used after ``close``.

    Args:
        file: open, unnamed, holding interleaved samples.
        channels: at least 1.
        name: of the file the sound came from, as shown to people.
        sha256: of that file; empty where there was none.
        flaw: None when all of it could be read.
    """

    def __init__(
        self,
        file: IO[bytes],
        channels: int,
        *,
        folder: Path,
        name: str = "",
        sha256: str = "",
        flaw: Flaw | None = None,
    ) -> None:
        if channels < 1:
            raise ValueError(f"a recording needs a channel, got {channels}")
        self.name = name
        self.sha256 = sha256
        self.channels = channels
        self.rate_hz = RATE_HZ
        self.flaw = flaw
        self._folder = folder
        self._maps = [_Map(file)]
        self._mixes: dict[tuple[float, ...], Samples] = {}
        self._frames = self._maps[0].samples(channels)

    @classmethod
    def of(cls, samples: Samples, folder: Path, *, name: str = "") -> Self:
        """A recording of samples at hand, shape (frames,) or (frames, channels).

        Raises:
            UserError: there is no room for them in ``folder``.
        """
        rows = samples if samples.ndim == 2 else samples[:, None]
        with SampleWriter(folder) as writer:
            writer.write(rows)
            return cls(writer.finish(), rows.shape[1], folder=folder, name=name)

    @property
    def frames(self) -> Samples:
        """All samples, shape (frames, channels), mapped from disk; read-only."""
        return self._frames

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return len(self._frames) / RATE_HZ

    def channel(self, index: int) -> Samples:
        """A view of one channel, shape (frames,); IndexError where there is none."""
        if not 0 <= index < self.channels:
            raise IndexError(f"channel {index} of {self.channels}")
        view: Samples = self._frames[:, index]
        return view

    def block(self, channel: int, start: float, end: float) -> NDArray[np.float32]:
        """One channel between two moments in seconds, -1 to 1; cut to what there is."""
        samples = _floats(self.channel(channel)[self._stretch(start, end)])
        self.release()
        return samples

    def mix_block(self, start: float, end: float, mix: Sequence[float] | None = None) -> NDArray[np.float32]:
        """A mix between two moments in seconds, -1 to 1; the mean of all channels unless ``mix`` says otherwise."""
        samples = _floats(_mixed(self._frames[self._stretch(start, end)], self._weights(mix)))
        self.release()
        return samples

    def mono(self, mix: Sequence[float] | None = None) -> Samples:
        """One channel for all: shape (frames,), mixed once to disk; a lone channel is only a view.

        Args:
            mix: a weight for each channel, at most 1 in sum; None weighs all the same.

        Raises:
            UserError: there is no room for the mix.
        """
        weights = self._weights(mix)
        if weights.count(0.0) == self.channels - 1 and 1.0 in weights:
            return self.channel(weights.index(1.0))
        if weights not in self._mixes:
            with SampleWriter(self._folder) as writer:
                for rows in self.blocks():
                    writer.write(_mixed(rows, weights))
                self._maps.append(_Map(writer.finish()))
            self._mixes[weights] = self._maps[-1].samples(1)[:, 0]
        return self._mixes[weights]

    def blocks(self) -> Iterator[Samples]:
        """All frames in order, in pieces of 16 s, shape (up to ``BLOCK``, channels)."""
        for at in range(0, len(self._frames), BLOCK):
            yield self._frames[at : at + BLOCK]
            self.release()

    def rewrite(self, write: Callable[["SampleWriter"], None]) -> None:
        """Put other samples, of as many channels, in the place of all.

        Args:
            write: writes the new ones; may read the old ones meanwhile.

        Raises:
            UserError: there is no room for them.
        """
        with SampleWriter(self._folder) as writer:
            write(writer)
            fresh = _Map(writer.finish())
        old, self._maps = self._maps, [fresh]
        self._mixes.clear()
        self._frames = fresh.samples(self.channels)
        for held in old:
            held.close()

    def close(self) -> None:
        """Give the disk space back; may be called again."""
        self._mixes.clear()
        self._frames = np.empty((0, self.channels), np.int16)
        for held in self._maps:
            held.close()
        self._maps.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def release(self) -> None:
        """Let go of the pages read so far: views stay good, and hours in use do not look like memory."""
        for held in self._maps:
            held.release()

    def _stretch(self, start: float, end: float) -> slice:
        first = max(0, round(start * RATE_HZ))
        return slice(first, max(first, round(end * RATE_HZ)))

    def _weights(self, mix: Sequence[float] | None) -> tuple[float, ...]:
        weights = (1.0 / self.channels,) * self.channels if mix is None else tuple(float(weight) for weight in mix)
        if len(weights) != self.channels:
            raise ValueError(f"{len(weights)} weights for {self.channels} channels")
        return weights


class SampleWriter:
    """Writes samples to an unnamed file in ``folder``, so that nothing half-written can be left behind.

    Where the system allows it the file never has a name; on Windows it goes when its last handle closes. Leaving
    the ``with`` block throws the file away unless ``finish`` handed it on.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handed_on = False
        try:
            self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder, prefix="sayback-")  # noqa: SIM115
        except OSError as fault:
            raise no_room(folder, fault) from fault

    def write(self, samples: Samples) -> None:
        """Append samples in their order.

        Raises:
            UserError: the disk is full.
        """
        try:
            self._file.write(np.ascontiguousarray(samples, np.int16).data)
        except OSError as fault:
            raise no_room(self._folder, fault) from fault

    def finish(self) -> IO[bytes]:
        """The file, complete; whoever takes it closes it.

        Raises:
            UserError: the disk is full.
        """
        try:
            self._file.flush()
        except OSError as fault:
            raise no_room(self._folder, fault) from fault
        self._handed_on = True
        return self._file

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        if not self._handed_on:
            # What is still buffered finds no room on a full disk either; it is thrown away anyway.
            with suppress(OSError):
                self._file.close()


class _Map:
    """A file of samples seen as memory, which the system may drop again at any time."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        empty = not file.seek(0, 2)  # an empty file cannot be mapped
        self._map = None if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def samples(self, channels: int) -> Samples:
        """All of it, shape (frames, channels), read-only."""
        if self._map is None:
            return np.empty((0, channels), np.int16)
        return np.frombuffer(self._map, np.int16).reshape(-1, channels)

    def release(self) -> None:
        """Let go of the pages read so far; without this an hour in use looks like 115 MB of memory a channel."""
        if self._map is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Close the file; the map goes with the last view of it."""
        self._map = None
        self._file.close()


_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}


def no_room(folder: Path, fault: OSError) -> UserError:
    """The error for a folder that a file could not be written to."""
    if fault.errno in _NO_ROOM:
        sentence = f"The disk that holds “{folder}” is full, so the sound could not be kept there."
        return UserError(
            sentence, "Free some space (115 MB for an hour of each channel) and try again.", ExitCode.STORAGE
        )
    reason = fault.strerror or type(fault).__name__
    sentence = f"The folder “{folder}” cannot be written to ({reason})."
    return UserError(sentence, "Check that it exists and that you may write there.", ExitCode.STORAGE)


def _mixed(rows: Samples, weights: tuple[float, ...]) -> Samples:
    mixed = rows.astype(np.float32) @ np.asarray(weights, np.float32)
    return np.clip(np.rint(mixed), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)


def _floats(samples: Samples) -> NDArray[np.float32]:
    return samples.astype(np.float32) * np.float32(1 / FULL_SCALE)
