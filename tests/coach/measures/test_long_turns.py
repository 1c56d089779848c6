"""Monologues and stories."""

import pytest
from hypothesis import given

from coach.conversation import Conversation, Speaker, Timing, Turn
from coach.measures.result import Status
from coach.times import Span
from tests.coach.measures.made import conversations, spoken, taken, unhurried
from tests.factories import conversation


def test_the_longest_turn_is_the_longest_and_not_an_average():
    talk = conversation("A 0-5 a", "B 5-100 b", "A 100-190 the long one", "B 190-200 b", "A 200-203 c")
    result = taken(talk)["longest_monologue"]
    assert result.value == pytest.approx(90)
    assert [passage.quote for passage in result.evidence] == ["the long one"]
    assert result.status is Status.OK


def test_their_backchannel_does_not_end_my_monologue():
    talk = conversation("A 0-40 first", "B~ 40-40.5 mm-hm", "A 41-90 second", "B 90-190 b")
    assert taken(talk)["longest_monologue"].value == pytest.approx(90)
    assert taken(talk)["longest_monologue"].evidence[0].quote == "first second"


def test_a_long_silence_is_no_part_of_a_monologue():
    people = (Speaker("A", "A", me=True), Speaker("B", "B"))
    turns = (
        Turn(0, 100, "A", "hello", voice=(Span(0, 40), Span(41, 50), Span(55, 100))),
        Turn(100, 300, "B", "hello"),
    )
    assert taken(Conversation(people, turns, 300, Timing.CHANNELS))["longest_monologue"].value == pytest.approx(95)


def test_a_silence_that_leaves_the_floor_open_ends_a_monologue():
    talk = conversation("A 0-40 first", "A 60-90 second", "A 92-100 third", "B 100-300 hello")
    result = taken(talk)["longest_monologue"]
    assert result.value == pytest.approx(40)
    assert [(p.start, p.end, p.quote) for p in result.evidence] == [(0, 40, "first")]


def test_what_i_say_without_them_between_is_one_turn():
    talk = conversation("A 0-40 one two", "A 60-90 three", "B 100-300 hello", "A 301-320 four")
    assert taken(talk)["turn_words"].values == (3, 1)


def test_a_short_clarifier_leaves_the_story_whole():
    talk = conversation("B 0-50 first", "A 50-51 In May, or in June?", "B 51-100 second", "A 100-190 c")
    assert taken(talk)["partner_story"].value == pytest.approx(100)
    assert taken(talk)["partner_story"].evidence[0].quote == "first second"


def test_a_short_question_that_goes_elsewhere_ends_the_story():
    word = "word " * 100
    talk, moments = spoken(
        f"B: {word}", "A: How old are you?{closed}", f"B: {word}", "A: And then?{open follow_up}", f"B: {word}"
    )
    assert taken(talk, moments)["partner_story"].value == pytest.approx(80 + 0.8 + 2 * 0.4)


def test_a_reply_of_seven_words_ends_the_story():
    talk = conversation("B 0-50 first", "A 50-53 that is just what I always say", "B 53-93 second", "A 93-190 c")
    assert taken(talk)["partner_story"].value == pytest.approx(50)


def test_two_partners_tell_two_stories():
    talk = conversation("B 0-50 first", "C 51-111 second", "A 111-190 c")
    assert taken(talk)["partner_story"].value == pytest.approx(60)


def test_short_conversations_say_what_is_missing():
    result = taken(conversation("A 0-40 a", "B 40-136 b"))["longest_monologue"]
    assert result.status is Status.NOT_ENOUGH
    assert result.why == "not enough conversation yet: 2:16 of speech, 3:00 needed"
    assert result.value == pytest.approx(40)


def test_without_a_turn_of_mine_there_is_no_monologue():
    assert taken(conversation("B 0-200 b", me="A"))["longest_monologue"].value is None


@unhurried
@given(conversations())
def test_a_monologue_lies_within_the_speech_and_the_window(talk):
    for name in ("longest_monologue", "partner_story"):
        result = taken(talk)[name]
        if result.value is not None:
            assert 0.0 < result.value <= talk.window.duration + 1e-9
            assert result.low <= result.value <= result.high


@unhurried
@given(conversations())
def test_swapping_me_swaps_nothing_but_clarifiers(talk):
    mine, story = taken(talk)["longest_monologue"].value, taken(talk.with_me("B"))["partner_story"].value
    if mine is not None and story is not None:
        assert story >= mine - 1e-9


def test_words_in_a_turn_of_mine_on_average():
    lines = [(f"A {i * 10}-{i * 10 + 4} {'word ' * (10 + i)}", f"B {i * 10 + 5}-{i * 10 + 9} b") for i in range(8)]
    result = taken(conversation(*(line for pair in lines for line in pair), "A~ 6-7 mm-hm"))["turn_words"]
    assert result.value == pytest.approx(13.5)
    assert result.values == tuple(range(10, 18))
    assert result.low < 13.5 < result.high
    assert result.status is Status.OK
