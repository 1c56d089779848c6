"""Tags, people and how long things are kept, in the window, by clicks and keys."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from coach.library.fate import Fate
from coach.library.label_rows import Counted, Kind
from tests.clocks import NOON, Clock
from tests.ui.hands import answer, child, choose, click, listed, press_row, toast, when_open
from ui.app import Program
from ui.dialogs.command_palette import CommandPalette
from ui.dialogs.labels_dialog import LabelsDialog
from ui.main_window import REVIEW, SETTINGS

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "This plugin does not support")


@pytest.fixture
def program(three_sessions: Program) -> Program:
    """The program with three sessions in its library, of 20, 21 and 22 November."""
    return three_sessions


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
    clock.now = NOON + timedelta(days=27)  # two of the three are older than 30 days then
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
    clock.now = NOON + timedelta(days=27)
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
