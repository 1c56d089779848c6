"""The own guess comes before the numbers: by clicks, by keys, kept, and asked once."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coach.errors import ExitCode, UserError
from coach.feedback.guess import Aspect, Gap, Guess
from coach.library.guess_rows import Answer
from coach.library.session import Session
from tests.ui.hands import child, click, key
from tests.ui.shell import WIDE, on_screen, program_in
from ui.app import Program
from ui.guess_words import told
from ui.theme import Scheme
from ui.widgets.guess_slider import GuessSlider
from ui.widgets.session_delegate import numbers_line

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "This plugin does not support")

Opened = Callable[..., Program]


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    """Starts the program with a session that nobody has looked at, and opens it."""
    with ExitStack() as closing:

        def start(title: str = "A talk", **kwargs: bool) -> Program:
            made = program_in(tmp_path / "kept", qapp, (title,), **{"seen": False, **kwargs})
            program = closing.enter_context(on_screen(made, qtbot, size=WIDE, in_front=True))
            row = next(row for row in program.library.sessions() if row.title == title)
            program.desk.open_session(row.id)
            return program

        yield start


def part(program: Program, name: str, kind: type = QWidget):
    return child(program.window.session, kind, name)


def slider(program: Program, aspect: Aspect) -> GuessSlider:
    return part(program, f"guess_{aspect.value}", GuessSlider)


def kept(program: Program) -> Session:
    session = program.desk._editor.session
    assert session is not None
    return program.library.load(session.id)


def shows_numbers(program: Program) -> bool:
    page = program.window.session
    seen = {page.feedback.isVisible(), page.block.isVisible(), page.reading.isVisible(), not page.form.isVisible()}
    assert len(seen) == 1, "all or nothing"
    return seen.pop()


def test_no_number_is_shown_before_the_guess(opened: Opened) -> None:
    program = opened()
    assert not shows_numbers(program)
    shown = " ".join(
        label.text() for label in program.window.session.findChildren(QLabel) if label.isVisible() and label.text()
    )
    assert "%" not in shown
    (row,) = program.library.sessions()
    assert numbers_line(row) == "Your guess comes first"
    assert not program.window.today.suggestion.isVisibleTo(program.window.today)


def test_a_guess_by_mouse_is_set_beside_the_measures_and_kept(opened: Opened, qtbot: QtBot) -> None:
    program = opened()
    share, asked = slider(program, Aspect.TALK_SHARE), slider(program, Aspect.ASKED)
    show = part(program, "guess_show", QAbstractButton)
    assert not show.isEnabled()
    qtbot.mouseClick(share, Qt.MouseButton.LeftButton, pos=QPoint(share.width() - 3, share.height() // 2))
    qtbot.mouseClick(asked, Qt.MouseButton.LeftButton, pos=QPoint(3, asked.height() // 2))
    click(qtbot, part(program, "guess_interruptions_more"))
    click(qtbot, part(program, "guess_interruptions_more"))
    click(qtbot, part(program, "guess_interruptions_fewer"))
    click(qtbot, show)
    assert shows_numbers(program)
    assert kept(program).answer == Answer(Guess(talk_share=1.0, interruptions=1, asked=1))
    assert part(program, "guess_word_talk_share", QLabel).text() == "Surprising"
    assert (
        part(program, "guess_told_talk_share", QLabel).text()
        == "You guessed that 100 % of the talking was yours. It was 41 %."
    )
    assert part(program, "guess_word_interruptions", QLabel).text() == "Well calibrated"
    assert part(program, "guess_told_asked", QLabel).text() == "You asked open questions: guessed 1 of 5, measured 4."
    assert not part(program, "guess_told_empathy").isVisible()
    (trend,) = program.library.calibrations()
    assert trend.gaps[Aspect.TALK_SHARE] == pytest.approx(0.591, abs=0.001)
    assert "41 %" in numbers_line(program.desk._rows[0])


def test_a_guess_by_keys_alone(opened: Opened, qtbot: QtBot) -> None:
    program = opened()
    assert QApplication.focusWidget() is slider(program, Aspect.TALK_SHARE)
    key(qtbot, Qt.Key.Key_Left)
    key(qtbot, Qt.Key.Key_Left)
    key(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is part(program, "guess_interruptions")
    key(qtbot, Qt.Key.Key_3)
    key(qtbot, Qt.Key.Key_Up)
    while QApplication.focusWidget() is not slider(program, Aspect.ASKED):
        key(qtbot, Qt.Key.Key_Tab)
    key(qtbot, Qt.Key.Key_4)
    key(qtbot, Qt.Key.Key_Tab)
    key(qtbot, Qt.Key.Key_Space)
    key(qtbot, Qt.Key.Key_Tab)
    key(qtbot, Qt.Key.Key_Home)
    key(qtbot, Qt.Key.Key_Tab)
    key(qtbot, Qt.Key.Key_End)
    key(qtbot, Qt.Key.Key_Tab)
    note = QApplication.focusWidget()
    assert isinstance(note, QLineEdit)
    qtbot.keyClicks(note, "Going nicely, by and large")
    key(qtbot, Qt.Key.Key_Return)
    assert shows_numbers(program)
    assert kept(program).answer == Answer(Guess(0.4, 4, 4, 3, 1, 5, "Going nicely, by and large"))
    assert part(program, "guess_note", QLabel).text() == "You wrote: “Going nicely, by and large”"
    assert part(program, "guess_word_talk_share", QLabel).text() == "Well calibrated"
    assert QApplication.focusWidget() is part(program, "guess_fold")


def test_one_key_skips(opened: Opened, qtbot: QtBot) -> None:
    program = opened()
    key(qtbot, Qt.Key.Key_Escape)
    assert shows_numbers(program)
    assert kept(program).answer == Answer(None)
    assert not part(program, "guess_reveal").isVisible()
    assert program.library.calibrations() == ()


def test_a_click_skips(opened: Opened, qtbot: QtBot) -> None:
    program = opened()
    click(qtbot, part(program, "guess_skip"))
    assert shows_numbers(program)
    assert kept(program).answer == Answer(None)


def test_return_on_skip_skips(opened: Opened, qtbot: QtBot) -> None:
    program = opened()
    key(qtbot, Qt.Key.Key_Right)
    part(program, "guess_skip").setFocus()
    key(qtbot, Qt.Key.Key_Return)
    assert kept(program).answer == Answer(None)


def test_return_without_a_guess_shows_nothing(opened: Opened, qtbot: QtBot) -> None:
    program = opened()
    key(qtbot, Qt.Key.Key_Return)
    assert not shows_numbers(program)
    assert kept(program).answer is None


def test_a_session_asks_once_and_keeps_its_reveal_folded(opened: Opened, qtbot: QtBot) -> None:
    program = opened()
    key(qtbot, Qt.Key.Key_Right)
    key(qtbot, Qt.Key.Key_Return)
    program.desk.open_session(kept(program).id)
    assert shows_numbers(program)
    summary = part(program, "guess_summary", QLabel)
    assert summary.isVisible()
    assert summary.text() == "Your own guess: 1 close"
    assert not part(program, "guess_told_talk_share").isVisible()
    click(qtbot, part(program, "guess_fold"))
    assert part(program, "guess_told_talk_share").isVisible()


def test_a_skipped_session_does_not_ask_again(opened: Opened, qtbot: QtBot) -> None:
    program = opened()
    key(qtbot, Qt.Key.Key_Escape)
    program.desk.open_session(kept(program).id)
    assert shows_numbers(program)


def test_what_was_guessed_stays_with_its_session(opened: Opened, qtbot: QtBot) -> None:
    program = opened()
    key(qtbot, Qt.Key.Key_Right)
    program.desk.open_session(kept(program).id)
    assert slider(program, Aspect.TALK_SHARE).guess is None
    assert not part(program, "guess_show").isEnabled()


def test_the_reveal_follows_edits(opened: Opened, qtbot: QtBot) -> None:
    program = opened()
    key(qtbot, Qt.Key.Key_Right)
    key(qtbot, Qt.Key.Key_Return)
    program.window.session.me_chosen.emit("B")
    assert part(program, "guess_told_talk_share", QLabel).text().endswith("It was 59 %.")
    (trend,) = program.library.calibrations()
    assert trend.gaps[Aspect.TALK_SHARE] == pytest.approx(-0.041, abs=0.001)


def test_who_is_me_comes_before_the_guess(opened: Opened, qtbot: QtBot) -> None:
    program = opened("Which voice is mine")
    assert not part(program, "guess_show").isVisible()
    assert QApplication.focusWidget() is part(program, "me_is_A")
    key(qtbot, Qt.Key.Key_Space)
    assert not shows_numbers(program)
    assert part(program, "guess_show").isVisible()
    assert QApplication.focusWidget() is slider(program, Aspect.TALK_SHARE)


def test_somebody_who_is_not_in_it_can_go_on(opened: Opened, qtbot: QtBot) -> None:
    program = opened("Which voice is mine")
    key(qtbot, Qt.Key.Key_Escape)
    assert program.window.session.reading.isVisible()
    assert kept(program).answer == Answer(None)


def test_nothing_is_written_out_before_the_guess(opened: Opened) -> None:
    program = opened()
    program.window.export_asked.emit()
    program.window.report_asked.emit()
    assert "your own guess" in program.window.toast.findChild(QLabel).text()


def test_find_waits_for_the_transcript(opened: Opened, qtbot: QtBot) -> None:
    program = opened()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is slider(program, Aspect.TALK_SHARE)


@pytest.mark.parametrize("skips", [True, False])
def test_a_guess_that_cannot_be_kept_is_not_lost(opened: Opened, qtbot: QtBot, monkeypatch, skips: bool) -> None:
    program = opened()

    def full(session: str, guess: Guess | None) -> None:
        raise UserError("The disk is full.", "Make room, then try again.", ExitCode.STORAGE)

    monkeypatch.setattr(program.library, "answer", full)
    key(qtbot, Qt.Key.Key_Right)
    key(qtbot, Qt.Key.Key_Escape if skips else Qt.Key.Key_Return)
    assert shows_numbers(program) is skips
    assert slider(program, Aspect.TALK_SHARE).guess == 55


def test_every_control_has_a_name_and_says_its_value(opened: Opened, qtbot: QtBot) -> None:
    program = opened()
    form = program.window.session.form
    named = [w for w in form.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(named) >= 10
    for widget in named:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert widget.objectName(), widget
        assert interface.text(QAccessible.Text.Name), widget.objectName()
    share = slider(program, Aspect.TALK_SHARE)
    assert share.accessibleDescription().startswith("no guess yet")
    key(qtbot, Qt.Key.Key_Right)
    assert share.accessibleDescription().startswith("55 %")


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_guess_and_reveal_hold_at_200_percent_text(opened: Opened, qapp, qtbot: QtBot, scheme, text_scale) -> None:
    program = opened()
    program.theme.use(qapp, scheme=scheme, text_scale=text_scale)
    page = program.window.session
    for step in (None, Qt.Key.Key_Right, Qt.Key.Key_Return):
        if step is not None:
            key(qtbot, step)
        qapp.processEvents()
        assert page._scroll.horizontalScrollBar().maximum() == 0
        clipped = [
            label.objectName() or label.text()
            for label in page.findChildren(QLabel)
            if label.isVisible() and label.text() and label.height() < label.fontMetrics().height() - 2
        ]
        assert not clipped
    program.theme.use(qapp, scheme=Scheme.LIGHT, text_scale=1.0)


@pytest.mark.parametrize(
    ("gap", "sentence"),
    [
        (Gap(Aspect.INTERRUPTIONS, 2, 3), "Your interruptions: guessed 2, found 3."),
        (Gap(Aspect.INTERRUPTIONS, 2, 3, at_least=True), "Your interruptions: guessed 2, found at least 3."),
        (Gap(Aspect.HELD_BACK, 2, 5), "You held back advice: guessed 2 of 5, measured 5."),
        (Gap(Aspect.HELD_BACK, 2, None, "no aim"), "You held back advice: guessed 2 of 5. No aim."),
        (Gap(Aspect.TALK_SHARE, 0.45, 0.72), "You guessed that 45 % of the talking was yours. It was 72 %."),
        (Gap(Aspect.TALK_SHARE, None, 0.72), ""),
    ],
)
def test_a_gap_is_told_of_the_moment(gap: Gap, sentence: str) -> None:
    assert told(gap) == sentence
