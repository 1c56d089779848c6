"""A review from a conversation to its scorecard, with the moments that are really found."""

import time

import pytest

from coach.audio.verdict import Carry, Verdict
from coach.contexts.load import context, contexts
from coach.conversation import Conversation, Speaker, Timing
from coach.feedback.composite import raw_whole
from coach.feedback.words import headline
from coach.hearing.heard import Engines, Source
from coach.measures.registry import MEASURES
from coach.measures.result import Status
from coach.review import again, review
from tests.coach.feedback.listeners import GOOD_LISTENER, OTHERS, talk
from tests.coach.measures.made import spoken
from tests.coach.measures.scripted import conversation_of, truths

SOURCE = Source("talk.wav", 60.0, 2, "0" * 64)


def reviewed(conversation, context_id="everyday", quality=()):
    return review(conversation, context=context(context_id), source=SOURCE, engines=Engines(), quality=quality)


def conversation(*lines):
    return spoken(*lines)[0]


def raw(replies):
    found = reviewed(conversation(*talk(replies)))
    points = raw_whole(found.conversation, found.results, found.context)
    assert points is not None
    return points.score


@pytest.mark.parametrize("other", sorted(OTHERS))
def test_the_good_listener_outranks_all_others_with_what_is_found(other):
    assert raw(GOOD_LISTENER) > raw(OTHERS[other]) + 5


def test_a_review_holds_every_measure_and_its_reasons():
    found = reviewed(conversation(*talk(GOOD_LISTENER) * 3))
    assert [result.name for result in found.results] == [known.name for known in MEASURES]
    assert found.scorecard.band is not None
    assert found.result("reflections").status is Status.OK
    with pytest.raises(KeyError):
        found.result("charm")


def test_evidence_are_the_moments_that_were_found():
    found = reviewed(conversation(*talk(GOOD_LISTENER)))
    questions = found.result("questions").evidence
    assert questions
    assert all(any(moment is one for one in found.moments) for moment in questions)


def test_the_same_conversation_gives_the_same_review():
    talked = conversation(*talk(GOOD_LISTENER))
    assert reviewed(talked) == reviewed(talked)


def test_another_context_changes_the_grade_and_not_the_results():
    first = reviewed(conversation(*talk(GOOD_LISTENER) * 3))
    for known in contexts():
        other = again(first, context=known)
        assert other.results == first.results
        assert other.context == known
        assert {one.result.name for one in other.scorecard.graded} == {known.name for known in MEASURES}


def test_another_me_turns_the_review_around():
    first = reviewed(conversation(*talk(GOOD_LISTENER) * 3))
    other = again(first, conversation=first.conversation.with_me("B"))
    shares = [found.result("talk_share").value for found in (first, other)]
    assert sum(shares) == pytest.approx(1.0)
    assert other.scorecard.band != first.scorecard.band


def test_nothing_said_is_reviewed_without_a_grade():
    people = (Speaker("A", "A", me=True), Speaker("B", "B"))
    found = reviewed(Conversation(people, (), 60.0, Timing.CHANNELS))
    assert found.scorecard.band is None
    assert found.scorecard.why


def test_verdicts_on_the_sound_reach_the_results():
    bad = Verdict("interruptions", Carry.NOT_MEASURABLE, "the other voice leaks into your channel")
    found = reviewed(conversation(*talk(GOOD_LISTENER)), quality=(bad,))
    assert found.result("interruptions").status is Status.NOT_MEASURABLE
    assert bad.why in headline(found.result("interruptions"))


def test_an_hour_is_reviewed_in_seconds():
    talked = conversation(*talk(GOOD_LISTENER) * 27)
    assert talked.duration > 3600
    begin = time.process_time()
    found = reviewed(talked)
    assert found.scorecard.band is not None
    assert time.process_time() - begin < 20.0


@pytest.mark.data
def test_scripted_listeners_are_told_from_interrupters_interrogators_and_advisers():
    points = {}
    for truth in truths():
        found = reviewed(conversation_of(truth))
        whole = raw_whole(found.conversation, found.results, found.context)
        assert whole is not None
        points[truth["id"]] = whole.score
    for listener in ("d01_excellent_listener", "d05_empathic"):
        for other in ("d02_interrupter", "d03_interrogator", "d04_advice_giver"):
            assert points[listener] > points[other] + 20
