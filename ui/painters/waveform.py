"""A waveform as upright bars: how many, how high, and which of them have voice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.times import Span
from ui.painters.timeline_geometry import View

BAR = 2.0
GAP = 1.0

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


def bar_heights(peaks: NDArray[np.float32]) -> NDArray[np.float32]:
    """Peaks made visible: the square root lifts quiet speech, as loudness is heard rather than measured."""
    return np.sqrt(np.clip(np.nan_to_num(peaks), 0.0, 1.0)).astype(np.float32)


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


def bars(peaks: Peaks, channel: int, spans: Sequence[Span], view: View) -> tuple[Bar, ...]:
    """The bars of one lane for what is in view."""
    columns = column_count(view.width)
    heights = bar_heights(peaks(channel, view.start, view.end, columns))
    flags = voiced_columns(spans, view, columns)
    return tuple(
        Bar(index * (BAR + GAP), float(height), bool(flag))
        for index, (height, flag) in enumerate(zip(heights, flags, strict=True))
    )
