"""A waveform as upright bars: how many, how high, and which of them have voice."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ui.painters.timeline_geometry import Edges, View, in_view

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


def voiced_columns(edges: Edges, view: View, columns: int) -> NDArray[np.bool_]:
    """Which of ``columns`` equal stretches of the view hold any voice; ``edges`` are sorted and apart."""
    scale = columns / view.seconds
    shown = (in_view(edges, view) - view.start) * scale
    first = np.clip(np.floor(shown[:, 0]).astype(np.int64), 0, columns)
    last = np.clip(np.maximum(np.ceil(shown[:, 1]).astype(np.int64), first + 1), 0, columns)
    steps = np.zeros(columns + 1, dtype=np.int64)
    np.add.at(steps, first, 1)
    np.add.at(steps, last, -1)
    flags: NDArray[np.bool_] = np.cumsum(steps[:-1]) > 0
    return flags


def bars(peaks: Peaks, channel: int, full: float, edges: Edges, view: View) -> tuple[Bar, ...]:
    """The bars of one lane for what is in view, the highest for the level ``full``."""
    columns = column_count(view.width)
    heights = bar_heights(peaks(channel, view.start, view.end, columns), full)
    flags = voiced_columns(edges, view, columns)
    return tuple(
        Bar(index * (BAR + GAP), float(height), bool(flag))
        for index, (height, flag) in enumerate(zip(heights, flags, strict=True))
    )
