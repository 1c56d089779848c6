"""The likeliest course of speakers, on cases small enough to work by hand."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.records import SpeakerSpan
from models.speakers import decoding, segments, stitching

TWO = stitching.states(2)  # nobody, 0, 1, both


def frames_of(*stretches: tuple[int, tuple[float, ...]]) -> np.ndarray:
    return np.concatenate([np.tile(np.array(row, dtype=np.float32), (count, 1)) for count, row in stretches])


def course_of(probabilities: np.ndarray, odds: np.ndarray | None = None) -> list[int]:
    odds = np.zeros((len(probabilities), 2), dtype=np.float32) if odds is None else odds
    scores = decoding.emissions(probabilities, odds, TWO)
    return list(decoding.likeliest([scores], decoding.change_costs(TWO)))


def test_the_states_of_two_people_are_nobody_each_and_both() -> None:
    assert TWO == [(), (0,), (1,), (0, 1)]


def test_each_person_starting_or_stopping_costs_the_same() -> None:
    costs = decoding.change_costs(TWO)
    assert costs[0, 0] == 0
    assert costs[0, 1] == costs[1, 3] == decoding.CHANGE_COST
    assert costs[1, 2] == costs[0, 3] == 2 * decoding.CHANGE_COST


def test_a_flicker_of_one_frame_is_not_a_turn() -> None:
    assert course_of(frames_of((20, (0.1, 0.8, 0.1, 0)), (1, (0.1, 0.3, 0.6, 0)), (20, (0.1, 0.8, 0.1, 0)))) == [1] * 41


def test_a_backchannel_of_a_third_of_a_second_is_kept() -> None:
    sure = (20, (0.02, 0.96, 0.02, 0))
    assert course_of(frames_of(sure, (20, (0.02, 0.02, 0.96, 0)), sure)) == [1] * 20 + [2] * 20 + [1] * 20


def test_both_speak_from_a_probability_of_a_third() -> None:
    heard = course_of(frames_of((20, (0, 1, 0, 0)), (30, (0, 0.6, 0, 0.4)), (20, (0, 1, 0, 0))))
    assert heard == [1] * 20 + [3] * 30 + [1] * 20
    doubtful = course_of(frames_of((20, (0, 1, 0, 0)), (30, (0, 0.8, 0, 0.2)), (20, (0, 1, 0, 0))))
    assert doubtful == [1] * 70


def test_the_voice_decides_where_the_windows_are_in_doubt() -> None:
    unsure = frames_of((30, (0, 0.5, 0.5, 0)))
    odds = np.tile(np.array([-3.0, 0.0], dtype=np.float32), (30, 1))
    assert course_of(unsure, odds) == [2] * 30


def test_a_change_of_voice_is_heard_though_the_windows_missed_it() -> None:
    odds = np.array([[0.0, -6.0]] * 40 + [[-6.0, 0.0]] * 40, dtype=np.float32)
    assert course_of(frames_of((80, (0.01, 0.98, 0.01, 0))), odds) == [1] * 40 + [2] * 40


@given(odds=st.tuples(st.floats(-20, 0), st.floats(-20, 0)))
def test_the_voice_says_who_and_never_how_many(odds: tuple[float, float]) -> None:
    heard = frames_of((1, (0.2, 0.3, 0.1, 0.4)))
    scores = decoding.emissions(heard, np.array([odds], dtype=np.float32), TWO)
    assert np.exp(scores[0, 1:3].max()) == pytest.approx(0.4, abs=2e-3)
    assert scores[0, 0] == pytest.approx(np.log(0.2))
    assert scores[0, 3] == pytest.approx(np.log(0.4 * 0.7 / 0.3), abs=1e-5)


def test_doubt_about_who_is_not_silence() -> None:
    assert 0 not in course_of(frames_of((30, (0.4, 0.3, 0.3, 0))))


def test_a_voice_detector_shifts_the_odds_of_speech() -> None:
    unsure = frames_of((30, (0.55, 0.45, 0, 0)))
    odds = np.zeros((30, 2), dtype=np.float32)
    for bias, speaks in ((0.0, False), (1.0, True), (-1.0, False)):
        scores = decoding.emissions(unsure, odds, TWO, np.full(30, bias, np.float32))
        assert bool(decoding.likeliest([scores], decoding.change_costs(TWO)).any()) == speaks


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 10_000), frames=st.integers(1, 5))
def test_no_other_course_scores_higher(seed: int, frames: int) -> None:
    scores = np.random.default_rng(seed).normal(scale=4, size=(frames, 4)).astype(np.float32)
    costs = decoding.change_costs(TWO)

    def total(course: tuple[int, ...]) -> float:
        changes = sum(costs[a, b] for a, b in itertools.pairwise(course))
        return float(sum(scores[i, state] for i, state in enumerate(course)) - changes)

    best = max(total(course) for course in itertools.product(range(4), repeat=frames))
    assert total(tuple(decoding.likeliest([scores], costs))) == pytest.approx(best, abs=1e-4)


@given(seed=st.integers(0, 1000), cut=st.integers(1, 11))
def test_it_does_not_matter_how_the_frames_are_cut_into_blocks(seed: int, cut: int) -> None:
    scores = np.random.default_rng(seed).normal(scale=4, size=(12, 4)).astype(np.float32)
    costs = decoding.change_costs(TWO)
    whole, parts = decoding.likeliest([scores], costs), decoding.likeliest([scores[:cut], scores[cut:]], costs)
    assert list(whole) == list(parts)


def test_runs_are_the_stretches_of_true() -> None:
    assert segments.runs(np.array([True, True, False, True])) == [(0, 2), (3, 4)]
    assert segments.runs(np.array([], dtype=bool)) == []


def test_speakers_are_numbered_by_first_appearance_and_may_overlap() -> None:
    course = np.array([0] * 10 + [2] * 100 + [3] * 20 + [1] * 50, dtype=np.uint8)
    first, second = decoding.spans(course, TWO, duration=10.0)
    assert (first.speaker, second.speaker) == (0, 1)
    step = 270 / 16_000
    trim = segments.TRIM
    assert first.duration == pytest.approx(120 * step - 2 * trim)
    assert second.duration == pytest.approx(70 * step - 2 * trim)
    assert first.end - second.start == pytest.approx(20 * step - 2 * trim)


def test_no_span_ends_after_the_sound() -> None:
    found = decoding.spans(np.array([1] * 100, dtype=np.uint8), TWO, duration=1.0)
    assert found == (SpeakerSpan(0.0, 1.0 - segments.TRIM, 0),)


def test_nobody_speaking_gives_no_span() -> None:
    assert decoding.spans(np.zeros(50, dtype=np.uint8), TWO, duration=1.0) == ()
