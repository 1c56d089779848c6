"""A review is put right by hand: with the mouse, with keys, and back again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QInputDialog, QLabel, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from coach.conversation import Conversation
from coach.library.library import Library
from coach.moments.moment import Moment, MomentType
from coach.review import Review
from tests.ui.shell import places_in
from ui.app import Program
from ui.item_models.measures import NodeKind
from ui.pages.session import SessionPage
from ui.widgets.transcript import TranscriptList
from ui.widgets.words_editor import WordsEditor

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "This plugin does not support")


@pytest.fixture
def program(talk_open: Program) -> Program:
    """The program with a session open."""
    return talk_open


def review_in(program: Program) -> Review:
    session = program.desk._editor.session
    assert session is not None
    return session.review


def talk_in(program: Program) -> Conversation:
    return review_in(program).conversation


def list_in(program: Program) -> TranscriptList:
    return program.window.session.reading.transcript


def page_in(program: Program) -> SessionPage:
    return program.window.session


def action(program: Program, name: str) -> QAction:
    found = program.window.findChild(QAction, f"action_{name}")
    assert found is not None
    return found


def menu_on(view: QWidget, at: QPoint, reason=QContextMenuEvent.Reason.Mouse) -> QMenu:
    """The menu that opens there."""
    viewport = view.viewport()
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, at, viewport.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def turn_menu(program: Program, row: int) -> QMenu:
    """The menu of a turn, by the key for menus."""
    view = list_in(program)
    view.go_to(row)
    view.setFocus()
    return menu_on(view, view.visualRect(view.currentIndex()).center(), QContextMenuEvent.Reason.Keyboard)


def pick(qtbot: QtBot, menu: QMenu, *names: str) -> None:
    """Click through a menu and its submenus, by the ends of their objects' names."""
    for name in names:
        entry = next(a for a in menu.actions() if name in (a.objectName(), a.menu() and a.menu().objectName()))
        inner = entry.menu()
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
        if inner is not None:
            menu = inner
            qtbot.waitUntil(menu.isVisible)


def label_of(program: Program, name: str) -> str:
    found = page_in(program).findChild(QLabel, name)
    assert found is not None
    return found.text()


def editor_in(program: Program) -> WordsEditor:
    found = list_in(program).findChild(WordsEditor)
    assert found is not None
    return found


def long_turn(program: Program) -> int:
    """A turn of several words."""
    return next(i for i, turn in enumerate(talk_in(program).turns) if len(turn.text.split()) > 6)


# -- words ------------------------------------------------------------------------------------------------------------


def test_words_are_written_anew_where_they_stand(program: Program, qtbot: QtBot) -> None:
    view, row = list_in(program), long_turn(program)
    view.go_to(row)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_E)
    editor = editor_in(program)
    assert QApplication.focusWidget() is editor.field
    qtbot.keyClicks(editor.field, " indeed")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: talk_in(program).turns[row].text.endswith(" indeed"))
    assert view.turns.row(row).turn.text.endswith(" indeed")
    assert talk_in(program).turns[row].words[-1].text == "indeed"
    assert view.currentIndex().row() == row


def test_escape_leaves_the_words_as_they_were(program: Program, qtbot: QtBot) -> None:
    view, row = list_in(program), long_turn(program)
    before = talk_in(program)
    view.go_to(row)
    qtbot.keyClick(view, Qt.Key.Key_E)
    qtbot.keyClicks(editor_in(program).field, " indeed")
    qtbot.keyClick(editor_in(program).field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.findChild(WordsEditor) is None or not view.findChild(WordsEditor).isVisible())
    QApplication.processEvents()
    assert talk_in(program) == before
    assert not action(program, "undo").isEnabled()


def test_going_elsewhere_keeps_what_was_written_once(program: Program, qtbot: QtBot) -> None:
    view, row = list_in(program), long_turn(program)
    view.go_to(row)
    qtbot.keyClick(view, Qt.Key.Key_E)
    qtbot.keyClicks(editor_in(program).field, " indeed")
    page_in(program).reading.measures.setFocus()
    qtbot.waitUntil(lambda: talk_in(program).turns[row].text.endswith(" indeed"))
    QApplication.processEvents()
    assert len(program.desk._editor.history.edits) == 1


def test_control_enter_splits_at_the_cursor(program: Program, qtbot: QtBot) -> None:
    view, row = list_in(program), long_turn(program)
    words = talk_in(program).turns[row].text.split()
    count = len(talk_in(program).turns)
    view.go_to(row)
    qtbot.keyClick(view, Qt.Key.Key_E)
    field = editor_in(program).field
    qtbot.keyClick(field, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _word in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    cut = len(field.toPlainText()[: field.textCursor().position()].split())
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(talk_in(program).turns) == count + 1)
    assert talk_in(program).turns[row].text.split() == words[:cut]


