"""Goals are told apart from floors, and each names one figure."""

import pytest

from tests.accuracy.goals import Goal, goals


def test_a_goal_is_reached_from_its_value_on() -> None:
    assert Goal("recall", "x", at_least=0.75).is_reached(0.75)
    assert not Goal("recall", "x", at_least=0.75).is_reached(0.74)
    assert Goal("error", "x", at_most=0.0).is_reached(0.0)
    assert not Goal("error", "x", at_most=0.0).is_reached(1.0)


def test_a_goal_has_one_direction() -> None:
    with pytest.raises(ValueError, match="at least or at most"):
        Goal("both", "x", at_least=1.0, at_most=2.0)


def test_every_goal_of_the_file_can_be_read_once() -> None:
    rows = [goal.row for goal in goals()]
    assert len(rows) == len(set(rows)) > 20
