"""What the window remembers: recent files, its place and page; and how it tells of work that ended elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coach.settings import MOST_RECENT, load_settings
from tests.ui.example import SRT
from tests.ui.hands import child, choose, toast, when_open
from tests.ui.shell import on_screen, program_in
from ui.app import Program
from ui.dialogs.import_dialog import ImportDialog
from ui.intake import Entry, State
from ui.main_window import REVIEW, SESSION, SETTINGS, TODAY
from ui.notices import Notices
from ui.recent import with_recent
from ui.whereabouts import placed_on

# The offscreen platform says this of every menu that comes up.
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
SCREEN = QRect(0, 0, 1920, 1040)


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program with two sessions, in front."""
    with on_screen(program_in(tmp_path / "kept", qapp, ("First talk", "Last talk")), qtbot, in_front=True) as made:
        yield made


# -- recent files ----------------------------------------------------------------------------------------------------


def test_recent_files_are_once_each_newest_first_and_few() -> None:
    paths = [Path(f"/talks/{number}.wav") for number in range(12)]
    recent: tuple[str, ...] = ()
    for path in paths:
        recent = with_recent([path], recent)
    assert len(recent) == MOST_RECENT
    assert recent[0] == str(paths[-1].absolute())
    again = with_recent([paths[5]], recent)
    assert again[0] == str(paths[5].absolute())
    assert len(set(again)) == MOST_RECENT


def bring(qtbot: QtBot, program: Program, path: Path) -> None:
    when_open(qtbot, ImportDialog, lambda dialog: (dialog.alone.setChecked(True), dialog.go.click()))
    with qtbot.waitSignal(program.intake.session_ready, timeout=20_000):
        program.desk.bring([path])


def recent(program: Program) -> list[str]:
    return [action.text().replace("&", "") for action in program.window.menus.recent.actions() if action.data()]


