"""The window with a talk that a partner can be asked about, and its parts."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.lived import live
from tests.ui.shell import places_in, program_in
from ui.app import Program
from ui.main_window import PARTNER


def with_a_talk(qapp: QApplication, qtbot: QtBot, folder: Path) -> Iterator[Program]:
    """The program with one talk of Nora (me) and Nadia open; closed afterwards."""
    live(places_in(folder / "kept").library, 1, verdicts=0)
    made = program_in(folder / "kept", qapp)
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
