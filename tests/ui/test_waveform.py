import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from coach.times import Span
from ui.painters.timeline_geometry import View, edges_of
from ui.painters.waveform import bar_heights, bars, column_count, full_level, voiced_columns


@given(arrays(np.float32, st.integers(1, 200), elements=st.floats(0, 1, width=32)))
def test_heights_stay_between_nothing_and_all_and_keep_their_order(levels):
    heights = bar_heights(levels, 0.5)
    assert heights.min() >= 0.0
    assert heights.max() <= 1.0
    assert (np.diff(heights[np.argsort(levels)]) >= 0).all()


def test_a_broken_level_is_silence():
    assert bar_heights(np.array([np.nan], dtype=np.float32), 1.0)[0] == 0.0


def test_columns_with_any_voice_are_voiced():
    view = View.whole(10.0, 100.0)
    assert voiced_columns(edges_of([Span(1.0, 2.0), Span(4.95, 5.01)]), view, 10).nonzero()[0].tolist() == [1, 4, 5]


def test_voice_out_of_view_marks_nothing():
    view = View.whole(100.0, 100.0).over(50.0, 60.0)
    assert not voiced_columns(edges_of([Span(1.0, 2.0), Span(80.0, 81.0)]), view, 10).any()


def test_bars_fill_the_width():
    view = View.whole(10.0, 300.0)
    found = bars(
        lambda _channel, _start, _end, columns: np.ones(columns, dtype=np.float32),
        0,
        1.0,
        edges_of([Span(0, 10)]),
        view,
    )
    assert len(found) == column_count(300.0) == 100
    assert all(bar.voiced and bar.height == 1.0 for bar in found)
    assert found[-1].x < 300.0


def test_one_bang_does_not_flatten_the_rest():
    def speech_with_a_bang(_channel: int, _start: float, _end: float, columns: int):
        levels = np.full(columns, 0.2, dtype=np.float32)
        levels[columns // 2] = 1.0
        return levels

    assert full_level(speech_with_a_bang, 0, 600.0) == pytest.approx(0.2)


def test_silence_is_not_blown_up():
    full = full_level(lambda _channel, _start, _end, columns: np.full(columns, 0.001, dtype=np.float32), 0, 60.0)
    assert bar_heights(np.array([0.001], dtype=np.float32), full)[0] < 0.25
