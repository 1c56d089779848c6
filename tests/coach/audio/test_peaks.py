"""The waveform at every scale."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.audio.peaks import Peaks, peaks, read_peaks, write_peaks
from coach.audio.recording import Recording
from coach.errors import UserError


@pytest.fixture(scope="module")
def wave() -> np.ndarray:
    rng = np.random.default_rng(0)
    return (rng.normal(0, 6000, (16_000 * 70, 2)) * [1.0, 0.1]).clip(-32768, 32767).astype(np.int16)


@pytest.fixture(scope="module")
def found(wave: np.ndarray, tmp_path_factory: pytest.TempPathFactory) -> Peaks:
    with Recording.of(wave, tmp_path_factory.mktemp("wave")) as recording:
        return peaks(recording)


@given(st.floats(0, 69), st.floats(0.05, 70), st.integers(1, 2000))
@settings(max_examples=60, deadline=None)
def test_no_peak_is_lost_at_any_scale(found: Peaks, wave: np.ndarray, start: float, length: float, pixels: int) -> None:
    lows, highs = found.view(0, start, start + length, pixels)
    inside = wave[round(start * 16_000) : round((start + length) * 16_000), 0]
    assert len(lows) == len(highs) == pixels
    assert lows.min() <= max(-127, inside.min() / 256)
    assert highs.max() >= min(127, inside.max() / 256)


def test_a_pixel_shows_what_is_in_it(tmp_path: Path) -> None:
    sound = np.zeros(16_000, np.int16)
    sound[8_000:8_100] = [-25_600, 12_800] * 50
    with Recording.of(sound, tmp_path) as recording:
        found = peaks(recording)
    lows, highs = found.view(0, 0.0, 1.0, 10)
    assert lows.tolist() == [0, 0, 0, 0, 0, -100, 0, 0, 0, 0]
    assert highs.tolist() == [0, 0, 0, 0, 0, 50, 0, 0, 0, 0]
    assert found.loudest(0, 0.0, 1.0, 2).tolist() == pytest.approx([0.0, 100 / 127])


def test_outside_the_sound_is_nothing(found: Peaks) -> None:
    lows, highs = found.view(1, -10.0, 90.0, 10)
    assert (lows[0], highs[0], lows[-1], highs[-1]) == (0, 0, 0, 0)
    assert highs[1:8].min() > 0
    assert found.loudest(0, 100.0, 200.0, 5).tolist() == [0.0] * 5


def test_full_scale_is_one(tmp_path: Path) -> None:
    with Recording.of(np.array([-32768, 32767] * 300, np.int16), tmp_path) as recording:
        assert peaks(recording).loudest(0, 0.0, 0.0375, 3).tolist() == [1.0, 1.0, 1.0]


def test_written_and_read_again(found: Peaks, tmp_path: Path) -> None:
    path = tmp_path / "wave.peaks"
    write_peaks(found, path)
    write_peaks(found, path)
    again = read_peaks(path)
    assert again is not None
    assert again.duration == found.duration
    assert all(np.array_equal(a, b) for a, b in zip(again.scales, found.scales, strict=True))
    assert path.stat().st_size < 20_000
    assert {p.name for p in tmp_path.iterdir()} == {"wave.peaks", "home"}


def test_a_damaged_or_missing_file_gives_none(found: Peaks, tmp_path: Path) -> None:
    path = tmp_path / "wave.peaks"
    assert read_peaks(path) is None
    write_peaks(found, path)
    whole = path.read_bytes()
    for broken in (b"", whole[:10], whole[:-1], b"XXXX" + whole[4:], whole[:4] + b"\x63\0" + whole[6:]):
        path.write_bytes(broken)
        assert read_peaks(path) is None


def test_no_folder_is_said(found: Peaks, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written to"):
        write_peaks(found, tmp_path / "gone" / "wave.peaks")


def test_an_empty_recording_has_an_empty_waveform(tmp_path: Path) -> None:
    with Recording.of(np.zeros((0, 1), np.int16), tmp_path) as recording:
        found = peaks(recording)
    assert found.loudest(0, 0.0, 1.0, 3).tolist() == [0.0, 0.0, 0.0]
    write_peaks(found, tmp_path / "p")
    again = read_peaks(tmp_path / "p")
    assert again is not None
    assert again.duration == 0.0
