"""Talk share by three definitions."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.conversation import Conversation, Speaker, Timing, Turn
from coach.measures.result import Confidence, Status
from coach.times import Span
from tests.coach.measures.made import conversations, shifted, taken, unhurried
from tests.factories import conversation


def test_talk_share_by_hand():
    talk = conversation("A 0-60 one two three", "B 70-190 one two three four five six seven")
    results = taken(talk)
    assert results["talk_share"].value == pytest.approx(60 / 180)
    assert results["talk_share"].numerator == 60
    assert results["talk_share"].denominator == 180
    assert results["talk_share"].status is Status.OK
    assert results["talk_share_of_call"].value == pytest.approx(60 / 190)
    assert results["talk_share_of_words"].value == pytest.approx(0.3)


def test_the_span_of_the_meeting_is_not_speech():
    talk = conversation("A 0-60 hello", "B 600-720 hello", duration=3600)
    assert taken(talk)["talk_share"].denominator == 180
    assert taken(talk)["talk_share_of_call"].denominator == 720


def test_backchannels_are_no_talk():
    talk = conversation("A 0-90 hello", "B 90-180 hello", "A~ 100-101 mm-hm", "A~ 110-111 mm-hm")
    assert taken(talk)["talk_share"].value == pytest.approx(0.5)
    assert taken(talk)["talk_share_of_words"].value == pytest.approx(0.5)


def test_attempts_are_talk():
    talk = conversation("A 0-90 hello", "B 90-180 hello", "A? 100-110 but")
    assert taken(talk)["talk_share"].value == pytest.approx(100 / 190)


def test_a_hesitation_is_part_of_talking():
    people = (Speaker("A", "A", me=True), Speaker("B", "B"))
    for pause, talked in ((0.3, 100.0), (0.4, 99.6)):
        turns = (
            Turn(0, 100, "A", "hello", voice=(Span(0, 40), Span(40 + pause, 100))),
            Turn(100, 220, "B", "hello"),
        )
        talk = Conversation(people, turns, 220, Timing.CHANNELS)
        assert taken(talk)["talk_share"].numerator == pytest.approx(talked)


def test_pauses_inside_a_turn_are_not_talk():
    people = (Speaker("A", "A", me=True), Speaker("B", "B"))
    turns = (
        Turn(0, 100, "A", "hello", voice=(Span(0, 40), Span(60, 100))),
        Turn(100, 220, "B", "hello"),
    )
    talk = Conversation(people, turns, 220, Timing.CHANNELS)
    assert taken(talk)["talk_share"].value == pytest.approx(80 / 200)


def test_several_partners_are_summed():
    talk = conversation("A 0-60 hello", "B 60-120 hello", "C 100-160 hello")
    assert taken(talk)["talk_share"].value == pytest.approx(60 / 180)


def test_the_five_longest_turns_of_each_side_are_the_evidence_in_order_of_time():
    lines = [f"{'AB'[i % 2]} {i * 20}-{i * 20 + 5 + i} turn {i}" for i in range(14)]
    evidence = taken(conversation(*lines))["talk_share"].evidence
    assert [passage.quote for passage in evidence] == [f"turn {i}" for i in range(4, 14)]
    assert [passage.turn for passage in evidence] == list(range(4, 14))


def test_confused_voices_widen_the_range():
    lines = ("A 0-90 hello", "B 100-200 hello")
    exact, mixed = (
        taken(conversation(*lines, timing=timing))["talk_share"] for timing in (Timing.CHANNELS, Timing.VOICES)
    )
    assert exact.confidence is Confidence.HIGH
    assert mixed.confidence is Confidence.MEDIUM
    assert mixed.high - mixed.low > 2 * (exact.high - exact.low)


def test_no_words_give_no_share_of_words():
    people = (Speaker("A", "A", me=True), Speaker("B", "B"))
    talk = Conversation(people, (Turn(0, 100, "A", ""), Turn(100, 200, "B", "")), 200, Timing.CHANNELS)
    result = taken(talk)["talk_share_of_words"]
    assert result.status is Status.NOT_MEASURABLE
    assert taken(talk)["talk_share"].value == pytest.approx(0.5)


@unhurried
@given(conversations())
def test_swapping_me_swaps_talk_share(talk):
    mine, theirs = taken(talk)["talk_share"], taken(talk.with_me("B"))["talk_share"]
    if mine.value is not None and theirs.value is not None:
        assert mine.value + theirs.value == pytest.approx(1.0)
        assert mine.low == pytest.approx(1.0 - theirs.high)


@unhurried
@given(conversations(speakers=3))
def test_shares_stay_within_their_bounds_and_ranges(talk):
    for name in ("talk_share", "talk_share_of_call", "talk_share_of_words", "silence_share", "overlap_share"):
        result = taken(talk)[name]
        if result.value is not None:
            assert 0.0 <= result.low <= result.value + 1e-9
            assert result.value - 1e-9 <= result.high <= 1.0


@unhurried
@given(conversations(), st.floats(0.0, 1000.0))
def test_shifting_in_time_changes_nothing(talk, by):
    before, after = taken(talk), taken(shifted(talk, by))
    for name, result in before.items():
        assert after[name].status is result.status
        assert after[name].value == pytest.approx(result.value, abs=1e-6)


def test_an_hour_of_short_turns_is_measured_in_a_breath():
    lines = [f"{'AB'[i % 2]} {i * 1.5}-{i * 1.5 + 1.4} hello there my friend" for i in range(2400)]
    talk = conversation(*lines)
    begin = time.process_time()
    results = taken(talk)
    assert results["talk_share"].value == pytest.approx(0.5)
    assert len(results["response_gaps"].values) == 1199
    assert time.process_time() - begin < 5.0
