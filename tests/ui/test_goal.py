"""The goal of a session is chosen, followed and kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from coach.feedback.goal import GOALS
from ui.app import Program

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "This plugin does not support")


@pytest.fixture
def program(talk_open: Program) -> Program:
    """The program with a session open."""
    return talk_open


def text_of(program: Program, name: str) -> str:
    found = program.window.session.findChild(QLabel, name)
    assert found is not None
    return found.text()


def choice_in(program: Program) -> QComboBox:
    found = program.window.session.findChild(QComboBox, "goal_choice")
    assert found is not None
    return found


def test_a_goal_chosen_by_key_moves_the_focus_at_once_and_is_undone(program: Program, qtbot: QtBot) -> None:
    before = text_of(program, "focus_text")
    assert text_of(program, "focus_caption") == "One thing to try next"
    choice = choice_in(program)
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert text_of(program, "focus_caption") == f"Your goal: {GOALS[0].title}"
    assert text_of(program, "focus_text") != before
    undo = program.window.findChild(QAction, "action_undo")
    assert undo is not None
    assert "goal" in undo.text()
    undo.trigger()
    assert text_of(program, "focus_text") == before
    assert choice.currentIndex() == 0


def test_a_goal_is_kept_with_its_session(program: Program, qtbot: QtBot) -> None:
    choice = choice_in(program)
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    program.desk.open_session(program.library.sessions()[0].id)
    assert choice_in(program).currentText() == GOALS[1].title
    assert text_of(program, "focus_caption") == f"Your goal: {GOALS[1].title}"


def test_context_and_goal_change_one_after_the_other(program: Program, qtbot: QtBot) -> None:
    choice = choice_in(program)
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    kind = program.window.session.findChild(QComboBox, "context_choice")
    assert kind is not None
    kind.setFocus()
    before = kind.currentText()
    qtbot.keyClick(kind, Qt.Key.Key_Up)
    assert kind.currentText() != before
    assert kind.currentText() in text_of(program, "whole_range")
    assert text_of(program, "focus_caption") == f"Your goal: {GOALS[0].title}"
