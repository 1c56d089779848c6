"""Saying back, advising, turning to oneself, and feelings."""

import pytest

from coach.measures.result import Status
from tests.coach.measures.made import spoken, taken

BACK = ("B: It rained and the dog hid.", "A: That wore you out.{deep feeling}")
PLAIN = ("B: It rained again.", "A: I see what you mean there.")


def test_turns_with_a_reflection_among_my_turns():
    result = taken(*spoken(*BACK * 5, *PLAIN * 15))["reflections"]
    assert (result.numerator, result.denominator) == (5, 20)
    assert result.status is Status.OK
    assert result.low == pytest.approx(0.112, abs=0.001)
    assert len(result.evidence) == 5


def test_two_reflections_in_a_turn_are_one_turn():
    result = taken(*spoken("B: It rained.", "A: You got wet.{simple} It wore you out.{deep}"))["reflections"]
    assert result.numerator == 1
    assert len(result.evidence) == 2


def test_a_summary_that_is_also_a_reflection_counts_once():
    talk, moments = spoken("B: It rained.", "A: You got wet and it wore you out.{deep}")
    both = (*moments, *spoken("B: It rained.", "A: You got wet and it wore you out.{summary}")[1])
    assert len(taken(talk, both)["reflections"].evidence) == 1
    assert taken(talk, both)["reflection_ratio"].numerator == 1


@pytest.mark.parametrize(
    ("turns", "why"),
    [
        (9, "not enough conversation yet: 9 of your turns, 20 needed"),
        (10, "an early reading: 10 of your turns so far, 20 needed"),
        (19, "an early reading: 19 of your turns so far, 20 needed"),
        (20, None),
    ],
)
def test_reflections_need_twenty_turns(turns, why):
    result = taken(*spoken(*BACK * turns))["reflections"]
    assert result.why == why
    assert (result.status is Status.OK) == (why is None)
    assert result.value == 1.0


def test_rejected_and_doubtful_reflections_do_not_count():
    lines = ("B: It rained.", "A: You got wet.{simple!}", "B: Yes.", "A: It wore you out.{deep?}")
    assert taken(*spoken(*lines))["reflections"].numerator == 0


def test_reflections_for_each_question():
    lines = (*BACK * 12, *("B: It rained.", "A: How was that?{open}") * 8)
    result = taken(*spoken(*lines))["reflection_ratio"]
    assert result.value == pytest.approx(1.5)
    assert result.low < 1.5 < result.high
    assert len(result.evidence) == 20


def test_without_questions_there_is_no_ratio():
    result = taken(*spoken(*BACK * 20))["reflection_ratio"]
    assert result.value is None
    assert result.why == "you asked no questions, so there is no ratio; reflections: 20"


def test_asked_advice_does_not_count():
    lines = (
        "B: What would you do?",
        "A: You should call him.{advice asked}",
        "B: It rained.",
        "A: Buy a coat.{advice}",
    )
    result = taken(*spoken(*lines))["advice"]
    assert (result.numerator, result.denominator) == (1, 2)
    assert [m.quote for m in result.evidence] == ["Buy a coat."]


def test_shifts_are_held_against_support():
    shift = ("B: It rained.", "A: I had that too last year.{self_shift}")
    result = taken(*spoken(*shift * 2, *BACK * 6))["shift_share"]
    assert (result.numerator, result.denominator) == (2, 8)
    assert result.status is Status.OK


def test_feelings_met_and_missed():
    lines = (*BACK * 6, "B: I was so sad.", "A: Okay.{missed}", "B: And angry.", "A: Right then.{missed}")
    results = taken(*spoken(*lines))
    assert (results["feeling_moments_met"].numerator, results["feeling_moments_met"].denominator) == (6, 8)
    assert results["missed_moments"].value == 2
    assert [m.quote for m in results["missed_moments"].evidence] == ["Okay.", "Right then."]


def test_what_the_partner_missed_is_not_mine():
    assert taken(*spoken("A: I was so sad.", "B: Okay.{missed}"))["missed_moments"].value == 0


def test_a_feeling_named_and_cared_for_is_met_once():
    lines = ("B: I was so sad.", "A: You were sad.{deep feeling} I am sorry.{empathy}")
    assert taken(*spoken(*lines))["feeling_moments_met"].numerator == 1


def test_an_echo_meets_no_feeling():
    lines = ("B: I was so sad.", "A: You were so sad.{simple! | empathy}")
    assert taken(*spoken(*lines))["feeling_moments_met"].numerator == 0
