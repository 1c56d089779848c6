"""The library in the window, by clicks and keys: searching, trash, sound, tags and people, how long things are kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coach.library.fate import Fate
from coach.library.label_rows import Counted, Kind
from coach.library.library import Library
from coach.sample import sample
from coach.sample.session import give_sample
from tests.ui.shell import places_in, program_in
from tests.ui.test_shell import child, press_row, when_open
from ui.app import Program
from ui.dialogs.command_palette import CommandPalette
from ui.dialogs.labels_dialog import LabelsDialog
from ui.main_window import REVIEW, SESSION, SETTINGS

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "This plugin does not support")
TITLES = ("First talk", "Which voice is mine", "Last talk")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path, clock: Clock) -> Iterator[Program]:
    """The program with three sessions in its library, of 20, 21 and 22 November."""
    made = program_in(tmp_path / "kept", qapp, TITLES, clock=clock)
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.show_page(REVIEW)
    yield made
    made.window.close()
    made.close()


@pytest.fixture
def with_sound(qapp: QApplication, qtbot: QtBot, tmp_path: Path, clock: Clock) -> Iterator[Program]:
    """The program with the sample, which has a recording."""
    places = places_in(tmp_path / "kept")
    with Library.open(places.library, clock=clock) as library:
        give_sample(library, sample())
    made = Program(qapp, places, clock=clock)
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.show_page(REVIEW)
    yield made
    made.window.close()
    made.close()


def click(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def press(qtbot: QtBot, program: Program, kind: type, name: str) -> None:
    click(qtbot, child(program.window, kind, name))


def answer(qtbot: QtBot, name: str, said: str) -> list[str]:
    """Press that button of the next box; gives what the box asked."""
    seen: list[str] = []

    def act(box: QMessageBox) -> None:
        assert box.objectName() == name
        seen.append(f"{box.text()} {box.informativeText()}")
        click(qtbot, child(box, QPushButton, f"{name}_{said}"))

    when_open(qtbot, QMessageBox, act)
    return seen


def titles(view: QListView) -> list[str]:
    return [str(view.model().index(row, 0).data()) for row in range(view.model().rowCount())]


def listed(program: Program) -> list[str]:
    return titles(program.window.sessions.sessions)


def thrown(program: Program) -> list[str]:
    return titles(program.window.sessions.trash.sessions)


def toast(program: Program) -> str:
    return program.window.toast.findChild(QLabel, "toast_text").text()


def settled(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: not program.desk.shelf.work.busy, timeout=10_000)


def choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


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
    assert program.window.sessions.nothing.isVisible()
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


# -- tags and people -------------------------------------------------------------------------------------------------


def label_first(qtbot: QtBot, program: Program, tags: str, person: str = "") -> None:
    """Write tags and who the other person is into the dialog for the session that is open."""

    def act(dialog: LabelsDialog) -> None:
        field = child(dialog, QLineEdit, "tags_field")
        field.selectAll()
        qtbot.keyClicks(field, tags)
        other = next(one for one in dialog.findChildren(QLineEdit) if one.objectName().startswith("person_field"))
        other.selectAll()
        qtbot.keyClicks(other, person)
        click(qtbot, child(dialog, QPushButton, "labels_save"))

    when_open(qtbot, LabelsDialog, act)
    qtbot.keyClick(program.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)


def test_tags_and_people_are_given_shown_and_filtered_by(program: Program, qtbot: QtBot) -> None:
    press_row(qtbot, program.window.sessions.sessions, 0)
    label_first(qtbot, program, "work, Berlin", "Daniel Weiß")
    assert program.library.labels(Kind.TAG) == (Counted("Berlin", 1), Counted("work", 1))
    assert program.library.labels(Kind.PERSON) == (Counted("Daniel Weiß", 1),)
    assert "#work" in program.window.session.header.findChild(QLabel, "session_facts").text()
    program.window.show_page(REVIEW)
    chip = child(program.window, QToolButton, "tag_chip_work")
    click(qtbot, chip)
    assert listed(program) == ["Last talk"]
    assert "1 of 3" in program.window.sessions.count.text()
    click(qtbot, chip)
    assert len(listed(program)) == 3
    person = child(program.window, QToolButton, "person_chip_Daniel Weiß")
    person.setFocus()
    qtbot.keyClick(person, Qt.Key.Key_Space)
    assert listed(program) == ["Last talk"]


def test_a_known_tag_can_be_clicked_and_a_known_person_is_recognised_by_name(program: Program, qtbot: QtBot) -> None:
    first, second = (row.id for row in program.library.sessions()[:2])
    program.library.set_tags(first, ["work"])
    program.library.set_people(first, {"B": "Daniel"})
    program.desk.open_session(second)
    seen: list[str] = []

    def act(dialog: LabelsDialog) -> None:
        click(qtbot, child(dialog, QToolButton, "tag_choice_work"))
        seen.append(child(dialog, QLineEdit, "tags_field").text())
        seen.extend(field.text() for field in dialog.findChildren(QLineEdit) if "person" in field.objectName())
        click(qtbot, child(dialog, QPushButton, "labels_save"))

    when_open(qtbot, LabelsDialog, act)
    qtbot.keyClick(program.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert "work" in seen
    assert "Daniel" in seen
    assert program.library.labels(Kind.TAG) == (Counted("work", 2),)
    assert program.library.labels(Kind.PERSON) == (Counted("Daniel", 2),)


def test_the_palette_finds_a_person(program: Program, qtbot: QtBot) -> None:
    program.library.set_people(program.library.sessions()[1].id, {"B": "Zoë Weiß"})
    program.desk.refresh()

    def choose_her(palette: CommandPalette) -> None:
        qtbot.keyClicks(palette.search, "weiß")
        qtbot.keyClick(palette.search, Qt.Key.Key_Return)

    when_open(qtbot, CommandPalette, choose_her)
    with qtbot.waitSignal(program.desk.shelf.searcher.found, timeout=10_000):
        qtbot.keyClick(program.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert listed(program) == ["Which voice is mine"]


def test_a_tag_is_renamed_and_removed_everywhere(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for row, tags in zip(program.library.sessions(), (["job"], ["job"], ["work"]), strict=True):
        program.library.set_tags(row.id, tags)
    program.desk.refresh()

    def from_menu(name: str, place: int) -> None:
        def act() -> None:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            for _ in range(place + 1):
                qtbot.keyClick(menu, Qt.Key.Key_Down)
            qtbot.keyClick(menu, Qt.Key.Key_Return)

        QTimer.singleShot(50, act)
        chip = child(program.window, QToolButton, name)
        chip.customContextMenuRequested.emit(QPoint(3, 3))

    def rename(dialog: QInputDialog) -> None:
        field = dialog.findChild(QLineEdit)
        field.selectAll()
        qtbot.keyClicks(field, "Work")
        qtbot.keyClick(field, Qt.Key.Key_Return)

    when_open(qtbot, QInputDialog, rename)
    from_menu("tag_chip_job", 0)
    assert program.library.labels(Kind.TAG) == (Counted("work", 3),)
    assert "are one now" in toast(program)
    answer(qtbot, "label_box", "yes")
    from_menu("tag_chip_work", 1)
    assert program.library.labels(Kind.TAG) == ()
    assert not program.window.sessions.chips.isVisible()
    assert len(listed(program)) == 3


# -- how long --------------------------------------------------------------------------------------------------------


def test_retention_is_off_and_says_before_what_it_will_do(program: Program, qtbot: QtBot, clock: Clock) -> None:
    clock.now = NOW + timedelta(days=27)  # two of the three are older than 30 days then
    page = program.window.settings.library
    program.window.show_page(SETTINGS)
    assert page.keep.currentData() == 0
    assert not page.fate.isEnabled()
    program.desk.shelf.tidy()
    assert len(listed(program)) == 3
    asked = answer(qtbot, "retention_box", "no")
    choose(page.keep, 30)
    assert "2 sessions are older than 30 days" in asked[0]
    assert "First talk" in asked[0]
    assert page.keep.currentData() == 0
    assert len(listed(program)) == 3
    answer(qtbot, "retention_box", "yes")
    choose(page.keep, 30)
    assert listed(program) == ["Last talk"]
    assert program.preferences.settings.keep_days == 30
    assert "1 session becomes older" in program.window.findChild(QLabel, "retention_told").text()


def test_what_became_old_goes_to_the_trash_at_the_start_and_undo_keeps_all(
    program: Program, qtbot: QtBot, clock: Clock
) -> None:
    choose(program.window.settings.library.keep, 30)
    assert len(listed(program)) == 3
    clock.now = NOW + timedelta(days=27)
    program.desk.shelf.tidy()
    assert listed(program) == ["Last talk"]
    assert "2 sessions are older than 30 days and went to the trash, as you chose." in toast(program)
    click(qtbot, child(program.window.toast, QPushButton, "toast_action"))
    assert len(listed(program)) == 3
    assert program.preferences.settings.keep_days == 0
    program.desk.shelf.tidy()
    assert len(listed(program)) == 3


def test_old_sound_is_deleted_only_after_a_yes(with_sound: Program, qtbot: QtBot, clock: Clock) -> None:
    page = with_sound.window.settings.library
    choose(page.keep, 90)
    choose(page.fate, Fate.SOUND)
    session = with_sound.library.sessions()[0].id
    clock.now += timedelta(days=91)
    asked = answer(qtbot, "retention_box", "no")
    with_sound.desk.shelf.tidy()
    assert "Their sound will be gone for good" in asked[0]
    assert with_sound.library.load(session).audio is not None
    answer(qtbot, "retention_box", "yes")
    with_sound.desk.shelf.tidy()
    assert with_sound.library.load(session).audio is None
    assert len(with_sound.library.sessions()) == 1


def test_the_trash_can_be_kept_longer(program: Program, qtbot: QtBot) -> None:
    choose(program.window.settings.library.trash_days, 90)
    assert "90 days" in program.window.findChild(QLabel, "trash_told").text()
    assert program.preferences.settings.trash_days == 90
