"""The scorecard of a whole conversation."""

import re

import pytest
from hypothesis import given

from coach.contexts.load import context, contexts
from coach.conversation import Conversation, Speaker, Timing
from coach.feedback.compose import compose
from coach.feedback.composite import raw_whole
from coach.feedback.scorecard import Band
from coach.measures.registry import measure_all
from coach.moments.moment import Moment
from tests.coach.feedback.listeners import FIXER, GOOD_LISTENER, HIJACKER, INTERROGATOR, LECTURER, OTHERS, SILENT, talk
from tests.coach.measures.made import conversations, spoken, unhurried
from tests.factories import conversation


def card(*lines, context_id="everyday", timing=Timing.CHANNELS, resting=frozenset()):
    talked, moments = spoken(*lines, timing=timing)
    return compose(talked, measure_all(talked, moments), context(context_id), resting=resting)


def long(replies):
    return talk(replies) * 3


def sentences():
    for replies in (GOOD_LISTENER, *OTHERS.values()):
        for lines in (talk(replies), long(replies)):
            for known in contexts():
                found = card(*lines, context_id=known.id)
                yield from (note.text for note in (found.strength, found.focus) if note)
                yield found.why or ""


def test_a_long_good_session_earns_a_band_with_a_range():
    found = card(*long(GOOD_LISTENER))
    assert found.band is Band.GOOD
    assert 0 <= found.low < found.high <= 100
    assert found.why is None


@pytest.mark.parametrize("replies", [LECTURER, FIXER, HIJACKER, INTERROGATOR])
def test_long_sessions_of_the_others_are_to_work_on(replies):
    found = card(*long(replies))
    assert found.band is Band.WORK_ON
    assert found.high < card(*long(GOOD_LISTENER)).low


def test_less_than_sixty_percent_of_the_points_give_no_grade():
    found = card(*long(GOOD_LISTENER)[:36])
    assert found.band is None
    assert (
        found.why == "Not enough conversation yet for a grade, which is no failing: 18 of your turns so far, 20 needed."
    )


def test_a_session_without_a_grade_still_has_a_strength_and_a_moment():
    found = card(*talk(GOOD_LISTENER))
    assert found.band is None
    assert found.strength is not None
    assert found.strength.moments
    assert found.moments


def test_the_strength_quotes_what_was_said():
    found = card(*long(GOOD_LISTENER))
    assert found.strength.measure == "reflections"
    moment = found.strength.moments[0]
    assert isinstance(moment, Moment)
    assert f"“{moment.quote}”" in found.strength.text
    assert "When they said “" in found.strength.text


@pytest.mark.parametrize(
    ("replies", "measures"),
    [
        (FIXER, {"advice"}),
        (LECTURER, {"reflections"}),
        (INTERROGATOR, {"open_share", "follow_up_share", "reflections"}),
    ],
)
def test_the_focus_is_what_costs_most(replies, measures):
    found = card(*long(replies))
    assert found.focus.measure in measures
    assert 1 <= len(found.focus.moments) <= 3
    assert found.moments == found.focus.moments
    assert "Next time" in found.focus.text


def test_a_resting_focus_gives_way_to_the_next():
    first = card(*long(FIXER)).focus.measure
    second = card(*long(FIXER), resting=frozenset({first})).focus
    assert second is None or second.measure != first


def test_two_events_are_no_focus():
    steady = talk(GOOD_LISTENER) * 3
    twice = ("B: It rained.", "A: You should buy a coat.{advice}") * 2
    assert card(*steady, *twice).focus is None


def test_a_doubtful_reflection_is_no_strength():
    found = card("B: It rained and rained.", "A: You got wet.{deep?}")
    assert found.strength is None


def test_nothing_spoilt_is_a_strength():
    found = card("B: It rained and rained.", "A: You got wet.{deep} You should buy a coat.{advice}")
    assert found.strength is None
    assert [m.quote for m in found.moments] == ["You should buy a coat."]


def test_a_talk_share_just_off_good_is_no_focus():
    lines = ("A 0-105 hello you", "B 105-200 hello you")
    talked = conversation(*lines)
    found = compose(talked, measure_all(talked, ()), context("everyday"))
    assert next(g.band for g in found.graded if g.result.name == "talk_share") is Band.FAIR
    assert found.focus is None


def test_talk_share_lifts_nobody_who_neither_reflects_nor_follows_up():
    lines = ("B: " + "word " * 10, "A: " + "other " * 7) * 20
    talked, moments = spoken(*lines)
    results = measure_all(talked, moments)
    without = tuple(result for result in results if result.name != "talk_share")
    every, rest = (raw_whole(talked, some, context("everyday")) for some in (results, without))
    assert every.score <= rest.score + 1e-9


def test_nobody_marked_as_me_gets_a_question_instead_of_a_grade():
    talked, moments = spoken(*long(GOOD_LISTENER))
    nobody = talked.with_me(None)
    found = compose(nobody, measure_all(nobody, moments), context("everyday"))
    assert found.band is None
    assert found.why == "Nobody is marked as you yet. Say which voice is yours."
    assert len(found.graded) == len(measure_all(nobody, moments))


def test_an_empty_conversation_scores_no_points():
    empty = Conversation((Speaker("A", "A", me=True), Speaker("B", "B")), (), 60.0, Timing.CHANNELS)
    found = compose(empty, measure_all(empty, ()), context("everyday"))
    assert found.band is found.low is found.high is found.strength is found.focus is None
    assert found.moments == ()
    assert found.why
    assert raw_whole(empty, measure_all(empty, ()), context("everyday")) is None


def test_one_channel_can_still_earn_a_grade():
    found = card(*long(GOOD_LISTENER), timing=Timing.VOICES)
    assert found.band is Band.GOOD
    assert next(g.band for g in found.graded if g.result.name == "interruptions") is None


def test_the_silent_listener_is_not_good_however_long():
    assert card(*long(SILENT) * 3).band in (None, Band.WORK_ON)


@unhurried
@given(conversations(speakers=3))
def test_any_talk_composes_within_bounds(talked):
    for known in contexts():
        found = compose(talked, measure_all(talked, ()), known)
        if found.band is not None:
            assert 0.0 <= found.low <= found.high <= 100.0
        assert (found.band is None) == (found.why is not None)
        assert len(found.moments) <= 3


def test_feedback_speaks_of_moments_in_plain_words():
    banned = r"\b(great|excellent|good job|well done|bad|poor|wrong|fail(ed|ure)?|you are|you're an?|always|never)\b"
    for text in sentences():
        ours = re.sub(r"“[^”]*”", "", text)
        assert "!" not in ours
        assert not re.search(banned, ours, re.IGNORECASE), text


def test_sentences_end_once():
    for text in sentences():
        assert not re.search(r"[.?!]”\.", text), text
        assert not text or text.endswith((".", "”"))
