"""Cutting a track into blocks that the recogniser hears one after another, without the long silences."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coach.audio.recording import RATE_HZ, Recording
from coach.times import Span, join
from models.records import VoiceSpan, Word
from models.windows import LENGTH, MARGIN, windows

WINDOWS = 4
"""The recogniser's windows in a block: so memory stays flat and what was heard comes in pieces, and none is heard half
empty (our choice; four at once cost no more time than eight)."""

PAD = 0.4
"""Seconds of the real sound kept around voice: the recogniser looks at 0.2 or 0.3 s."""


EVERYTHING = Span(0.0, float("inf"))

HAIR = 0.01
"""Seconds that a window stays short of full here, so that rounding cannot make one more of a block's windows."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some voice of one track, sorted and apart, at absolute times.

    ``limits`` bound the sound to hear: where voice goes on in the block before or after, none of that is heard twice.
    """

    track: int
    voice: tuple[VoiceSpan, ...]
    limits: Span = EVERYTHING

    @property
    def start(self) -> float:
        """Its first voice."""
        return self.voice[0].start

    @property
    def end(self) -> float:
        """Its last voice."""
        return self.voice[-1].end

    @property
    def seconds(self) -> float:
        """Seconds of voice in it."""
        return sum(span.duration for span in self.voice)


Quietest = Callable[[float, float], float]
"""Where between two moments it is quietest: there a stretch of voice too long for a window is cut."""


def blocks(
    voice: Sequence[Sequence[VoiceSpan]], quietest: Sequence[Quietest], duration: float, *, margin: float = MARGIN
) -> tuple[Block, ...]:
    """The voice of all tracks in blocks, in the order in which to hear them: the track that is behind comes next.

    Args:
        voice: of each track, in order and apart.
        quietest: of each track.
        duration: of the recording, in seconds.
        margin: seconds of sound that the recogniser hears around voice.
    """
    every = [
        block
        for track, (own, cut) in enumerate(zip(voice, quietest, strict=True))
        for block in _blocks(track, own, cut, duration, margin)
    ]
    return tuple(sorted(every, key=lambda block: (block.start, block.track)))


def heard_until(done: int, order: Sequence[Block]) -> float:
    """The moment up to which all tracks have been heard when the first ``done`` blocks are; infinite at the end."""
    return min((block.start for block in order[done:]), default=float("inf"))


def _blocks(
    track: int, voice: Sequence[VoiceSpan], quietest: Quietest, duration: float, margin: float
) -> Iterator[Block]:
    packed = windows(voice, duration=duration, quietest=quietest, length=LENGTH - HAIR, margin=margin)
    for first in range(0, len(packed), WINDOWS):
        group = packed[first : first + WINDOWS]
        start, end = group[0].pieces[0].start, group[-1].pieces[-1].end
        parts = (VoiceSpan(max(span.start, start), min(span.end, end)) for span in _within(voice, start, end))
        yield Block(track, tuple(parts), Span(start, end))


def _within(voice: Sequence[VoiceSpan], start: float, end: float) -> Sequence[VoiceSpan]:
    """The spans that have time between two moments."""
    first = bisect_right(voice, start, key=lambda span: span.end)
    return voice[first : bisect_left(voice, end, key=lambda span: span.start)]


@dataclass(frozen=True, slots=True)
class Compact:
    """The sound of a block with its long silences left out, and the way back to the recording's times.

    ``samples``: mono, 16 kHz, -1 to 1. ``voice``: where the block's voice lies in them.
    """

    samples: NDArray[np.float32]
    voice: tuple[VoiceSpan, ...]
    pieces: tuple[Span, ...]
    offsets: tuple[float, ...]

    def restored(self, word: Word) -> Word:
        """The word at its time in the recording."""
        middle = (word.start + word.end) / 2
        place = max(0, bisect_right(self.offsets, middle) - 1)
        piece, shift = self.pieces[place], self.pieces[place].start - self.offsets[place]
        start = min(max(piece.start, word.start + shift), piece.end)
        return replace(word, start=start, end=max(start, min(word.end + shift, piece.end)))


def compact(block: Block, recording: Recording, mix: Sequence[float]) -> Compact:
    """The sound of a block on the track that this mix of the recording's channels gives."""
    first, last = block.limits.start, min(block.limits.end, recording.duration)
    padded = (Span(max(first, v.start - PAD), min(last, v.end + PAD)) for v in block.voice)
    pieces = tuple(Span(_on_grid(piece.start), _on_grid(piece.end)) for piece in join(padded, gap=PAD))
    sounds = [recording.mix_block(piece.start, piece.end, mix) for piece in pieces]
    ends = np.cumsum([0, *(len(sound) for sound in sounds)])
    offsets = tuple(float(end) / RATE_HZ for end in ends[:-1])
    starts = [piece.start for piece in pieces]
    voice = []
    for span in block.voice:
        place = max(0, bisect_right(starts, span.start) - 1)
        shift = offsets[place] - starts[place]
        voice.append(VoiceSpan(max(0.0, span.start + shift), span.end + shift))
    return Compact(np.concatenate(sounds), _apart(voice), pieces, offsets)


def _on_grid(moment: float) -> float:
    """The moment at a whole sample, so that times survive the way there and back."""
    return round(moment * RATE_HZ) / RATE_HZ


def _apart(voice: Sequence[VoiceSpan]) -> tuple[VoiceSpan, ...]:
    """Spans in order that rounding has not made overlap."""
    if all(left.end <= right.start for left, right in pairwise(voice)):
        return tuple(voice)
    return tuple(VoiceSpan(span.start, span.end) for span in join((Span(v.start, v.end) for v in voice), gap=0.0))
