"""Hearing a recording again and going back, in the window, by clicks and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QListView, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from coach.editing.edits import EditWords
from coach.errors import ExitCode, UserError
from coach.hearing.request import ListenRequest
from coach.work import Cancelled, Failed, Finished, JobId
from tests.coach.library.sessions import OTHER, hearing
from tests.ui.hands import answer, child, click, toast, when_open
from ui.app import Program
from ui.dialogs.again_dialog import AgainDialog
from ui.dialogs.versions_dialog import VersionsDialog
from ui.intake import State
from ui.item_models.versions import VersionModel
from ui.main_window import REVIEW, SESSION

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "This plugin does not support")


@pytest.fixture
def program(sample_open: Program) -> Program:
    """The program with the sample open, which has a recording."""
    return sample_open


@pytest.fixture
def asked(program: Program, monkeypatch: pytest.MonkeyPatch) -> list[ListenRequest]:
    """What the worker was asked for; it hears nothing by itself."""
    requests: list[ListenRequest] = []
    monkeypatch.setattr(program.bridge, "start", lambda request: requests.append(request) or JobId(len(requests)))
    return requests


def from_menu(program: Program, text: str) -> None:
    menu = child(program.window.session, QAbstractButton, "more_button").menu()
    next(action for action in menu.actions() if action.text() == text).trigger()


def ask_again(qtbot: QtBot, program: Program, *, voices: int | None = None, language: str = "") -> None:
    """Hear it again as the dialog is set, or with other voices or language, chosen by keys."""

    def choose(box: QComboBox, value: object) -> None:
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Home)
        for _ in range(box.findData(value)):
            qtbot.keyClick(box, Qt.Key.Key_Down)

    def act(dialog: AgainDialog) -> None:
        if voices is not None:
            child(dialog, QComboBox, "again_voices").setEnabled(True)
            choose(child(dialog, QComboBox, "again_voices"), voices)
        if language:
            choose(child(dialog, QComboBox, "again_language"), language)
        click(qtbot, child(dialog, QPushButton, "again_go"))

    when_open(qtbot, AgainDialog, act)
    from_menu(program, "Hear it again…")


def heard(qtbot: QtBot, program: Program, job: int = 1, *, voices: int = 2) -> None:
    with qtbot.waitSignal(program.intake.heard_again, timeout=20_000):
        program.bridge.finished.emit(Finished(JobId(job), hearing(voices=voices), ()))


def in_versions(qtbot: QtBot, program: Program, act) -> None:
    when_open(qtbot, VersionsDialog, act)
    from_menu(program, "Versions…")


def first_words(program: Program) -> str:
    session = program.desk.editor.session
    assert session is not None
    return session.review.conversation.turns[0].text


def test_it_is_heard_again_shown_and_gone_back_from(program: Program, qtbot: QtBot, asked: list) -> None:
    before = first_words(program)
    ask_again(qtbot, program, language="de")
    (request,) = asked
    assert request.path == program.desk.editor.session.audio
    assert (request.speakers, request.language) == (2, "de")
    assert "queue_row" in program.window.queue.findChildren(QLabel, "queue_name")[0].parent().objectName()
    heard(qtbot, program)
    assert OTHER in first_words(program)
    assert "the one before stays under Versions" in toast(program)
    assert program.intake.entries == ()

    def back(dialog: VersionsDialog) -> None:
        view = child(dialog, QListView, "versions_list")
        assert view.model().rowCount() == 2
        assert "shown now" in view.model().index(0, 0).data()
        assert view.currentIndex().row() == 1
        qtbot.keyClick(view, Qt.Key.Key_Up)
        assert not child(dialog, QPushButton, "version_back").isEnabled()
        qtbot.keyClick(view, Qt.Key.Key_Down)
        click(qtbot, child(dialog, QPushButton, "version_back"))

    in_versions(qtbot, program, back)
    assert first_words(program) == before
    assert "Version 1 is shown again" in toast(program)


def test_edits_after_it_are_edits_of_the_new_version(program: Program, qtbot: QtBot, asked: list) -> None:
    ask_again(qtbot, program)
    heard(qtbot, program)
    program.desk.editor.edit(EditWords(0, "Put right."))
    assert program.library.load(program.library.sessions()[0].id).version == 2
    assert first_words(program) == "Put right."


def test_stopping_leaves_the_session_as_it_is(program: Program, qtbot: QtBot, asked: list) -> None:
    before = program.desk.editor.session
    ask_again(qtbot, program)
    program.bridge.cancelled.emit(Cancelled(JobId(1)))
    (entry,) = program.intake.entries
    assert entry.state is State.CANCELLED
    assert "The session stays as it is" in child(program.window.queue, QLabel, "queue_words").text()
    assert program.library.load(before.id) == before
    click(qtbot, child(program.window.queue, QPushButton, "queue_retry"))
    assert asked[1] == asked[0]
    heard(qtbot, program, 2)
    assert OTHER in first_words(program)


def test_a_failure_is_said_and_half_of_it_cannot_be_kept(program: Program, qtbot: QtBot, asked: list) -> None:
    before = program.desk.editor.session
    ask_again(qtbot, program)
    trouble = UserError("The listening ended.", "Try again.", ExitCode.WORKER)
    program.bridge.failed.emit(Failed(JobId(1), trouble, hearing(4)))
    assert "The listening ended. Try again." in child(program.window.queue, QLabel, "queue_words").text()
    assert not child(program.window.queue, QPushButton, "queue_keep").isVisible()
    assert program.library.load(before.id) == before


def test_it_is_not_heard_twice_at_once(program: Program, qtbot: QtBot, asked: list) -> None:
    ask_again(qtbot, program)
    ask_again(qtbot, program)
    assert len(asked) == 1
    assert len(program.intake.entries) == 1


def test_who_has_left_the_session_is_told_and_can_open_it(program: Program, qtbot: QtBot, asked: list) -> None:
    ask_again(qtbot, program)
    program.window.show_page(REVIEW)
    heard(qtbot, program, voices=1)
    assert "No voice was found again for: " in toast(program)
    click(qtbot, child(program.window.toast, QPushButton, "toast_action"))
    assert program.window.page == SESSION
    assert OTHER in first_words(program)


def test_an_earlier_version_is_deleted_after_a_question(program: Program, qtbot: QtBot, asked: list) -> None:
    ask_again(qtbot, program)
    heard(qtbot, program)
    session = program.library.sessions()[0].id

    def delete(said: str, left: int):
        def act(dialog: VersionsDialog) -> None:
            question = answer(qtbot, "version_box", said)
            click(qtbot, child(dialog, QPushButton, "version_delete"))
            assert "Delete version 1 for good?" in question[0]
            assert child(dialog, QListView, "versions_list").model().rowCount() == left
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)

        return act

    in_versions(qtbot, program, delete("no", 2))
    in_versions(qtbot, program, delete("yes", 1))
    assert [one.number for one in program.library.versions.of(session)] == [2]


def test_without_sound_it_cannot_be_heard_again(program: Program, qtbot: QtBot) -> None:
    session = program.library.sessions()[0].id
    program.library.delete_sound([session])
    program.desk.open_session(session)
    menu = child(program.window.session, QAbstractButton, "more_button").menu()
    assert not next(action for action in menu.actions() if action.text() == "Hear it again…").isEnabled()


def test_the_model_of_versions_is_sound(program: Program, qtmodeltester: ModelTester) -> None:
    model = VersionModel()
    model.show_versions(program.library.versions.of(program.library.sessions()[0].id))
    qtmodeltester.check(model)
    assert "Version 1" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
