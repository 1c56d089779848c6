"""The other person by a form: what goes into it, and their answer on its way back."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QFileDialog,
    QLabel,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from coach.library.library import Library
from coach.partner.answer import Answer, code_of
from coach.partner.sheet import Mark, Verdict, Way
from tests.coach.library.sessions import AGREED
from tests.ui.hands import click, when_open
from tests.ui.lived import a_talk
from tests.ui.partners import kept, strip, with_a_talk
from ui.app import Program
from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.form_dialog import FormDialog

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "This plugin does not support")


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program with one talk of Nora (me) and Nadia open."""
    with with_a_talk(qapp, qtbot, tmp_path) as made:
        yield made


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
