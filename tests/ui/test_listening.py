"""Loops, following along and long pauses on the session page, by clicks and keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton

from coach.conversation import Timing
from coach.times import Span
from tests.factories import conversation
from tests.ui.example import HEADING
from ui.pages.shown import pauses_of
from ui.widgets.follow import Follow
from ui.widgets.timeline_drag import end_under, extended, stretch

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "propagateSizeHints")


def at(timeline, time: float, *, above_foot: int = 8) -> QPoint:
    return QPoint(round(timeline.gutter + timeline.view.x(time)), timeline.height() - above_foot)


def drag(qtbot, timeline, first: QPoint, last: QPoint) -> None:
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=first)
    for step in (0.3, 0.7, 1.0):
        qtbot.mouseMove(timeline, first + (last - first) * step)
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=last)


def wheel(view, by: int = -120) -> None:
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        middle,
        view.viewport().mapToGlobal(middle),
        QPoint(0, 0),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def button(page, name: str) -> QAbstractButton:
    made = page.findChild(QAbstractButton, name)
    assert made is not None, name
    return made


def playing(page, player, qtbot, start: float = 30.0) -> None:
    with qtbot.waitSignal(player.playing_changed, timeout=10_000):
        page.listening.hear_from(start)


# -- geometry of a loop -----------------------------------------------------------------------------------------------


def test_a_stretch_runs_forward_however_it_was_dragged():
    assert stretch(4.0, 2.0) == Span(2.0, 4.0)
    assert stretch(2.0, 4.0) == Span(2.0, 4.0)


def test_a_slip_of_the_hand_is_no_loop():
    assert stretch(2.0, 2.29) is None
    assert stretch(2.0, 2.31) == Span(2.0, 2.31)


def test_a_loop_grows_from_the_playhead_and_stays_within_the_recording():
    assert extended(None, 5.0, 1.0, 60.0, first=False) == Span(5.0, 6.0)
    assert extended(None, 5.0, -1.0, 60.0, first=False) == Span(4.0, 5.0)
    assert extended(Span(5.0, 59.5), 5.0, 1.0, 60.0, first=False) == Span(5.0, 60.0)
    assert extended(Span(0.4, 3.0), 5.0, -1.0, 60.0, first=True) == Span(0.0, 3.0)


def test_the_ends_of_a_loop_never_cross():
    assert extended(Span(5.0, 5.5), 5.0, -1.0, 60.0, first=False) is None
    assert extended(Span(5.0, 5.5), 5.0, 1.0, 60.0, first=True) is None


def test_an_end_is_grasped_only_near_it():
    assert end_under(99.0, 20.0, 100.0) is True
    assert end_under(22.0, 20.0, 100.0) is False
    assert end_under(60.0, 20.0, 100.0) is None


# -- drag to loop -----------------------------------------------------------------------------------------------------


def test_a_drag_along_the_lanes_loops_that_stretch_and_plays_it(page, player, qtbot):
    timeline = page.block.timeline
    drag(qtbot, timeline, at(timeline, 60.0), at(timeline, 90.0))
    assert player.loop is not None
    assert player.loop.start == pytest.approx(60.0, abs=0.5)
    assert player.loop.end == pytest.approx(90.0, abs=0.5)
    assert player.asked
    assert "Loop from 0:5" in timeline.account or "Loop from 1:00" in timeline.account
    shown = button(page, "loop_button")
    assert shown.isChecked()
    assert "–" in shown.text()


def test_escape_ends_the_loop(page, player, qtbot):
    timeline = page.block.timeline
    drag(qtbot, timeline, at(timeline, 60.0), at(timeline, 90.0))
    timeline.setFocus()
    qtbot.keyClick(timeline, Qt.Key.Key_Escape)
    assert player.loop is None
    assert not button(page, "loop_button").isChecked()
    assert "Loop" not in timeline.account


def test_escape_in_the_find_bar_closes_that_first(page, player, qtbot):
    page.listening.hear_again_and_again(Span(10.0, 20.0))
    page.reading.start_find()
    field = page.reading.find_bar.focusProxy()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not page.reading.find_bar.isVisible()
    assert player.loop == Span(10.0, 20.0)
    qtbot.keyClick(page.reading.transcript, Qt.Key.Key_Escape)
    assert player.loop is None


def test_an_end_of_the_loop_can_be_dragged(page, player, qtbot):
    timeline = page.block.timeline
    page.listening.hear_again_and_again(Span(60.0, 90.0))
    drag(qtbot, timeline, at(timeline, 90.0), at(timeline, 120.0))
    assert player.loop.start == pytest.approx(60.0)
    assert player.loop.end == pytest.approx(120.0, abs=0.5)


def test_shift_and_arrows_make_and_move_a_loop(page, player, qtbot):
    timeline = page.block.timeline
    timeline.setFocus()
    page.listening.seek(50.0)
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(timeline, Qt.Key.Key_Right, shift)
    assert player.loop.start == pytest.approx(50.0, abs=0.2)
    length = player.loop.duration
    qtbot.keyClick(timeline, Qt.Key.Key_Right, shift)
    qtbot.keyClick(timeline, Qt.Key.Key_Right, shift)
    assert player.loop.duration == pytest.approx(length + 2.0)
    qtbot.keyClick(timeline, Qt.Key.Key_Right, shift | Qt.KeyboardModifier.ControlModifier)
    assert player.loop.start == pytest.approx(51.0, abs=0.2)


def test_l_loops_the_chosen_moment_and_l_again_ends_it(page, player, qtbot):
    moment = page._moments[3]
    page.block.timeline.moment_activated.emit(3)
    qtbot.keyClick(page, Qt.Key.Key_L)
    assert player.loop == Span(moment.start - 0.3, moment.end + 0.3)
    qtbot.keyClick(page, Qt.Key.Key_L)
    assert player.loop is None


def test_l_without_a_moment_loops_the_turn_at_the_playhead(page, player, reviewed, qtbot):
    turn = next(turn for turn in reviewed.conversation.turns if turn.holds_floor and turn.start > 60.0)
    page.listening.seek(turn.start + 0.2)
    qtbot.mouseClick(button(page, "loop_button"), Qt.MouseButton.LeftButton)
    assert player.loop == Span(turn.start, turn.end)
    assert button(page, "loop_button").isChecked()
    qtbot.mouseClick(button(page, "loop_button"), Qt.MouseButton.LeftButton)
    assert player.loop is None
    assert not button(page, "loop_button").isChecked()


def test_a_click_outside_the_loop_ends_it(page, player, qtbot):
    timeline = page.block.timeline
    page.listening.hear_again_and_again(Span(60.0, 90.0))
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=at(timeline, 200.0))
    assert player.loop is None
    assert not button(page, "loop_button").isChecked()


def test_without_sound_nothing_is_looped(page, reviewed, player, qtbot):
    page.show_session(HEADING, reviewed)
    timeline = page.block.timeline
    drag(qtbot, timeline, at(timeline, 60.0), at(timeline, 90.0))
    assert player.loop is None


# -- follow -----------------------------------------------------------------------------------------------------------


def test_following_is_held_and_taken_up_again():
    follow = Follow()
    assert follow.is_on
    follow.hold()
    assert follow.is_held
    assert not follow.is_on
    follow.take_up()
    assert follow.is_on


def test_what_was_turned_off_is_not_taken_up_by_playing_from_elsewhere():
    follow = Follow()
    follow.toggle()
    follow.hold()
    follow.take_up()
    assert not follow.is_on
    assert not follow.is_held
    follow.toggle()
    assert follow.is_on


def test_the_transcript_scrolls_along_with_what_is_heard(page, player, qtbot):
    transcript = page.reading.transcript
    playing(page, player, qtbot)
    player.seek(200.0)
    row = transcript.turns.row_at(200.0)
    qtbot.waitUntil(lambda: transcript.viewport().rect().intersects(transcript.visualRect(transcript.turns.index(row))))
    assert not button(page, "follow_again").isVisible()


def test_a_wheel_while_playing_holds_it_back_and_one_click_takes_it_up(page, player, qtbot):
    transcript = page.reading.transcript
    playing(page, player, qtbot)
    wheel(transcript)
    again = button(page, "follow_again")
    assert again.isVisible()
    assert not button(page, "follow_button").isChecked()
    player.seek(300.0)
    here = transcript.verticalScrollBar().value()
    qtbot.wait(100)
    assert transcript.verticalScrollBar().value() == here
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert not again.isVisible()
    assert button(page, "follow_button").isChecked()
    row = transcript.turns.row_at(300.0)
    qtbot.waitUntil(lambda: transcript.viewport().rect().intersects(transcript.visualRect(transcript.turns.index(row))))


def test_scrolling_in_silence_holds_nothing_back(page):
    wheel(page.reading.transcript)
    assert page.follow.is_on


def test_keys_that_scroll_hold_it_back_and_g_takes_it_up(page, player, qtbot):
    playing(page, player, qtbot)
    page.reading.transcript.setFocus()
    qtbot.keyClick(page.reading.transcript, Qt.Key.Key_PageDown)
    assert page.follow.is_held
    qtbot.keyClick(page.reading.transcript, Qt.Key.Key_G)
    assert page.follow.is_on


def test_a_find_while_playing_is_not_run_away_from(page, player, qtbot):
    playing(page, player, qtbot)
    page.reading.start_find()
    qtbot.keyClicks(page.reading.find_bar.focusProxy(), "carla")
    assert page.follow.is_held


def test_panning_the_playhead_out_of_view_holds_it_back(page, player, qtbot):
    timeline = page.block.timeline
    playing(page, player, qtbot)
    timeline.zoom_to_words()
    assert page.follow.is_on
    ruler = QPoint(timeline.width() - 20, 8)
    drag(qtbot, timeline, ruler, QPoint(round(timeline.gutter) - 400, 8))
    drag(qtbot, timeline, ruler, QPoint(round(timeline.gutter) - 400, 8))
    assert page.follow.is_held


def test_playing_from_a_word_follows_again(page, player, qtbot):
    playing(page, player, qtbot)
    wheel(page.reading.transcript)
    page.reading.transcript.setFocus()
    qtbot.keyClick(page.reading.transcript, Qt.Key.Key_Return)
    assert page.follow.is_on


# -- long pauses ------------------------------------------------------------------------------------------------------


def skip_menu(page):
    return page.findChild(QToolButton, "skip_button").menu()


def choose(page, name: str) -> None:
    next(action for action in skip_menu(page).actions() if action.objectName() == name).trigger()


def test_skipping_is_chosen_said_and_ended(page, player):
    shown = button(page, "skip_button")
    assert shown.accessibleName() == "Skip long pauses"
    assert shown.text() == ""
    choose(page, "skip_2")
    assert player.skip == 2.0
    assert shown.text() == "Skips pauses"
    assert shown.accessibleName() == shown.toolTip() == "Skips pauses over 2 s"
    choose(page, "skip_none")
    assert player.skip is None
    assert shown.text() == ""


def test_pauses_are_what_lies_between_all_voices():
    talk = conversation("A 1-4 One.", "B 3-6 Two.", "A~ 7-7.5 Mm.", "B 10-12 Three.", duration=20.0)
    assert pauses_of(talk) == (Span(6.0, 7.0), Span(7.5, 10.0))


def test_between_captions_no_pause_is_claimed(page, reviewed):
    talk = conversation("A 1-4 One.", "B 9-12 Two.", timing=Timing.CAPTIONS)
    assert pauses_of(talk) == ()
    page.show_review(HEADING, replace(reviewed, conversation=talk, moments=()))
    able = [action.objectName() for action in skip_menu(page).actions() if action.isEnabled()]
    assert able == ["skip_none"]
    assert any("captions" in action.text() and action.isVisible() for action in skip_menu(page).actions())


def test_follow_again_stays_where_it_can_be_seen(page, player, qtbot):
    playing(page, player, qtbot)
    wheel(page.reading.transcript)
    again = button(page, "follow_again")
    for value in (page._scroll.verticalScrollBar().maximum(), 0):
        page._scroll.verticalScrollBar().setValue(value)
        QApplication.processEvents()
        assert again.visibleRegion().boundingRect().size() == again.size()


def test_with_reduced_motion_following_does_not_glide(page, player, theme, qapp, qtbot):
    theme.use(qapp, reduced_motion=True)
    transcript = page.reading.transcript
    bar = transcript.verticalScrollBar()
    row = transcript.turns.row_at(60.0)
    page.reading.transcript.set_position(1.0, follow=True)
    page.reading.transcript.set_position(60.0, follow=True)
    assert transcript.viewport().rect().intersects(transcript.visualRect(transcript.turns.index(row)))
    before = bar.value()
    QApplication.processEvents()
    assert bar.value() == before
    theme.use(qapp, reduced_motion=False)
