"""Trends of a few numbers: hand-worked lines and intervals, and what is never claimed."""

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.progress.trend import BASELINE, CLEAR_FROM, Direction, _outside, trend

VALUES = st.lists(st.floats(-1000, 1000).map(lambda value: round(value, 3)), min_size=BASELINE, max_size=25)


def test_two_sessions_have_no_trend() -> None:
    assert trend([0.2, 0.9]) is None
    assert trend([]) is None


def test_three_sessions_have_a_usual_value_and_no_direction() -> None:
    line = trend([0.6, 0.4, 0.5])
    assert line is not None
    assert (line.middle, line.lowest, line.highest) == (0.5, 0.4, 0.6)
    assert (line.low, line.high) == (None, None)
    assert line.direction is Direction.TOO_FEW


def test_five_that_rise_are_still_too_few_to_claim() -> None:
    line = trend([1, 2, 3, 4, 6])
    assert line is not None
    # The ten slopes in order: 1 1 1 1 1 1, 4/3, 5/4, 3/2, 2; one order of 120 rises, so none lies outside.
    assert (line.slope, line.low, line.high) == (1.0, 1.0, 2.0)
    assert line.direction is Direction.TOO_FEW


def test_six_by_hand() -> None:
    """Fifteen slopes; of 720 orders 6 have at most one inversion and 20 at most two: one lies outside on each side."""
    values = [10, 9, 7, 8, 5, 4]
    slopes = sorted((values[j] - values[i]) / (j - i) for i, j in combinations(range(6), 2))
    line = trend(values)
    assert line is not None
    assert line.slope == slopes[7] == pytest.approx(-1.2)
    assert (line.low, line.high) == (slopes[1], slopes[13])
    assert (slopes[1], slopes[13]) == (-2.0, -0.5)
    assert line.direction is Direction.DOWN
    assert line.middle == 7.5
    assert (line.start, line.end) == (pytest.approx(7.5 + 1.2 * 2.5), pytest.approx(7.5 - 1.2 * 2.5))


def test_an_odd_session_does_not_turn_the_line() -> None:
    steady, odd = [float(n) for n in range(9)], [float(n) for n in range(9)]
    odd[4] = 1000.0
    for values in (steady, odd):
        line = trend(values)
        assert line is not None
        assert line.slope == pytest.approx(1.0)
        assert line.direction is Direction.UP


def test_scatter_has_no_clear_direction() -> None:
    line = trend([0.4, 0.6, 0.45, 0.55, 0.5, 0.42, 0.58, 0.47])
    assert line is not None
    assert line.direction is Direction.UNCLEAR


@pytest.mark.parametrize("count", [5, 6, 7])
def test_the_number_outside_is_that_of_all_orders(count: int) -> None:
    """By counting every order: at most 2.5 % of them have so few inversions."""
    inversions = [sum(a > b for a, b in combinations(order, 2)) for order in permutations(range(count))]
    outside = _outside(count)
    assert outside is not None
    limit = 0.025 * len(inversions)
    assert sum(each <= outside for each in inversions) <= limit < sum(each <= outside + 1 for each in inversions)


def test_many_sessions_go_over_smoothly_to_the_approximation() -> None:
    steps = [(_outside(count + 1) or 0) - (_outside(count) or 0) for count in (57, 58, 59, 60)]
    assert max(steps) - min(steps) <= 2


@given(VALUES)
def test_the_interval_holds_the_slope(values: list[float]) -> None:
    line = trend(values)
    assert line is not None
    assert line.lowest <= line.middle <= line.highest
    if line.low is not None and line.high is not None:
        assert line.low <= line.slope <= line.high


@given(VALUES)
def test_turned_round_in_time_the_direction_turns(values: list[float]) -> None:
    there, back = trend(values), trend(values[::-1])
    assert there is not None
    assert back is not None
    assert back.slope == pytest.approx(-there.slope)
    turned = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}
    assert back.direction is turned.get(there.direction, there.direction)


@given(VALUES, st.floats(-100, 100))
def test_a_shift_of_all_changes_no_direction(values: list[float], by: float) -> None:
    there, moved = trend(values), trend([value + round(by, 3) for value in values])
    assert there is not None
    assert moved is not None
    assert moved.slope == pytest.approx(there.slope, abs=1e-9)


@given(st.lists(st.floats(0, 1), min_size=BASELINE, max_size=CLEAR_FROM - 1))
def test_below_six_nothing_is_claimed(values: list[float]) -> None:
    line = trend(values)
    assert line is not None
    assert line.direction is Direction.TOO_FEW


def test_equal_values_have_no_direction() -> None:
    line = trend([0.3] * 12)
    assert line is not None
    assert (line.slope, line.low, line.high) == (0.0, 0.0, 0.0)
    assert line.direction is Direction.UNCLEAR
