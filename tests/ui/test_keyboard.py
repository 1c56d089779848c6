"""Keys: one table for menus and help, others of one's own, clashes told and solved, all by hand."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from coach.settings import load_settings
from tests.ui.hands import child, when_open
from tests.ui.shell import on_screen, program_in
from ui.app import Program
from ui.dialogs.keyboard_dialog import KeyboardDialog
from ui.item_models.keys import Column, KeyModel, key_rows
from ui.main_window import REVIEW, SESSION, SETTINGS, TODAY
from ui.shortcuts import action_lines, clash, default_keys, fixed_keys, given, keys_in_use, reset, told_keys

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LINES = {line.id: line for line in action_lines()}


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program with one session, in front."""
    with on_screen(program_in(tmp_path / "kept", qapp, ("First talk",)), qtbot, in_front=True) as made:
        yield made


def used(own: dict[str, str]) -> dict[str, tuple[QKeySequence, ...]]:
    return keys_in_use(tuple(LINES.values()), own)


# -- the table -------------------------------------------------------------------------------------------------------


def test_no_two_actions_share_an_id_or_keys(qapp: QApplication) -> None:
    assert len(LINES) == len(action_lines())
    count = Counter(keys for line in LINES.values() for keys in default_keys(line))
    assert [keys.toString() for keys, number in count.items() if number > 1] == []


def test_no_usual_keys_are_those_of_a_part_or_of_a_menu(qapp: QApplication) -> None:
    lines = tuple(LINES.values())
    told = {line.id: clash(keys, line, lines, {}) for line in lines for keys in default_keys(line)}
    assert {id_: one for id_, one in told.items() if one is not None} == {}


@pytest.mark.parametrize(
    ("id_", "keys"),
    [
        ("open", "Ctrl+O"),
        ("find", "Ctrl+F"),
        ("undo", "Ctrl+Z"),
        ("redo", "Ctrl+Shift+Z"),
        ("settings", "Ctrl+,"),
        ("export", "Ctrl+E"),
        ("play", "Ctrl+Space"),
        ("slower", "["),
        ("follow", "G"),
        ("keyboard", "F1"),
        ("keyboard", "Ctrl+/"),
    ],
)
def test_keys_that_people_know_are_there(qapp: QApplication, id_: str, keys: str) -> None:
    assert QKeySequence(keys) in used({})[id_]


def test_only_keys_worth_telling_are_told(qapp: QApplication) -> None:
    undo = QKeySequence(QKeySequence.StandardKey.Undo)
    assert told_keys(LINES["undo"], used({})["undo"]) == undo.toString(QKeySequence.SequenceFormat.NativeText)
    assert told_keys(LINES["backup"], used({})["backup"]) == ""


def test_chosen_keys_hold_and_take_the_place_of_usual_ones(qapp: QApplication) -> None:
    own = {"backup": "Ctrl+E"}
    assert used(own)["backup"] == (QKeySequence("Ctrl+E"),)
    assert used(own)["export"] == ()


def test_keys_taken_from_another_are_gone_there_and_come_back(qapp: QApplication) -> None:
    lines = tuple(LINES.values())
    own = given(LINES["backup"], QKeySequence("Ctrl+E"), lines, {})
    assert (used(own)["backup"], used(own)["export"]) == ((QKeySequence("Ctrl+E"),), ())
    own = reset(LINES["export"], reset(LINES["backup"], own))
    assert own == {}
    assert used(own)["export"] == (QKeySequence("Ctrl+E"),)


def test_who_has_two_keys_keeps_the_other(qapp: QApplication) -> None:
    own = given(LINES["backup"], QKeySequence("F1"), tuple(LINES.values()), {})
    assert QKeySequence("F1") not in used(own)["keyboard"]
    assert used(own)["keyboard"]


@pytest.mark.parametrize("keys", ["Ctrl+Foo", "hello", "Hyper+9"])
def test_what_are_no_keys_leaves_the_usual_ones(qapp: QApplication, keys: str) -> None:
    assert used({"export": keys})["export"] == default_keys(LINES["export"])


def test_an_action_of_another_version_is_left_alone(qapp: QApplication) -> None:
    assert used({"levitate": "Ctrl+E"})["export"] == default_keys(LINES["export"])


@pytest.mark.parametrize("keys", ["Tab", "Space", "Esc", "Left", "0", "X", "Shift+X", "Alt+F"])
def test_keys_of_parts_of_writing_and_of_menus_are_refused(qapp: QApplication, keys: str) -> None:
    found = clash(QKeySequence(keys), LINES["backup"], tuple(LINES.values()), {})
    assert found is not None
    assert found.holder is None
    assert QKeySequence(keys).toString() in found.told