# -- turns and people -------------------------------------------------------------------------------------------------


def test_a_right_click_on_a_word_splits_before_it_and_m_merges_again(program: Program, qtbot: QtBot) -> None:
    view, row = list_in(program), long_turn(program)
    before = talk_in(program)
    view.go_to(row)
    QApplication.processEvents()
    text = view.turns.row(row)
    block = view._delegate._block(row, text)
    at = text.turn.text.index(text.turn.text.split()[2]) + 1
    box = block.boxes(at, 1)[0]
    place = view._delegate.columns(_option(view))
    rect = view.visualRect(view.turns.index(row))
    point = QPoint(
        round(rect.left() + place.body + box.center().x()),
        round(rect.top() + view._delegate._top(text) + box.center().y()),
    )
    pick(qtbot, menu_on(view, point), "edit_split")
    assert talk_in(program).turns[row].text.split() == text.turn.text.split()[:2]
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_M)
    assert talk_in(program) == before


def test_a_turn_is_given_to_the_other_person(program: Program, qtbot: QtBot) -> None:
    row = long_turn(program)
    was = talk_in(program).turns[row].speaker
    other = next(s.id for s in talk_in(program).speakers if s.id != was)
    share = review_in(program).result("talk_share").value
    pick(qtbot, turn_menu(program, row), "said_by", f"edit_said_by_{other}")
    assert talk_in(program).turns[row].speaker == other
    assert review_in(program).result("talk_share").value != share


def test_a_turn_is_given_to_somebody_new(program: Program, qtbot: QtBot) -> None:
    row = long_turn(program)
    pick(qtbot, turn_menu(program, row), "said_by", "edit_said_by_new")
    dialog = program.window.findChild(QInputDialog, "new_person_dialog")
    assert dialog is not None
    dialog.setTextValue("Kim")
    dialog.accept()
    turn = talk_in(program).turns[row]
    assert talk_in(program).speaker(turn.speaker).label == "Kim"
    assert page_in(program).findChild(QToolButton, f"person_{turn.speaker}") is not None


def test_two_voices_become_one_person(program: Program, qtbot: QtBot) -> None:
    pick(qtbot, turn_menu(program, 0), "merge_people", "edit_merge_into_B")
    assert [s.id for s in talk_in(program).speakers] == ["B"]
    assert page_in(program).findChild(QToolButton, "person_A") is None


def test_this_is_me_from_the_transcript(program: Program, qtbot: QtBot) -> None:
    row = next(i for i, turn in enumerate(talk_in(program).turns) if turn.speaker == "B")
    pick(qtbot, turn_menu(program, row), "edit_this_is_me")
    assert talk_in(program).me == talk_in(program).speaker("B")


def test_a_person_is_renamed_everywhere(program: Program, qtbot: QtBot) -> None:
    pick(qtbot, turn_menu(program, 0), "edit_rename_person")
    dialog = program.window.findChild(QInputDialog, "rename_dialog")
    assert dialog is not None
    dialog.setTextValue("Norah")
    dialog.accept()
    who = talk_in(program).turns[0].speaker
    assert list_in(program).turns.row(0).label == "Norah"
    chip = page_in(program).findChild(QToolButton, f"person_{who}")
    assert chip is not None
    assert chip.text().startswith("Norah")
    assert "Norah" in program.library.sessions()[0].people
    assert "rename person" in action(program, "undo").text()


# -- moments ----------------------------------------------------------------------------------------------------------


def choose_question(program: Program, qtbot: QtBot) -> Moment:
    """Click the first question among the measures."""
    tree = page_in(program).reading.measures
    tree.open_measure("questions")
    index = tree.measures.index(1, 0, tree.measures.index_of("questions"))
    node = tree.measures.node(index)
    assert node.kind is NodeKind.MOMENT
    tree.scrollTo(index)
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).topLeft() + QPoint(40, 14))
    assert isinstance(node.moment, Moment)
    return node.moment


