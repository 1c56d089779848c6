"""Clocks that run apart, told by the leak between two channels."""

from pathlib import Path

import numpy as np
import pytest

from coach.audio.drift import Drift, align, drifts, later_by
from coach.audio.levels import levels
from coach.audio.recording import RATE_HZ, Recording
from tests.coach.audio.sounds import later, samples, two_people

SECONDS = 150.0


def with_leak(gain_db: float) -> np.ndarray:
    sound = two_people(SECONDS)
    gain = 10 ** (gain_db / 20)
    return np.asarray(sound + gain * np.stack([later(sound[:, 1], 0.01), later(sound[:, 0], 0.01)], axis=1))


def run_apart(sound: np.ndarray, rate: float) -> np.ndarray:
    """The second channel by a clock whose seconds are longer by that rate."""
    places = np.arange(len(sound))
    slow = np.interp(np.minimum(places / (1 + rate), len(sound) - 1), places, sound[:, 1])
    return np.stack([sound[:, 0], slow], axis=1)


@pytest.mark.parametrize("rate", [300e-6, -300e-6])
@pytest.mark.parametrize("gain_db", [-12.0, -25.0])
def test_the_drift_is_found_and_put_right(rate: float, gain_db: float, tmp_path: Path) -> None:
    sound = with_leak(gain_db)
    with Recording.of(samples(run_apart(sound, rate)), tmp_path) as recording:
        (found,) = drifts(recording, levels(recording))
        assert found.rate == pytest.approx(rate, abs=5e-6)
        assert found.apart == pytest.approx(rate * SECONDS, abs=0.001)
        align(recording, (found,))
        assert recording.duration == SECONDS
        assert drifts(recording, levels(recording)) == ()
        end = recording.block(1, SECONDS - 20, SECONDS - 10).astype(np.float64)
    true = sound[round((SECONDS - 20) * RATE_HZ) : round((SECONDS - 10) * RATE_HZ), 1]
    assert later_by(true, end) == pytest.approx(0.0, abs=0.001)


def test_one_clock_is_left_alone(tmp_path: Path) -> None:
    for sound in (with_leak(-20.0), run_apart(with_leak(-20.0), 20e-6)):
        with Recording.of(samples(sound), tmp_path) as recording:
            assert drifts(recording, levels(recording)) == ()


def test_without_a_leak_nothing_tells(tmp_path: Path) -> None:
    with Recording.of(samples(run_apart(two_people(SECONDS), 300e-6)), tmp_path) as recording:
        assert drifts(recording, levels(recording)) == ()


def test_two_recordings_of_different_speed_are_not_bent_into_one(tmp_path: Path) -> None:
    with Recording.of(samples(run_apart(with_leak(-12.0), 5e-3)), tmp_path) as recording:
        assert drifts(recording, levels(recording)) == ()


def test_a_sound_too_short_to_compare_has_no_lag() -> None:
    assert later_by(np.ones(100), np.ones(100)) is None
    assert later_by(np.zeros(2 * RATE_HZ), np.zeros(2 * RATE_HZ)) is None


def test_only_the_channel_that_drifts_is_moved(tmp_path: Path) -> None:
    with Recording.of(samples(two_people(20.0)), tmp_path) as recording:
        before = np.array(recording.frames)
        align(recording, (Drift(1, 0, 1e-4, 0.002),))
        after = np.array(recording.frames)
    assert np.array_equal(before[:, 0], after[:, 0])
    assert not np.array_equal(before[:, 1], after[:, 1])
