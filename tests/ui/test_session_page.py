from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from coach.contexts.load import contexts
from coach.feedback.scorecard import Note, Scorecard
from coach.moments.moment import MomentType
from coach.times import clock
from tests.ui.example import HEADING, sample_review
from ui.item_models.measures import NODE, NodeKind
from ui.pages.session import SessionPage
from ui.painters.timeline_geometry import placed_words
from ui.widgets.session_header import Heading

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "propagateSizeHints")


def click_row(qtbot, view: QAbstractItemView, index) -> None:
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).topLeft() + QPoint(40, 14))


def text_of(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


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


# -- timeline ---------------------------------------------------------------------------------------------------------


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


# -- how talk share is counted ----------------------------------------------------------------------------------------


def test_another_definition_changes_the_number_its_sentence_and_its_meaning(page, reviewed, qtbot):
    choice = page.findChild(QComboBox, "definition_choice")
    before = text_of(page, "timeline_finding")
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert text_of(page, "timeline_finding") != before
    assert "mm-hm" in text_of(page, "timeline_finding")
    tree = page.reading.measures
    node = tree.measures.index(1, 0).data(NODE)
    assert node.title == text_of(page, "timeline_finding")
    assert "counted as talking" in node.children[0].text
    qtbot.keyClick(choice, Qt.Key.Key_Up)
    assert text_of(page, "timeline_finding") == before
    assert tree.measures.index(1, 0).data(NODE).line.scale is not None


def test_the_definition_stays_for_the_next_session_and_grades_stay_as_they_are(page, reviewed, qtbot):
    choice = page.findChild(QComboBox, "definition_choice")
    choice.setFocus()
    for _down in range(3):
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    whole = text_of(page, "whole_range")
    page.show_session(HEADING, reviewed)
    assert choice.currentIndex() == 3
    assert "of the words were yours" in text_of(page, "timeline_finding")
    assert text_of(page, "whole_range") == whole


def test_talk_share_stands_once_among_the_measures(page):
    model = page.reading.measures.measures
    names = [model.index(row, 0).data(NODE).line for row in range(model.rowCount())]
    assert [line.measure.name for line in names if line and line.measure.name.startswith("talk_share")] == [
        "talk_share"
    ]


def test_a_key_opens_definition_formula_source_and_strength(page, qtbot):
    tree = page.reading.measures
    tree.setFocus()
    tree.setCurrentIndex(tree.measures.index(1, 0))
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    meaning = tree.measures.index(0, 0, tree.measures.index(1, 0)).data(NODE).text
    for part in ("How: ", "Source: ", "Strength of the evidence: industry analysis.", "Aim: "):
        assert part in meaning
