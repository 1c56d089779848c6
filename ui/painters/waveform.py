"""A waveform as upright bars: how many, how high, and which of them have voice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.times import Span
from ui.painters.timeline_geometry import View

BAR = 2.0
GAP = 1.0
_LIFT = 0.75
_PROBES = 2000  # stretches that are looked at to find the loudest
_QUIETEST = 0.02  # a silent channel is not blown up into noise (our choice)

# (channel, start, end, columns) -> loudest sample of each column, 0 to 1
Peaks = Callable[[int, float, float, int], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its left edge in pixels, its height 0 to 1, and whether this person has voice there."""

    x: float
    height: float
    voiced: bool


def column_count(width: float) -> int:
    """How many bars fit in ``width`` pixels."""
    return max(int(width // (BAR + GAP)), 1)


def bar_heights(levels: NDArray[np.float32], full: float) -> NDArray[np.float32]:
    """Levels made visible: ``full`` and all above it fill the lane, quiet speech is lifted a little (our choice)."""
    shares: NDArray[np.float32] = np.clip(np.nan_to_num(levels) / full, 0.0, 1.0).astype(np.float32)
    heights: NDArray[np.float32] = np.power(shares, _LIFT, dtype=np.float32)
    return heights


def full_level(peaks: Peaks, channel: int, duration: float) -> float:
    """The level that fills a lane: what 99.5 % of the recording stays below, so that one bang does not flatten it."""
    levels = np.nan_to_num(peaks(channel, 0.0, max(duration, 1e-3), _PROBES))
    return max(float(np.quantile(levels, 0.995)), _QUIETEST)


def voiced_columns(spans: Sequence[Span], view: View, columns: int) -> NDArray[np.bool_]:
    """Which of ``columns`` equal stretches of the view hold any voice."""
    flags = np.zeros(columns, dtype=np.bool_)
    scale = columns / view.seconds
    for span in spans:
        first = int(np.floor((span.start - view.start) * scale))
        last = int(np.ceil((span.end - view.start) * scale))
        if last > 0 and first < columns:
            flags[max(first, 0) : min(max(last, first + 1), columns)] = True
    return flags


def bars(peaks: Peaks, channel: int, full: float, spans: Sequence[Span], view: View) -> tuple[Bar, ...]:
    """The bars of one lane for what is in view, the highest for the level ``full``."""
    columns = column_count(view.width)
    heights = bar_heights(peaks(channel, view.start, view.end, columns), full)
    flags = voiced_columns(spans, view, columns)
    return tuple(
        Bar(index * (BAR + GAP), float(height), bool(flag))
        for index, (height, flag) in enumerate(zip(heights, flags, strict=True))
    )
