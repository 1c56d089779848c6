"""What hands do in tests of the window: click, answer, choose, and look at what came of it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QListView,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.app import Program

TITLES = ("First talk", "Which voice is mine", "Last talk")


def child(parent: QWidget, kind: type, name: str):
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def text_of(parent: QWidget, name: str) -> str:
    return child(parent, QLabel, name).text()


def when_open(qtbot: QtBot, kind: type, act) -> None:
    """Run ``act`` on the next dialog of that kind, from inside its event loop."""

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, kind):
            act(shown)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def click(qtbot: QtBot, widget: QWidget) -> None:
    """Click what can be seen."""
    assert widget.isVisible(), widget.objectName()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def key(qtbot: QtBot, which: Qt.Key) -> None:
    """A key where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, which)


def press(qtbot: QtBot, program: Program, kind: type, name: str) -> None:
    widget = child(program.window, kind, name)
    qtbot.waitUntil(widget.isVisible, timeout=1_000)  # a row that is new is shown in the next turn of the event loop
    click(qtbot, widget)


def press_row(qtbot: QtBot, view: QListView, row: int) -> None:
    box = view.visualRect(view.model().index(row, 0))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


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
