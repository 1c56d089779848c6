"""The library in the window, by clicks and keys: trash, searching, sound."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from tests.clocks import Clock
from tests.ui.hands import answer, child, click, listed, press, press_row, settled, thrown, toast
from tests.ui.shell import program_in
from ui.app import Program
from ui.main_window import REVIEW, SESSION, SETTINGS

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "This plugin does not support")


@pytest.fixture
def program(three_sessions: Program) -> Program:
    """The program with three sessions in its library, of 20, 21 and 22 November."""
    return three_sessions


# -- trash -----------------------------------------------------------------------------------------------------------


def test_delete_puts_it_into_the_trash_and_undo_takes_it_back(program: Program, qtbot: QtBot) -> None:
    view = program.window.sessions.sessions
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert listed(program) == ["Which voice is mine", "First talk"]
    assert thrown(program) == ["Last talk"]
    assert "“Last talk” is in the trash" in toast(program)
    click(qtbot, child(program.window.toast, QPushButton, "toast_action"))
    assert listed(program) == ["Last talk", "Which voice is mine", "First talk"]
    assert thrown(program) == []
    assert program.window.toast.isHidden()


def test_undo_has_a_key(program: Program, qtbot: QtBot) -> None:
    view = program.window.sessions.sessions
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.keyClick(program.window, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(listed(program)) == 3)  # a button that is pressed by its key stays down for a moment


def test_undo_of_the_menu_takes_it_back_once(program: Program, qtbot: QtBot) -> None:
    view = program.window.sessions.sessions
    undo = next(one for one in program.window.commands if one.objectName() == "action_undo")
    assert not undo.isEnabled()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert "Last talk" in undo.text()
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(listed(program)) == 3
    assert not undo.isEnabled()
    assert program.window.toast.isHidden()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    press_row(qtbot, view, 0)
    assert program.window.page == SESSION
    assert not undo.isEnabled()  # here it would take back edits
    program.window.show_page(REVIEW)
    assert undo.isEnabled()


def test_the_next_session_is_chosen_after_one_is_deleted(program: Program, qtbot: QtBot) -> None:
    view = program.window.sessions.sessions
    view.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Delete):
        qtbot.keyClick(view, key)
    assert view.currentIndex().data() == "First talk"
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert listed(program) == ["Last talk"]


def test_what_lies_in_the_trash_can_be_restored(program: Program, qtbot: QtBot) -> None:
    view = program.window.sessions.sessions
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    button = child(program.window, QPushButton, "open_trash")
    assert button.text() == "Trash (1)"
    click(qtbot, button)
    assert program.window.sessions.trash.isVisible()
    assert program.window.sessions.trash.sessions.hasFocus()
    assert "30 days" in program.window.findChild(QLabel, "trash_told").text()
    assert "Gone for good in 30 days" in program.window.sessions.trash.sessions.accessibleDescription()
    press(qtbot, program, QPushButton, "trash_restore")
    assert thrown(program) == []
    assert "is back among your sessions" in toast(program)
    assert not child(program.window, QPushButton, "trash_delete").isEnabled()
    qtbot.keyClick(program.window.sessions.trash, Qt.Key.Key_Escape)
    assert listed(program) == ["Last talk", "Which voice is mine", "First talk"]


def test_deleting_for_good_asks_and_then_nothing_is_left(program: Program, qtbot: QtBot) -> None:
    view = program.window.sessions.sessions
    view.setFocus()
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    program.window.trash_asked.emit()
    trash = program.window.sessions.trash
    asked = answer(qtbot, "delete_box", "no")
    press(qtbot, program, QPushButton, "trash_delete")
    assert "for good" in asked[0]
    assert len(thrown(program)) == 2
    answer(qtbot, "delete_box", "yes")
    qtbot.keyClick(trash.sessions, Qt.Key.Key_Delete)
    settled(qtbot, program)
    assert len(thrown(program)) == 1
    asked = answer(qtbot, "empty_box", "yes")
    press(qtbot, program, QPushButton, "trash_empty")
    settled(qtbot, program)
    assert "Delete 1 session for good?" in asked[0]
    assert thrown(program) == []
    assert program.library.trashed() == ()
    assert listed(program) == ["First talk"]


def test_a_session_that_is_open_is_closed_when_it_is_deleted(with_sound: Program, qtbot: QtBot) -> None:
    press_row(qtbot, with_sound.window.sessions.sessions, 0)
    assert with_sound.window.page == SESSION
    delete = next(one for one in with_sound.window.commands if one.objectName() == "action_delete")
    delete.trigger()
    assert with_sound.window.page == REVIEW
    assert not with_sound.player.is_ready
    assert len(thrown(with_sound)) == 1
    assert with_sound.window.sessions.empty_trash_button.isVisible()
    click(qtbot, with_sound.window.sessions.empty_trash_button)
    assert with_sound.window.sessions.trash.isVisible()


def test_what_lay_long_enough_in_the_trash_is_gone_at_the_next_start(
    program: Program, qtbot: QtBot, clock: Clock
) -> None:
    view = program.window.sessions.sessions
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    clock.now += timedelta(days=29)
    program.desk.shelf.tidy()
    settled(qtbot, program)
    assert len(program.library.trashed()) == 1
    clock.now += timedelta(days=1)
    program.desk.shelf.tidy()
    settled(qtbot, program)
    assert program.library.trashed() == ()


# -- searching -------------------------------------------------------------------------------------------------------


def look_for(qtbot: QtBot, program: Program, text: str) -> None:
    with qtbot.waitSignal(program.desk.shelf.searcher.found, timeout=10_000):
        program.window.sessions.search.selectAll()
        qtbot.keyClicks(program.window.sessions.search, text)


def test_words_that_were_said_are_found_and_opened_there(with_sound: Program, qtbot: QtBot) -> None:
    qtbot.keyClick(
        with_sound.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert with_sound.window.sessions.search.hasFocus()
    talk = with_sound.library.load(with_sound.library.sessions()[0].id).review.conversation
    turn = len(talk.turns) - 3
    word = max(talk.turns[turn].text.replace("?", " ").replace(".", " ").replace(",", " ").split(), key=len)
    look_for(qtbot, with_sound, word)
    view = with_sound.window.sessions.sessions
    assert view.count == 1
    assert "1 of 1" in with_sound.window.sessions.count.text()
    assert word in view.accessibleDescription()
    hit = with_sound.library.find(word)[0].hit
    assert hit is not None
    qtbot.keyClick(with_sound.window.sessions.search, Qt.Key.Key_Down)
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert with_sound.window.page == SESSION
    transcript = with_sound.window.session.reading.transcript
    assert transcript.currentIndex().row() == hit.turn
    assert transcript.hasFocus()


def test_search_keeps_what_holds_every_word(program: Program, qtbot: QtBot) -> None:
    look_for(qtbot, program, "talk first")
    assert listed(program) == ["First talk"]
    assert "1 of 3" in program.window.sessions.count.text()
    look_for(qtbot, program, "zebra")
    assert listed(program) == []
    nothing = program.window.sessions.nothing
    assert nothing.isVisible()
    words = nothing.findChild(QLabel, "empty_text")
    assert words.height() >= words.heightForWidth(words.width())  # none of them is cut off
    assert "0 of 3" in program.window.sessions.count.text()
    qtbot.keyClick(program.window.sessions.search, Qt.Key.Key_Escape)
    assert len(listed(program)) == 3
    look_for(qtbot, program, "zebra")
    click(qtbot, child(program.window.sessions.nothing, QPushButton, "empty_button"))
    assert len(listed(program)) == 3
    assert program.window.sessions.sessions.isVisible()


def test_only_the_newest_text_counts(program: Program, qtbot: QtBot) -> None:
    with qtbot.waitSignal(program.desk.shelf.searcher.found, timeout=10_000) as caught:
        qtbot.keyClicks(program.window.sessions.search, "zebra")
        program.window.sessions.search.selectAll()
        qtbot.keyClicks(program.window.sessions.search, "first")
    assert caught.args[0] == "first"
    assert listed(program) == ["First talk"]


def test_a_session_of_which_nobody_guessed_yet_shows_the_place_after_the_guess(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    made = program_in(tmp_path / "kept", qapp, ("Only",), seen=False)
    qtbot.addWidget(made.window)
    made.window.show()
    id_ = made.library.sessions()[0].id
    made.desk.open_turn(id_, 7)
    assert not made.window.session.reading.isVisible()
    made.window.session.guess_skipped.emit()
    assert made.window.session.reading.transcript.currentIndex().row() == 7
    made.window.close()
    made.close()


# -- sound -----------------------------------------------------------------------------------------------------------


def test_deleting_the_sound_keeps_words_and_numbers(with_sound: Program, qtbot: QtBot) -> None:
    press_row(qtbot, with_sound.window.sessions.sessions, 0)
    before = with_sound.library.load(with_sound.library.sessions()[0].id).review
    audio = with_sound.library.folder / "audio"
    answer(qtbot, "sound_box", "no")
    with_sound.window.session.sound_delete_requested.emit()
    assert len(list(audio.iterdir())) == 2
    asked = answer(qtbot, "sound_box", "yes")
    delete = next(one for one in with_sound.window.commands if one.objectName() == "action_delete_sound")
    delete.trigger()
    assert "moments and the numbers stay" in asked[0]
    assert list(audio.iterdir()) == []
    assert with_sound.window.page == SESSION
    header = with_sound.window.session.header
    assert header.findChild(QLabel, "no_sound").isVisible()
    assert "The sound was deleted on" in header.findChild(QLabel, "no_sound").text()
    play = child(header, QToolButton, "play_button")
    assert not play.isEnabled()
    assert "The sound was deleted on" in play.accessibleName()
    assert with_sound.window.session._review == before
    transcript = with_sound.window.session.reading.transcript
    assert transcript.model().rowCount() == len(before.conversation.turns)


def test_the_settings_show_the_largest_recordings_and_delete_them(with_sound: Program, qtbot: QtBot) -> None:
    with_sound.window.show_page(SETTINGS)
    session = with_sound.library.sessions()[0].id
    size = (with_sound.library.folder / "audio" / f"{session}.opus").stat().st_size
    assert size > 100_000
    assert with_sound.window.findChild(QLabel, "library_kept").text().startswith("1 session, ")
    answer(qtbot, "sound_box", "yes")
    press(qtbot, with_sound, QPushButton, f"delete_sound_{session}")
    assert with_sound.library.load(session).audio is None
    assert "Recordings 0 bytes" in with_sound.window.findChild(QLabel, "library_parts").text()
