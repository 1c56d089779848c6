"""Whether the channels of a recording are a person each, the same sound several times, or empty."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from coach.audio.bleed import Leak, leak_between
from coach.audio.levels import FRAME_SECONDS, Levels, loudest

EMPTY_DB = -65.0
"""A channel that never gets this loud holds nobody: the noise of an open input (our choice; speech recorded far
too quietly still reaches -55 dB)."""

STEADY_DB = 8.0
"""A channel whose loudest tenth of a second rises no more than this above its noise holds only noise (our choice;
speech rises 15 dB and more)."""

APART_DB = 18.0
"""How far the level difference of two channels must swing before each is a person's (our choice).

With voice A alone the difference is a dB, with voice B alone it is -b dB, where a and b tell how much quieter each
is on the other's channel. Both microphones of one recorder, or voices panned across the stage, stay under 12
to 16 dB in sum; people with a microphone each lie above 20, even at one table. The gain of the channels cancels out.
"""

ALIKE_DB = 3.0
ALIKE_SHARE = 0.97
LEVEL_DB = 7.5
"""Channels that for ``ALIKE_SHARE`` of the speech keep within ``ALIKE_DB`` of one difference below ``LEVEL_DB`` are
one sound, whatever a chime on one side does (our choice, ``test_a_chime_on_one_side_is_no_person``)."""

BRIEF = 0.3
"""Seconds of speech that show a person on a channel: one "mm-hm" (our choice, ``test_a_single_word_is_a_person``)."""

STRONG_DB = 20.0  # how far under its loudest a channel still tells where its sound comes from (our choice)
SMOOTH = 0.1  # seconds; bridges the way of sound between two microphones and the holes of codecs (our choice)
KEPT_SHARE = 0.35  # of the channels' power that must survive mixing, else they cancel (two strangers keep 0.5)


class Kind(StrEnum):
    """What the channels are."""

    PEOPLE = "people"  # a channel for each person
    ONE = "one"  # all voices together, on one channel or on several


@dataclass(frozen=True, slots=True)
class Layout:
    """What each channel of a recording is for.

    ``people`` holds the channel of each person, empty for ONE. ``mixes`` says how to make each track to listen to:
    one per person, or a single one, each with a weight for every channel. ``silent`` channels hold nobody.
    ``same`` tells that channels with sound were found to carry the same voices. ``leaks`` lie between people.
    """

    kind: Kind
    people: tuple[int, ...]
    mixes: tuple[tuple[float, ...], ...]
    silent: tuple[int, ...] = ()
    same: bool = False
    leaks: tuple[Leak, ...] = ()


def layout(levels: Levels) -> Layout:
    """Tell what the channels are. Pure, milliseconds for an hour of two channels."""
    rows = _smooth(levels.db)
    silent = tuple(channel for channel in range(levels.channels) if _is_silent(rows[:, channel]))
    live = [channel for channel in range(levels.channels) if channel not in silent]
    people = _people(rows, live)
    if len(people) < 2:
        mix = _mix(levels, rows, live or list(range(levels.channels)))
        return Layout(Kind.ONE, (), (mix,), silent, same=len(live) > 1)
    mixes = tuple(_alone(channel, levels.channels) for channel in people)
    pairs = [(a, b) for a in people for b in people if a != b]
    leaks = tuple(leak for a, b in pairs if (leak := leak_between(levels, a, b)) is not None)
    return Layout(Kind.PEOPLE, people, mixes, silent, same=len(people) < len(live), leaks=leaks)


def _people(rows: NDArray[np.float32], live: Sequence[int]) -> tuple[int, ...]:
    """The channels that hold a person each; fewer than two where they do not."""
    own = list(live)
    while len(own) > 2:
        swings = {channel: _unexplained(rows, channel, own) for channel in own}
        least = min(own, key=lambda channel: swings[channel])
        if swings[least] >= APART_DB:
            break
        own.remove(least)  # a mix of the others, or one of them once more
    if all(_swing(rows[:, a], rows[:, b]) >= APART_DB for a, b in combinations(own, 2)):
        return tuple(own)
    return ()


def _swing(one: NDArray[np.float32], other: NDArray[np.float32], step: float = FRAME_SECONDS) -> float:
    """How far the level difference of two channels swings while there is sound, in dB; 0 for one sound on both."""
    strong = (one > loudest(one) - STRONG_DB) | (other > loudest(other) - STRONG_DB)
    difference = np.sort((one - other)[strong])
    count = round(BRIEF / step)
    if len(difference) < 2 * count:
        return 0.0
    middle = np.median(difference)
    alike = np.mean(np.abs(difference - middle) < ALIKE_DB)
    if alike >= ALIKE_SHARE and abs(middle) < LEVEL_DB:
        return 0.0
    return float(difference[-count] - difference[count - 1])


def _unexplained(rows: NDArray[np.float32], channel: int, others: Sequence[int]) -> float:
    """How far a channel swings around what a mix of the other channels would give, in dB."""
    step = round(SMOOTH / FRAME_SECONDS)
    power = 10 ** (rows[::step].astype(np.float64) / 10)
    rest = [other for other in others if other != channel]
    gains: NDArray[np.float64] = np.zeros(0)
    while rest:
        gains = np.asarray(np.linalg.lstsq(power[:, rest], power[:, channel], rcond=None)[0], np.float64)
        if (gains >= 0).all():
            break
        rest.pop(int(np.argmin(gains)))
    explained = power[:, rest] @ gains if rest else np.zeros(len(power))
    return _swing(rows[::step, channel], (10 * np.log10(explained + 1e-10)).astype(np.float32), SMOOTH)


def _is_silent(row: NDArray[np.float32]) -> bool:
    loud = loudest(row)
    sounding = row[row > -90.0]
    return loud < EMPTY_DB or bool(len(sounding) == len(row) and loud - np.percentile(row, 10) < STEADY_DB)


def _mix(levels: Levels, rows: NDArray[np.float32], live: Sequence[int]) -> tuple[float, ...]:
    """The mean of the channels; the loudest alone where the others would cancel it or add nothing but noise."""
    loud = {channel: loudest(rows[:, channel]) for channel in live}
    best = max(live, key=lambda channel: loud[channel])
    near = [channel for channel in live if loud[channel] > loud[best] - LEVEL_DB]
    gram = levels.gram[np.ix_(near, near)]
    kept = gram.sum() / len(near) / max(float(np.trace(gram)), 1e-9)
    if len(near) == 1 or kept < KEPT_SHARE:
        return _alone(best, levels.channels)
    return tuple(1.0 / len(near) if channel in near else 0.0 for channel in range(levels.channels))


def _alone(channel: int, channels: int) -> tuple[float, ...]:
    return tuple(1.0 if place == channel else 0.0 for place in range(channels))


def _smooth(db: NDArray[np.float32]) -> NDArray[np.float32]:
    """Levels averaged over ``SMOOTH`` seconds, as power."""
    width = round(SMOOTH / FRAME_SECONDS)
    power = 10 ** (db.astype(np.float64) / 10)
    sums = np.cumsum(np.concatenate([np.zeros((1, db.shape[1])), power]), axis=0)
    places = np.arange(len(db))
    first, after = np.maximum(0, places - width // 2), np.minimum(len(db), places + width - width // 2)
    means = (sums[after] - sums[first]) / (after - first)[:, None]
    smoothed: NDArray[np.float32] = (10 * np.log10(np.maximum(means, 1e-10))).astype(np.float32)
    return smoothed
