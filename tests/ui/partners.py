"""The window with a talk that a partner can be asked about, and its parts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.hands import child, click
from tests.ui.lived import live
from tests.ui.shell import WIDE, on_screen, places_in, program_in
from ui.app import Program
from ui.main_window import PARTNER


@contextmanager
def with_a_talk(qapp: QApplication, qtbot: QtBot, folder: Path) -> Iterator[Program]:
    """The program with one talk of Nora (me) and Nadia open; closed afterwards."""
    live(places_in(folder / "kept").library, 1, verdicts=0)
    with on_screen(program_in(folder / "kept", qapp), qtbot, size=WIDE, in_front=True) as made:
        made.desk.open_session(made.library.sessions()[0].id)
        yield made


def part(program: Program, name: str, kind: type = QWidget):
    return child(program.window.partner, kind, name)


def strip(program: Program, name: str, kind: type = QLabel):
    return child(program.window.session.partner, kind, name)


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
