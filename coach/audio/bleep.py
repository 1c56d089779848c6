"""A recording with a tone over parts of it: what was said there cannot be heard, and that something was can."""

import tempfile
import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.audio.decode import Progress, decode
from coach.audio.recording import BLOCK, RATE_HZ
from coach.times import Span, union

TONE_HZ = 440.0
LEVEL = 0.05
"""Of full scale, -26 dB: heard between voices, and no louder than they are (our choice)."""

Samples = NDArray[np.int16]


def write_bleeped(source: Path, target: Path, spans: Sequence[Span], *, progress: Progress | None = None) -> None:
    """Write the sound of ``source`` as WAV, 16 kHz, each channel its own, a tone on all channels during ``spans``.

    Nothing but samples goes over: no title, no tag, no date. All channels are covered, since a voice is often heard
    on the other's too.

    Raises:
        UserError: the source cannot be read, or there is no room.
        OSError: the target cannot be written.
    """
    spans = union(spans)
    with (
        tempfile.TemporaryDirectory(dir=target.parent) as between,
        decode(source, Path(between), progress=progress) as recording,
        wave.open(str(target), "wb") as out,
    ):
        out.setnchannels(recording.channels)
        out.setsampwidth(2)
        out.setframerate(RATE_HZ)
        for number, rows in enumerate(recording.blocks()):
            out.writeframes(_covered(rows, number * BLOCK, spans).astype("<i2").tobytes())


def _covered(rows: Samples, at: int, spans: Sequence[Span]) -> Samples:
    """The frames from number ``at`` on, shape (frames, channels), with the tone where the spans lie."""
    made = rows.copy()
    for span in spans:
        first = max(0, int(np.floor(span.start * RATE_HZ)) - at)
        last = min(len(made), int(np.ceil(span.end * RATE_HZ)) - at)
        if first < last:
            when = np.arange(at + first, at + last) / RATE_HZ
            tone = np.sin(2.0 * np.pi * TONE_HZ * when) * LEVEL * np.iinfo(np.int16).max
            made[first:last] = tone.astype(np.int16)[:, None]
    return made
