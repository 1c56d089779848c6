"""Re-scoring is pure: the same edits, the same bytes, whatever came before."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.contexts.load import context
from coach.editing.apply import applied
from coach.editing.edits import ChangeContext, ChooseGoal, ChooseMe, EditWords, ReassignTurn, RenameSpeaker, SplitTurn
from coach.editing.history import History
from coach.editing.rescore import Found, Rescorer, found_again
from coach.exports.review_json import review_json
from coach.moments.find import find_moments
from coach.review import again
from tests.benchmarks.long_talk import long_review
from tests.coach.editing.talks import edits_of, talks
from tests.coach.library.sessions import a_review


@pytest.fixture(scope="module")
def long():
    return long_review(1200.0)


def test_no_edit_gives_the_review_itself() -> None:
    origin = a_review()
    assert Rescorer(origin).review(()) is origin


def test_everything_follows_an_edit() -> None:
    origin = a_review()
    review = Rescorer(origin).review([ChooseMe("B"), ChangeContext(context("coaching"))])
    whole = again(origin, conversation=origin.conversation.with_me("B"), context=context("coaching"))
    assert review == whole


def test_a_goal_moves_the_focus_alone() -> None:
    origin = a_review()
    chosen = Rescorer(origin).review([ChooseGoal("talk_share")])
    assert chosen.goal == "talk_share"
    assert chosen.scorecard.focus is not None
    assert chosen.scorecard.focus.measure == "talk_share"
    assert chosen.results == again(origin).results
    given_back = Rescorer(origin).review([ChooseGoal("talk_share"), ChooseGoal(None)])
    assert given_back == again(origin)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_the_same_edits_give_the_same_bytes_whatever_came_before(data: st.DataObject) -> None:
    talk = data.draw(talks())
    edits = data.draw(edits_of(talk))
    origin = again(a_review(4), conversation=talk)
    stepwise = Rescorer(origin)
    for count in range(len(edits) + 1):
        stepped = stepwise.review(edits[:count])
    assert review_json(stepped) == review_json(Rescorer(origin).review(edits))
    assert review_json(stepped) == review_json(again(origin, conversation=stepped.conversation))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_an_edit_undone_is_as_if_it_had_not_been(data: st.DataObject) -> None:
    talk = data.draw(talks())
    edits = data.draw(edits_of(talk))
    origin = again(a_review(4), conversation=talk)
    rescorer, history, seen = Rescorer(origin), History(), [origin]
    for edit in edits:
        history = history.then(edit)
        seen.append(rescorer.review(history.applied))
    for before in reversed(seen[:-1]):
        history = history.undone()
        assert rescorer.review(history.applied) == before


def test_one_changed_turn_is_the_same_as_reading_it_whole(long) -> None:
    """How somebody talks in the whole conversation is part of each judgement."""
    talk = long.conversation
    chance = random.Random(5)
    found = Found(talk, long.moments)
    edits = []
    for step in range(6):
        now = applied(talk, edits).conversation
        index = chance.randrange(len(now.turns))
        words = now.turns[index].text.split()
        edit = (
            EditWords(index, " ".join((*words, "What was that like for you?"))),
            ReassignTurn(index, chance.choice("AB")),
            SplitTurn(index, len(words) // 2) if len(words) > 1 else RenameSpeaker("A", "Zoë"),
        )[step % 3]
        edits.append(edit)
        changed = applied(talk, edits).conversation
        found = found_again(found, changed)
        assert found.moments == find_moments(changed), edit


def test_what_changes_no_turn_is_not_read_again(long, monkeypatch) -> None:
    read = []

    def noting(conversation):
        read.append(len(conversation.turns))
        return find_moments(conversation)

    monkeypatch.setattr("coach.editing.rescore.find_moments", noting)
    rescorer = Rescorer(long)
    rescorer.review([ChooseMe("B"), RenameSpeaker("A", "Nora"), ChangeContext(context("coaching"))])
    assert read == []
    rescorer.review([ChooseMe("B"), EditWords(5, "So what did you do then?")])
    assert len(read) == 1
