"""Two devices whose clocks run apart: found by the leak of each voice into the other's channel, and put right."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from coach.audio.levels import FRAME_SECONDS, Levels, loudest
from coach.audio.recording import BLOCK, RATE_HZ, Recording, SampleWriter

STRETCH = 2.0  # seconds compared at once: long enough for a faint leak, short enough that one person speaks
EVERY = 30.0  # seconds of recording for each that is compared
STRETCHES = (8, 60)  # compared at least and at most, spread over the recording (our choice: half a second of work)
PROBES = 4  # compared first; where none has a clear lag there is no leak, and the rest is spared
FEWEST = 6  # that must agree before the clocks are said to run apart (our choice)
FARTHEST = 0.6  # seconds that one channel may lie behind the other
STRONG_DB = 15.0  # how far under its loudest a channel may be to leak audibly (our choice)
SPEAKS = 0.3  # share of a stretch in which the one who leaks must speak (our choice)
CLEAR = 8.0  # how far a lag's peak must rise over the others, in their deviations (our choice)
AGREE = 0.002  # seconds that lags may stray from the line (our choice: the way of sound as heads move)
LEAST_APART = 0.02
"""Seconds that the clocks must have come apart by the end to be worth correcting: less than a boundary's own error (our
choice, ``test_one_clock_is_left_alone``)."""

FASTEST = 0.001  # a part in a thousand; two clocks differ by a tenth of that at most, more is another recording

Row = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Drift:
    """The clock of ``channel`` against that of channel ``against``: its seconds are longer by ``rate``.

    ``apart`` is what that makes by the end of the recording, in seconds, signed.
    """

    channel: int
    against: int
    rate: float
    apart: float


def drifts(recording: Recording, levels: Levels) -> tuple[Drift, ...]:
    """The channels whose clock runs apart from the first's; none where no leak tells, or where all run together.

    While one person speaks alone, the other's microphone holds the same sound a little later. That lag, by
    generalised cross-correlation with phase transform (Knapp & Carter 1976), grows along a line when the clocks
    differ; its slope is the drift (Theil–Sen: the median of the slopes between all pairs).
    """
    found = [_drift(recording, levels, 0, channel) for channel in range(1, recording.channels)]
    return tuple(drift for drift in found if drift is not None)


def align(recording: Recording, found: tuple[Drift, ...]) -> None:
    """Bring each drifting channel to the first one's clock; the recording stays as long as it was.

    Raises:
        UserError: there is no room for it.
    """
    rates = np.zeros(recording.channels)
    for drift in found:
        rates[drift.channel] = drift.rate
    recording.rewrite(lambda writer: _write(recording, rates, writer))


def _write(recording: Recording, rates: Row, writer: SampleWriter) -> None:
    count = len(recording.frames)
    for first in range(0, count, BLOCK):
        places = np.arange(first, min(first + BLOCK, count))
        rows = np.empty((len(places), recording.channels), np.int16)
        for channel, rate in enumerate(rates.tolist()):
            moved = np.minimum(places * (1.0 + rate), count - 1.0)
            low = int(moved[0])
            source = recording.channel(channel)[low : int(moved[-1]) + 2].astype(np.float64)
            rows[:, channel] = np.rint(np.interp(moved - low, np.arange(len(source)), source))
        writer.write(rows)


def _drift(recording: Recording, levels: Levels, against: int, channel: int) -> Drift | None:
    points = [
        (moment, lag, source)
        for source in (against, channel)
        for moment, lag in _lags(recording, levels, against, channel, source)
    ]
    by_source = [[(moment, lag) for moment, lag, source in points if source == who] for who in (against, channel)]
    slopes = [
        (lag - before) / (moment - earlier)
        for own in by_source
        for (earlier, before), (moment, lag) in combinations(own, 2)
        if moment - earlier > STRETCH
    ]
    if len(slopes) < FEWEST:
        return None
    rate = float(np.median(slopes))
    straying = [abs(value) for own in by_source for value in _residuals(own, rate)]
    agree = sum(value < AGREE for value in straying)
    apart = rate * recording.duration
    if abs(rate) > FASTEST or abs(apart) < LEAST_APART or agree < max(FEWEST, len(straying) / 2):
        return None
    return Drift(channel, against, rate, apart)


def _residuals(points: list[tuple[float, float]], rate: float) -> list[float]:
    """How far each lag lies from a line of this slope through their middle."""
    offsets = [lag - rate * moment for moment, lag in points]
    middle = float(np.median(offsets)) if offsets else 0.0
    return [offset - middle for offset in offsets]


def _lags(recording: Recording, levels: Levels, one: int, other: int, source: int) -> list[tuple[float, float]]:
    """Moments at which ``source`` alone speaks, with the seconds by which the sound is later on ``other``."""
    moments = _moments(levels, source, other if source == one else one)
    probes = moments[:: max(1, len(moments) // PROBES)]
    found: list[tuple[float, float]] = []
    for moment in (*probes, *(m for m in moments if m not in probes)):
        if len(found) == 0 and moment not in probes:
            break
        pair = [recording.block(channel, moment, moment + STRETCH).astype(np.float64) for channel in (one, other)]
        lag = later_by(pair[0], pair[1])
        if lag is not None:
            found.append((moment, lag))
    return sorted(found)


def _moments(levels: Levels, source: int, target: int) -> list[float]:
    """Starts of stretches in which the source speaks and is the louder one: the best of each part of the recording."""
    db, width = levels.db, round(STRETCH / FRAME_SECONDS)
    speaks = (db[:, source] > loudest(db[:, source]) - STRONG_DB) & (db[:, source] > db[:, target])
    intrudes = (db[:, target] > loudest(db[:, target]) - STRONG_DB) & ~speaks
    starts = np.arange(0, max(0, len(db) - width), width // 4)
    share = np.array([speaks[at : at + width].mean() - 2 * intrudes[at : at + width].mean() for at in starts])
    wanted = min(STRETCHES[1], max(STRETCHES[0], round(levels.duration / EVERY)))
    best = [part[share[part].argmax()] for part in np.array_split(np.arange(len(starts)), wanted) if len(part)]
    return [float(starts[at]) * FRAME_SECONDS for at in best if share[at] > SPEAKS]


def later_by(one: Row, other: Row) -> float | None:
    """Seconds by which the sound of ``one`` is later in ``other``, finer than a sample; None where none is clear."""
    reach = round(FARTHEST * RATE_HZ)
    if min(len(one), len(other)) < 2 * reach:
        return None
    size = 1 << (len(one) + len(other) - 1).bit_length()
    cross = np.conj(np.fft.rfft(one, size)) * np.fft.rfft(other, size)
    size_of = np.abs(cross)
    if not size_of.any():
        return None
    sharp = np.fft.irfft(cross / np.maximum(size_of, 1e-3 * size_of.max()), size)
    near = np.concatenate([sharp[-reach:], sharp[: reach + 1]])
    peak = int(near.argmax())
    spread = float(near.std())
    if spread == 0.0 or near[peak] < CLEAR * spread or not 0 < peak < len(near) - 1:
        return None
    left, top, right = near[peak - 1 : peak + 2]
    bend = left - 2 * top + right
    return float(peak - reach + (0.5 * (left - right) / bend if bend else 0.0)) / RATE_HZ
