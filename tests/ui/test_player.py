import wave
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtMultimedia import QMediaPlayer

from coach.times import Span
from ui.player import FASTEST, SLOWEST, Player

# The test machine may have no sound server; the backend says so on its own channel.
pytestmark = pytest.mark.qt_log_ignore("pipewire", "PulseAudio", "ALSA", "Could not open media")


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    path = tmp_path / "tón.wav"
    samples = (8000 * np.sin(np.arange(8000 * 6) * 2 * np.pi * 220 / 8000)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(samples.tobytes())
    return path


@pytest.fixture
def player(qtbot, tone):
    made = Player()
    made.open(tone)
    yield made
    made.stop()
    made.open(None)


def test_a_stretch_is_played_to_its_end_and_no_further(player, qtbot):
    seen: list[float] = []
    player.position_changed.connect(seen.append)
    with qtbot.waitSignal(player.playing_changed, check_params_cb=lambda playing: not playing, timeout=10_000):
        player.play(2.0, 2.6)
    played = [place for place in seen if place > 0.0]
    assert played[0] == pytest.approx(2.0)
    assert max(played) == pytest.approx(2.6)
    assert not player.is_playing


def test_the_playhead_moves_between_what_the_backend_tells(player, qtbot):
    seen: list[float] = []
    with qtbot.waitSignal(player.playing_changed, check_params_cb=lambda playing: not playing, timeout=10_000):
        player.play(1.0, 2.0)
        player.position_changed.connect(seen.append)
    # The backend speaks at most every 60 ms: alone it would give some 17 places in a second.
    assert len(set(seen)) > 25
    assert seen == sorted(seen)


def test_seeking_before_the_file_is_loaded_is_not_forgotten(player, qtbot):
    player.seek(3.0)
    assert player.position == pytest.approx(3.0)
    with qtbot.waitSignal(player.position_changed, check_params_cb=lambda place: place > 3.05, timeout=10_000):
        player.play()
    assert player.position < 4.5


def test_pause_stays_where_it_is(player, qtbot):
    with qtbot.waitSignal(player.position_changed, check_params_cb=lambda place: place > 1.2, timeout=10_000):
        player.play(1.0)
    with qtbot.waitSignal(player.playing_changed, timeout=10_000):
        player.pause()
    assert player.position == pytest.approx(1.2, abs=0.5)


def test_speed_stays_within_half_and_double(player, qtbot):
    with qtbot.waitSignal(player.speed_changed):
        player.set_speed(9.0)
    assert player.speed == FASTEST
    player.set_speed(0.01)
    assert player.speed == SLOWEST


def test_a_damaged_file_gives_one_plain_sentence_with_its_name(qtbot, tmp_path):
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF not really")
    player = Player()
    with qtbot.waitSignal(
        player.failed, check_params_cb=lambda text: text.startswith("broken.wav"), timeout=10_000
    ) as told:
        player.open(broken)
        player.play()
    assert told.args == ["broken.wav cannot be played on this computer."]


def test_without_a_recording_it_says_that_there_are_only_words(qtbot):
    player = Player()
    with qtbot.waitSignal(player.failed) as told:
        player.play()
    assert "only the words" in told.args[0]
    assert not player.is_playing


# -- loops ------------------------------------------------------------------------------------------------------------


def heard(player) -> list[float]:
    seen: list[float] = []
    player.position_changed.connect(seen.append)
    return seen


def backward_steps(seen: list[float]) -> int:
    return sum(after < before - 0.1 for before, after in pairwise(seen))


def test_a_loop_is_heard_again_and_again_and_never_left(player, qtbot):
    loop = Span(2.0, 2.6)
    player.set_loop(loop)
    seen = heard(player)
    player.play()
    qtbot.waitUntil(lambda: backward_steps(seen) >= 2, timeout=10_000)
    assert player.is_playing
    assert min(seen) == pytest.approx(2.0, abs=0.05)
    assert max(seen) < 2.7


def test_a_loop_that_is_taken_off_lets_the_sound_go_on(player, qtbot):
    player.set_loop(Span(2.0, 2.5))
    seen = heard(player)
    player.play()
    qtbot.waitUntil(lambda: backward_steps(seen) >= 1, timeout=10_000)
    player.set_loop(None)
    qtbot.waitUntil(lambda: max(seen) > 2.9, timeout=10_000)


def test_a_loop_at_the_very_end_begins_again(player, qtbot):
    player.set_loop(Span(5.4, 6.0))
    seen = heard(player)
    player.play()
    qtbot.waitUntil(lambda: backward_steps(seen) >= 2, timeout=10_000)
    assert min(seen) == pytest.approx(5.4, abs=0.05)


def test_going_outside_a_loop_ends_it_and_inside_keeps_it(player, qtbot):
    player.set_loop(Span(2.0, 3.0))
    player.seek(2.5)
    assert player.loop == Span(2.0, 3.0)
    with qtbot.waitSignal(player.loop_changed) as told:
        player.seek(4.0)
    assert told.args == [None]
    assert player.loop is None


def test_a_moment_that_is_played_takes_the_place_of_a_loop(player):
    player.set_loop(Span(2.0, 3.0))
    player.play(2.2, 2.4)
    assert player.loop is None


def test_another_recording_begins_without_a_loop(player, tone):
    player.set_loop(Span(2.0, 3.0))
    player.open(tone)
    assert player.loop is None


# -- pauses -----------------------------------------------------------------------------------------------------------


def test_long_pauses_are_passed_over_and_short_ones_heard(player, qtbot):
    player.set_pauses([Span(0.5, 1.0), Span(1.5, 4.0)])
    player.set_skip(1.0)
    seen = heard(player)
    player.play(0.0)
    qtbot.waitUntil(lambda: max(seen) > 4.2, timeout=10_000)
    assert any(0.6 < place < 0.9 for place in seen)
    assert not any(2.0 < place < 3.7 for place in seen)
    # A breath of the pause stays at both ends.
    assert any(1.5 < place < 1.9 for place in seen)
    assert any(3.7 < place < 4.0 for place in seen)


def test_nothing_is_skipped_where_it_is_off(player, qtbot):
    player.set_pauses([Span(1.0, 2.5)])
    seen = heard(player)
    player.play(0.8)
    qtbot.waitUntil(lambda: max(seen) > 2.0, timeout=10_000)
    assert any(1.4 < place < 1.9 for place in seen)


def test_a_moment_and_a_loop_are_heard_with_their_pauses(player, qtbot):
    player.set_pauses([Span(1.0, 2.5)])
    player.set_skip(1.0)
    seen = heard(player)
    with qtbot.waitSignal(player.playing_changed, check_params_cb=lambda playing: not playing, timeout=10_000):
        player.play(0.8, 1.9)
    assert any(1.4 < place < 1.8 for place in seen)
    seen.clear()
    player.set_loop(Span(0.8, 1.9))
    player.play()
    qtbot.waitUntil(lambda: any(1.5 < place < 1.8 for place in seen), timeout=10_000)


def test_a_loop_without_length_is_refused(player):
    with pytest.raises(ValueError, match="length"):
        player.set_loop(Span(2.0, 2.0))


def test_the_pitch_is_kept_at_any_speed(player):
    player.set_speed(1.5)
    assert player._media.playbackRate() == pytest.approx(1.5)
    assert player._media.pitchCompensation()
    assert player._media.pitchCompensationAvailability() is not QMediaPlayer.PitchCompensationAvailability.Unavailable
