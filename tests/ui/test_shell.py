"""The whole window, driven by clicks and keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coach.library.library import Library
from tests.ui.example import SRT
from tests.ui.hands import child, press_row, when_open
from tests.ui.shell import on_screen, places_in, program_in
from ui.app import Program
from ui.dialogs.command_palette import CommandPalette
from ui.dialogs.erase_dialog import EraseDialog
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.licences_dialog import LicencesDialog
from ui.intake import State
from ui.main_window import REVIEW, SESSION, SETTINGS, TODAY
from ui.theme import Scheme

TITLES = ("First talk", "Which voice is mine", "Last talk")


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program with three sessions in its library."""
    with on_screen(program_in(tmp_path / "kept", qapp, TITLES), qtbot) as made:
        yield made


def test_click_on_a_session_opens_it(program: Program, qtbot: QtBot) -> None:
    press_row(qtbot, program.window.today.sessions, 0)
    assert program.window.page == SESSION
    title = program.window.session.header.findChild(QWidget, "session_title")
    assert title.text() == "Last talk"


def test_enter_opens_the_chosen_session(program: Program, qtbot: QtBot) -> None:
    program.window.show_page(REVIEW)
    view = program.window.sessions.sessions
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert program.window.session.header.findChild(QWidget, "session_title").text() == "Which voice is mine"


def test_saying_who_is_me_is_kept_and_gives_numbers(program: Program, tmp_path: Path) -> None:
    press = next(row for row in program.desk._rows if row.title == "Which voice is mine")
    assert press.talk_share is None
    program.desk.open_session(press.id)
    program.window.session.me_chosen.emit("A")
    with Library.open(places_in(tmp_path / "kept").library) as library:
        row = next(row for row in library.sessions() if row.id == press.id)
    assert row.talk_share is not None
    assert row.people[0] == "Nora"


def test_context_and_names_are_kept(program: Program, tmp_path: Path) -> None:
    last = program.desk._rows[0]
    program.desk.open_session(last.id)
    program.window.session.context_changed.emit("coaching")
    program.window.session.speaker_renamed.emit("B", "Dan")
    with Library.open(places_in(tmp_path / "kept").library) as library:
        kept = library.load(last.id)
    assert kept.review.context.id == "coaching"
    assert kept.review.conversation.speaker("B").label == "Dan"


