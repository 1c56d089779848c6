"""What begins like a reflection and is none, at work, among friends, in sales, interviews and counselling."""

import pytest

from coach.moments.moment import REFLECTIONS
from tests.coach.moments.exchanges import types
from tests.coach.moments.fakes import FAKES


def test_there_are_enough_of_them() -> None:
    assert len(set(FAKES)) >= 60


@pytest.mark.parametrize(("told", "said"), FAKES)
def test_a_fake_reflection_is_not_counted(told: str, said: str) -> None:
    assert not types(told, said) & REFLECTIONS
