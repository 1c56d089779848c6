"""Uptake, words taken over, talk of oneself, and counts of what was found; hand-worked."""

import pytest
from hypothesis import given

from coach.measures.registry import measure_all
from coach.measures.result import Result, Status
from tests.coach.measures.made import conversations, spoken, taken, unhurried


def results(*lines: str) -> dict[str, Result]:
    return {result.name: result for result in measure_all(*spoken(*lines))}


def test_uptake_is_the_share_of_their_topic_words_in_the_reply():
    talk = (
        "B: The garden fence fell over in the storm.",  # garden, fence, fell, storm
        "A: The fence and the garden?",
        "B: Yes.",  # too short to be taken up
        "A: Hm, fence.",
    )
    found = results(*talk)["uptake"]
    assert found.denominator == 1
    assert found.value == pytest.approx(2 / 4)
    assert found.status is Status.NOT_ENOUGH


def test_a_new_word_counts_as_taken_over_within_three_turns_of_mine():
    early = ("B: The fence.", "A: Ah.", "B: Well.", "A: Oh.", "B: So.", "A: The fence, then.")
    late = (*early[:5], "A: Ah.", "B: Well.", "A: The fence, then.")
    assert results(*early)["alignment"].numerator == 1
    assert results(*late)["alignment"].numerator == 0


def test_a_word_that_i_brought_in_is_not_theirs():
    assert results("A: The fence?", "B: The fence.", "A: The fence.")["alignment"].numerator == 0


def test_me_talk_counts_i_and_my_and_leaves_out_saying_back():
    assert results("B: Hello.", "A: I sold my car to him.")["me_talk"].numerator == 2
    assert results("B: Hello.", "A: What I'm hearing is the noise.")["me_talk"].numerator == 0


def test_advice_before_the_first_reflection_is_early():
    told = "B: It rained and the dog hid under the bed for an hour and then it slept."
    talk = (told, "A: You should close the window.{advice}", told, "A: The dog hid.{simple}", told)
    assert results(*talk)["early_advice"].value == 1


def test_advice_after_it_and_late_is_not():
    told = "B: It rained and the dog hid under the bed for an hour and then it slept."
    talk = (told, "A: The dog hid.{simple}", told, "A: You should close the window.{advice}", told)
    assert results(*talk)["early_advice"].value == 0


@pytest.mark.parametrize(
    ("tag", "name"), [("summary", "summaries"), ("validation", "validations"), ("dismissal", "dismissals")]
)
def test_what_is_found_is_counted_with_its_evidence(tag, name):
    found = results("B: It rained.", f"A: So it rained.{{{tag}}}", "B: Yes.", f"A: It did.{{{tag} !}}")[name]
    assert found.value == 1
    assert [moment.quote for moment in found.evidence] == ["So it rained."]


@unhurried
@given(conversations())
def test_shares_stay_between_nought_and_one(talk):
    for name in ("uptake", "alignment", "me_talk"):
        value = taken(talk)[name].value
        assert value is None or 0 <= value <= 1
