"""How much of one person's voice the other's microphone picks up, and taking that voice out again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.audio.levels import FRAME_SECONDS, Levels, loudest
from models.records import VoiceSpan

NEGLIGIBLE_DB = -40.0
"""A leak below this is under the breath of its own speaker; voice detection does not hear it (our choice)."""

OVERLAP_LOST_DB = -12.0
"""From here on a leak hides real overlap (our choice after measuring: at -6 dB talk share still errs by little
more than a point, but overlaps by seconds; ``test_strong_bleed_hides_overlap``)."""

LONGEST_LAG = 0.5  # seconds; an echo over a network, more is another recording (our choice)
EARLIEST_LAG = -0.05  # seconds; two clocks that were started apart (our choice)

STRONG_DB = 15.0  # how far under its loudest a voice may be to show its leak (our choice)
NARROW_DB = 2.0  # how far apart equal leaks may lie (our choice)
ABOVE_QUIET_DB = 3.0  # how far a leak must rise over what the channel holds when nobody speaks (our choice)
LEAST_SPEECH = 1.0  # seconds that a voice must be heard alone to know its leak (our choice)
LOOKED_AT = 20_000  # frames that are enough to know a leak (our choice): memory and time stay flat over hours

MARGIN_DB = 4.0
"""How far a voice must rise over the expected leak to be its own (our choice: of 3 to 6 dB on four talks, dry and in
rooms, 3 lost least speech and 4 kept a reserve for rooms; ``test_the_far_voice_is_not_counted_twice``)."""

UNSTEADY = 1.4
MOST_MARGIN_DB = 10.0
"""In rooms a leak's level wavers by as much upwards as downwards, and the margin with it (our choice: on 13 talks with
leaks at -20 dB through a room of 0.25 s the mean error of the talk share sank from 0.7 to 0.2 points, the worst from
4.6 to 0.6; dry leaks keep the least margin)."""

TAIL = 0.06  # seconds that a room goes on sounding after the voice (our choice)
STEADY = 0.1  # seconds over which own and leaked frames outvote each other (our choice)
BRIDGE = 0.25  # seconds of own silence against the other's leak that are still one stretch (our choice)
SHORTEST = 0.1  # seconds; shorter stretches are clicks, not speech (our choice)

Row = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Leak:
    """The voice of channel ``source`` heard on channel ``target``, changed by ``gain_db`` and ``lag`` seconds later.

    ``against_voice_db`` compares it, at its loudest, with the target's own voice at its loudest. ``unsteady_db`` is
    how far the leak falls short of its usual gain in one frame of ten: little where the voice comes straight through
    a wire or the air, more where a room adds its own.
    """

    source: int
    target: int
    gain_db: float
    lag: float
    against_voice_db: float
    unsteady_db: float = 0.0

    @property
    def margin_db(self) -> float:
        """How far a voice must rise over this leak to be its own."""
        return min(MOST_MARGIN_DB, max(MARGIN_DB, UNSTEADY * self.unsteady_db))

    @property
    def hides_overlap(self) -> bool:
        """Whether two people speaking at once cannot be told from the leak."""
        return self.against_voice_db > OVERLAP_LOST_DB


def leak_between(levels: Levels, source: int, target: int) -> Leak | None:
    """The leak from one channel into another; None where there is none to hear.

    While the source speaks, the target holds the leak or, more rarely and louder, its own voice: the most usual
    difference in level is the leak, at the lag where it is most usual.
    """
    db = levels.db
    loud, own = loudest(db[:, source]), loudest(db[:, target])
    first, last = round(EARLIEST_LAG / FRAME_SECONDS), round(LONGEST_LAG / FRAME_SECONDS)
    speaking = np.flatnonzero(_speaks(db[:, source], db[:, target]))
    speaking = speaking[(speaking + first >= 0) & (speaking + last < len(db))]
    speaking = speaking[:: max(1, len(speaking) // LOOKED_AT)]
    if len(speaking) < round(LEAST_SPEECH / FRAME_SECONDS):
        return None
    best = (0.0, 0.0, 0)
    for lag in range(first, last + 1):
        best = max(best, (*_mode(np.sort(db[speaking + lag, target] - db[speaking, source])), lag))
    _, gain, lag = best
    difference = db[speaking + lag, target] - db[speaking, source]
    short = gain - difference[difference < gain]
    heard = float(np.median(db[speaking + lag, target]))
    if gain < NEGLIGIBLE_DB or heard < _quiet_level(db, source, target) + ABOVE_QUIET_DB:
        return None
    unsteady = float(np.percentile(short, 90)) if len(short) else 0.0
    return Leak(source, target, gain, lag * FRAME_SECONDS, loud + gain - own, unsteady)


def own_voice(voice: Sequence[VoiceSpan], levels: Levels, leaks: Sequence[Leak], channel: int) -> tuple[VoiceSpan, ...]:
    """One channel's voice without the stretches that are only a leak of somebody else's; the same without leaks.

    A frame is the channel's own where it rises over every leak that is expected there. In energy only, so it
    survives echo, codecs and clocks that drift apart by less than the frames.
    """
    into = [leak for leak in leaks if leak.target == channel]
    if not into:
        return tuple(voice)
    own = _own_frames(levels.db, into, channel)
    return tuple(part for span in voice for part in _parts(span, own))


def _own_frames(db: NDArray[np.float32], leaks: Sequence[Leak], channel: int) -> NDArray[np.bool_]:
    expected = np.full(len(db), -np.inf, np.float32)
    for leak in leaks:
        expected = np.maximum(expected, np.float32(_quiet_level(db, leak.source, channel)))
        shift = round(leak.lag / FRAME_SECONDS)
        for late in range(shift - 1, shift + round(TAIL / FRAME_SECONDS) + 1):
            expected = np.maximum(expected, _shifted(db[:, leak.source], late) + np.float32(leak.gain_db))
    margin = max(leak.margin_db for leak in leaks)
    rises = (db[:, channel] > expected + margin).astype(np.float64)
    width = round(STEADY / FRAME_SECONDS)
    steady: NDArray[np.bool_] = np.convolve(rises, np.ones(width) / width, "same") >= 0.5
    return steady


def _shifted(row: Row, frames: int) -> Row:
    """The row so many frames later, its first level repeated."""
    places = np.clip(np.arange(len(row)) - frames, 0, len(row) - 1)
    return row[places]


def _parts(span: VoiceSpan, own: NDArray[np.bool_]) -> list[VoiceSpan]:
    """What of a span is own voice, its short holes bridged."""
    first, after = int(span.start / FRAME_SECONDS), min(len(own), round(span.end / FRAME_SECONDS))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], own[first:after], [False]]).astype(np.int8))) + first
    runs: list[list[int]] = []
    for start, end in edges.reshape(-1, 2).tolist():
        if runs and (start - runs[-1][1]) * FRAME_SECONDS <= BRIDGE:
            runs[-1][1] = end
        else:
            runs.append([start, end])
    cut = [(max(span.start, start * FRAME_SECONDS), min(span.end, end * FRAME_SECONDS)) for start, end in runs]
    if cut and runs[-1][1] == after:
        cut[-1] = (cut[-1][0], span.end)
    return [VoiceSpan(start, end) for start, end in cut if end - start >= SHORTEST]


def _speaks(source: Row, target: Row) -> NDArray[np.bool_]:
    """Where the source is strong, and by the difference of levels the one who speaks."""
    strong = source > loudest(source) - STRONG_DB
    difference = source - target
    either = strong | (target > loudest(target) - STRONG_DB)
    low, high = np.percentile(difference[either], [1, 99]) if either.any() else (0.0, 0.0)
    speaks: NDArray[np.bool_] = strong & (difference > (low + high) / 2)
    return speaks


def _mode(ordered: Row) -> tuple[float, float]:
    """Share of the values within ``NARROW_DB`` of the most usual one, and that one."""
    ends = np.searchsorted(ordered, ordered + 2 * NARROW_DB, side="right")
    counts = ends - np.arange(len(ordered))
    at = int(np.argmax(counts))
    return float(counts[at]) / len(ordered), float(np.mean(ordered[at : ends[at]]))


def _quiet_level(db: NDArray[np.float32], source: int, target: int) -> float:
    """What the target holds while the source is silent and it is quiet itself, in dB of full scale."""
    still = db[:, source] <= np.percentile(db[:, source], 20)
    return float(np.percentile(db[still, target], 20))
