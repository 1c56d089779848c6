"""Level and clipping of each channel over time."""

from pathlib import Path

import numpy as np
import pytest

from coach.audio.levels import FLOOR_DB, levels, loudest
from coach.audio.recording import BLOCK, Recording


def test_a_full_sine_is_three_decibels_under_full_scale(tmp_path: Path) -> None:
    sine = np.rint(32767 * np.sin(np.arange(16_000) * 2 * np.pi * 400 / 16_000)).astype(np.int16)
    with Recording.of(sine, tmp_path) as recording:
        found = levels(recording)
    assert found.db.shape == (100, 1)
    assert found.db == pytest.approx(-3.01, abs=0.01)
    assert found.clipped == (1.0,)


def test_an_offset_is_no_sound(tmp_path: Path) -> None:
    with Recording.of(np.full(1600, 5000, np.int16), tmp_path) as recording:
        assert levels(recording).db == pytest.approx(FLOOR_DB, abs=1.0)


def test_blocks_leave_no_seam(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    sound = rng.normal(0, 1000, (2 * BLOCK + 333, 2)).astype(np.int16)
    with Recording.of(sound, tmp_path) as recording:
        found = levels(recording)
    assert found.db.shape == (3203, 2)
    assert np.abs(found.db[:-1] + 30.3).max() < 3.0
    assert found.gram[0, 0] == pytest.approx(float((sound[:, 0].astype(float) ** 2).sum()), rel=1e-3)


def test_clicks_are_not_what_is_loudest() -> None:
    row = np.full(1000, -50.0, np.float32)
    row[::100] = -3.0
    assert loudest(row) == -50.0
    row[300:320] = -20.0
    assert loudest(row) == -20.0
    assert loudest(np.zeros(0, np.float32)) == FLOOR_DB
