"""Local speakers of a window become the people of the recording."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.speakers import segmentation, segments, stitching


def name(likeness: list[list[float]], clean: list[float], together: list[tuple[int, int, float]] | None = None):
    table = np.zeros((3, 3), dtype=np.float32)
    for one, other, seconds in together or []:
        table[one, other] = seconds
    return stitching.best_naming(np.array(likeness, np.float32), np.array(clean, np.float32), table)


def test_each_local_speaker_becomes_the_voice_most_like_it() -> None:
    assert name([[0.1, 0.8], [0.7, 0.2], [0, 0]], [5, 3, 0])[:2] == (1, 0)


def test_a_short_answer_too_brief_to_know_is_the_other_person() -> None:
    # 0.3 s of "mm-hm" sounds a little more like the one who holds the floor.
    assert name([[0.8, 0.1], [0.35, 0.3], [0, 0]], [8, 0.3, 0])[:2] == (0, 1)


def test_a_voice_split_in_two_by_the_window_is_joined_again() -> None:
    assert name([[0.8, 0.1], [0.75, 0.1], [0, 0]], [4, 4, 0])[:2] == (0, 0)


def test_two_who_speak_at_once_are_two_people() -> None:
    assert name([[0.8, 0.1], [0.75, 0.1], [0, 0]], [4, 4, 0], [(0, 1, 5.0)])[:2] == (0, 1)


def test_one_voice_takes_all() -> None:
    assert name([[0.8], [0.7], [0.1]], [4, 4, 1]) == (0, 0, 0)


def test_sets_are_renamed_with_their_pairs() -> None:
    sets = np.array([[0.1, 0.2, 0.3, 0.0, 0.4, 0.0, 0.0]], dtype=np.float32)
    assert stitching.renamed(sets, (1, 0, 0), 2) == pytest.approx(np.array([[0.1, 0.3, 0.2, 0.4]]))


def test_a_pair_of_one_person_with_itself_is_that_person() -> None:
    sets = np.array([[0.1, 0.2, 0.3, 0.0, 0.4, 0.0, 0.0]], dtype=np.float32)
    assert stitching.renamed(sets, (0, 0, 1), 2) == pytest.approx(np.array([[0.1, 0.9, 0.0, 0.0]]))


@given(naming=st.tuples(*[st.integers(0, 3)] * 3), seed=st.integers(0, 1000))
def test_renaming_loses_no_probability(naming: tuple[int, int, int], seed: int) -> None:
    sets = np.random.default_rng(seed).dirichlet(np.ones(7), size=5).astype(np.float32)
    assert stitching.renamed(sets, naming, 4).sum(axis=1) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("samples", [1, 16_000, 160_000, 160_001, 192_000, 1_000_000])
def test_windows_cover_the_sound_to_its_end(samples: int) -> None:
    starts = segmentation.window_starts(samples, 118)
    assert starts[0] == 0
    assert starts[-1] * segmentation.STEP + segmentation.WINDOW >= samples
    assert all(0 < later - earlier <= 118 for earlier, later in pairwise(starts))


def test_windows_count_less_towards_their_rims() -> None:
    weights = segments.window_weights(589)
    assert weights[0] == weights[-1] == pytest.approx(0.05)
    assert weights[294] == 1.0
