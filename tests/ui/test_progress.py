"""Progress in the window: what is shown, by clicks and by keys, and what is kept."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from coach.errors import ExitCode, UserError
from coach.library.library import Library
from coach.progress.plan import sentence
from tests.coach.library.sessions import AGREED
from tests.ui.hands import child, click
from tests.ui.lived import TITLES, a_talk, live
from tests.ui.shell import WIDE, on_screen, places_in, program_in, until_read
from ui.app import Program
from ui.main_window import PROGRESS, SESSION, TODAY
from ui.theme import Scheme
from ui.widgets.trend_chart import TrendChart

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "This plugin does not support")

Started = Callable[..., Program]


@pytest.fixture
def started(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Started]:
    """Starts the program with so many talks, and opens the page by its button on the rail."""
    with ExitStack() as closing:

        def start(count: int = len(TITLES)) -> Program:
            if count:
                live(places_in(tmp_path / "kept").library, count)
            made = program_in(tmp_path / "kept", qapp)
            program = closing.enter_context(on_screen(made, qtbot, size=WIDE, in_front=True))
            click(qtbot, child(program.window.rail, QToolButton, "rail_progress"))
            until_read(program)
            return program

        yield start


def part(program: Program, name: str, kind: type = QWidget):
    return child(program.window.progress, kind, name)


def text(program: Program, name: str) -> str:
    label = part(program, name, QLabel)
    assert label.isVisible(), name
    return label.text()


def choose(qtbot: QtBot, box: QComboBox, data: str) -> None:
    """By keys: from the first entry down to the one that is wanted."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    while box.currentData() != data:
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() != before, data


def test_an_empty_library_says_what_will_be_here(started: Started, qtbot: QtBot) -> None:
    program = started(0)
    assert text(program, "empty_title") == "Nothing to follow yet"
    assert text(program, "progress_why_nothing") == "1 session left out: the sample is no conversation of yours"
    program.window.open_files_asked.disconnect()  # no dialog of the system in a test
    with qtbot.waitSignal(program.window.open_files_asked):
        click(qtbot, part(program, "empty_button"))


def test_one_session_builds_a_baseline(started: Started) -> None:
    program = started(1)
    assert text(program, "progress_finding") == "Talk share: building baseline (1 of 3)"
    assert not part(program, "compare_panel").isVisible()
    assert part(program, "progress_chart", TrendChart).picture.line is None


def test_three_have_a_usual_value_and_no_direction(started: Started) -> None:
    program = started(3)
    assert text(program, "progress_finding") == "Talk share: usually 59 % in 3 sessions"
    assert "From 6 sessions on" in text(program, "progress_detail")
    picture = part(program, "progress_chart", TrendChart).picture
    assert not picture.is_clear
    assert picture.line == (pytest.approx(picture.dots[1].value),) * 2


def test_a_clear_direction_is_drawn_and_told(started: Started, qtbot: QtBot) -> None:
    program = started()
    assert text(program, "progress_finding").startswith("Talk share: from about 61 % to about 45 % over 8 sessions")
    choose(qtbot, part(program, "progress_measure", QComboBox), "reflections")
    assert text(program, "progress_finding") == "Reflections: from about 4 % to about 62 % over 8 sessions"
    picture = part(program, "progress_chart", TrendChart).picture
    assert picture.is_clear
    assert len(picture.dots) == 8
    assert picture.aims
    assert "1 session was scored by older rules" in text(program, "progress_notes")


def test_the_chart_is_read_and_walked_by_keys(started: Started, qtbot: QtBot) -> None:
    program = started()
    chart = part(program, "progress_chart", TrendChart)
    interface = QAccessible.queryAccessibleInterface(chart)
    assert interface.role() == QAccessible.Role.Chart
    told = interface.text(QAccessible.Text.Description)
    assert told.startswith("Talk share: from about 61 % to about 45 % over 8 sessions.")
    assert all(title in told for title in TITLES)
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert "Nadia about her exam: 59 %" in text(program, "progress_point")
    assert "Nadia about her exam" in interface.text(QAccessible.Text.Description).split(". ")[0]
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert program.window.page == SESSION
    assert program.desk.editor.session is not None
    assert program.desk.editor.session.title == TITLES[-1]


