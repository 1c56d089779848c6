"""The other person in the window: asked here or by a form, read back, shown on the session."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coach.errors import ExitCode, UserError
from coach.library.library import Library
from coach.library.verdicts import VerdictBook
from coach.partner.answer import Answer, code_of
from coach.partner.sheet import Mark, Verdict, Way
from coach.review import again
from tests.coach.library.sessions import AGREED
from tests.ui.lived import a_talk, live
from tests.ui.shell import places_in, program_in
from tests.ui.test_shell import when_open
from ui.app import Program
from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.form_dialog import FormDialog
from ui.main_window import PARTNER, SESSION
from ui.theme import Scheme

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "This plugin does not support")


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program with one talk of Nora (me) and Nadia open."""
    live(places_in(tmp_path / "kept").library, 1, verdicts=0)
    made = program_in(tmp_path / "kept", qapp)
    qtbot.addWidget(made.window)
    made.window.resize(1280, 900)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    made.desk.open_session(made.library.sessions()[0].id)
    yield made
    made.window.close()
    made.close()


def part(program: Program, name: str, kind: type = QWidget):
    found = program.window.partner.findChild(kind, name)
    assert found is not None, name
    return found


def click(qtbot: QtBot, widget: QWidget) -> None:
    assert widget.isVisible(), widget.objectName()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def key(qtbot: QtBot, which: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, which)


def strip(program: Program, name: str, kind: type = QLabel):
    found = program.window.session.partner.findChild(kind, name)
    assert found is not None, name
    return found


def ask_here(program: Program, qtbot: QtBot) -> None:
    click(qtbot, strip(program, "strip_here", QAbstractButton))
    assert program.window.page == PARTNER


def questions(program: Program) -> int:
    sheet = program.window.partner._sheet
    assert sheet is not None
    return len(sheet.items)


def kept(program: Program):
    assert program.desk.editor.session is not None
    return program.library.verdicts.of_session(program.desk.editor.session.id)


# -- on this screen -----------------------------------------------------------------------------------------------


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


# -- by a form ----------------------------------------------------------------------------------------------------


def make_form(program: Program, qtbot: QtBot, monkeypatch, path: Path, act: Callable[[FormDialog], None]) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    when_open(qtbot, FormDialog, act)
    click(qtbot, strip(program, "strip_form", QAbstractButton))


def tag_in(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition('data-sheet="')[2][:8]


def save(qtbot: QtBot) -> Callable[[FormDialog], None]:
    def act(dialog: FormDialog) -> None:
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)

    return act


def test_the_form_holds_what_was_agreed_to(program: Program, qtbot: QtBot, monkeypatch, tmp_path: Path) -> None:
    seen = []

    def act(dialog: FormDialog) -> None:
        seen.append(" ".join(label.text() for label in dialog.findChildren(QLabel)))
        box = dialog.findChild(QCheckBox, "form_item_1")
        qtbot.keyClick(box, Qt.Key.Key_Space)
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)

    path = tmp_path / "form.html"
    make_form(program, qtbot, monkeypatch, path, act)
    html = path.read_text(encoding="utf-8")
    sheet = program.library.verdicts.sheet(tag_in(path))
    assert sheet is not None
    assert len(sheet.items) == 11
    assert 'data-items="11"' in html
    for item in sheet.items:
        assert item.mine in seen[0]
        assert item.theirs in seen[0]
    assert "Nora and Nadia" in seen[0]
    assert "Give it to Nadia" in program.window.toast.findChild(QLabel).text()


def test_a_form_that_is_not_agreed_to_is_not_made(program: Program, qtbot: QtBot, monkeypatch, tmp_path: Path) -> None:
    def act(dialog: FormDialog) -> None:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    make_form(program, qtbot, monkeypatch, tmp_path / "form.html", act)
    assert not (tmp_path / "form.html").exists()


def answer_of(program: Program, path: Path, heard: int = 5, mark: Mark | None = Mark.HIT) -> Answer:
    sheet = program.library.verdicts.sheet(tag_in(path))
    assert sheet is not None
    return Answer(sheet.tag, Verdict(heard, (mark,) * len(sheet.items)))


def give_code(program: Program, qtbot: QtBot, text: str) -> list[str]:
    """Paste a code and take it; gives what the dialog said against it, if it stayed open."""
    said: list[str] = []

    def act(dialog: AnswerDialog) -> None:
        assert not dialog.take.isEnabled()
        qtbot.keyClicks(dialog.field, text)
        qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
        if dialog.isVisible():
            said.append(dialog.findChild(QLabel, "answer_trouble").text())
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_open(qtbot, AnswerDialog, act)
    click(qtbot, strip(program, "strip_answer", QAbstractButton))
    return said


