"""How much conversation each number needs."""

import pytest

from coach.measures.enough import too_few, too_few_turns, too_short


@pytest.mark.parametrize(("seconds", "enough"), [(0, False), (136, False), (179.9, False), (180, True)])
def test_three_minutes_are_enough(seconds, enough):
    assert (too_short(seconds, 180, of="speech") is None) == enough


def test_the_reason_names_both_times():
    assert too_short(136, 180, of="speech") == "not enough conversation yet: 2:16 of speech, 3:00 needed"


def test_one_is_singular():
    assert too_few(1, of="questions", one="question") == "not enough conversation yet: 1 question, 8 needed"
    assert too_few(8, of="questions", one="question") is None


def test_turns_have_an_early_reading():
    assert too_few_turns(20) is None
    assert "early reading" in str(too_few_turns(10))
    assert "early reading" not in str(too_few_turns(9))
