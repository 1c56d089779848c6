"""Questions and their kinds."""

import pytest

from coach.measures.result import Status
from tests.coach.measures.made import spoken, taken

ASKED = (
    "A: How was the move?{open}",
    "B: Hard, with the dog and the rain.",
    "A: What about the dog was hard?{open follow_up}",
    "B: He hid.",
    "A: Did he bark?{closed follow_up} Did he bite?{closed stacked}",
    "B: No.",
    "A: Don't you think he was scared?{closed leading}",
    "B: Sure.",
)


def test_questions_are_counted_by_hand():
    results = taken(*spoken(*ASKED))
    assert results["questions"].value == 5
    assert results["questions"].status is Status.OK
    assert [m.quote for m in results["questions"].evidence][:2] == ["How was the move?", "What about the dog was hard?"]
    for name, found in [("open_share", 2), ("follow_up_share", 2), ("stacked_share", 1), ("leading_share", 1)]:
        assert (results[name].numerator, results[name].denominator) == (found, 5), name
        assert results[name].status is Status.NOT_ENOUGH


def test_eight_questions_are_enough_for_a_share():
    result = taken(*spoken(*ASKED, *ASKED))["open_share"]
    assert result.status is Status.OK
    assert result.value == pytest.approx(0.4)
    assert result.low < 0.4 < result.high


def test_rhetorical_questions_and_tags_wait_for_no_answer():
    lines = ("A: Who knows?{closed rhetorical!} It was late, right?{question_tag tag}", "B: Yes.", "A: How so?{open}")
    results = taken(*spoken(*lines, "B: Well."))
    assert results["questions"].value == 1
    assert (results["rhetorical_share"].numerator, results["rhetorical_share"].denominator) == (1, 3)
    assert results["leading_share"].denominator == 2


def test_doubtful_questions_only_raise_the_upper_end():
    result = taken(*spoken("A: How was it?{open} You went there.{closed?}", "B: Yes."))["questions"]
    assert (result.value, result.low, result.high) == (1, 1, 2)


def test_rejected_questions_do_not_count():
    assert taken(*spoken("A: How was it?{open!}", "B: Hard."))["questions"].value == 0


def test_the_partners_questions_are_not_mine():
    assert taken(*spoken("B: How was it?{open}", "A: Hard."))["questions"].value == 0


def test_the_rate_needs_five_minutes():
    talk, moments = spoken("A: How was it?{open}", "B: " + "word " * 748)
    result = taken(talk, moments)["question_rate"]
    assert result.status is Status.OK
    assert result.value == pytest.approx(3600 / talk.window.duration)
    short = taken(*spoken("A: How was it?{open}", "B: Hard."))["question_rate"]
    assert short.status is Status.NOT_ENOUGH
    assert short.why == "not enough conversation yet: 0:02 of conversation, 5:00 needed"


def test_a_reflection_ends_a_run_of_questions():
    lines = [
        "A: How was it?{open}",
        "B: Hard.",
        "A: Was it long?{closed}",
        "B: Yes.",
        "A: You were tired.{simple}",
        "B: Oh.",
    ]
    result = taken(*spoken(*lines, "A: And now?{open}", "B: Better."))["question_run"]
    assert result.value == 2
    assert [m.quote for m in result.evidence] == ["How was it?", "Was it long?"]