def test_a_letter_may_go_to_what_works_inside_a_session_only(qapp: QApplication) -> None:
    lines = tuple(LINES.values())
    assert clash(QKeySequence("X"), LINES["follow"], lines, {}) is None
    assert clash(QKeySequence("M"), LINES["follow"], lines, {}) is not None


def test_the_rows_are_a_sound_model(qapp: QApplication, qtmodeltester: ModelTester) -> None:
    model = KeyModel()
    model.show_rows(key_rows(action_lines(), {}))
    qtmodeltester.check(model)
    assert model.rowCount() == len(LINES) + len(fixed_keys())
    model.show_rows(key_rows(action_lines(), {"export": ""}))
    qtmodeltester.check(model)
    row = list(LINES).index("export")
    assert "own" in model.index(row, Column.KEYS).data()
    assert model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Export, File, ")


# -- in the window ---------------------------------------------------------------------------------------------------


def test_every_action_stands_in_a_menu_and_in_the_palette(program: Program) -> None:
    in_menus = [
        action.objectName()
        for menu in program.window.menus.menus.values()
        for action in menu.actions()
        if not action.isSeparator() and action.menu() is None
    ]
    assert sorted(in_menus) == sorted(f"action_{id_}" for id_ in LINES)
    assert [action.objectName() for action in program.window.commands] == [f"action_{id_}" for id_ in LINES]


def test_mnemonics_of_a_menu_are_all_different(program: Program) -> None:
    for menu in program.window.menus.menus.values():
        letters = [
            QKeySequence.mnemonic(action.text()).toString() for action in menu.actions() if not action.isSeparator()
        ]
        assert "" not in letters, menu.objectName()
        assert len(set(letters)) == len(letters), (menu.objectName(), letters)


@pytest.mark.parametrize(("key", "page"), [(Qt.Key.Key_1, TODAY), (Qt.Key.Key_2, REVIEW), (Qt.Key.Key_Comma, SETTINGS)])
def test_the_usual_keys_lead_to_the_pages(program: Program, qtbot: QtBot, key: Qt.Key, page: str) -> None:
    program.window.show_page(TODAY if page != TODAY else REVIEW)
    qtbot.keyClick(program.window, key, CTRL)
    assert program.window.page == page


def test_find_goes_to_the_transcript_in_a_session_and_to_the_list_elsewhere(program: Program, qtbot: QtBot) -> None:
    window = program.window
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    assert window.page == REVIEW
    program.desk.open_session(program.desk._rows[0].id)
    assert window.page == SESSION
    qtbot.keyClick(window.session.reading.transcript, Qt.Key.Key_F, CTRL)
    assert window.page == SESSION
    assert window.session.reading.find_bar.isVisible()


def test_letters_work_in_a_session_and_are_letters_in_a_field(program: Program, qtbot: QtBot) -> None:
    window = program.window
    program.desk.open_session(program.desk._rows[0].id)
    page = window.session
    before = program.player.speed
    page.reading.transcript.setFocus()
    qtbot.keyClick(page.reading.transcript, Qt.Key.Key_BracketRight)
    assert program.player.speed > before
    now = program.player.speed
    page.start_find()
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClick(field, Qt.Key.Key_BracketRight)
    assert program.player.speed == now


def test_text_grows_shrinks_and_comes_back_by_keys(program: Program, qtbot: QtBot) -> None:
    window = program.window
    qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert program.theme.text_scale == 1.15
    assert child(window, QComboBox, "text_size").currentData() == 115
    for _press in range(10):
        qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert program.theme.text_scale == 2.0
    qtbot.keyClick(window, Qt.Key.Key_Minus, CTRL)
    assert program.theme.text_scale == 1.75
    qtbot.keyClick(window, Qt.Key.Key_0, CTRL)
    assert program.theme.text_scale == 1.0


def choose_row(qtbot: QtBot, dialog: KeyboardDialog, text: str) -> None:
    dialog.search.clear()
    qtbot.keyClicks(dialog.search, text)
    assert dialog.chosen.text().startswith(text)


def test_keys_are_looked_up_by_f1(program: Program, qtbot: QtBot) -> None:
    seen = []

    def look(dialog: KeyboardDialog) -> None:
        choose_row(qtbot, dialog, "Export")
        seen.append(dialog.list.currentIndex().siblingAtColumn(Column.KEYS).data())
        dialog.search.clear()
        qtbot.keyClicks(dialog.search, "ctrl+k")
        seen.append(dialog.chosen.text())
        dialog.search.clear()
        qtbot.keyClicks(dialog.search, "zebra")
        seen.append(dialog.chosen.text())
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_open(qtbot, KeyboardDialog, look)
    qtbot.keyClick(program.window, Qt.Key.Key_F1)
    assert seen == ["Ctrl+E", "Find any action, session or person", "Nothing fits. Try another word, or a key."]


