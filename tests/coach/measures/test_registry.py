"""What every measure has, and what gates it."""

import pytest
from hypothesis import given

from coach.audio.verdict import Carry, Verdict
from coach.conversation import Conversation, Speaker, Timing
from coach.measures.measure import Kind, Strength
from coach.measures.registry import MEASURES, measure, measure_all
from coach.measures.result import Confidence, Status
from tests.coach.measures.made import conversations, spoken, taken, unhurried
from tests.factories import conversation

TALK = ("B: It rained and the dog hid.", "A: How was that?{open}", "B: Hard.")


def test_every_measure_says_what_it_is_and_where_it_comes_from():
    assert len({known.name for known in MEASURES}) == len(MEASURES) == 36
    for known in MEASURES:
        assert known.title, known.name
        assert known.definition.endswith("."), known.name
        assert known.formula, known.name
        assert known.source, known.name
        assert known.strength in Strength
        assert known.kind in Kind


def test_results_come_under_their_names_in_order():
    results = measure_all(*spoken(*TALK), ())
    assert [result.name for result in results] == [known.name for known in MEASURES]
    assert [result.unit for result in results] == [known.unit for known in MEASURES]


def test_an_unknown_measure_is_a_key_error():
    with pytest.raises(KeyError):
        measure("charm")


def test_nobody_marked_as_me_makes_nothing_measurable():
    talk, moments = spoken(*TALK)
    for result in measure_all(talk.with_me(None), moments):
        assert result.status is Status.NOT_MEASURABLE
        assert result.why == "nobody is marked as you; say which voice is yours"


def test_an_empty_conversation_scores_nothing():
    empty = Conversation((Speaker("A", "A", me=True), Speaker("B", "B")), (), 60.0, Timing.CHANNELS)
    for result in measure_all(empty, ()):
        assert result.value in (None, 0), result.name
        assert result.status is not Status.OK or result.value == 0


def test_one_voice_alone_is_no_conversation():
    results = taken(conversation("A 0-300 and so on and on"))
    assert results["talk_share"].status is Status.NOT_MEASURABLE
    assert results["talk_share"].why == "only one person is heard in this conversation"


def test_other_languages_are_not_judged_by_english_words():
    results = taken(conversation("A 0-100 wie war es", "B 100-200 schwer", language="de"))
    assert results["talk_share"].status is Status.OK
    for name in ("questions", "reflections", "advice", "interruptions", "backchannels"):
        assert results[name].status is Status.NOT_MEASURABLE
        assert "English" in results[name].why


def test_badly_heard_words_are_not_judged():
    results = taken(conversation("A 0-100 how was it", "B 100-200 hard", word_confidence=0.52))
    assert results["talk_share"].status is Status.OK
    for name in ("questions", "reflections", "advice", "talk_share_of_words"):
        assert results[name].status is Status.NOT_MEASURABLE
        assert "0.52" in results[name].why


def test_the_quality_of_the_recording_overrides():
    talk, moments = spoken(*TALK)
    bad = Verdict("interruptions", Carry.NOT_MEASURABLE, "both voices leak into both channels")
    results = {result.name: result for result in measure_all(talk, moments, (bad,))}
    for name in ("interruptions", "interruptions_found", "interruption_balance", "overlap_share"):
        assert results[name].why == bad.why
    assert results["talk_share"].status is Status.NOT_ENOUGH


def test_a_recording_that_carries_nothing_carries_no_measure():
    talk, moments = spoken(*TALK)
    bad = Verdict("recording", Carry.NOT_MEASURABLE, "there is only noise")
    assert {result.why for result in measure_all(talk, moments, (bad,))} == {bad.why}


def test_care_lowers_confidence_by_a_step_and_says_why():
    talk = conversation("A 0-100 how was it", "B 100-200 hard")
    care = Verdict("talk_share", Carry.WITH_CARE, "one voice is very quiet")
    result = next(r for r in measure_all(talk, (), (care,)) if r.name == "talk_share")
    assert result.status is Status.OK
    assert result.confidence is Confidence.MEDIUM
    assert result.why == "with care: one voice is very quiet"


@unhurried
@given(conversations(speakers=3))
def test_evidence_is_in_order_of_time_and_within_the_talk(talk):
    for result in measure_all(talk, ()):
        starts = [passage.start for passage in result.evidence]
        assert starts == sorted(starts), result.name
        assert all(0 <= passage.turn < len(talk.turns) for passage in result.evidence)


@unhurried
@given(conversations())
def test_the_same_talk_gives_the_same_results(talk):
    assert measure_all(talk, ()) == measure_all(talk, ())
