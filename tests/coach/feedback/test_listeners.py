"""Ways of listening, told apart."""

import pytest

from coach.contexts.load import context, contexts
from coach.feedback.compose import compose
from coach.feedback.composite import raw_whole
from coach.measures.registry import measure_all
from tests.coach.feedback.listeners import GOOD_LISTENER, LECTURER, OTHERS, SILENT, talk
from tests.coach.measures.made import spoken


def raw(replies, context_id="everyday"):
    conversation, moments = spoken(*talk(replies))
    found = raw_whole(conversation, measure_all(conversation, moments), context(context_id))
    assert found is not None
    return found.score


@pytest.mark.parametrize("context_id", [known.id for known in contexts()])
@pytest.mark.parametrize("other", sorted(OTHERS))
def test_the_good_listener_outranks_all_others(other, context_id):
    assert raw(GOOD_LISTENER, context_id) > raw(OTHERS[other], context_id) + 5


def test_silence_is_not_listening():
    assert raw(SILENT) < 34


def test_unsure_reflections_do_not_lift_a_lecture():
    unsure = tuple(reply.rstrip().rstrip("}").removesuffix("{missed") + "{simple unsure}" for reply in LECTURER)
    assert raw(unsure) < 67


@pytest.mark.parametrize("replies", [GOOD_LISTENER, *OTHERS.values()])
def test_a_short_session_gets_no_grade(replies):
    conversation, moments = spoken(*talk(replies))
    card = compose(conversation, measure_all(conversation, moments), context("everyday"))
    assert card.band is card.low is card.high is None
    assert card.why
    assert "not enough" in card.why.lower()


def test_swapping_channels_swaps_scores():
    conversation, moments = spoken(*talk(GOOD_LISTENER))
    mine = raw_whole(conversation, measure_all(conversation, moments), context("everyday"))
    flipped = {"A": "B", "B": "A"}
    lines = [flipped[line[0]] + line[1:] for line in talk(GOOD_LISTENER)]
    other, other_moments = spoken(*lines, me="B")
    theirs = raw_whole(other, measure_all(other, other_moments), context("everyday"))
    assert mine == theirs
    unlike = raw_whole(conversation.with_me("B"), measure_all(conversation.with_me("B"), moments), context("everyday"))
    assert unlike is None or unlike.score < mine.score
