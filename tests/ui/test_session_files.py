"""A session file leaves through the dialog and comes in by a drop or a double click."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFileOpenEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from coach.exports.formats import Format
from coach.library.session_file import Brought, write_session_file
from coach.sample import sample
from tests.ui.exporting import LEFT, choose, exported, press, type_path
from tests.ui.hands import child
from ui.app import Program
from ui.dialogs.export_dialog import ExportDialog
from ui.main_window import REVIEW, SESSION

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def program(sample_open: Program) -> Program:
    """The program on its sample, which has sound."""
    return sample_open


def test_a_session_file_comes_back_by_a_drop(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    def act(dialog: ExportDialog) -> None:
        choose(qtbot, dialog, Format.SESSION)
        assert child(dialog, QCheckBox, "export_audio").isChecked()
        type_path(qtbot, dialog, tmp_path / "talk")
        press(qtbot, dialog, "export_go")

    path = exported(program, qtbot, act).path
    session = program.library.sessions()[0].id
    program.library.delete(session)
    program.window.show_page(REVIEW)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(program.porter.brought, timeout=20_000) as done:
        program.window.dropEvent(event)
    assert done.args == [Brought(session)]
    assert program.window.page == SESSION
    kept = program.library.load(session)
    assert kept.audio is not None
    assert kept.audio.read_bytes() == sample().path.read_bytes()


def test_a_known_session_is_said_and_offered(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "a.sayback"
    write_session_file(path, program.library, program.library.sessions()[0].id, with_audio=False)
    with qtbot.waitSignal(program.porter.brought, timeout=20_000):
        program.desk.bring([path])
    assert program.window.toast.accessibleName() == "This session is in your library already."
    assert child(program.window.toast, QPushButton, "toast_action").text() == "Open it"


def test_a_session_in_the_trash_comes_back_and_is_said(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path, session = tmp_path / "a.sayback", program.library.sessions()[0].id
    write_session_file(path, program.library, session, with_audio=False)
    program.desk.shelf.throw_away(session)
    with qtbot.waitSignal(program.porter.brought, timeout=20_000):
        program.desk.bring([path])
    assert "lay in the trash and is back" in program.window.toast.accessibleName()
    assert program.library.trashed() == ()
    assert program.window.page == SESSION


def test_a_damaged_session_file_is_one_sentence(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "a.sayback"
    path.write_bytes(b"PK\x03\x04 and no more")
    with qtbot.waitSignal(program.porter.failed, timeout=20_000):
        program.desk.bring([path])
    assert "“a.sayback” is damaged, and nothing of it was taken in." in program.window.toast.accessibleName()
    assert len(program.library.sessions()) == 1


def test_a_double_click_brings_a_session_as_macos_tells_it(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "a.sayback"
    session = program.library.sessions()[0].id
    write_session_file(path, program.library, session, with_audio=False)
    program.window.show_page(REVIEW)
    with qtbot.waitSignal(program.porter.brought, timeout=20_000):
        QApplication.sendEvent(QApplication.instance(), QFileOpenEvent(str(path)))
    assert program.window.page == SESSION
