"""The other person at this screen: a page of their own, and what it leaves on the session."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QInputDialog,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coach.errors import ExitCode, UserError
from coach.library.verdicts import VerdictBook
from coach.partner.sheet import Mark, Verdict, Way
from coach.review import again
from tests.coach.library.sessions import AGREED
from tests.ui.hands import click, key
from tests.ui.lived import a_talk
from tests.ui.partners import ask_here, kept, part, questions, strip, with_a_talk
from ui.app import Program
from ui.main_window import PARTNER, SESSION
from ui.theme import Scheme

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "This plugin does not support")


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program with one talk of Nora (me) and Nadia open."""
    with with_a_talk(qapp, qtbot, tmp_path) as made:
        yield made


def test_the_page_is_theirs_alone(program: Program, qtbot: QtBot) -> None:
    ask_here(program, qtbot)
    window = program.window
    assert not window.rail.isVisible()
    assert not window.menuBar().isVisible()
    assert not window.session.isVisible()
    assert not window.queue.isVisible()
    assert not window.offer.isVisible()
    assert not any(action.isEnabled() for action in window.commands)
    assert part(program, "partner_title", QLabel).text() == "Nadia, how heard did you feel?"
    shown = " ".join(label.text() for label in window.partner.findChildren(QLabel) if label.isVisible())
    assert "%" not in shown
    assert "caught" not in shown


def test_a_verdict_by_mouse(program: Program, qtbot: QtBot) -> None:
    ask_here(program, qtbot)
    following = part(program, "partner_next", QAbstractButton)
    click(qtbot, following)
    assert not following.isEnabled(), "the rating is the one thing that is needed"
    click(qtbot, part(program, "partner_heard_6"))
    click(qtbot, following)
    count = questions(program)
    assert count == 12
    click(qtbot, part(program, "partner_mark_hit"))
    click(qtbot, following)
    click(qtbot, part(program, "partner_mark_near"))
    click(qtbot, part(program, "partner_mark_miss"))
    for _step in range(count - 1):
        click(qtbot, following)
    assert part(program, "partner_title", QLabel).text() == "Thank you"
    (given,) = kept(program)
    assert given.way is Way.SCREEN
    assert given.verdict == Verdict(6, (Mark.HIT, Mark.MISS, *[None] * (count - 2)))
    click(qtbot, following)
    assert program.window.page == SESSION
    assert program.window.rail.isVisible()
    assert strip(program, "partner_told").text() == ("Nadia felt heard: 6 of 7. Of 2 answers: 1 caught, 1 not caught.")
    assert "judged 2 of 2 answers alike" in strip(program, "partner_agreement").text()


def test_a_verdict_by_keys_alone(program: Program, qtbot: QtBot) -> None:
    ask_here(program, qtbot)
    key(qtbot, Qt.Key.Key_Return)
    key(qtbot, Qt.Key.Key_7)
    key(qtbot, Qt.Key.Key_Return)
    key(qtbot, Qt.Key.Key_3)
    key(qtbot, Qt.Key.Key_Backspace)
    assert part(program, "partner_heard_7", QAbstractButton).isChecked()
    key(qtbot, Qt.Key.Key_2)
    key(qtbot, Qt.Key.Key_Return)
    assert part(program, "partner_mark_miss", QAbstractButton).isChecked()
    for _step in range(questions(program)):
        key(qtbot, Qt.Key.Key_Return)
    (given,) = kept(program)
    assert given.verdict.felt_heard == 2
    assert given.verdict.marks[:2] == (Mark.MISS, None)
    key(qtbot, Qt.Key.Key_Return)
    assert program.window.page == SESSION


def test_a_mark_pressed_again_is_taken_back(program: Program, qtbot: QtBot) -> None:
    ask_here(program, qtbot)
    for which in (Qt.Key.Key_Return, Qt.Key.Key_4, Qt.Key.Key_Return, Qt.Key.Key_1):
        key(qtbot, which)
    hit = part(program, "partner_mark_hit", QAbstractButton)
    assert hit.isChecked()
    click(qtbot, hit)
    assert not hit.isChecked()
    assert part(program, "partner_next", QAbstractButton).text() == "Leave this out"


def test_arrows_go_through_the_numbers(program: Program, qtbot: QtBot) -> None:
    ask_here(program, qtbot)
    key(qtbot, Qt.Key.Key_Return)
    for number in (2, 3):
        key(qtbot, Qt.Key.Key_Right)
        assert QApplication.focusWidget() is part(program, f"partner_heard_{number}")
    key(qtbot, Qt.Key.Key_Space)
    assert part(program, "partner_heard_3", QAbstractButton).isChecked()
    assert not part(program, "partner_heard_1", QAbstractButton).isChecked()