def test_the_chart_is_walked_by_mouse(started: Started, qtbot: QtBot) -> None:
    program = started()
    chart = part(program, "progress_chart", TrendChart)
    qtbot.mouseMove(chart, QPoint(chart.width() // 2, 30))
    qtbot.mouseMove(chart, QPoint(chart.width() - 20, 40))
    assert "Late call" in text(program, "progress_point")
    qtbot.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(chart.width() - 20, 40))
    assert program.desk.editor.session is not None
    assert program.desk.editor.session.title == "Late call"


def test_first_and_last_side_by_side_then_any_two(started: Started, qtbot: QtBot) -> None:
    program = started()
    assert "Reflections: 4 %, then 62 %: 58 points more (33 to 75 points)." in text(program, "compare_clear")
    fold = part(program, "compare_fold", QAbstractButton)
    assert not part(program, "compare_rest").isVisible()
    click(qtbot, fold)
    assert "not to be compared" in text(program, "compare_rest")
    first = part(program, "compare_first", QComboBox)
    choose(qtbot, first, str(first.itemData(6)))
    assert "Reflections" not in text(program, "compare_clear")
    click(qtbot, fold)
    assert "Reflections: 54 %, then 62 %: no clear difference" in text(program, "compare_rest")


def test_contexts_are_kept_apart(started: Started, qtbot: QtBot) -> None:
    program = started(3)
    with Library.open(program.library.folder) as library:
        other = library.add(a_talk(5.0, back=3, context_id="one-to-one"), title="At work", consent=AGREED)
        library.answer(other, None)
    program.window.show_page(TODAY)
    program.window.show_page(PROGRESS)
    until_read(program)
    context = part(program, "progress_context", QComboBox)
    assert [context.itemText(n) for n in range(context.count())] == [
        "Everyday conversation (3)",
        "One-to-one as a manager (1)",
    ]
    choose(qtbot, context, "one-to-one")
    assert text(program, "progress_finding") == "Talk share: building baseline (1 of 3)"


def test_a_plan_is_written_kept_changed_and_let_go(started: Started, qtbot: QtBot) -> None:
    program = started(3)
    choose(qtbot, part(program, "progress_measure", QComboBox), "reflections")
    save = part(program, "plan_save", QAbstractButton)
    assert not save.isEnabled()
    qtbot.keyClicks(part(program, "plan_when", QLineEdit), "When they finish a thought,")
    assert not save.isEnabled()
    qtbot.keyClicks(part(program, "plan_then", QLineEdit), "I will say it back.")
    click(qtbot, save)
    assert text(program, "plan_text") == "When they finish a thought, I will say it back."
    kept = program.library.plans.current()
    assert kept is not None
    assert (kept.measure, kept.context) == ("reflections", "everyday")
    assert text(program, "plan_since") == "No session since you made it."
    assert part(program, "progress_chart", TrendChart).picture.mark == 3
    click(qtbot, part(program, "plan_edit"))
    then = part(program, "plan_then", QLineEdit)
    then.selectAll()
    qtbot.keyClicks(then, "ask first")
    qtbot.keyClick(then, Qt.Key.Key_Return)
    changed = program.library.plans.current()
    assert changed is not None
    assert sentence(changed) == text(program, "plan_text")
    assert changed.made == kept.made
    click(qtbot, part(program, "plan_drop"))
    assert program.library.plans.current() is None
    assert part(program, "plan_save").isVisible()


def test_a_plan_leads_back_to_its_own_trend(started: Started, qtbot: QtBot) -> None:
    program = started(3)
    choose(qtbot, part(program, "progress_measure", QComboBox), "reflections")
    qtbot.keyClicks(part(program, "plan_when", QLineEdit), "they stop")
    qtbot.keyClicks(part(program, "plan_then", QLineEdit), "say it back")
    click(qtbot, part(program, "plan_save"))
    assert not part(program, "plan_trend").isVisible()
    choose(qtbot, part(program, "progress_measure", QComboBox), "talk_share")
    assert part(program, "progress_chart", TrendChart).picture.mark is None
    click(qtbot, part(program, "plan_trend"))
    assert text(program, "progress_finding").startswith("Reflections")


def test_own_guesses_are_charted(started: Started) -> None:
    program = started()
    assert "the middle one of your last 5 guesses lay" in text(program, "guess_trend_told_talk_share")
    chart = part(program, "guess_trend_talk_share", TrendChart)
    assert chart.isVisible()
    assert len(chart.picture.dots) == 8
    assert chart.picture.zero
    assert "points off" in chart.account
    assert not part(program, "guess_trend_empathy").isVisible()


def test_partners_ratings_are_charted_with_their_agreement(started: Started) -> None:
    program = started()
    told = text(program, "progress_partners")
    assert "Felt heard, 1 to 7: usually 6 in 3 verdicts." in told
    assert "of 36 answers alike" in told
    assert "weighted kappa" in told
    assert [dot.value for dot in part(program, "progress_heard", TrendChart).picture.dots] == [5.0, 6.0, 6.0]


def test_without_verdicts_it_says_how_to_get_one(started: Started) -> None:
    program = started(0)
    program.window.close()
    assert not part(program, "progress_heard").isVisible()


def test_nothing_ranks_shames_or_counts_days(started: Started) -> None:
    program = started()
    shown = " ".join(label.text() for label in program.window.progress.findChildren(QLabel)).casefold()
    for word in ("streak", "rank", "bad", "worse", "poor", "fail", "great job", "!"):
        assert word not in shown, word


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_control_has_a_name(started: Started, qapp: QApplication, scheme: Scheme) -> None:
    program = started(3)
    program.theme.use(qapp, scheme=scheme, text_scale=2.0)
    named = [w for w in program.window.progress.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    named = [w for w in named if w.isVisible() and not w.objectName().startswith("qt_")]
    assert len(named) >= 8
    for widget in named:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert widget.objectName(), widget
        assert interface.text(QAccessible.Text.Name), widget.objectName()
    content = program.window.progress._scroll.widget()
    assert content.width() <= program.window.progress.width()


def test_keys_lead_to_the_page(started: Started, qtbot: QtBot) -> None:
    program = started(1)
    program.window.show_page(TODAY)
    qtbot.keyClick(program.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert program.window.page == PROGRESS
    until_read(program)


def test_what_cannot_be_read_is_said_and_tried_again(started: Started, qtbot: QtBot, monkeypatch) -> None:
    def broken(*_arguments: object, **_named: object) -> object:
        raise UserError("The library is in use.", "Close the other program.", ExitCode.STORAGE)

    with monkeypatch.context() as patch:
        patch.setattr("ui.progress_desk.gather", broken)
        program = started(1)
        assert text(program, "progress_busy") == "The library is in use. Close the other program."
    program.window.show_page(TODAY)
    program.window.show_page(PROGRESS)
    until_read(program)
    assert text(program, "progress_finding") == "Talk share: building baseline (1 of 3)"


def test_closing_while_it_reads_leaves_nothing(started: Started) -> None:
    program = started(3)
    program.window.show_page(TODAY)
    program.window.show_page(PROGRESS)
    assert program.progress.work.busy
