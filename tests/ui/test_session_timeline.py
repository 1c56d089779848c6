"""The timeline of a session: by mouse, by keys, and what its marks say."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from coach.moments.moment import MomentType
from ui.painters.timeline_geometry import placed_words

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "propagateSizeHints")


def test_a_click_on_the_timeline_goes_there(page, player, qtbot):
    timeline = page.block.timeline
    x = round(timeline.gutter + timeline.view.x(120.0))
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(x, timeline.height() - 20))
    assert player.position == pytest.approx(120.0, abs=1.0)


def test_a_click_on_a_mark_plays_its_moment(page, player, reviewed, qtbot):
    timeline = page.block.timeline
    lane, box = timeline._lanes[0], timeline._lane_boxes()[0]
    cluster = timeline._clusters[lane.speaker][0]
    y = round(box.marks.top + box.marks.height / 2)
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(round(timeline.gutter + cluster.x), y))
    moment = page._moments[cluster.members[0]]
    assert player.asked[-1][1] == pytest.approx(moment.end + 0.3)


def test_dragging_the_ruler_pans_and_does_not_seek(page, player, qtbot):
    timeline = page.block.timeline
    timeline.zoom(6.0)
    before = timeline.view
    middle = QPoint(timeline.width() // 2, 8)
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(timeline, middle - QPoint(100, 0))
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=middle - QPoint(100, 0))
    assert timeline.view.start > before.start
    assert player.position == 0.0


def test_keys_seek_zoom_and_step_through_moments(page, player, qtbot):
    timeline = page.block.timeline
    timeline.setFocus()
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    assert player.position == pytest.approx(5.0, abs=0.5)
    qtbot.keyClick(timeline, Qt.Key.Key_Plus)
    assert timeline.view.seconds < timeline.view.duration
    qtbot.keyClick(timeline, Qt.Key.Key_0)
    assert timeline.view.seconds == timeline.view.duration
    qtbot.keyClick(timeline, Qt.Key.Key_Down)
    first = timeline._current
    qtbot.keyClick(timeline, Qt.Key.Key_Down)
    assert page._moments[timeline._current].start >= page._moments[first].start
    assert timeline._current != first
    qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert player.asked[-1][1] == pytest.approx(page._moments[timeline._current].end + 0.3)


def test_w_comes_close_enough_to_read_the_words_and_0_goes_back(page, qtbot):
    timeline = page.block.timeline
    timeline.setFocus()
    page.listening.seek(120.0)
    qtbot.keyClick(timeline, Qt.Key.Key_W)
    assert timeline.view.start < 120.0 < timeline.view.end
    lane = next(lane for lane in timeline._lanes if placed_words(lane.words, timeline.view, 1.0, len))
    assert lane.words
    qtbot.keyClick(timeline, Qt.Key.Key_0)
    assert timeline.view.seconds == timeline.view.duration


def test_pauses_and_overlaps_say_how_long_they_are(page, qtbot):
    timeline = page.block.timeline
    pause = max(timeline._pauses, key=lambda span: span.duration)
    both = max(timeline._shared, key=lambda span: span.duration)
    foot = timeline.height() - 8.0
    for span, word in ((pause, "A pause of"), (both, "Both at once for")):
        timeline.show_time(span.start)
        timeline.set_view(timeline.view.over(span.start - 1.0, span.end + 1.0))
        tip = timeline._tip_at(QPointF(timeline.gutter + timeline.view.x((span.start + span.end) / 2), foot))
        assert tip == f"{word} {span.duration:.1f} s"


def test_the_overview_moves_the_timeline(page, qtbot):
    timeline, overview = page.block.timeline, page.block.overview
    timeline.zoom(8.0)
    qtbot.mouseClick(overview, Qt.MouseButton.LeftButton, pos=QPoint(overview.width() - 30, overview.height() // 2))
    assert timeline.view.end > 0.9 * timeline.view.duration


def test_backchannels_are_not_marked(page):
    assert all(moment.type is not MomentType.BACKCHANNEL for moment in page._moments)
