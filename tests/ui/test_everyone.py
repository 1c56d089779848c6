"""What holds on every page and in every dialog: names, the Tab key, and text at 200 percent."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.rooms import ROOMS, House, furnish, furnished
from tests.ui.shell import places_in
from ui.app import Program
from ui.main_window import PROGRESS
from ui.theme import Scheme
from ui.widgets.painted import Painted
from ui.widgets.timeline import Timeline

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
CONTROLS = (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QAbstractItemView,
    QAbstractSlider,
)


@pytest.fixture
def house(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    """The program with something of everything."""
    furnished(tmp_path / "kept")
    program = Program(qapp, places_in(tmp_path / "kept"))
    qtbot.addWidget(program.window)
    furnish(program)
    program.window.resize(1280, 800)
    program.window.show()
    made = House(program)
    yield made
    made.leave()
    program.theme.use(qapp, scheme=Scheme.LIGHT, text_scale=1.0)
    program.window.close()
    program.close()


def seen(room: QWidget) -> list[QWidget]:
    """Everything in a room that is not hidden, without the toolkit's own parts."""
    return [
        one
        for one in room.findChildren(QWidget)
        if one.isVisibleTo(room) and one.window() is room and not _is_part(one, room)
    ]


def _is_part(widget: QWidget, room: QWidget) -> bool:
    """Whether it is a piece of a control, made by Qt, and not one of ours."""
    at: QWidget | None = widget
    while at is not None and at is not room:
        parent = at.parentWidget()
        if isinstance(at, QScrollBar | QHeaderView) or at.objectName().startswith("qt_"):
            holds_ours = "viewport" in at.objectName() or isinstance(at, QDialogButtonBox)
            if at is not widget and holds_ours:
                at = parent  # what lies in a scroll area, or a button of a message, is ours
                continue
            return True
        if isinstance(parent, QComboBox | QLineEdit | QMenuBar) and not isinstance(at, QComboBox):
            return True
        at = parent
    return False


def controls(room: QWidget) -> list[QWidget]:
    return [one for one in seen(room) if isinstance(one, CONTROLS) or one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _is_one_of_a_group(widget: QWidget) -> TypeGuard[QAbstractButton]:
    """Whether the Tab key stops at the chosen one alone, as at radio buttons."""
    if isinstance(widget, QRadioButton):
        return True
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive()


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} {getattr(widget, 'text', str)()!r}"


@pytest.mark.parametrize("room", list(ROOMS))
def test_every_control_has_a_name_for_tests_and_one_for_screen_readers(house: House, room: str) -> None:
    found = controls(house.enter(room))
    assert found
    nameless = [
        told(one)
        for one in found
        if not one.objectName() or not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name).strip()
    ]
    assert nameless == []


@pytest.mark.parametrize("room", list(ROOMS))
def test_the_tab_key_reaches_every_control(house: House, room: str, qtbot: QtBot) -> None:
    entered = house.enter(room)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is entered)
    wanted = [
        one
        for one in controls(entered)
        if one.isEnabledTo(entered)
        and one.focusProxy() is None
        and not (_is_one_of_a_group(one) and not one.isChecked())  # arrows lead to the others of its group
    ]
    reached: list[QWidget] = []
    for _step in range(3 * len(wanted) + 20):
        at = QApplication.focusWidget()
        if at is None:
            entered.setFocus()
            qtbot.keyClick(entered, Qt.Key.Key_Tab)
            continue
        if at in reached and len(reached) > 1 and at is reached[0]:
            break
        if at not in reached:
            reached.append(at)
        qtbot.keyClick(at, Qt.Key.Key_Tab)
    for one in [one for one in reached if one.property("kind") == "answer"]:
        reached += by_arrows(one, qtbot)
    assert [told(one) for one in wanted if one not in reached] == []


def by_arrows(answer: QWidget, qtbot: QtBot) -> list[QWidget]:
    """Where the arrows lead from one of several answers, to both sides."""
    passed: list[QWidget] = []
    for which in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        answer.setFocus()
        before, at = None, answer
        while at is not None and at is not before:
            passed.append(at)
            qtbot.keyClick(at, which)
            before, at = at, QApplication.focusWidget()
    return passed


def test_arrows_lead_along_the_rail(house: House, qtbot: QtBot) -> None:
    window = house.enter("sessions")
    rail = window.findChild(QWidget, "rail")
    rail.findChild(QWidget, "rail_review").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert house.program.window.page == PROGRESS
    assert QApplication.focusWidget().objectName() == "rail_progress"


def test_the_timeline_goes_from_moment_to_moment_by_keys(house: House, qtbot: QtBot) -> None:
    timeline = house.enter("session").findChild(Timeline)
    timeline.setFocus()
    chosen: list[int] = []
    timeline.moment_activated.connect(chosen.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Up):
        qtbot.keyClick(timeline, key)
    qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert len(chosen) == 3
    assert chosen[0] == chosen[2] != chosen[1]


def test_control_and_an_arrow_goes_five_seconds_on_from_anywhere(house: House, qtbot: QtBot) -> None:
    timeline = house.enter("session").findChild(Timeline)
    timeline.setFocus()
    before = house.program.player.position
    qtbot.keyClick(timeline, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: house.program.player.position == pytest.approx(before + 5.0, abs=0.5))


def cut(room: QWidget) -> list[str]:
    """What has less room than its text needs."""
    found = []
    for one in seen(room):
        if isinstance(one, QLabel) and one.text():
            flows = one.wordWrap() or one.hasHeightForWidth()
            high = one.heightForWidth(one.width()) if flows else one.sizeHint().height()
            wide = 0 if flows else one.sizeHint().width()
        elif isinstance(one, QAbstractButton) and one.text():
            high, wide = one.sizeHint().height(), one.sizeHint().width()
        elif isinstance(one, QComboBox):
            text = one.fontMetrics().horizontalAdvance(one.currentText())
            high, wide = one.fontMetrics().height(), text + one.fontMetrics().height()
        elif isinstance(one, QLineEdit):
            high, wide = one.fontMetrics().height(), 0
        else:
            continue
        if one.height() < high - 1 or one.width() < wide - 1:
            found.append(f"{told(one)} has {one.width()}x{one.height()}, needs {wide}x{high}")
    return found


@pytest.mark.parametrize("room", list(ROOMS))
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_nothing_is_cut(house: House, room: str, text_scale: float, qapp: QApplication) -> None:
    house.program.theme.use(qapp, text_scale=text_scale)
    entered = house.enter(room)
    for _round in range(5):
        qapp.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        qapp.processEvents()
    assert cut(entered) == []


def test_a_cut_label_is_found(qtbot: QtBot, theme: object) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    button = QPushButton("Some words that need their room", room)
    button.setFixedSize(40, 12)
    room.show()
    assert len(cut(room)) == 1


@pytest.mark.parametrize("room", list(ROOMS))
def test_painted_charts_say_in_words_what_they_show(house: House, room: str) -> None:
    for one in seen(house.enter(room)):
        if isinstance(one, Painted):
            assert one.accessibleName(), told(one)
            assert one.account, told(one)
