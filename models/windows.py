"""Packing what was spoken into the 30 s windows of the recogniser, and finding the way back in time.

The recogniser pays for 30 s whatever a window holds, so silence is left out and windows are filled.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.records import VoiceSpan

LENGTH = 29.5  # s; the network hears 30. With 28.5 as many words are wrong on real clips and half a point more on talks
LONGEST = 27.0  # s of voice without a pause before it is cut
MARGIN = 0.2  # s of the real sound kept around each span, so that no first or last sound is lost
EARLIEST_CUT = 0.7  # of LONGEST: a long span is cut at the quietest place after this


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the recording that a window holds whole: voice and what is kept around it."""

    start: float
    end: float

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces laid end to end, in the order of the recording."""

    pieces: tuple[Piece, ...]

    @property
    def duration(self) -> float:
        """Length in seconds, at most 30."""
        return sum(piece.duration for piece in self.pieces)

    def spread(self, start: float, end: float) -> tuple[float, float]:
        """Where a stretch of the window lies in the recording: inside the piece that holds its middle."""
        offsets = [0.0]
        for piece in self.pieces:
            offsets.append(offsets[-1] + piece.duration)
        at = min(max(0, bisect_right(offsets, (start + end) / 2) - 1), len(self.pieces) - 1)
        piece, offset = self.pieces[at], offsets[at]
        first = min(max(piece.start, piece.start + start - offset), piece.end)
        return first, min(max(first, piece.start + end - offset), piece.end)


def windows(
    voice: Sequence[VoiceSpan],
    *,
    duration: float,
    quietest: Callable[[float, float], float],
    length: float = LENGTH,
    margin: float = MARGIN,
) -> tuple[Window, ...]:
    """The voice packed into as few windows as it fits, in order.

    Args:
        voice: in order and apart.
        duration: of the sound, in seconds.
        quietest: the time of the quietest place between two times; where a span longer than 27 s is cut.
        length: what a window holds at most, in seconds.
        margin: seconds of the real sound kept around each span, at most half a second.
    """
    packed: list[Window] = []
    held: list[Piece] = []
    for piece in _pieces(voice, duration, quietest, margin):
        if held and sum(p.duration for p in held) + piece.duration > length:
            packed.append(Window(tuple(held)))
            held = []
        if held and piece.start <= held[-1].end:
            held[-1] = Piece(held[-1].start, piece.end)
        else:
            held.append(piece)
    if held:
        packed.append(Window(tuple(held)))
    return tuple(packed)


def _pieces(
    voice: Iterable[VoiceSpan], duration: float, quietest: Callable[[float, float], float], margin: float
) -> list[Piece]:
    """Each span, or each part of a long one, with its margins; margins meet in the middle of a short pause."""
    parts = [part for span in voice for part in _parts(span, quietest)]
    pieces = []
    for at, part in enumerate(parts):
        before = parts[at - 1].end if at else 0.0
        after = parts[at + 1].start if at + 1 < len(parts) else duration
        room_before = part.start - before if not at else (part.start - before) / 2
        room_after = after - part.end if at + 1 == len(parts) else (after - part.end) / 2
        pieces.append(Piece(part.start - min(margin, room_before), part.end + min(margin, room_after)))
    return pieces


def _parts(span: VoiceSpan, quietest: Callable[[float, float], float]) -> Iterator[VoiceSpan]:
    start = span.start
    while span.end - start > LONGEST:
        cut = quietest(start + LONGEST * EARLIEST_CUT, start + LONGEST)
        yield VoiceSpan(start, cut)
        start = cut
    yield VoiceSpan(start, span.end)
