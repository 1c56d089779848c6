"""Find in the transcript: pure combinations, and the bar by clicks and keys."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton

from coach.conversation import TurnKind
from coach.moments.moment import QUESTIONS, Moment, MomentType
from tests.factories import conversation
from tests.ui.example import HEADING, sample_review
from ui.item_models.transcript import TranscriptModel
from ui.item_models.transcript_find import Filter, Place, Query, places, present
from ui.pages.shown import shown_moments, speaker_voices
from ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "propagateSizeHints")

TALK = conversation(
    "A 0-4 How was the move?",
    "B 4-9 Hard. We lost the cat.",
    "A~ 5-5.4 Mm-hmm.",
    "A 9-12 Where was the cat?",
    "B 12-15 In the move van.",
)


def moment(kind: MomentType, turn: int, quote: str) -> Moment:
    one = TALK.turns[turn]
    return Moment(one.speaker, one.start, one.end, quote, turn, kind, 0.9, "as written")


MOMENTS = (
    moment(MomentType.QUESTION_OPEN, 0, "How was the move?"),
    moment(MomentType.INTERRUPTION, 3, "Where"),
    moment(MomentType.QUESTION_CLOSED, 3, "Where was the cat?"),
)


@pytest.fixture
def rows(theme):
    model = TranscriptModel()
    model.show_turns(TALK, MOMENTS, speaker_voices(TALK, theme))
    return model.rows


def found(rows, text="", filters=(), speakers=()):
    return places(rows, MOMENTS, Query(text, frozenset(filters), frozenset(speakers)))


# -- what fits --------------------------------------------------------------------------------------------------------


def test_nothing_asked_finds_nothing(rows):
    assert found(rows) == ()
    assert found(rows, "   ") == ()


def test_words_are_found_past_capitals(rows):
    assert found(rows, "CAT") == (Place(1), Place(3))


def test_a_kind_finds_each_of_its_moments(rows):
    assert found(rows, filters=[Filter.QUESTIONS]) == (Place(0, 0), Place(3, 2))


def test_two_kinds_widen_one_another(rows):
    assert found(rows, filters=[Filter.QUESTIONS, Filter.INTERRUPTIONS]) == (Place(0, 0), Place(3, 1), Place(3, 2))


def test_words_narrow_a_kind_to_moments_that_hold_them(rows):
    assert found(rows, "cat", [Filter.QUESTIONS]) == (Place(3, 2),)
    assert found(rows, "van", [Filter.QUESTIONS]) == ()


def test_backchannels_are_rows_of_their_own(rows):
    assert found(rows, filters=[Filter.BACKCHANNELS]) == (Place(2),)


def test_a_speaker_alone_finds_all_they_said(rows):
    assert [place.row for place in found(rows, speakers=["B"])] == [1, 4]
    assert [place.row for place in found(rows, speakers=["A", "B"])] == [0, 1, 2, 3, 4]


def test_a_speaker_narrows_words_and_kinds(rows):
    assert found(rows, "move", speakers=["B"]) == (Place(4),)
    assert found(rows, filters=[Filter.QUESTIONS], speakers=["B"]) == ()


def test_what_there_is_of_each_kind_is_counted(rows):
    counts = present(rows, MOMENTS)
    assert counts[Filter.QUESTIONS] == 2
    assert counts[Filter.INTERRUPTIONS] == 1
    assert counts[Filter.BACKCHANNELS] == 1
    assert counts[Filter.MISSED] == 0


# -- by hand ----------------------------------------------------------------------------------------------------------


def chip(page, name: str) -> QToolButton:
    made = page.findChild(QToolButton, name)
    assert made is not None, name
    return made


def count_of(page) -> str:
    return page.findChild(QLabel, "find_count").text()


@pytest.fixture
def finding(page, qtbot):
    QApplication.processEvents()
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.findChild(QLineEdit, "find_field").hasFocus()
    return page


def test_a_click_on_questions_counts_and_shows_the_first(finding, reviewed, qtbot):
    qtbot.mouseClick(chip(finding, "filter_questions"), Qt.MouseButton.LeftButton)
    asked = [m for m in shown_moments(reviewed.moments) if m.type in QUESTIONS]
    assert count_of(finding) == f"1 of {len(asked)}"
    assert finding.reading.transcript.currentIndex().row() == min(m.turn for m in asked)


def test_chips_and_words_work_together(finding, reviewed, qtbot):
    qtbot.mouseClick(chip(finding, "filter_questions"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chip(finding, "filter_person_B"), Qt.MouseButton.LeftButton)
    theirs = [m for m in shown_moments(reviewed.moments) if m.type in QUESTIONS and m.speaker == "B"]
    assert count_of(finding).endswith(f"of {len(theirs)}")
    qtbot.keyClicks(finding.findChild(QLineEdit, "find_field"), "xylophone")
    assert count_of(finding) == "not found"
    assert finding.findChild(QLabel, "find_hint").isVisible()
    qtbot.mouseClick(chip(finding, "filter_person_B"), Qt.MouseButton.LeftButton)
    finding.findChild(QLineEdit, "find_field").clear()
    assert not finding.findChild(QLabel, "find_hint").isVisible()


def test_the_keyboard_alone_filters_steps_both_ways_and_closes(finding, reviewed, qtbot):
    field = finding.findChild(QLineEdit, "find_field")
    for _tab in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is chip(finding, "filter_questions")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    back = chip(finding, "filter_said_back")
    assert QApplication.focusWidget() is back
    qtbot.keyClick(back, Qt.Key.Key_Space)
    assert back.isChecked()
    first = count_of(finding)
    assert first.startswith("1 of ")
    qtbot.keyClick(back, Qt.Key.Key_Return)
    assert count_of(finding) == first.replace("1 of", "2 of")
    qtbot.keyClick(back, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert count_of(finding) == first
    qtbot.keyClick(back, Qt.Key.Key_Escape)
    assert not field.isVisible()


def test_closing_takes_the_tints_away_and_opening_again_brings_them_back(finding, qtbot):
    field = finding.findChild(QLineEdit, "find_field")
    qtbot.keyClicks(field, "carla")
    before = count_of(finding)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert finding.reading.transcript.itemDelegate()._found == frozenset()
    qtbot.keyClick(finding, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "carla"
    assert count_of(finding) == before
    assert finding.reading.transcript.itemDelegate()._found


def test_a_kind_that_is_not_there_is_not_offered(page):
    bare = conversation("A 0-4 One.", "B 4-8 Two.")
    page.show_review(HEADING, replace(sample_review(), conversation=bare, moments=()))
    assert not any(chip(page, f"filter_{one.value}").isEnabled() for one in Filter)


def test_an_edit_keeps_the_search_and_its_place(finding, reviewed, qtbot):
    qtbot.mouseClick(chip(finding, "filter_backchannels"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(chip(finding, "filter_backchannels"), Qt.Key.Key_Return)
    shown = count_of(finding)
    count = sum(turn.kind is TurnKind.BACKCHANNEL for turn in reviewed.conversation.turns)
    assert shown == f"2 of {count}"
    finding.show_review(HEADING, replace(reviewed, conversation=reviewed.conversation.renamed("B", "Dan")))
    assert count_of(finding) == shown
    assert chip(finding, "filter_person_B").text() == "Dan"


# -- whatever is asked for --------------------------------------------------------------------------------------------

FILTERS = st.frozensets(st.sampled_from(Filter))
TEXTS = st.sampled_from(["", "the", "carla", "I", "?"])
SPEAKERS = st.frozensets(st.sampled_from(["A", "B"]))


@pytest.fixture(scope="module")
def talk_rows(qapp, reviewed):
    moments = shown_moments(reviewed.moments)
    model = TranscriptModel()
    model.show_turns(reviewed.conversation, moments, speaker_voices(reviewed.conversation, Theme()))
    return model.rows, moments


@given(text=TEXTS, filters=FILTERS, speakers=SPEAKERS)
def test_finds_are_in_order_and_each_once(talk_rows, text, filters, speakers):
    found = places(*talk_rows, Query(text, filters, speakers))
    assert len(set(found)) == len(found)
    assert [place.row for place in found] == sorted(place.row for place in found)


@given(text=TEXTS, filters=FILTERS.filter(bool), speakers=SPEAKERS)
def test_words_and_speakers_only_ever_narrow(talk_rows, text, filters, speakers):
    narrow = set(places(*talk_rows, Query(text, filters, speakers)))
    assert narrow <= set(places(*talk_rows, Query("", filters, frozenset())))


@given(one=FILTERS.filter(bool), other=FILTERS.filter(bool), text=TEXTS)
def test_kinds_together_find_what_each_finds_alone(talk_rows, one, other, text):
    both = set(places(*talk_rows, Query(text, one | other)))
    assert both == set(places(*talk_rows, Query(text, one))) | set(places(*talk_rows, Query(text, other)))
