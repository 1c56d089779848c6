import wave
from pathlib import Path

import numpy as np
import pytest

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
