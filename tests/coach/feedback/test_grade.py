"""Scores and bands without cliffs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.contexts.context import Target
from coach.contexts.load import context, contexts
from coach.conversation import Timing
from coach.feedback.grade import band, grade, score, score_range
from coach.feedback.scorecard import Band
from coach.measures.registry import measure_all
from coach.measures.result import Result, Status, Unit
from tests.coach.measures.made import spoken
from tests.factories import conversation

TARGETS = [target for known in contexts() for target in known.targets]
SHARE = Target(
    "talk_share", ((0.1, 34), (0.3, 67), (0.4, 100), (0.5, 67), (0.65, 34), (0.85, 0)), "t", "s", "our default"
)


@pytest.mark.parametrize(
    ("value", "points"), [(0.0, 34), (0.1, 34), (0.2, 50.5), (0.3, 67), (0.4, 100), (0.575, 50.5), (0.85, 0), (1.0, 0)]
)
def test_scores_run_straight_between_knots(value, points):
    assert score(SHARE, value) == pytest.approx(points)


@pytest.mark.parametrize(
    ("points", "expected"),
    [(0, Band.WORK_ON), (33.9, Band.WORK_ON), (34, Band.FAIR), (66.9, Band.FAIR), (67, Band.GOOD)],
)
def test_bands(points, expected):
    assert band(points) is expected


@given(st.sampled_from(TARGETS), st.floats(0.0, 1.0))
def test_there_are_no_cliffs(target, place):
    """A step of a thousandth of the target's range never moves the score by more than two points."""
    low, high = target.knots[0][0], target.knots[-1][0]
    value = low + place * (high - low)
    assert 0.0 <= score(target, value) <= 100.0
    assert abs(score(target, value + (high - low) / 1000) - score(target, value)) <= 2.0


@given(st.sampled_from(TARGETS), st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_the_range_of_a_score_holds_all_scores_within(target, one, other, third):
    low, value, high = sorted(place * target.knots[-1][0] for place in (one, other, third))
    found = score_range(target, Result(target.measure, Unit.SHARE, Status.OK, value, low=low, high=high))
    assert found.low <= score(target, value) <= found.high
    assert found.low <= score(target, (low + high) / 2) <= found.high


def test_an_open_end_reaches_the_last_knot():
    result = Result("talk_share", Unit.SHARE, Status.OK, 0.4, low=0.4, high=None)
    assert score_range(SHARE, result).low == 0


def test_too_little_is_not_graded_but_keeps_its_target():
    talk = conversation("A 0-10 hello", "B 10-20 hello")
    one = next(g for g in grade(talk, measure_all(talk, ()), context("everyday")) if g.result.name == "talk_share")
    assert one.band is None
    assert one.score is None
    assert one.source
    assert one.strength == "industry analysis"


def test_what_one_channel_shows_at_least_is_not_graded():
    long = "B: " + " ".join(["word"] * 500)
    talk, moments = spoken(long, "A@-0.8: But I know that one.{cut competitive}", timing=Timing.VOICES)
    graded = {g.result.name: g for g in grade(talk, measure_all(talk, moments), context("everyday"))}
    assert graded["interruptions"].result.status is Status.OK
    assert graded["interruptions"].band is None
    assert graded["longest_monologue"].band is Band.GOOD


def test_a_role_play_is_graded_on_talk_share_from_five_minutes_on():
    short = conversation("A 0-100 hello", "B 100-290 hello")
    long = conversation("A 0-120 hello", "B 120-310 hello")
    for talk, expected in ((short, None), (long, Band.GOOD)):
        graded = grade(talk, measure_all(talk, ()), context("solo-role-play"))
        assert next(g.band for g in graded if g.result.name == "talk_share") is expected


def test_lively_overlap_on_both_sides_softens_interruptions():
    long = " ".join(["word"] * 50)
    mine = (f"B: {long}", "A@-0.8: But I know that one.{cut competitive}")
    theirs = (f"A: {long}", "B@-0.8: But I know that one.{cut competitive}")
    one_sided, lively = spoken(*mine * 10), spoken(*mine * 10, *theirs * 10)
    bands = []
    for talk, moments in (one_sided, lively):
        graded = grade(talk, measure_all(talk, moments), context("everyday"))
        bands.append(next(g.band for g in graded if g.result.name == "interruptions"))
    assert bands == [Band.WORK_ON, Band.FAIR]
