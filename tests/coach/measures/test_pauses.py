"""Silences left to the partner, or refilled."""

import pytest

from coach.measures.pauses import silence_after
from coach.measures.result import Status
from tests.coach.measures.made import spoken, taken


def test_an_answer_after_silence_was_left_to_them():
    talk, moments = spoken("A: How was it?{open}", "B@2.0: It was long and hard.")
    silence = silence_after(talk, moments[0])
    assert silence is not None
    assert silence.seconds == pytest.approx(2.0)
    assert not silence.refilled


def test_speaking_again_before_the_answer_refills_a_question():
    talk, moments = spoken("A: How was it?{open}", "A@1.2: I mean the move.", "B: Hard.")
    silence = silence_after(talk, moments[0])
    assert silence is not None
    assert silence.refilled
    assert silence.seconds == pytest.approx(1.2)


def test_going_on_without_a_breath_refills_too():
    talk, moments = spoken("A: How was it?{open} Was it bad?{closed}", "B: Hard.")
    assert silence_after(talk, moments[0]).refilled


def test_speaking_again_after_three_seconds_is_no_refill():
    talk, moments = spoken("A: How was it?{open}", "A@3.5: Take your time.", "B: Hard.")
    assert not silence_after(talk, moments[0]).refilled


def test_an_answer_that_began_before_the_end_of_the_question_leaves_no_silence():
    talk, moments = spoken("A: How was it then for you?{open}", "B@-0.5: It was long and hard.")
    silence = silence_after(talk, moments[0])
    assert silence is not None
    assert silence.seconds == 0.0
    assert not silence.refilled


def test_the_last_question_of_a_talk_has_no_answer():
    talk, moments = spoken("B: Bye.", "A: How was it?{open}")
    assert silence_after(talk, moments[0]) is None


def test_eight_open_questions_make_a_share():
    lines = []
    for i in range(8):
        lines += ["A: How was it?{open}", *(["A@1.0: I mean it."] if i < 2 else []), "B: It was long and hard."]
    result = taken(*spoken(*lines))["pauses"]
    assert result.status is Status.OK
    assert (result.numerator, result.denominator) == (6, 8)
    assert len(result.values) == len(result.evidence) == 8


def test_closed_and_doubtful_questions_do_not_count():
    result = taken(*spoken("A: Was it?{closed}", "B: It was.", "A: How was it?{open?}", "B: Long."))["pauses"]
    assert result.denominator == 0
    assert result.status is Status.NOT_ENOUGH


def test_a_pause_after_a_long_story_is_left():
    story = "B: " + " ".join(["word"] * 60)
    result = taken(*spoken(story, "A@0.9: I see what you mean.", story, "A@0.3: I see."))["pauses_after_stories"]
    assert (result.numerator, result.denominator) == (1, 2)
    assert result.values == pytest.approx((0.9, 0.3))