def test_a_code_is_read_back_and_shown(program: Program, qtbot: QtBot, monkeypatch, tmp_path: Path) -> None:
    path = tmp_path / "form.html"
    make_form(program, qtbot, monkeypatch, path, save(qtbot))
    answer = answer_of(program, path)
    assert give_code(program, qtbot, f"here: {code_of(answer)}") == []
    (given,) = kept(program)
    assert (given.way, given.verdict) == (Way.FORM, answer.verdict)
    assert strip(program, "partner_told").text() == "Nadia felt heard: 5 of 7. Of 12 answers: 12 caught."
    assert "of 12 answers alike" in strip(program, "partner_agreement").text()
    assert give_code(program, qtbot, code_of(answer)) == []
    assert "in already" in program.window.toast.findChild(QLabel).text()
    assert len(kept(program)) == 1


def test_a_file_is_read_back(program: Program, qtbot: QtBot, monkeypatch, tmp_path: Path) -> None:
    path = tmp_path / "form.html"
    make_form(program, qtbot, monkeypatch, path, save(qtbot))
    answer = answer_of(program, path, mark=None)
    file = tmp_path / "answer.json"
    file.write_text(
        json.dumps(
            {
                "format": "sayback partner answer",
                "version": 1,
                "sheet": answer.tag,
                "felt_heard": 5,
                "marks": [None] * len(answer.verdict.marks),
                "check": code_of(answer)[-8:],
            }
        ),
        encoding="utf-8",
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))

    def act(dialog: AnswerDialog) -> None:
        qtbot.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
        assert dialog.result() == QDialog.DialogCode.Accepted

    when_open(qtbot, AnswerDialog, act)
    click(qtbot, strip(program, "strip_answer", QAbstractButton))
    assert kept(program)[0].verdict == answer.verdict


def test_what_is_no_answer_is_said_in_the_dialog(program: Program, qtbot: QtBot, monkeypatch, tmp_path: Path) -> None:
    path = tmp_path / "form.html"
    make_form(program, qtbot, monkeypatch, path, save(qtbot))
    answer = answer_of(program, path)
    assert "no answer to a partner's form" in give_code(program, qtbot, "hello")[0]
    assert "damaged or not whole" in give_code(program, qtbot, code_of(answer)[:-1])[0]
    assert "no form that was made here" in give_code(program, qtbot, code_of(replace(answer, tag="00000000")))[0]
    with Library.open(program.library.folder) as library:
        other = library.add(a_talk(8.0, back=6), title="Another talk", consent=AGREED)
        library.answer(other, None)
    program.desk.open_session(other)
    assert "another session: “Kitchen talk”" in give_code(program, qtbot, code_of(answer))[0]
    assert kept(program) == ()


@pytest.mark.parametrize("agrees", [True, False])
def test_another_answer_asks_before_it_replaces(
    program: Program, qtbot: QtBot, monkeypatch, tmp_path: Path, agrees: bool
) -> None:
    path = tmp_path / "form.html"
    make_form(program, qtbot, monkeypatch, path, save(qtbot))
    give_code(program, qtbot, code_of(answer_of(program, path, heard=5)))

    def answer_box() -> None:
        box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
        assert "felt heard 5 then, 2 now" in box.informativeText()
        name = "replace_box_yes" if agrees else "replace_box_no"
        qtbot.mouseClick(box.findChild(QAbstractButton, name), Qt.MouseButton.LeftButton)

    QTimer.singleShot(400, answer_box)
    give_code(program, qtbot, code_of(answer_of(program, path, heard=2)))
    assert [given.verdict.felt_heard for given in kept(program)] == [2 if agrees else 5]


@pytest.mark.parametrize("agrees", [True, False])
def test_what_was_said_can_be_taken_back(
    program: Program, qtbot: QtBot, monkeypatch, tmp_path: Path, agrees: bool
) -> None:
    assert not strip(program, "strip_forget", QAbstractButton).isVisible()
    path = tmp_path / "form.html"
    make_form(program, qtbot, monkeypatch, path, save(qtbot))
    give_code(program, qtbot, code_of(answer_of(program, path)))

    def answer_box() -> None:
        box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
        qtbot.mouseClick(
            box.findChild(QAbstractButton, "forget_box_yes" if agrees else "forget_box_no"), Qt.MouseButton.LeftButton
        )

    QTimer.singleShot(200, answer_box)
    click(qtbot, strip(program, "strip_forget", QAbstractButton))
    assert len(kept(program)) == (0 if agrees else 1)
    assert ("They can say so" in strip(program, "partner_told").text()) is agrees


# -- around it ----------------------------------------------------------------------------------------------------


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
