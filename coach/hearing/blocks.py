"""Cutting a track into blocks that the recogniser hears one after another, without the long silences."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coach.audio.recording import RATE_HZ, Recording
from coach.times import Span, join
from models.records import VoiceSpan, Word

VOICE = 108.0
"""Seconds of voice in a block: it fills four of the recogniser's windows of 29.5 s nearly full. Memory stays flat and
what was heard comes in pieces (our choice, ``test_no_block_holds_more_voice_than_it_may``)."""

PAD = 0.3
"""Seconds of the real sound kept around voice: the recogniser looks at 0.2 s."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some voice of one track, sorted and apart, at absolute times."""

    track: int
    voice: tuple[VoiceSpan, ...]

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


def blocks(voice: Sequence[Sequence[VoiceSpan]]) -> tuple[Block, ...]:
    """The voice of all tracks in blocks, in the order in which to hear them: the track that is behind comes next."""
    every = [block for track, own in enumerate(voice) for block in _blocks(track, own)]
    return tuple(sorted(every, key=lambda block: (block.start, block.track)))


def heard_until(done: int, order: Sequence[Block]) -> float:
    """The moment up to which all tracks have been heard when the first ``done`` blocks are; infinite at the end."""
    return min((block.start for block in order[done:]), default=float("inf"))


def _blocks(track: int, voice: Sequence[VoiceSpan]) -> Iterator[Block]:
    held: list[VoiceSpan] = []
    room = VOICE
    for span in (part for whole in voice for part in _parts(whole)):
        if held and span.duration > room:
            yield Block(track, tuple(held))
            held, room = [], VOICE
        held.append(span)
        room -= span.duration
    if held:
        yield Block(track, tuple(held))


def _parts(span: VoiceSpan) -> Iterator[VoiceSpan]:
    """The span, divided where it is so long that no block could hold it."""
    start = span.start
    while span.end - start > VOICE:
        yield VoiceSpan(start, start + VOICE)
        start += VOICE
    yield VoiceSpan(start, span.end)


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
    padded = (Span(max(0.0, v.start - PAD), min(recording.duration, v.end + PAD)) for v in block.voice)
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