def test_new_keys_are_pressed_hold_at_once_and_after_a_restart(
    program: Program, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    def change(dialog: KeyboardDialog) -> None:
        choose_row(qtbot, dialog, "Trash")
        assert not dialog.use.isEnabled()
        qtbot.keyClick(dialog.field, Qt.Key.Key_J, CTRL | SHIFT)
        assert dialog.told.text() == "Nobody else uses Ctrl+Shift+J."
        qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
        assert dialog.told.text() == "“Trash” is on Ctrl+Shift+J now."
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_open(qtbot, KeyboardDialog, change)
    program.window.show_page(SETTINGS)
    qtbot.mouseClick(child(program.window, QPushButton, "keyboard_button"), Qt.MouseButton.LeftButton)
    program.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is program.window)
    qtbot.keyClick(program.window, Qt.Key.Key_J, CTRL | SHIFT)
    assert program.window.page == REVIEW
    assert program.window.sessions.trash.isVisible()
    program.window.close()
    again = program_in(tmp_path / "kept", qapp)
    qtbot.addWidget(again.window)
    assert again.window.menus.keys("trash") == [QKeySequence("Ctrl+Shift+J")]
    again.close()


def test_a_clash_is_told_and_solved_and_can_be_undone_for_one_and_for_all(program: Program, qtbot: QtBot) -> None:
    kept = program.preferences
    action = program.window.findChild(QAction, "action_export")

    def change(dialog: KeyboardDialog) -> None:
        choose_row(qtbot, dialog, "Trash")
        qtbot.keyClick(dialog.field, Qt.Key.Key_E, CTRL)
        assert dialog.told.text() == "Ctrl+E belongs to “Export”."
        assert dialog.use.text() == "Take them from “Export”"
        assert dict(kept.settings.keys) == {}
        qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
        assert dict(kept.settings.keys) == {"trash": "Ctrl+E", "export": ""}
        assert action.shortcuts() == []
        qtbot.mouseClick(dialog.usual, Qt.MouseButton.LeftButton)
        assert dict(kept.settings.keys) == {"export": ""}
        qtbot.mouseClick(dialog.all_usual, Qt.MouseButton.LeftButton)
        assert dict(kept.settings.keys) == {}
        assert action.shortcuts() == [QKeySequence("Ctrl+E")]
        choose_row(qtbot, dialog, "Export")
        qtbot.mouseClick(dialog.none, Qt.MouseButton.LeftButton)
        assert action.shortcuts() == []
        assert dialog.told.text() == "“Export” has no keys now."
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_open(qtbot, KeyboardDialog, change)
    program.window.keyboard_asked.emit()
    assert dict(load_settings(program.places.settings).settings.keys) == {"export": ""}


def test_nobody_is_held_in_the_field_for_keys(program: Program, qtbot: QtBot) -> None:
    seen = []

    def change(dialog: KeyboardDialog) -> None:
        choose_row(qtbot, dialog, "Trash")
        dialog.field.setFocus()
        qtbot.keyClick(dialog.field, Qt.Key.Key_Shift)
        seen.append(dialog.field.text())
        qtbot.keyClick(dialog.field, Qt.Key.Key_F, CTRL | SHIFT)
        seen.append(dialog.field.text())
        qtbot.keyClick(dialog.field, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget() is dialog.field)
        dialog.field.setFocus()
        qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
        seen.append(dialog.isVisible())

    when_open(qtbot, KeyboardDialog, change)
    program.window.keyboard_asked.emit()
    assert seen == ["", "Ctrl+Shift+F", False, False]


def test_keys_that_cannot_be_changed_say_so(program: Program, qtbot: QtBot) -> None:
    seen = []

    def look(dialog: KeyboardDialog) -> None:
        choose_row(qtbot, dialog, "Nearer, farther")
        seen.append((dialog.told.text(), dialog.field.isEnabled(), dialog.none.isEnabled()))
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    when_open(qtbot, KeyboardDialog, look)
    program.window.keyboard_asked.emit()
    assert seen == [("These keys cannot be changed.", False, False)]


def test_the_palette_tells_the_keys(program: Program, qtbot: QtBot) -> None:
    from ui.dialogs.command_palette import CommandPalette

    seen = []

    def look(palette: CommandPalette) -> None:
        qtbot.keyClicks(palette.search, "all sessions")
        seen.append(palette.found.currentIndex().data())
        qtbot.keyClick(palette.search, Qt.Key.Key_Return)

    when_open(qtbot, CommandPalette, look)
    qtbot.keyClick(program.window, Qt.Key.Key_K, CTRL)
    assert seen == ["Find in all sessions  ·  Ctrl+Shift+F"]
    assert program.window.page == REVIEW
