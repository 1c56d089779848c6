"""Hums on a channel of one's own: found by their pitch, and nothing else taken for them."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.hums import FRAMES, HumDetector, hums, periodicity
from models.voice import FRAME, FRAME_SECONDS, RATE_HZ

LEVEL_DB = -26.0


def hum(seconds: float, *, hz: float = 140.0, level_db: float = LEVEL_DB) -> np.ndarray:
    """A closed-mouth sound: a few harmonics, falling, with a soft beginning and end."""
    time = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    wave = sum(np.sin(2 * np.pi * hz * k * time * (1 - 0.02 * time)) / k**2 for k in range(1, 5))
    edge = np.minimum(1.0, np.minimum(time, time[::-1]) / 0.02)
    return scaled(wave * edge, level_db)


def scaled(wave: np.ndarray, level_db: float) -> np.ndarray:
    return (wave / np.sqrt(np.mean(wave**2)) * 10 ** (level_db / 20)).astype(np.float32)


def noise(seconds: float, level_db: float, seed: int = 0) -> np.ndarray:
    return scaled(np.random.default_rng(seed).standard_normal(round(seconds * RATE_HZ)), level_db)


def within(silence: float, sound: np.ndarray) -> np.ndarray:
    quiet = noise(silence, -80.0)
    return np.concatenate([quiet, sound, quiet])


def found_in(sound: np.ndarray) -> list[tuple[float, float]]:
    detector = HumDetector(LEVEL_DB)
    flags = np.concatenate([detector.feed(sound), detector.finish()])
    return [(span.start, span.end) for span in hums(flags, duration=len(sound) / RATE_HZ)]


@pytest.mark.parametrize("hz", [85.0, 140.0, 230.0, 330.0])
def test_a_hum_is_found_at_any_pitch_of_voice(hz: float) -> None:
    ((start, end),) = found_in(within(1.0, hum(0.4, hz=hz)))
    assert start == pytest.approx(1.0, abs=0.07)
    assert end == pytest.approx(1.4, abs=0.07)


def test_a_hum_far_under_the_speech_is_not_meant_to_be_heard() -> None:
    assert found_in(within(1.0, hum(0.4, level_db=LEVEL_DB - 20))) == []


def test_breath_and_clicks_do_not_hum() -> None:
    click = np.zeros(RATE_HZ // 5, np.float32)
    click[:: RATE_HZ // 20] = 0.5
    assert found_in(within(1.0, noise(0.8, LEVEL_DB))) == []
    assert found_in(within(1.0, click[: RATE_HZ // 30])) == []


def test_silence_and_nothing_at_all_do_not_hum() -> None:
    assert found_in(np.zeros(RATE_HZ, np.float32)) == []
    assert found_in(np.zeros(0, np.float32)) == []


def test_a_run_shorter_than_half_an_mm_hmm_is_nothing() -> None:
    flags = np.zeros(20, np.bool_)
    flags[5 : 5 + FRAMES - 1] = True
    assert hums(flags, duration=1.0) == ()
    flags[5 + FRAMES - 1] = True
    (span,) = hums(flags, duration=1.0)
    assert (span.start, span.end) == (pytest.approx(5 * FRAME_SECONDS), pytest.approx((6 + FRAMES) * FRAME_SECONDS))


def test_a_pure_period_repeats_itself_wholly_and_noise_hardly() -> None:
    wave = np.sin(2 * np.pi * 100 * np.arange(2 * FRAME) / RATE_HZ)
    rough = np.random.default_rng(1).standard_normal(2 * FRAME)
    tone, hiss = periodicity(np.stack([wave, rough]).astype(np.float32))
    assert tone == pytest.approx(1.0, abs=0.01)
    assert hiss < 0.5


@settings(max_examples=20, deadline=None)
@given(cuts=st.lists(st.integers(0, 30_000), max_size=5))
def test_it_does_not_matter_how_the_sound_is_cut(cuts: list[int]) -> None:
    sound = within(0.5, hum(0.5))
    whole, pieces = HumDetector(LEVEL_DB), HumDetector(LEVEL_DB)
    edges = [0, *sorted(cut for cut in cuts if cut < len(sound)), len(sound)]
    parts = [pieces.feed(sound[a:b]) for a, b in pairwise(edges)]
    once = np.concatenate([whole.feed(sound), whole.finish()])
    assert np.array_equal(np.concatenate([*parts, pieces.finish()]), once)