def test_rather_not_keeps_nothing(program: Program, qtbot: QtBot) -> None:
    ask_here(program, qtbot)
    key(qtbot, Qt.Key.Key_Escape)
    assert program.window.page == SESSION
    assert kept(program) == ()


def test_leaving_half_way_takes_a_second_time(program: Program, qtbot: QtBot) -> None:
    ask_here(program, qtbot)
    key(qtbot, Qt.Key.Key_Return)
    key(qtbot, Qt.Key.Key_5)
    key(qtbot, Qt.Key.Key_Escape)
    assert program.window.page == PARTNER
    assert part(program, "partner_leave", QAbstractButton).text() == "Leave, and keep none of my answers"
    key(qtbot, Qt.Key.Key_Escape)
    assert program.window.page == SESSION
    assert kept(program) == ()
    ask_here(program, qtbot)
    key(qtbot, Qt.Key.Key_Return)
    assert not part(program, "partner_heard_5", QAbstractButton).isChecked(), "the next person begins afresh"


def test_a_verdict_that_cannot_be_kept_says_so(program: Program, qtbot: QtBot, monkeypatch) -> None:
    def full(book: VerdictBook, sheet: object, verdict: object) -> None:
        raise UserError("The disk is full.", "Make room, then try again.", ExitCode.STORAGE)

    monkeypatch.setattr(VerdictBook, "say", full)
    ask_here(program, qtbot)
    key(qtbot, Qt.Key.Key_Return)
    key(qtbot, Qt.Key.Key_5)
    for _step in range(questions(program) + 1):
        key(qtbot, Qt.Key.Key_Return)
    assert "The disk is full." in program.window.toast.findChild(QLabel).text()
    assert part(program, "partner_title", QLabel).text() != "Thank you", "nobody is thanked for what is lost"
    assert part(program, "partner_next", QAbstractButton).text() == "I am done"


def test_with_several_partners_one_is_chosen(program: Program, qtbot: QtBot, monkeypatch) -> None:
    talk = a_talk(8.0, back=6)
    turns = list(talk.conversation.turns)
    third = replace(talk.conversation.speakers[1], id="C", label="Omar", channel=None)
    turns[3] = replace(turns[3], speaker="C")
    three = replace(talk.conversation, speakers=(*talk.conversation.speakers, third), turns=tuple(turns))
    session = program.library.add(again(talk, conversation=three), title="Three", consent=AGREED)
    program.library.answer(session, None)
    program.desk.open_session(session)
    asked = []

    def choose(*arguments: object, **named: object) -> tuple[str, bool]:
        asked.append(arguments[3])
        return "Omar", True

    monkeypatch.setattr(QInputDialog, "getItem", choose)
    ask_here(program, qtbot)
    assert asked == [["Nadia", "Omar"]]
    assert part(program, "partner_title", QLabel).text() == "Omar, how heard did you feel?"
    assert questions(program) == 1


@pytest.mark.parametrize("scheme", list(Scheme))
def test_their_controls_have_names_and_fit(program: Program, qapp: QApplication, qtbot: QtBot, scheme: Scheme) -> None:
    program.theme.use(qapp, scheme=scheme, text_scale=2.0)
    ask_here(program, qtbot)
    key(qtbot, Qt.Key.Key_Return)
    named = [w for w in program.window.partner.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    named = [w for w in named if w.isVisible()]
    names = {widget.objectName() for widget in named}
    assert {"partner_heard_1", "partner_back", "partner_leave"} <= names, "one of the numbers, then the arrows"
    for widget in named:
        assert widget.objectName(), widget
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget.objectName()
    bar = program.window.partner._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)  # all of it is seen without scrolling


def test_the_strip_says_how_to_begin_and_follows_the_session(program: Program, qtbot: QtBot) -> None:
    assert "They can say so" in strip(program, "partner_told").text()
    assert not strip(program, "partner_agreement").isVisible()


def test_the_menu_leads_there_too(program: Program, qtbot: QtBot) -> None:
    program.window.findChild(QAction, "action_partner_here").trigger()
    assert program.window.page == PARTNER
    key(qtbot, Qt.Key.Key_Escape)
    program.window.show_page("today")
    for name in ("partner_here", "partner_form", "partner_answer"):
        assert not program.window.findChild(QAction, f"action_{name}").isEnabled()


def test_the_verdict_waits_for_the_own_guess(program: Program, qtbot: QtBot) -> None:
    unseen = program.library.add(a_talk(8.0, back=6), title="Unseen", consent=AGREED)
    program.desk.open_session(unseen)
    assert not program.window.session.partner.isVisible()
    program.window.findChild(QAction, "action_partner_form").trigger()
    assert "First your own guess" in program.window.toast.findChild(QLabel).text()
    program.window.findChild(QAction, "action_partner_here").trigger()
    assert program.window.page == PARTNER, "the other person may speak first: they alone see what is asked"