def press(program: Program, qtbot: QtBot, name: str) -> None:
    button = page_in(program).findChild(QAbstractButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_one_click_says_that_a_moment_is_not_right(program: Program, qtbot: QtBot) -> None:
    before = review_in(program).result("questions").value
    moment = choose_question(program, qtbot)
    assert page_in(program).bar.isVisible()
    assert moment.why.rstrip(".") in label_of(program, "moment_why")
    press(program, qtbot, "moment_wrong")
    assert review_in(program).result("questions").value == before - 1
    assert moment not in review_in(program).moments
    assert moment not in page_in(program)._moments
    assert not page_in(program).bar.isVisible()
    assert "Undo brings it back" in page_in(program).toast.accessibleName()


def test_one_click_says_that_a_moment_is_right(program: Program, qtbot: QtBot) -> None:
    choose_question(program, qtbot)
    press(program, qtbot, "moment_right")
    assert "you agreed" in label_of(program, "moment_why")
    assert page_in(program).bar.isVisible()


def test_a_moment_is_relabelled(program: Program, qtbot: QtBot) -> None:
    before = review_in(program).result("questions").value
    choose_question(program, qtbot)
    press(program, qtbot, "moment_other")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    pick(qtbot, menu, "edit_becomes_reflection_simple")
    assert review_in(program).result("questions").value == before - 1
    bar = page_in(program).bar
    assert bar.moment is not None
    assert bar.moment.type is MomentType.REFLECTION_SIMPLE
    assert "you named it so" in label_of(program, "moment_why")


def test_keys_alone_judge_a_moment(program: Program, qtbot: QtBot) -> None:
    before = review_in(program).result("questions").value
    tree = page_in(program).reading.measures
    tree.setFocus()
    tree.open_measure("questions")
    tree.setCurrentIndex(tree.measures.index(1, 0, tree.measures.index_of("questions")))
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    qtbot.keyClick(tree, Qt.Key.Key_N)
    assert review_in(program).result("questions").value == before - 1


def test_the_menu_of_a_moment_says_the_same(program: Program, qtbot: QtBot) -> None:
    before = review_in(program).result("questions").value
    tree = page_in(program).reading.measures
    tree.open_measure("questions")
    index = tree.measures.index(1, 0, tree.measures.index_of("questions"))
    tree.scrollTo(index)
    pick(qtbot, menu_on(tree, tree.visualRect(index).center()), "edit_reject")
    assert review_in(program).result("questions").value == before - 1


def test_a_moment_in_the_transcript_is_judged_from_its_turn(program: Program, qtbot: QtBot) -> None:
    view = list_in(program)
    row = next(n for n in range(view.turns.rowCount()) if view.turns.row(n).moments)
    moment = page_in(program)._moments[view.turns.row(row).moments[0]]
    pick(qtbot, turn_menu(program, row), "moment_submenu", "edit_reject")
    assert moment not in review_in(program).moments


# -- back and on ------------------------------------------------------------------------------------------------------


def test_undo_and_redo_from_the_keyboard(program: Program, qtbot: QtBot) -> None:
    before = review_in(program)
    row = next(i for i, turn in enumerate(talk_in(program).turns) if turn.speaker == "B")
    pick(qtbot, turn_menu(program, row), "edit_this_is_me")
    after = review_in(program)
    assert "choose who is you" in action(program, "undo").text()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(program.window, Qt.Key.Key_Z, control)
    assert review_in(program) == before
    assert not action(program, "undo").isEnabled()
    assert "choose who is you" in action(program, "redo").text()
    qtbot.keyClick(program.window, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    assert review_in(program) == after


def test_the_kind_of_conversation_can_be_undone(program: Program, qtbot: QtBot) -> None:
    before = review_in(program).context
    page_in(program).context_changed.emit("coaching")
    assert review_in(program).context.id == "coaching"
    action(program, "undo").trigger()
    assert review_in(program).context == before


def test_undo_works_after_a_restart(program: Program, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    before = review_in(program)
    choose_question(program, qtbot)
    press(program, qtbot, "moment_wrong")
    program.window.close()
    program.library.close()
    again = Program(qapp, places_in(tmp_path / "kept"))
    qtbot.addWidget(again.window)
    again.window.show()
    again.window.activateWindow()
    qtbot.waitUntil(again.window.isActiveWindow)
    again.desk.open_session(again.library.sessions()[0].id)
    assert "moment not right" in action(again, "undo").text()
    qtbot.keyClick(again.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert review_in(again) == before
    again.window.close()
    again.close()
    program.library = Library.open(places_in(tmp_path / "kept").library)


def test_undo_is_off_where_no_session_is_shown(program: Program, qtbot: QtBot) -> None:
    choose_question(program, qtbot)
    press(program, qtbot, "moment_wrong")
    assert action(program, "undo").isEnabled()
    program.window.show_page("today")
    assert not action(program, "undo").isEnabled()


def test_an_edit_that_changes_nothing_is_none(program: Program) -> None:
    page_in(program).speaker_renamed.emit("A", talk_in(program).speaker("A").label)
    page_in(program).me_chosen.emit("A")
    page_in(program).context_changed.emit(review_in(program).context.id)
    assert program.desk._editor.history.edits == ()


def test_what_cannot_be_kept_is_not_shown(program: Program) -> None:
    before = review_in(program)
    program.library.delete(program.library.sessions()[0].id)
    page_in(program).me_chosen.emit("B")
    assert review_in(program) == before
    assert "no longer in the library" in program.window.toast.accessibleName()


def _option(view: TranscriptList):
    from PySide6.QtWidgets import QStyleOptionViewItem

    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    return option
