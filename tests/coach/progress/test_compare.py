"""Two sessions side by side: hand-worked intervals of differences, and what is not claimed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.contexts.load import context
from coach.measures.result import Result, Status, Unit
from coach.progress.compare import Aim, Change, Difference, compare, interval_of_difference
from coach.progress.words import told
from tests.coach.progress.taken import session, share

COUNTS = st.integers(8, 200).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def one(first: Result, second: Result, context_id: str | None = None) -> Difference:
    """The difference of the one measure that both have."""
    kind = context(context_id) if context_id else None
    found = compare(session(1, first), session(2, second), kind)
    return next(each for each in found if each.measure == first.name)


def test_newcombes_own_example() -> None:
    """56 of 70 and 48 of 80: a difference of 0.2, 0.0524 to 0.3339 (Newcombe 1998, method 10)."""
    interval = interval_of_difference(share(48, 80), share(56, 70))
    assert interval is not None
    assert (interval.low, interval.high) == (pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5))


def test_a_clear_difference_has_a_side_and_an_aim() -> None:
    found = one(share(2, 60), share(24, 60), "everyday")
    assert found.change is Change.MORE
    assert found.size == pytest.approx(22 / 60)
    assert found.aim is Aim.NEARER
    text = told(found)
    assert text.startswith("Reflections: 3 %, then 40 %: 37 points more (")
    assert text.endswith(" points). Nearer to the aim.")


def test_the_same_difference_the_other_way_is_further_from_the_aim() -> None:
    found = one(share(24, 60), share(2, 60), "everyday")
    assert found.change is Change.LESS
    assert found.aim is Aim.FURTHER


def test_without_a_shared_context_there_is_no_aim() -> None:
    assert one(share(2, 60), share(24, 60)).aim is None


def test_a_small_difference_is_no_difference() -> None:
    found = one(share(5, 20), share(8, 20), "everyday")
    assert found.change is Change.NONE
    assert found.aim is None
    assert "no clear difference (−13 to +40 points)" in told(found)


def test_what_is_not_there_is_not_compared() -> None:
    early = Result("reflections", Unit.PER_TURN, Status.NOT_ENOUGH, 0.5, 6, 12, 0.2, 0.8, why="an early reading")
    found = one(share(5, 20), early)
    assert found.change is Change.UNKNOWN
    assert found.size is None
    assert told(found) == "Reflections: not to be compared: the second session: an early reading."


def test_a_value_without_a_range_makes_no_claim() -> None:
    longest = [Result("longest_monologue", Unit.SECONDS, Status.OK, value) for value in (90.0, 20.0)]
    found = one(*longest)
    assert found.change is Change.UNKNOWN
    assert found.size == pytest.approx(-70.0)
    assert "differ by chance" in told(found)


def test_a_part_is_not_compared() -> None:
    part = Result("interruptions", Unit.PER_TEN_MINUTES, Status.OK, 1.0, 2, 20, 0.3, None, at_least=True)
    whole = Result("interruptions", Unit.PER_TEN_MINUTES, Status.OK, 1.0, 2, 20, 0.3, 3.0)
    assert one(part, whole).why == "the first session shows only a part"


@given(COUNTS, COUNTS)
def test_turned_round_a_difference_turns(first: tuple[int, int], second: tuple[int, int]) -> None:
    there, back = one(share(*first), share(*second)), one(share(*second), share(*first))
    assert there.size is not None
    assert back.size == pytest.approx(-there.size)
    assert (back.low, back.high) == (pytest.approx(-(there.high or 0.0)), pytest.approx(-(there.low or 0.0)))
    assert there.low is not None
    assert there.high is not None
    assert there.low <= there.size <= there.high


@given(COUNTS)
def test_a_session_does_not_differ_from_itself(counts: tuple[int, int]) -> None:
    assert one(share(*counts), share(*counts)).change is Change.NONE