def test_dropped_transcript_is_asked_about_reviewed_and_opened(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "Ann and Ben – möte.srt"
    path.write_text(SRT, encoding="utf-8")

    def agree(dialog: ImportDialog) -> None:
        assert not dialog.go.isEnabled()
        qtbot.mouseClick(dialog.everyone, Qt.MouseButton.LeftButton, pos=dialog.everyone.rect().center())
        dialog.everyone.setChecked(True)
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    when_open(qtbot, ImportDialog, agree)
    with qtbot.waitSignal(program.intake.session_ready, timeout=20_000):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        event = QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        program.window.dropEvent(event)
    assert program.window.page == SESSION
    assert program.desk._editor.session is not None
    assert program.desk._editor.session.title == path.stem
    assert program.desk._editor.session.consent.who == "everyone in the conversation"
    assert program.intake.entries == ()


def test_without_consent_nothing_is_taken_in(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_text(SRT, encoding="utf-8")

    def refuse(dialog: ImportDialog) -> None:
        dialog.not_yet.setChecked(True)
        assert not dialog.go.isEnabled()
        assert dialog.kindly.isVisible()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_open(qtbot, ImportDialog, refuse)
    program.desk.bring([path])
    assert program.intake.entries == ()
    assert len(program.desk._rows) == 3


def test_what_cannot_be_read_is_said_in_the_queue(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "empty.srt"
    path.write_bytes(b"")
    when_open(qtbot, ImportDialog, lambda dialog: (dialog.alone.setChecked(True), dialog.go.click()))
    program.desk.bring([path])
    qtbot.waitUntil(lambda: program.intake.entries[0].state is State.FAILED, timeout=10_000)
    assert "empty.srt" in program.intake.entries[0].trouble
    row = child(program.window.queue, QWidget, "queue_row_1")
    assert "empty.srt" in row.accessibleName()
    qtbot.mouseClick(child(row, QToolButton, "queue_dismiss"), Qt.MouseButton.LeftButton)
    assert program.intake.entries == ()
    assert program.window.queue.isHidden()


def test_palette_finds_a_session(program: Program, qtbot: QtBot) -> None:
    def choose(palette: CommandPalette) -> None:
        qtbot.keyClicks(palette.search, "first")
        qtbot.keyClick(palette.search, Qt.Key.Key_Return)

    when_open(qtbot, CommandPalette, choose)
    program.window.palette_asked.emit()
    assert program.window.page == SESSION
    assert program.desk._editor.session is not None
    assert program.desk._editor.session.title == "First talk"


def test_settings_are_worn_and_kept(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    program.window.show_page(SETTINGS)
    page = program.window.settings
    page.appearance.setFocus()
    qtbot.keyClick(page.appearance, Qt.Key.Key_D)  # the first choice that begins with D: dark
    page.appearance.activated.emit(page.appearance.currentIndex())
    assert program.theme.palette.scheme is Scheme.DARK
    page.text_size.setCurrentIndex(page.text_size.findData(150))
    page.text_size.activated.emit(page.text_size.currentIndex())
    assert program.theme.text_scale == 1.5
    kept = places_in(tmp_path / "kept").settings.read_text(encoding="utf-8")
    assert '"dark"' in kept
    assert "1.5" in kept


@pytest.mark.parametrize("page", [TODAY, REVIEW, SESSION, SETTINGS])
def test_every_control_has_a_name_and_a_place_in_the_keyboard_order(program: Program, page: str) -> None:
    if page == SESSION:
        program.desk.open_session(program.desk._rows[0].id)
    program.window.show_page(page)
    nameless = [
        f"{type(control).__name__} {control.objectName()}"
        for kind in (QAbstractButton, QComboBox, QLineEdit, QListView)
        for control in program.window.findChildren(kind)
        if control.isVisibleTo(program.window)
        and control.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (control.accessibleName() and control.objectName())
        and not control.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_place_of_the_window_is_remembered(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    first = program_in(tmp_path / "kept", qapp)
    qtbot.addWidget(first.window)
    first.window.show()
    first.window.resize(760, 560)
    qtbot.waitUntil(lambda: first.window.width() == 760)
    first.window.close()
    first.close()
    second = program_in(tmp_path / "kept", qapp)
    qtbot.addWidget(second.window)
    assert second.preferences.settings.window
    second.window.show()
    qtbot.waitUntil(lambda: second.window.width() == 760)
    second.window.close()
    second.close()


def test_erasing_needs_the_typed_word(program: Program, qtbot: QtBot) -> None:
    def refuse(dialog: EraseDialog) -> None:
        assert not dialog.go.isEnabled()
        qtbot.keyClicks(dialog.typed, "eras")
        assert not dialog.go.isEnabled()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_open(qtbot, EraseDialog, refuse)
    program.window.settings.erase_asked.emit()
    assert not program.is_to_be_erased
    assert program.window.isVisible()

    def agree(dialog: EraseDialog) -> None:
        qtbot.keyClicks(dialog.typed, "Erase")
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    when_open(qtbot, EraseDialog, agree)
    program.window.settings.erase_asked.emit()
    assert program.is_to_be_erased
    assert not program.window.isVisible()


def test_licences_name_every_part(program: Program, qtbot: QtBot) -> None:
    seen = []

    def look(dialog: LicencesDialog) -> None:
        seen.append(dialog.text.toPlainText())
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_open(qtbot, LicencesDialog, look)
    qtbot.mouseClick(child(program.window.settings, QPushButton, "licences"), Qt.MouseButton.LeftButton)
    for part in ("faster-whisper", "PySide6", "pyannote", "Inter", "Lucide", "Kokoro"):
        assert part.casefold() in seen[0].casefold()


def test_first_start_shows_the_sample_and_a_deleted_one_stays_away(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    first = program_in(tmp_path / "new", qapp)
    qtbot.addWidget(first.window)
    rows = first.library.sessions()
    assert [row.title for row in rows] == ["Daniel, six weeks into a new role"]
    assert rows[0].people == ("Nora", "Daniel")
    assert rows[0].talk_share == pytest.approx(0.405, abs=0.02)
    first.library.delete(rows[0].id)
    first.close()
    again = program_in(tmp_path / "new", qapp)
    qtbot.addWidget(again.window)
    assert again.library.sessions() == ()
    again.close()
