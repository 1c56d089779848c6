"""What hands do in the dialog that exports: choose, type, tick, and wait for the file."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coach.exports.exporting import Exported
from coach.exports.formats import Format
from tests.ui.hands import child, when_open
from ui.app import Program
from ui.dialogs.export_dialog import ExportDialog

LEFT = Qt.MouseButton.LeftButton


def choose(qtbot: QtBot, dialog: ExportDialog, format_: Format) -> None:
    """Choose a format by keys."""
    box = child(dialog, QComboBox, "export_format")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.findData(format_.value)):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == format_.value


def type_path(qtbot: QtBot, dialog: ExportDialog, path: Path) -> None:
    line = child(dialog, QLineEdit, "export_where")
    line.selectAll()
    qtbot.keyClicks(line, str(path))


def press(qtbot: QtBot, dialog: QWidget, name: str) -> None:
    qtbot.mouseClick(child(dialog, QPushButton, name), LEFT)


def tick(qtbot: QtBot, dialog: QWidget, name: str) -> None:
    box = child(dialog, QCheckBox, name)
    qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))


def ctrl_e(program: Program, qtbot: QtBot) -> None:
    program.window.activateWindow()  # this platform gives it back to nobody when a dialog closes
    qtbot.waitUntil(program.window.isActiveWindow, timeout=5000)
    qtbot.keyClick(program.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)


def exported(program: Program, qtbot: QtBot, act) -> Exported:
    """Press Ctrl+E, do ``act`` in the dialog, and wait for the file."""
    when_open(qtbot, ExportDialog, act)
    with qtbot.waitSignal(program.porter.exported, timeout=30_000) as done:
        ctrl_e(program, qtbot)
    return done.args[0]
