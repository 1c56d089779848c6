"""The session page, by clicks and keys: numbers and their moments, what to take away, finding, asking, playing."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QInputDialog,
    QLineEdit,
    QWidget,
)

from coach.contexts.load import contexts
from coach.feedback.scorecard import Note, Scorecard
from coach.times import clock
from tests.ui.example import HEADING, sample_review
from tests.ui.hands import text_of
from ui.item_models.measures import NODE, NodeKind
from ui.pages.session import SessionPage
from ui.widgets.session_header import Heading

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "propagateSizeHints")


def click_row(qtbot, view: QAbstractItemView, index) -> None:
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).topLeft() + QPoint(40, 14))


# -- every number opens its moments -----------------------------------------------------------------------------------


def test_a_click_on_a_measure_opens_its_moments_and_a_click_on_one_plays_it(page, player, reviewed, qtbot):
    tree = page.reading.measures
    index = tree.measures.index_of("question_count") if tree.measures.index_of("question_count").isValid() else None
    name = "question_count" if index is not None else next(r.name for r in reviewed.results if r.evidence)
    index = tree.measures.index_of(name)
    result = reviewed.result(name)
    assert not tree.isExpanded(index)
    click_row(qtbot, tree, index)
    assert tree.isExpanded(index)
    assert tree.measures.rowCount(index) == 1 + len(result.evidence)
    click_row(qtbot, tree, tree.measures.index(1, 0, index))
    moment = result.evidence[0]
    start, end = player.asked[-1]
    assert start == pytest.approx(max(moment.start - 0.3, 0.0))
    assert end == pytest.approx(moment.end + 0.3)


def test_a_second_click_closes_a_measure(page, qtbot):
    tree = page.reading.measures
    index = tree.measures.index(1, 0)
    click_row(qtbot, tree, index)
    click_row(qtbot, tree, index)
    assert not tree.isExpanded(index)


def test_the_keyboard_alone_leads_from_a_measure_to_the_sound(page, player, qtbot):
    tree = page.reading.measures
    tree.setFocus()
    tree.setCurrentIndex(tree.measures.index(1, 0))
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    while tree.currentIndex().data(NODE).kind is not NodeKind.MOMENT:
        before = tree.currentIndex()
        qtbot.keyClick(tree, Qt.Key.Key_Down)
        assert tree.currentIndex() != before
    moment = tree.currentIndex().data(NODE).moment
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert player.asked[-1][1] == pytest.approx(moment.end + 0.3)


def test_a_moment_that_is_heard_is_shown_in_timeline_and_transcript(page, reviewed, qtbot):
    tree = page.reading.measures
    name = next(r.name for r in reviewed.results if any(m in page._moments for m in r.evidence))
    tree.open_measure(name)
    moment = next(m for m in reviewed.result(name).evidence if m in page._moments)
    place = reviewed.result(name).evidence.index(moment) + 1
    click_row(qtbot, tree, tree.measures.index(place, 0, tree.measures.index_of(name)))
    assert page._moments[page.block.timeline._current] == moment
    assert page.reading.transcript.currentIndex().row() == moment.turn


# -- the three things to take away ------------------------------------------------------------------------------------


def plays_its_first_clip(page, player, qtbot, name: str, moment) -> None:
    button = page.findChild(QAbstractButton, f"{name}_clip_0_play")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert player.asked[-1][1] == pytest.approx(moment.end + 0.3)


def test_strength_is_told_and_plays_its_clip(page, player, reviewed, qtbot):
    note = reviewed.scorecard.strength
    assert text_of(page, "strength_text") == note.text
    plays_its_first_clip(page, player, qtbot, "strength", note.moments[0])


def test_focus_is_told_and_plays_its_clips(page, player, reviewed, qtbot):
    questions = reviewed.result("questions").evidence[:2]
    note = Note("open_share", "Two of your questions could be answered with a word.", questions)
    card = replace(reviewed.scorecard, focus=note, moments=questions)
    page.show_review(Heading("With a focus"), replace(reviewed, scorecard=card))
    assert text_of(page, "focus_text") == note.text
    plays_its_first_clip(page, player, qtbot, "focus", questions[0])


def test_without_a_focus_what_is_worth_hearing_again_is_offered(page, player, reviewed, qtbot):
    card = reviewed.scorecard
    assert card.focus is None
    assert "Worth hearing once more" in text_of(page, "focus_text")
    plays_its_first_clip(page, player, qtbot, "focus", card.moments[0])


def test_the_focus_shows_at_most_three_moments(page):
    assert page.findChild(QWidget, "focus_clip_3") is None


def test_the_whole_is_a_range_and_never_one_number(page, reviewed):
    card = reviewed.scorecard
    shown = text_of(page, "whole_range")
    assert str(round(card.low)) in shown
    assert str(round(card.high)) in shown


def test_without_enough_evidence_there_is_a_reason_and_no_band(page, reviewed):
    why = "Not enough conversation yet: 2 of your turns, 20 needed."
    page.show_review(HEADING, replace(reviewed, scorecard=Scorecard(None, None, None, why, None, None)))
    assert text_of(page, "whole_range") == why
    assert not page.findChild(QWidget, "whole_band").isVisible()
    assert text_of(page, "strength_text")
    assert (
        page.findChild(QWidget, "strength_clip_0") is None or not page.findChild(QWidget, "strength_clip_0").isVisible()
    )


# -- finding ----------------------------------------------------------------------------------------------------------


def test_find_counts_its_places_steps_and_closes(page, reviewed, qtbot):
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = page.findChild(QLineEdit, "find_field")
    assert field.isVisible()
    qtbot.keyClicks(field, "carla")
    places = [n for n, row in enumerate(page.reading.transcript.turns.rows) if "carla" in row.turn.text.casefold()]
    assert len(places) > 1
    assert text_of(page, "find_count") == f"1 of {len(places)}"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert text_of(page, "find_count") == f"2 of {len(places)}"
    assert page.reading.transcript.currentIndex().row() == places[1]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()


def test_what_is_not_there_is_said(page, qtbot):
    page.reading.start_find()
    qtbot.keyClicks(page.findChild(QLineEdit, "find_field"), "xylophone")
    assert text_of(page, "find_count") == "not found"


# -- what people ask for ----------------------------------------------------------------------------------------------


def test_choosing_a_context_asks_for_it(page, qtbot):
    choice = page.findChild(QComboBox, "context_choice")
    with qtbot.waitSignal(page.context_changed) as asked:
        choice.setFocus()
        qtbot.keyClick(choice, Qt.Key.Key_Home)
        choice.activated.emit(choice.currentIndex())
    assert asked.args == [contexts()[0].id]


def test_another_context_is_shown_at_once(page):
    page.show_review(HEADING, sample_review(context_id="coaching"))
    assert "Coaching" in page.findChild(QComboBox, "context_choice").currentText()
    assert "Coaching" in text_of(page, "whole_range")


def test_choosing_who_is_me_asks_for_it(page, qtbot):
    choice = page.findChild(QComboBox, "me_choice")
    choice.setFocus()
    with qtbot.waitSignal(page.me_chosen) as asked:
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert asked.args == ["B"]


def test_renaming_asks_for_the_new_name(page, qtbot):
    button = page.findChild(QAbstractButton, "person_B")
    button.menu().actions()[0].trigger()
    dialog = page.findChild(QInputDialog, "rename_dialog")
    field = dialog.findChild(QLineEdit)
    assert field.text() == "Daniel"
    field.selectAll()
    qtbot.keyClicks(field, "Dan")
    with qtbot.waitSignal(page.speaker_renamed) as asked:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked.args == ["B", "Dan"]


@pytest.mark.parametrize(
    ("place", "signal"),
    [
        (0, "export_requested"),
        (1, "report_requested"),
        (2, "remember_offered"),
        (3, "labels_requested"),
        (7, "sound_delete_requested"),
        (8, "delete_requested"),
    ],
)
def test_more_actions_ask(page, qtbot, place, signal):
    button = page.findChild(QAbstractButton, "more_button")
    with qtbot.waitSignal(getattr(page, signal)):
        button.menu().actions()[place].trigger()


def test_until_it_is_known_who_is_me_the_page_asks(page, player, qtbot):
    page.show_review(HEADING, sample_review(me=None))
    assert page.who.isVisible()
    assert not page.feedback.isVisible()
    assert not page.reading.measures.isVisible()
    qtbot.mouseClick(page.findChild(QAbstractButton, "hear_B"), Qt.MouseButton.LeftButton)
    start, end = player.asked[-1]
    assert 0.0 < end - start <= 8.0
    with qtbot.waitSignal(page.me_chosen) as asked:
        qtbot.mouseClick(page.findChild(QAbstractButton, "me_is_A"), Qt.MouseButton.LeftButton)
    assert asked.args == ["A"]


def test_renaming_keeps_the_place_and_what_was_open(page, reviewed):
    tree = page.reading.measures
    tree.open_measure(reviewed.results[0].name)
    page.reading.transcript.go_to(5)
    page.show_review(HEADING, replace(reviewed, conversation=reviewed.conversation.renamed("B", "Dan")))
    assert tree.isExpanded(tree.measures.index_of(reviewed.results[0].name))
    assert page.reading.transcript.currentIndex().row() == 5
    assert page.findChild(QAbstractButton, "person_B").text() == "Dan"


# -- playing ----------------------------------------------------------------------------------------------------------


def test_play_shows_pause_and_ctrl_space_toggles(page, player, qtbot):
    button = page.findChild(QAbstractButton, "play_button")
    with qtbot.waitSignal(player.playing_changed, timeout=10_000):
        qtbot.keyClick(page, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert button.accessibleName() == "Pause"
    with qtbot.waitSignal(player.playing_changed, timeout=10_000):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.accessibleName() == "Play"


def test_brackets_change_the_speed(page, player, qtbot):
    qtbot.keyClick(page, Qt.Key.Key_BracketRight)
    assert player.speed == pytest.approx(1.05)
    qtbot.keyClick(page, Qt.Key.Key_BracketLeft)
    assert player.speed == pytest.approx(1.0)


def test_a_transcript_without_sound_still_shows_its_places(theme, player, reviewed, qtbot):
    page = SessionPage(theme, player)
    qtbot.addWidget(page)
    page.resize(1280, 900)
    page.show_session(HEADING, reviewed)
    page.show()
    qtbot.waitExposed(page)
    assert not page.findChild(QAbstractButton, "play_button").isEnabled()
    page.reading.measures.moment_activated.emit(reviewed.moments[10])
    assert player.asked == []
    assert text_of(page, "player_place").startswith(clock(reviewed.moments[10].start))
    assert page.block.timeline._now == pytest.approx(reviewed.moments[10].start)


def test_a_fault_of_the_player_is_said_plainly(page, player):
    player.failed.emit("talk.wav cannot be played on this computer.")
    assert page.toast.isVisible()
    assert text_of(page, "toast_text") == "talk.wav cannot be played on this computer."
