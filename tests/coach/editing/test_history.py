"""Undo and redo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.editing.edits import ChooseMe, RenameSpeaker
from coach.editing.history import History

ONE, TWO, THREE = RenameSpeaker("A", "Nora"), RenameSpeaker("B", "Daniel"), ChooseMe("A")


def test_undo_and_redo_name_what_they_change() -> None:
    history = History().then(ONE).then(TWO)
    assert (history.to_undo, history.to_redo) == (TWO, None)
    back = history.undone()
    assert (back.applied, back.to_undo, back.to_redo) == ((ONE,), ONE, TWO)
    assert back.redone() == history


def test_a_new_edit_drops_what_was_undone() -> None:
    assert History().then(ONE).then(TWO).undone().then(THREE) == History((ONE, THREE), 2)


def test_there_is_an_end_in_both_directions() -> None:
    for beyond in (History().undone, History().then(ONE).redone):
        with pytest.raises(ValueError, match="a position lies in"):
            beyond()


@given(st.lists(st.sampled_from((ONE, TWO, THREE))))
def test_all_undone_is_nothing_and_all_redone_is_all(edits: list) -> None:
    history = History()
    for edit in edits:
        history = history.then(edit)
    back = history
    while back.to_undo is not None:
        back = back.undone()
    assert back.applied == ()
    while back.to_redo is not None:
        back = back.redone()
    assert back == history
