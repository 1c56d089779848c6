"""What stands in the way of a whole review is said, with what can be done next."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from coach.audio.verdict import Carry, Verdict
from coach.conversation import Timing
from coach.review import Review, again
from tests.factories import conversation
from tests.ui.example import HEADING, sample_review
from ui.pages.states import silent_end, states_of

pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "propagateSizeHints", "Could not open media")


def of(*lines: str, length: float | None = None, **changes: object) -> Review:
    talk = conversation(*lines, **changes)
    bare = sample_review()
    source = replace(bare.source, duration=talk.duration if length is None else length)
    return replace(again(bare, conversation=talk), source=source)


def names(review: Review, *, has_sound: bool = True, fault: str = "") -> list[str]:
    return [state.name for state in states_of(review, has_sound=has_sound, fault=fault)]


TWO = ("A 0-4 How was it?", "B 4-9 Hard.")


def test_a_whole_review_says_nothing():
    assert names(sample_review()) == []
    assert names(of(*TWO)) == []


def test_where_nobody_was_heard_the_next_step_depends_on_the_sound():
    heard, read = (states_of(of(), has_sound=sound)[0] for sound in (True, False))
    assert heard.do is not None
    assert "Ctrl+O" in heard.text
    assert read.do is None
    assert "Ctrl+O" in read.text


def test_one_person_alone_is_said():
    assert names(of("A 0-4 Hello?", "A 5-6 Hello?")) == ["one_person"]


def test_a_long_silent_end_is_asked_about():
    assert silent_end(of(*TWO, length=129.0)) == 9.0
    assert silent_end(of(*TWO, length=128.9)) is None
    assert silent_end(of("A 0-4 Hm?", "B 4-3000 Long.", length=3200.0)) is None
    assert silent_end(of("A 0-4 Hm?", "B 4-2800 Long.", length=3200.0)) == 2800.0


def test_without_sound_nothing_is_offered_to_be_heard():
    (state,) = states_of(of(*TWO, length=600.0), has_sound=False)
    assert state.name == "silent_end"
    assert state.do is None


def test_captions_and_other_languages_say_what_is_not_measurable():
    assert names(of(*TWO, timing=Timing.CAPTIONS, language="de")) == ["captions", "language"]


def test_a_recording_that_carries_nothing_says_why():
    review = replace(of(*TWO), quality=(Verdict("recording", Carry.NOT_MEASURABLE, "it is only noise"),))
    (state,) = states_of(review, has_sound=True)
    assert "it is only noise" in state.text
    assert "record again" in state.text


def test_a_fault_of_the_sound_comes_first():
    assert names(of("A 0-4 Hello?"), fault="x.wav cannot be played.") == ["cannot_play", "one_person"]


def test_a_click_hears_on_from_where_the_words_end(page, player, qtbot):
    page.show_review(HEADING, of(*TWO, length=300.0))
    assert page.findChild(QWidget, "state_silent_end").isVisible()
    qtbot.mouseClick(page.findChild(QAbstractButton, "state_silent_end_do"), Qt.MouseButton.LeftButton)
    assert player.asked[-1] == (9.0, None)


def test_a_key_leads_to_the_first_turn_of_one_person(page, qtbot):
    page.show_review(HEADING, of("A 0-4 Hello?", "A 5-6 Hello?"))
    button = page.findChild(QAbstractButton, "state_one_person_do")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert page.reading.transcript.hasFocus()
    assert page.reading.transcript.currentIndex().row() == 0


def test_a_file_that_cannot_be_played_stays_said_and_can_be_tried_again(page, player, reviewed, qtbot, tmp_path):
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF not really")
    with qtbot.waitSignal(player.failed, check_params_cb=lambda text: "broken" in text, timeout=10_000):
        page.show_session(HEADING, reviewed, audio=broken)
        player.play()
    assert page.findChild(QLabel, "state_cannot_play_text").text().startswith("broken.wav cannot be played")
    with qtbot.waitSignal(player.failed, check_params_cb=lambda text: "broken" in text, timeout=10_000):
        qtbot.mouseClick(page.findChild(QAbstractButton, "state_cannot_play_do"), Qt.MouseButton.LeftButton)
    page.show_session(HEADING, reviewed)
    assert not page.states.isVisible()
