"""Prints fall into voices."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.speakers import clustering
from models.speakers.voiceprint import unit


def talk(*lengths: int, spread: float = 0.6, seed: int = 1) -> np.ndarray:
    """Prints of people with so many patches each; ``spread`` 0.6 gives likeness of about 0.7 within a person."""
    chance = np.random.default_rng(seed)
    people = np.linalg.qr(chance.normal(size=(192, max(len(lengths), 1))))[0].T
    rows = [people[i] + spread * chance.normal(size=(n, 192)) / np.sqrt(192) for i, n in enumerate(lengths)]
    return unit(np.concatenate(rows).astype(np.float32))


def ones(prints: np.ndarray) -> np.ndarray:
    return np.ones(len(prints), dtype=np.float32)


def people_of(prints: np.ndarray, centres: np.ndarray) -> list[int]:
    return list(np.argmax(prints @ centres.T, axis=1))


def test_joining_puts_the_likest_together() -> None:
    angles = np.radians([0, 10, 90, 95, 105])
    prints = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    assert list(clustering.agglomerate(prints, ones(prints), count=2)) == [0, 0, 1, 1, 1]


def test_joining_stops_at_the_threshold() -> None:
    angles = np.radians([0, 10, 90])
    prints = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    assert list(clustering.agglomerate(prints, ones(prints), count=1, threshold=0.5)) == [0, 0, 1]


def test_heavy_prints_pull_the_average() -> None:
    # 0° and 60° are one group; the average to 90° is .5·0 + .5·.87 = .43, or .87 when the 60° one holds the weight.
    angles = np.radians([0, 60, 130])
    prints = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    light = clustering.agglomerate(prints, np.array([1, 1, 1], np.float32), count=1, threshold=0.2)
    heavy = clustering.agglomerate(prints, np.array([1, 99, 1], np.float32), count=1, threshold=0.2)
    assert len(set(light)) == 2
    assert len(set(heavy)) == 1


@pytest.mark.parametrize("lengths", [(40,), (40, 40), (90, 10), (30, 30, 30), (40, 20, 20, 15)])
def test_the_number_of_people_is_found(lengths: tuple[int, ...]) -> None:
    prints = talk(*lengths)
    assert len(clustering.voices(prints, ones(prints), count=None, at_most=8)) == len(lengths)


def test_a_stated_number_is_an_upper_limit() -> None:
    prints = talk(50)
    assert len(clustering.voices(prints, ones(prints), count=3, at_most=8)) == 1


def test_more_people_than_stated_are_shared_out_among_the_largest() -> None:
    prints = talk(40, 30, 20)
    assert len(clustering.voices(prints, ones(prints), count=2, at_most=8)) == 2


def test_two_like_voices_stay_two_when_two_were_stated() -> None:
    # Likeness about .45 between them, .7 within: neither surely one nor surely two.
    chance = np.random.default_rng(5)
    first, second = np.linalg.qr(chance.normal(size=(192, 2)))[0].T
    both = np.stack([first] * 4 + [0.6 * first + 0.8 * second] * 3)
    prints = unit((both + 0.6 * chance.normal(size=both.shape) / np.sqrt(192)).astype(np.float32))
    assert len(clustering.voices(prints, ones(prints), count=2, at_most=8)) == 2
    assert len(clustering.voices(prints, ones(prints), count=None, at_most=8)) == 1


def test_stating_four_does_not_split_two() -> None:
    prints = talk(40, 40)
    assert len(clustering.voices(prints, ones(prints), count=4, at_most=8)) == 2


def test_a_cough_takes_nobodys_place() -> None:
    prints = talk(60, 30, 1)
    centres = clustering.voices(prints, ones(prints), count=2, at_most=8)
    who = people_of(prints, centres)
    assert len(centres) == 2
    assert len(set(who[:60])) == len(set(who[60:90])) == 1
    assert who[0] != who[60]


def test_no_print_gives_no_voice() -> None:
    none = np.zeros((0, 192), dtype=np.float32)
    assert clustering.voices(none, ones(none), count=2, at_most=8).shape == (0, 192)


def test_one_print_is_one_voice() -> None:
    prints = talk(1)
    assert clustering.voices(prints, ones(prints), count=None, at_most=8) == pytest.approx(prints)


def test_hours_are_compared_through_a_bounded_choice() -> None:
    chosen = clustering.thinned(21_600)
    assert len(chosen) == clustering.BOUNDED
    assert (chosen[0], chosen[-1]) == (0, 21_599)
    prints = talk(12_000, 9_600)
    who = people_of(prints, clustering.voices(prints, ones(prints), count=None, at_most=8))
    assert len(set(who[:12_000])) == len(set(who[12_000:])) == 1


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), first=st.integers(5, 40), second=st.integers(5, 40))
def test_the_order_of_the_prints_does_not_matter(seed: int, first: int, second: int) -> None:
    prints = talk(first, second, seed=seed)
    mixed = np.random.default_rng(seed).permutation(len(prints))
    plain = people_of(prints, clustering.voices(prints, ones(prints), count=2, at_most=8))
    other = people_of(prints[mixed], clustering.voices(prints[mixed], ones(prints), count=2, at_most=8))
    assert len(set(zip(np.array(plain)[mixed], other, strict=True))) == len(set(plain)) == 2
