"""A session leaves through the window, from its page and from the list, by clicks and keys."""

import csv
import io
import zipfile
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from coach.exports.formats import Format
from coach.sample import sample
from tests.ui.exporting import LEFT, choose, ctrl_e, exported, press, tick, type_path
from tests.ui.hands import child, when_open
from tests.ui.shell import program_in
from ui.app import Program
from ui.dialogs.export_dialog import ExportDialog
from ui.main_window import REVIEW, SESSION

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def program(sample_open: Program) -> Program:
    """The program on its sample, which has sound."""
    return sample_open


def test_a_word_document_by_keys_and_a_click(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    def act(dialog: ExportDialog) -> None:
        choose(qtbot, dialog, Format.WORD)
        tick(qtbot, dialog, "export_numbers")
        type_path(qtbot, dialog, tmp_path / "out")
        press(qtbot, dialog, "export_go")

    made = exported(program, qtbot, act)
    assert made.path == tmp_path / "out.docx"
    document = docx.Document(str(made.path))
    assert document.tables[-1].rows[1].cells[1].text == "Nora"
    assert "The numbers" in [paragraph.text for paragraph in document.paragraphs]
    assert str(made.path) in program.window.toast.accessibleName()
    assert program.preferences.settings.export_folder == str(tmp_path)


@pytest.mark.parametrize("format_", [f for f in Format if f not in (Format.SESSION, Format.REDACTED)])
def test_every_format_is_written(program: Program, qtbot: QtBot, tmp_path: Path, format_: Format) -> None:
    def act(dialog: ExportDialog) -> None:
        choose(qtbot, dialog, format_)
        type_path(qtbot, dialog, tmp_path / "talk")
        press(qtbot, dialog, "export_go")

    made = exported(program, qtbot, act)
    assert made.path == tmp_path / f"talk{format_.ending}"
    assert made.path.stat().st_size > 1000
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_show_in_folder_opens_the_folder(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr("ui.porter.QDesktopServices.openUrl", opened.append)

    def act(dialog: ExportDialog) -> None:
        choose(qtbot, dialog, Format.TXT)
        type_path(qtbot, dialog, tmp_path / "a.txt")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    exported(program, qtbot, act)
    offer = child(program.window.toast, QPushButton, "toast_action")
    assert offer.text() == "Show in folder"
    qtbot.mouseClick(offer, LEFT)
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]
    assert program.window.toast.isHidden()
    program.window.say("Something else.")
    assert offer.isHidden()


def test_the_last_folder_and_format_are_offered_again(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()

    def first(dialog: ExportDialog) -> None:
        choose(qtbot, dialog, Format.SRT)
        type_path(qtbot, dialog, folder / "a")
        press(qtbot, dialog, "export_go")

    exported(program, qtbot, first)
    seen: list[str] = []

    def second(dialog: ExportDialog) -> None:
        seen.append(child(dialog, QLineEdit, "export_where").text())
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_open(qtbot, ExportDialog, second)
    ctrl_e(program, qtbot)
    assert seen == [str(folder / "Daniel, six weeks into a new role.srt")]


def test_what_stands_in_the_way_is_said_before(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    notes: list[str] = []
    (tmp_path / "there.txt").write_text("older")

    def act(dialog: ExportDialog) -> None:
        note, go = child(dialog, QLabel, "export_note"), child(dialog, QPushButton, "export_go")
        choose(qtbot, dialog, Format.TXT)
        type_path(qtbot, dialog, tmp_path / "there.txt")
        notes.append(note.text())
        assert go.isEnabled()
        type_path(qtbot, dialog, tmp_path / "nowhere" / "a.txt")
        notes.append(note.text())
        assert not go.isEnabled()
        type_path(qtbot, dialog, tmp_path / "a.txt")
        tick(qtbot, dialog, "export_transcript")
        notes.append(note.text())
        assert not go.isEnabled()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_open(qtbot, ExportDialog, act)
    ctrl_e(program, qtbot)
    assert notes == [
        "“there.txt” is there already and will be replaced.",
        f"There is no folder {tmp_path / 'nowhere'}.",
        "Choose what the file is to hold.",
    ]
    assert (tmp_path / "there.txt").read_text() == "older"


def test_the_preview_follows_the_format_and_the_names(program: Program, qtbot: QtBot) -> None:
    def act(dialog: ExportDialog) -> None:
        shown = child(dialog, QPlainTextEdit, "export_preview")
        choose(qtbot, dialog, Format.VTT)
        assert shown.toPlainText().startswith("WEBVTT")
        choose(qtbot, dialog, Format.TURNS)
        assert next(csv.reader(io.StringIO(shown.toPlainText())))[0] == "start"
        choose(qtbot, dialog, Format.PDF)
        assert "Nora: Hi, Daniel" in shown.toPlainText()
        choose(qtbot, dialog, Format.SESSION)
        assert shown.isHidden()
        choose(qtbot, dialog, Format.REDACTED)
        assert "Person A: Hi, Person B" in shown.toPlainText()
        words = child(dialog, QPlainTextEdit, "export_words")
        words.setFocus()
        qtbot.keyClicks(words, "evening")
        qtbot.waitUntil(lambda: "[removed 1]" in shown.toPlainText(), timeout=3000)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_open(qtbot, ExportDialog, act)
    ctrl_e(program, qtbot)


def test_a_copy_without_names_with_its_sound(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    def act(dialog: ExportDialog) -> None:
        choose(qtbot, dialog, Format.REDACTED)
        names = child(dialog, QPlainTextEdit, "export_names").toPlainText().splitlines()
        assert names[:2] == ["Nora", "Daniel"]
        assert not child(dialog, QCheckBox, "export_audio").isChecked()
        tick(qtbot, dialog, "export_audio")
        type_path(qtbot, dialog, tmp_path / "copy")
        press(qtbot, dialog, "export_go")

    made = exported(program, qtbot, act)
    with zipfile.ZipFile(made.path) as archive:
        assert "sound.wav" in archive.namelist()
        for name in archive.namelist():
            content = archive.read(name).lower()
            assert b"daniel" not in content
            assert b"nora" not in content
    assert b"Daniel" in sample().path.with_name("sample.json").read_bytes()


def from_the_list(program: Program, qtbot: QtBot) -> None:
    """Choose Export… in the menu of the first session of the list, by keys."""

    def act() -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            QTimer.singleShot(20, act)
            return
        export = next(action for action in menu.actions() if action.text() == "Export…")
        while menu.activeAction() is not export:
            qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)

    program.window.show_page(REVIEW)
    QTimer.singleShot(0, act)
    view = program.window.sessions.sessions
    view.customContextMenuRequested.emit(view.visualRect(view.model().index(0, 0)).center())


def test_a_session_leaves_from_the_list(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    def act(dialog: ExportDialog) -> None:
        choose(qtbot, dialog, Format.TXT)
        type_path(qtbot, dialog, tmp_path / "out")
        press(qtbot, dialog, "export_go")

    when_open(qtbot, ExportDialog, act)
    with qtbot.waitSignal(program.porter.exported, timeout=30_000) as done:
        from_the_list(program, qtbot)
    assert done.args[0].path.read_text("utf-8")


def test_the_list_lets_nothing_out_before_the_guess(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    made = program_in(tmp_path / "unseen", qapp, ("New talk",), seen=False)
    qtbot.addWidget(made.window)
    made.window.show()
    from_the_list(made, qtbot)
    assert "First your own guess" in made.window.toast.accessibleName()
    qtbot.mouseClick(child(made.window.toast, QPushButton, "toast_action"), LEFT)
    assert made.window.page == SESSION
    made.window.close()
    made.close()


def test_a_folder_that_may_not_be_written_is_one_sentence(program: Program, qtbot: QtBot, unwritable: Path) -> None:
    def act(dialog: ExportDialog) -> None:
        choose(qtbot, dialog, Format.PDF)
        type_path(qtbot, dialog, unwritable / "a.pdf")
        press(qtbot, dialog, "export_go")

    when_open(qtbot, ExportDialog, act)
    with qtbot.waitSignal(program.porter.failed, timeout=20_000):
        ctrl_e(program, qtbot)
    assert "may not be written" in program.window.toast.accessibleName()


def test_choose_asks_for_a_file(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "chosen"), ""))

    def act(dialog: ExportDialog) -> None:
        choose(qtbot, dialog, Format.MARKDOWN)
        press(qtbot, dialog, "export_choose")
        press(qtbot, dialog, "export_go")

    assert exported(program, qtbot, act).path == tmp_path / "chosen.md"


def test_the_header_leads_there_too(program: Program, qtbot: QtBot) -> None:
    seen: list[bool] = []

    def act(dialog: ExportDialog) -> None:
        seen.append(True)
        press(qtbot, dialog, "export_cancel")

    when_open(qtbot, ExportDialog, act)
    menu = program.window.session.header._menu()
    next(action for action in menu.actions() if action.text() == "Export…").trigger()
    assert seen == [True]


def test_every_control_has_a_name_and_a_place_for_the_tab(program: Program, qtbot: QtBot) -> None:
    order: list[str] = []

    def act(dialog: ExportDialog) -> None:
        choose(qtbot, dialog, Format.REDACTED)
        for kind in (QComboBox, QCheckBox, QLineEdit, QPlainTextEdit, QPushButton):
            for control in dialog.findChildren(kind):
                assert control.objectName()
                assert control.accessibleName(), control.objectName()
        child(dialog, QComboBox, "export_format").setFocus()
        for _ in range(9):
            order.append(dialog.focusWidget().objectName())
            qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_open(qtbot, ExportDialog, act)
    ctrl_e(program, qtbot)
    assert order == [
        *("export_format", "export_audio", "export_title", "export_names", "export_words", "export_preview"),
        *("export_where", "export_choose", "export_cancel"),
    ]


def test_without_sound_the_recording_cannot_be_asked_for(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    program = program_in(tmp_path / "bare", qapp, ("Only words",))
    qtbot.addWidget(program.window)
    program.window.show()
    program.desk.open_session(program.library.sessions()[0].id)

    def act(dialog: ExportDialog) -> None:
        choose(qtbot, dialog, Format.SESSION)
        assert not child(dialog, QCheckBox, "export_audio").isEnabled()
        assert not dialog.request.with_audio
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_open(qtbot, ExportDialog, act)
    next(a for a in program.window.findChildren(QAction) if a.objectName() == "action_export").trigger()
    program.window.close()
    program.close()


def test_another_format_changes_only_the_ending_of_a_name_of_ones_own(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    seen: list[str] = []

    def act(dialog: ExportDialog) -> None:
        line = child(dialog, QLineEdit, "export_where")
        type_path(qtbot, dialog, tmp_path / "talk v1.2")
        for format_ in (Format.VTT, Format.MOMENTS, Format.PDF):
            choose(qtbot, dialog, format_)
            seen.append(Path(line.text()).name)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_open(qtbot, ExportDialog, act)
    ctrl_e(program, qtbot)
    assert seen == ["talk v1.2.vtt", "talk v1.2.csv", "talk v1.2.pdf"]
