"""A guess is held against the measures, and only where both are there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.contexts.load import context
from coach.feedback.guess import MEASURE, SCALES, Aspect, Closeness, Gap, Guess, gaps
from coach.measures.result import Status
from coach.review import again
from tests.coach.library.sessions import a_review
from tests.factories import conversation
from tests.ui.example import sample_review

FULL = Guess(0.5, 2, 3, 3, 3, 3, "It went well")


def gap_of(aspect: Aspect, review=None, guess: Guess = FULL) -> Gap:
    return next(gap for gap in gaps(guess, review or sample_review()) if gap.aspect is aspect)


def test_talk_share_is_held_against_the_share_of_speech() -> None:
    gap = gap_of(Aspect.TALK_SHARE)
    assert gap.measured == pytest.approx(0.409, abs=0.001)
    assert gap.size == pytest.approx(0.091, abs=0.001)
    assert gap.closeness is Closeness.CLOSE


@pytest.mark.parametrize(
    ("aspect", "guessed", "measured", "closeness"),
    [
        (Aspect.TALK_SHARE, 0.45, 0.50, Closeness.WELL_CALIBRATED),
        (Aspect.TALK_SHARE, 0.45, 0.51, Closeness.CLOSE),
        (Aspect.TALK_SHARE, 0.60, 0.45, Closeness.CLOSE),
        (Aspect.TALK_SHARE, 0.45, 0.72, Closeness.SURPRISING),
        (Aspect.INTERRUPTIONS, 2, 3, Closeness.WELL_CALIBRATED),
        (Aspect.INTERRUPTIONS, 0, 3, Closeness.CLOSE),
        (Aspect.INTERRUPTIONS, 0, 4, Closeness.SURPRISING),
        (Aspect.ASKED, 3, 3, Closeness.WELL_CALIBRATED),
        (Aspect.EMPATHY, 3, 4, Closeness.CLOSE),
        (Aspect.EMPATHY, 5, 3, Closeness.SURPRISING),
    ],
)
def test_how_near_a_guess_came(aspect, guessed, measured, closeness) -> None:
    assert Gap(aspect, guessed, measured).closeness is closeness


def test_a_guess_above_what_is_only_at_least_is_not_surprising() -> None:
    assert Gap(Aspect.INTERRUPTIONS, 9, 2, at_least=True).closeness is Closeness.WELL_CALIBRATED
    assert Gap(Aspect.INTERRUPTIONS, 0, 4, at_least=True).closeness is Closeness.SURPRISING


def test_a_scale_is_the_score_in_the_kind_of_talk() -> None:
    review = sample_review()
    scores = {one.result.name: one.score for one in review.scorecard.graded}
    assert scores["open_share"] == pytest.approx(64.25)
    assert gap_of(Aspect.ASKED).measured == 4.0
    assert scores["reflections"] == pytest.approx(100.0)
    assert gap_of(Aspect.REFLECTED).measured == 5.0


def test_without_enough_talk_there_is_a_reason_and_no_gap() -> None:
    gap = gap_of(Aspect.EMPATHY)
    assert sample_review().result(MEASURE[Aspect.EMPATHY]).status is Status.NOT_ENOUGH
    assert (gap.measured, gap.size, gap.closeness) == (None, None, None)
    assert gap.why


def test_a_kind_of_talk_without_an_aim_says_so() -> None:
    gap = gap_of(Aspect.HELD_BACK, sample_review(context_id="discovery-call"))
    assert (gap.measured, gap.why) == (None, "this kind of conversation sets no aim for it")


def test_what_was_not_guessed_has_no_gap() -> None:
    gap = gap_of(Aspect.TALK_SHARE, guess=Guess(interruptions=3))
    assert gap.measured is not None
    assert gap.closeness is None


def test_nobody_to_measure_gives_reasons() -> None:
    talk = conversation("A 0-4 Only me here.", me=None)
    alone = again(a_review(2), conversation=talk)
    assert all(gap.measured is None and gap.why for gap in gaps(FULL, alone))


def test_gaps_follow_the_review() -> None:
    review = sample_review()
    other = again(review, conversation=review.conversation.with_me("B"), context=context("coaching"))
    assert gap_of(Aspect.TALK_SHARE, other).measured == pytest.approx(0.591, abs=0.001)


def test_a_line_alone_is_no_guess() -> None:
    assert Guess(note="Long day").is_empty
    assert not Guess(asked=1).is_empty


@pytest.mark.parametrize("wrong", [{"talk_share": 1.2}, {"interruptions": -1}, {"asked": 0}, {"empathy": 6}])
def test_a_guess_stays_on_its_scale(wrong) -> None:
    with pytest.raises(ValueError):
        replace(FULL, **wrong)


@given(st.sampled_from(SCALES), st.integers(1, 5), st.integers(1, 5))
def test_closeness_is_the_same_above_and_below(aspect: Aspect, one: int, other: int) -> None:
    assert Gap(aspect, one, other).closeness is Gap(aspect, other, one).closeness
