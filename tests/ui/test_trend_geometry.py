"""Where a small trend is drawn."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.painters.trend_geometry import Box, Dot, columns, nearest, scale

BOX = Box(40.0, 10.0, 240.0, 110.0)
VALUES = st.lists(st.floats(-1e4, 1e4).map(lambda value: round(value, 4)), min_size=1, max_size=30)


def test_one_dot_stands_in_the_middle_and_more_share_the_width() -> None:
    assert columns(1, BOX) == (140.0,)
    assert columns(4, BOX) == (65.0, 115.0, 165.0, 215.0)
    assert columns(0, BOX) == ()


def test_heights_grow_upwards_and_stay_inside() -> None:
    made = scale([Dot(0.2), Dot(0.8)], floor=0.0, ceiling=1.0)
    assert BOX.y(made, made.low) == 110.0
    assert BOX.y(made, made.high) == 10.0
    assert BOX.y(made, 99.0) == 10.0
    assert BOX.y(made, -99.0) == 110.0


def test_shares_never_leave_their_bounds() -> None:
    made = scale([Dot(0.02, 0.0, 0.2), Dot(0.97, 0.8, 1.0)], floor=0.0, ceiling=1.0)
    assert (made.low, made.high) == (0.0, 1.0)
    assert made.ticks == pytest.approx((0.0, 0.2, 0.4, 0.6, 0.8, 1.0))


def test_a_wide_range_does_not_flatten_the_values() -> None:
    made = scale([Dot(1.0, 0.2, 40.0), Dot(2.0, 1.0, 3.0)], floor=0.0)
    assert made.high < 5.0


@pytest.mark.parametrize("value", [0.0, 1.0, 0.5])
def test_equal_values_still_have_a_scale(value: float) -> None:
    made = scale([Dot(value)] * 3, floor=0.0, ceiling=1.0)
    assert made.low < made.high
    assert made.low <= value <= made.high


def test_counts_have_whole_ticks() -> None:
    made = scale([Dot(0.0), Dot(2.0)], least_step=1.0)
    assert made.ticks == (0.0, 1.0, 2.0)


def test_nothing_has_no_scale() -> None:
    with pytest.raises(ValueError, match="at least one"):
        scale([])


def test_the_nearest_dot() -> None:
    assert nearest(0.0, 4, BOX) == 0
    assert nearest(120.0, 4, BOX) == 1
    assert nearest(999.0, 4, BOX) == 3
    assert nearest(5.0, 0, BOX) is None


@given(VALUES)
def test_every_value_and_tick_lies_on_the_scale(values: list[float]) -> None:
    made = scale([Dot(value) for value in values])
    assert made.low < made.high
    assert all(made.low <= value <= made.high for value in values)
    assert 1 <= len(made.ticks) <= 7
    reach = made.high - made.low
    assert all(made.low - 1e-6 * reach <= tick <= made.high + 1e-6 * reach for tick in made.ticks)
    steps = {round((b - a) / reach, 6) for a, b in zip(made.ticks, made.ticks[1:], strict=False)}
    assert all(math.isfinite(step) and step > 0.0 for step in steps)
