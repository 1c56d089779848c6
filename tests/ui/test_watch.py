"""Watched folders in the window: off until a folder is chosen, offered once, reviewed only after a yes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coach.sample import sample
from coach.watching import SETTLED
from tests.ui.hands import answer, press, toast, when_open
from tests.ui.shell import on_screen, program_in
from ui.app import Program
from ui.dialogs.import_dialog import ImportDialog
from ui.main_window import SETTINGS

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "This plugin does not support")


class Ticks:
    """Seconds that pass only when they are told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls" / "old.wav").write_bytes(b"was there before")
    return tmp_path / "calls"


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, calls: Path, ticks: Ticks, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    made = program_in(tmp_path / "kept", qapp, ("Only",))
    made.desk.watch._clock = ticks
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(calls))
    with on_screen(made, qtbot):
        made.window.show_page(SETTINGS)
        yield made
    assert not made.desk.watch.timer.isActive()


def rest(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: not program.desk.watch.work.busy, timeout=10_000)


def look(qtbot: QtBot, program: Program, ticks: Ticks) -> None:
    """Two looks, far enough apart for what lies there to count as whole."""
    for _ in range(2):
        program.desk.watch.look()
        rest(qtbot, program)
        ticks.now += SETTLED


def offered(program: Program) -> str:
    bar = program.window.offer
    return bar.findChild(QLabel, "offer_told").text() if bar.isVisible() else ""


def test_nothing_is_watched_until_a_folder_is_chosen(program: Program, qtbot: QtBot, calls: Path) -> None:
    assert not program.desk.watch.timer.isActive()
    press(qtbot, program, QPushButton, "watch_folder")
    rest(qtbot, program)
    assert program.desk.watch.timer.isActive()
    assert program.preferences.settings.watched == (str(calls),)
    assert "What lies there already is not" in toast(program)
    press(qtbot, program, QPushButton, "unwatch_0")
    assert not program.desk.watch.timer.isActive()
    assert program.preferences.settings.watched == ()


def test_a_new_recording_is_offered_and_what_was_there_before_is_not(
    program: Program, qtbot: QtBot, calls: Path, ticks: Ticks
) -> None:
    press(qtbot, program, QPushButton, "watch_folder")
    rest(qtbot, program)
    (calls / "new.wav").write_bytes(b"fresh")
    program.desk.watch.look()
    rest(qtbot, program)
    assert offered(program) == ""
    ticks.now += SETTLED
    look(qtbot, program, ticks)
    assert offered(program) == "1 new recording: “new.wav”"
    assert program.intake.entries == ()
    press(qtbot, program, QPushButton, "offer_refuse")
    rest(qtbot, program)
    look(qtbot, program, ticks)
    assert offered(program) == ""


def test_the_offer_stays_until_it_is_answered(program: Program, qtbot: QtBot, calls: Path, ticks: Ticks) -> None:
    press(qtbot, program, QPushButton, "watch_folder")
    rest(qtbot, program)
    (calls / "talk.opus").write_bytes(sample().path.read_bytes())
    look(qtbot, program, ticks)
    when_open(qtbot, ImportDialog, lambda dialog: dialog.cancel.click())
    press(qtbot, program, QPushButton, "offer_review")
    assert "talk.opus" in offered(program)
    brought: list[Path] = []
    program.intake.bring = lambda files, wishes: brought.extend(files)  # type: ignore[method-assign]
    when_open(qtbot, ImportDialog, lambda dialog: (dialog.alone.setChecked(True), dialog.go.click()))
    press(qtbot, program, QPushButton, "offer_review")
    rest(qtbot, program)
    assert brought == [calls / "talk.opus"]
    look(qtbot, program, ticks)
    assert offered(program) == ""


def test_reviewing_without_asking_needs_a_yes_and_keeps_the_consent(
    program: Program, qtbot: QtBot, calls: Path, ticks: Ticks
) -> None:
    press(qtbot, program, QPushButton, "watch_folder")
    rest(qtbot, program)
    box = program.window.findChild(QCheckBox, "watched_review")
    assert box.isVisible()
    asked = answer(qtbot, "watch_box", "no")
    box.click()
    assert "everyone in every recording" in asked[0]
    assert not box.isChecked()
    answer(qtbot, "watch_box", "yes")
    box.click()
    assert program.preferences.settings.watched_review
    brought: list[tuple[Path, str]] = []
    program.intake.bring = lambda files, wishes: brought.extend(  # type: ignore[method-assign]
        (path, wishes.consent.how) for path in files
    )
    (calls / "new.wav").write_bytes(b"fresh")
    look(qtbot, program, ticks)
    rest(qtbot, program)
    look(qtbot, program, ticks)
    assert brought == [(calls / "new.wav", "said once for the watched folder")]
    assert offered(program) == ""


def test_a_folder_that_goes_away_is_no_trouble(program: Program, qtbot: QtBot, calls: Path, ticks: Ticks) -> None:
    press(qtbot, program, QPushButton, "watch_folder")
    rest(qtbot, program)
    calls.rename(calls.with_name("unplugged"))
    look(qtbot, program, ticks)
    calls.with_name("unplugged").rename(calls)
    (calls / "new.wav").write_bytes(b"fresh")
    look(qtbot, program, ticks)
    assert "new.wav" in offered(program)
