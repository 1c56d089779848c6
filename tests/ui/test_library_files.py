"""Backup, restore and move in the window: the file dialogs are the system's, everything after them is ours."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from coach.errors import UserError
from coach.settings import load_settings
from tests.ui.hands import answer, listed, press, settled, toast, when_open
from tests.ui.shell import fill, on_screen, places_in, with_sample
from ui import library_files
from ui.app import Program
from ui.dialogs.import_dialog import ImportDialog
from ui.intake import State
from ui.library_work import LibraryWork, OnProgress
from ui.main_window import SESSION, SETTINGS

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "This plugin does not support")
SRT = (
    "1\n00:00:01,000 --> 00:00:04,000\nAnn: How was it?\n\n2\n00:00:04,500 --> 00:00:09,000\nBen: Hard, to be honest.\n"
)


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program with the sample and another session."""
    fill(places_in(tmp_path / "kept"), ("Another",))
    with on_screen(with_sample(tmp_path / "kept", qapp), qtbot) as made:
        made.window.show_page(SETTINGS)
        yield made


def save_as(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))


def open_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), ""))


def open_folder(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(path))


def test_backup_and_restore(program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_as(monkeypatch, tmp_path / "mine")
    press(qtbot, program, QPushButton, "back_up")
    settled(qtbot, program)
    file = tmp_path / "mine.sayback-backup"
    assert file.stat().st_size > 100_000
    assert "2 sessions, " in toast(program)
    assert "not locked" in toast(program)
    for row in program.library.sessions():
        program.library.delete(row.id)
    program.desk.refresh()
    assert listed(program) == []
    open_file(monkeypatch, file)
    press(qtbot, program, QPushButton, "restore_backup")
    settled(qtbot, program)
    assert "2 sessions are back." in toast(program)
    assert len(listed(program)) == 2
    press(qtbot, program, QPushButton, "restore_backup")
    settled(qtbot, program)
    assert "2 of the backup were here already" in toast(program)
    qtbot.waitUntil(lambda: program.window.findChild(QProgressDialog, "library_progress") is None)


def test_a_file_that_is_no_backup_is_said(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.zip").write_bytes(b"nothing")
    open_file(monkeypatch, tmp_path / "x.zip")
    program.window.restore_asked.emit()
    settled(qtbot, program)
    assert "“x.zip” is no backup of Sayback." in toast(program)
    assert len(listed(program)) == 2


def test_nothing_is_done_where_no_file_is_chosen(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ask in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")
    for name in ("back_up", "restore_backup", "move_library"):
        press(qtbot, program, QPushButton, name)
        assert not program.desk.shelf.work.busy


def test_after_a_move_everything_goes_on_there(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = program.library.folder
    (tmp_path / "disk").mkdir()
    (tmp_path / "disk" / "novel.txt").touch()
    open_folder(monkeypatch, tmp_path / "disk")
    asked = answer(qtbot, "move_box", "yes")
    press(qtbot, program, QPushButton, "move_library")
    settled(qtbot, program)
    new = tmp_path / "disk" / "Sayback library"
    assert str(new) in asked[0]
    assert f"Your library is now in {new}" in toast(program)
    assert not old.exists()
    assert program.window.findChild(QLabel, "library_folder").text() == str(new)
    assert load_settings(places_in(tmp_path / "kept").settings).settings.library == str(new)
    program.desk.open_session(program.library.sessions()[0].id)
    assert program.window.page == SESSION
    assert program.player.is_ready
    program.preferences.change(name="Nora")  # what is chosen later does not undo it
    assert load_settings(places_in(tmp_path / "kept").settings).settings.library == str(new)
    (tmp_path / "talk.srt").write_text(SRT, encoding="utf-8")
    when_open(qtbot, ImportDialog, lambda dialog: (dialog.alone.setChecked(True), dialog.go.click()))
    program.desk.bring([tmp_path / "talk.srt"])
    qtbot.waitUntil(lambda: program.intake.entries[0].state is State.READY, timeout=20_000)
    assert len(program.library.sessions()) == 3
    with qtbot.waitSignal(program.desk.shelf.searcher.found, timeout=10_000) as caught:
        qtbot.keyClicks(program.window.sessions.search, "ben honest")
    assert len(caught.args[1]) == 1
    assert not old.exists()


def test_the_library_is_found_where_it_is_at_the_next_start(
    program: Program, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "disk").mkdir()
    open_folder(monkeypatch, tmp_path / "disk")
    answer(qtbot, "move_box", "yes")
    press(qtbot, program, QPushButton, "move_library")
    settled(qtbot, program)
    program.window.close()
    again = Program(qapp, places_in(tmp_path / "kept"))
    qtbot.addWidget(again.window)
    assert again.library.folder == tmp_path / "disk"
    assert len(again.library.sessions()) == 2
    again.window.close()
    again.close()
    (tmp_path / "disk").rename(tmp_path / "unplugged")
    with pytest.raises(UserError, match="that folder is not there now"):
        Program(qapp, places_in(tmp_path / "kept"))


def test_a_move_that_fails_leaves_the_window_with_its_library(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = program.library.folder
    (tmp_path / "disk").mkdir()
    open_folder(monkeypatch, tmp_path / "disk")
    monkeypatch.setattr("coach.library.move._digest", lambda file: "another")
    answer(qtbot, "move_box", "yes")
    press(qtbot, program, QPushButton, "move_library")
    settled(qtbot, program)
    assert "nothing was moved" in toast(program)
    assert program.library.folder == old
    assert len(program.library.sessions()) == 2
    assert list((tmp_path / "disk").iterdir()) == []


def test_a_move_can_be_refused(program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = program.library.folder
    open_folder(monkeypatch, tmp_path / "disk")
    answer(qtbot, "move_box", "no")
    press(qtbot, program, QPushButton, "move_library")
    assert program.library.folder == old
    assert len(program.library.sessions()) == 2


def test_cancel_ends_a_backup_and_leaves_nothing(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(folder: Path, target: Path, *, now: object, on_progress: OnProgress) -> None:
        for step in range(1000):
            time.sleep(0.005)
            on_progress(step / 1000)

    monkeypatch.setattr(library_files, "back_up", slow)
    save_as(monkeypatch, tmp_path / "mine")
    press(qtbot, program, QPushButton, "back_up")
    shown = program.window.findChild(QProgressDialog, "library_progress")
    assert shown is not None
    qtbot.waitUntil(lambda: shown.value() > 0, timeout=5000)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    settled(qtbot, program)
    assert "Stopped. Nothing was changed." in toast(program)


def test_closing_in_the_middle_of_it_waits_for_a_whole_end(qtbot: QtBot) -> None:
    begun, ended = threading.Event(), []

    def act(progress: OnProgress) -> None:
        try:
            while True:
                begun.set()
                progress(0.5)
        finally:
            ended.append(True)

    called: list[object] = []
    work = LibraryWork()
    work.run(act, called.append, called.append)
    begun.wait(5)
    work.close()
    QApplication.processEvents()
    assert called == []
    assert ended == [True]
