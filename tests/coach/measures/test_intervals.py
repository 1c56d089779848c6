"""Ranges: by hand, and how often they cover the truth."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.measures.intervals import Side, median_interval, poisson, ratio_of_counts, share_interval, wilson


@pytest.mark.parametrize(("found", "of", "low", "high"), [(2, 4, 0.15, 0.85), (10, 20, 0.30, 0.70), (0, 10, 0.0, 0.28)])
def test_wilson_by_hand(found, of, low, high):
    interval = wilson(found, of)
    assert round(interval.low, 2) == low
    assert round(interval.high, 2) == high


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0.0, 3.689), (1, 0.0253, 5.572), (7, 2.814, 14.423)])
def test_poisson_by_the_tables(count, low, high):
    interval = poisson(count)
    assert interval.low == pytest.approx(low, abs=1e-3)
    assert interval.high == pytest.approx(high, abs=1e-3)


@given(st.integers(0, 400), st.integers(1, 400))
def test_intervals_hold_their_value(found, more):
    of = found + more
    assert 0.0 <= wilson(found, of).low <= found / of <= wilson(found, of).high <= 1.0
    assert poisson(found).low <= found <= poisson(found).high
    ratio = ratio_of_counts(found, more)
    assert ratio.low <= found / more <= ratio.high


@given(st.lists(st.floats(-5, 5), min_size=6, max_size=60))
def test_the_median_lies_in_its_interval(values):
    interval = median_interval(values)
    middle = sorted(values)[len(values) // 2]
    assert interval is not None
    assert interval.low <= middle <= interval.high


def test_five_values_say_too_little_of_a_median():
    assert median_interval([1, 2, 3, 4, 5]) is None


def test_a_median_of_thousands_still_has_an_interval():
    interval = median_interval(range(5001))
    assert interval is not None
    assert 2400 < interval.low < 2500 < interval.high < 2600


@pytest.mark.parametrize("call", [lambda: wilson(0, 0), lambda: wilson(3, 2), lambda: poisson(-1)])
def test_impossible_counts_are_refused(call):
    with pytest.raises(ValueError, match=r"must|needs"):
        call()


def test_nobody_speaking_has_no_share():
    with pytest.raises(ValueError, match="needs speech"):
        share_interval(Side(0.0, 0), Side(0.0, 0), edge_error=0.1)


def test_wilson_and_poisson_cover_the_truth():
    chance = random.Random(1)
    shares = rates = 0
    for _ in range(1000):
        found = sum(chance.random() < 0.3 for _ in range(20))
        shares += wilson(found, 20).low <= 0.3 <= wilson(found, 20).high
        arrivals, time = 0, chance.expovariate(1.0)
        while time < 6.0:
            arrivals, time = arrivals + 1, time + chance.expovariate(1.0)
        rates += poisson(arrivals).low <= 6.0 <= poisson(arrivals).high
    assert shares >= 930
    assert rates >= 945


@pytest.mark.parametrize("bias", [0.0, 0.05, -0.05])
def test_talk_share_range_covers_the_truth(bias):
    """Random talks, whose edges are then heard 0.1 s off, each by itself, and early or late all together."""
    chance = random.Random(7)
    covered = 0
    for _ in range(600):
        lengths = [[chance.uniform(0.5, 20.0) for _ in range(chance.randint(8, 40))] for _ in range(2)]
        heard = [
            [max(0.0, length + 2 * bias + chance.gauss(0.0, 0.1) - chance.gauss(0.0, 0.1)) for length in side]
            for side in lengths
        ]
        mine, theirs = (Side(sum(side), len(side)) for side in heard)
        interval = share_interval(mine, theirs, edge_error=0.1)
        truth = sum(lengths[0]) / (sum(lengths[0]) + sum(lengths[1]))
        covered += interval.low <= truth <= interval.high
    assert covered >= 0.94 * 600
