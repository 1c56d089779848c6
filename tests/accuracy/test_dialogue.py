"""The figures of the dialogue table, hand-worked."""

import pytest

from tests.accuracy.dialogue import area, calibration_error, spearman


def test_area_counts_wins_and_half_of_ties() -> None:
    assert area([3, 1], [1, 0]) == pytest.approx((1 + 1 + 0.5 + 1) / 4)


def test_calibration_error_is_the_gap_between_chance_and_share() -> None:
    assert calibration_error([(0.5, 1.0), (0.5, 0.0)] * 10) == pytest.approx(0.0, abs=0.05)
    assert calibration_error([(0.9, 0.0)] * 20) == pytest.approx(0.9)


def test_spearman_knows_order_alone() -> None:
    assert spearman([(1, 10), (2, 20), (3, 1000)]) == pytest.approx(1.0)
    assert spearman([(1, 3), (2, 2), (3, 1)]) == pytest.approx(-1.0)
    assert spearman([(1, 5), (2, 5), (3, 5)]) == 0.0