def choose_recent(qtbot: QtBot, program: Program, name: str) -> None:
    menu = program.window.menus.recent
    action = next(action for action in menu.actions() if action.objectName() == name)
    menu.popup(program.window.mapToGlobal(program.window.rect().center()))
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_what_was_brought_can_be_opened_again(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "Ann & Ben.srt"
    path.write_text(SRT, encoding="utf-8")
    assert not program.window.menus.recent.isEnabled()
    bring(qtbot, program, path)
    assert recent(program) == [f"1 Ann  Ben.srt  in {tmp_path.name}"]
    asked = []
    when_open(qtbot, ImportDialog, lambda dialog: (asked.append(True), dialog.reject()))
    choose_recent(qtbot, program, "recent_1")
    assert asked == [True]


def test_a_file_that_is_gone_is_said_and_taken_off(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_text(SRT, encoding="utf-8")
    bring(qtbot, program, path)
    path.unlink()
    choose_recent(qtbot, program, "recent_1")
    assert toast(program) == f"“talk.srt” is no longer in {tmp_path}."
    assert len(recent(program)) == 1
    qtbot.mouseClick(child(program.window.toast, QPushButton, "toast_action"), Qt.MouseButton.LeftButton)
    assert recent(program) == []
    assert load_settings(program.places.settings).settings.recent == ()


def test_one_click_clears_the_list(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    program.recent.note([tmp_path / "one.wav", tmp_path / "two.wav"])
    assert len(recent(program)) == 2
    choose_recent(qtbot, program, "recent_clear")
    assert recent(program) == []
    assert not program.window.menus.recent.isEnabled()
    assert load_settings(program.places.settings).settings.recent == ()


def test_refused_files_are_not_remembered(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_text(SRT, encoding="utf-8")
    when_open(qtbot, ImportDialog, lambda dialog: dialog.reject())
    program.desk.bring([path])
    assert recent(program) == []


# -- place and page --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "place",
    [QRect(0, 0, 1280, 800), QRect(1840, 900, 1280, 800), QRect(-1200, 0, 1280, 800)],
    ids=["whole", "a corner", "an edge"],
)
def test_a_window_that_can_be_seen_stays_where_it_is(place: QRect) -> None:
    assert placed_on(place, [SCREEN]) == place


@pytest.mark.parametrize(
    "place",
    [QRect(2500, 100, 1280, 800), QRect(-1290, 0, 1280, 800), QRect(100, 5000, 1280, 800), QRect(9000, 0, 4000, 3000)],
    ids=["right", "left", "below", "larger than the screen"],
)
def test_a_window_whose_screen_is_gone_comes_back_whole(place: QRect) -> None:
    now = placed_on(place, [SCREEN])
    assert SCREEN.contains(now)
    assert now.width() == min(place.width(), SCREEN.width())


def test_a_second_screen_counts() -> None:
    place = QRect(2500, 100, 1280, 800)
    assert placed_on(place, [SCREEN, QRect(1920, 0, 1920, 1080)]) == place


def restarted(qapp: QApplication, qtbot: QtBot, folder: Path) -> Program:
    made = program_in(folder, qapp)
    qtbot.addWidget(made.window)
    made.window.show()
    return made


@pytest.mark.parametrize("page", [TODAY, REVIEW, SETTINGS])
def test_the_window_opens_on_the_page_it_was_closed_on(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, page: str
) -> None:
    first = restarted(qapp, qtbot, tmp_path / "kept")
    first.window.show_page(page)
    first.window.close()
    first.close()
    second = restarted(qapp, qtbot, tmp_path / "kept")
    assert second.window.page == page
    second.window.close()
    second.close()


def test_the_session_that_was_open_is_open_again_unless_it_is_gone(
    program: Program, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    row = program.desk._rows[1]
    program.desk.open_session(row.id)
    program.window.close()
    second = restarted(qapp, qtbot, tmp_path / "kept")
    assert second.window.page == SESSION
    assert second.desk.editor.session is not None
    assert second.desk.editor.session.title == row.title
    second.window.close()
    second.library.delete(row.id)
    second.close()
    third = restarted(qapp, qtbot, tmp_path / "kept")
    assert third.window.page == TODAY
    assert third.window.toast.isHidden()
    third.close()


def test_a_place_that_makes_no_sense_gives_a_window_that_can_be_seen(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    first = restarted(qapp, qtbot, tmp_path / "kept")
    first.window.move(6000, 5000)
    first.window.close()
    first.close()
    second = restarted(qapp, qtbot, tmp_path / "kept")
    screens = [screen.availableGeometry() for screen in qapp.screens()]
    assert any(screen.intersects(second.window.geometry()) for screen in screens)
    second.preferences.change(window="no place at all", page="nowhere")
    second.close()
    third = restarted(qapp, qtbot, tmp_path / "kept")
    assert third.window.page == TODAY
    third.close()


# -- notices ---------------------------------------------------------------------------------------------------------


class Elsewhere:
    """Notices that note what they would show, and a window that may or may not be in front."""

    def __init__(self, program: Program, *, allowed: bool) -> None:
        self.told: list[str] = []
        self.marked = 0
        self.notices = Notices(program.window, lambda: allowed, tell=self.told.append, alert=self._mark)

    def _mark(self, _window: QWidget) -> None:
        self.marked += 1

    def ends(self, number: int, state: State) -> None:
        for step in (State.WORKING, state):
            self.notices.on_entry(Entry(number, Path("Private talk.m4a"), step))


@pytest.fixture
def other(program: Program, qtbot: QtBot) -> QWidget:
    """Another window, in front."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def test_in_front_nothing_is_told(program: Program) -> None:
    seen = Elsewhere(program, allowed=True)
    seen.ends(1, State.READY)
    assert (seen.told, seen.marked) == ([], 0)


def test_elsewhere_the_window_is_marked_and_a_notice_only_where_allowed(program: Program, other: QWidget) -> None:
    for allowed in (False, True):
        seen = Elsewhere(program, allowed=allowed)
        seen.ends(1, State.READY)
        assert seen.marked == 1
        assert seen.told == (["1 review is ready."] if allowed else [])


def test_many_files_give_one_notice_without_names(program: Program, other: QWidget) -> None:
    seen = Elsewhere(program, allowed=True)
    for number in (1, 2, 3):
        seen.notices.on_entry(Entry(number, Path("Private talk.m4a"), State.WAITING))
    seen.ends(1, State.READY)
    seen.ends(2, State.FAILED)
    assert seen.told == []
    seen.ends(3, State.READY)
    assert seen.told == ["2 reviews are ready. 1 file could not be reviewed."]


def test_what_was_cancelled_is_no_news(program: Program, other: QWidget) -> None:
    seen = Elsewhere(program, allowed=True)
    seen.ends(1, State.CANCELLED)
    assert (seen.told, seen.marked) == ([], 0)


def test_a_review_that_ends_elsewhere_is_told_by_the_program(
    program: Program, other: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked: list[object] = []
    monkeypatch.setattr(program.notices, "_alert", marked.append)
    path = tmp_path / "talk.srt"
    path.write_text(SRT, encoding="utf-8")
    program.intake.files_taken.connect(other.activateWindow)
    bring(qtbot, program, path)
    assert marked == [program.window]


def test_notices_are_off_until_they_are_wanted(program: Program) -> None:
    assert not program._notices_allowed()
    program.window.show_page(SETTINGS)
    choose(child(program.window, QComboBox, "notices"), True)
    assert program._notices_allowed()
    assert load_settings(program.places.settings).settings.notices


def test_less_movement_is_worn_and_kept_and_gives_back_what_was_on(program: Program, qapp: QApplication) -> None:
    effect = Qt.UIEffect.UI_AnimateCombo
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, True)
    qapp.setEffectEnabled(effect, True)
    was_on = qapp.isEffectEnabled(effect)
    choose(child(program.window, QComboBox, "motion"), True)
    assert program.theme.motion_ms == 0
    assert not qapp.isEffectEnabled(effect)
    assert load_settings(program.places.settings).settings.reduced_motion
    choose(child(program.window, QComboBox, "motion"), False)
    assert program.theme.motion_ms > 0
    assert qapp.isEffectEnabled(effect) == was_on
    assert was_on
