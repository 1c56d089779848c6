"""Samples on disk."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from coach.audio.recording import BLOCK, Flaw, Recording

STEREO = np.array([[1000, -1000], [2000, 0], [-32768, -32768], [32767, 32767]], np.int16)


def test_samples_come_back_as_they_went_in(tmp_path: Path) -> None:
    with Recording.of(STEREO, tmp_path) as recording:
        assert recording.channels == 2
        assert recording.duration == 4 / 16000
        assert recording.channel(1).tolist() == [-1000, 0, -32768, 32767]


def test_block_is_cut_to_what_there_is(tmp_path: Path) -> None:
    with Recording.of(STEREO, tmp_path) as recording:
        assert recording.block(0, 1 / 16000, 9.0) == pytest.approx([2000 / 32768, -1.0, 32767 / 32768])
        assert len(recording.block(0, 5.0, 6.0)) == 0
        assert len(recording.block(0, 0.5, 0.1)) == 0


def test_mix_is_the_mean_unless_told_otherwise(tmp_path: Path) -> None:
    with Recording.of(STEREO, tmp_path) as recording:
        assert recording.mono().tolist() == [0, 1000, -32768, 32767]
        assert recording.mono((0.25, 0.75)).tolist() == [-500, 500, -32768, 32767]
        assert recording.mix_block(0.0, 1.0, (0.0, 1.0)) == pytest.approx(recording.block(1, 0.0, 1.0))


def test_rewritten_samples_take_the_place_of_all(tmp_path: Path) -> None:
    with Recording.of(STEREO, tmp_path) as recording:
        assert recording.mono().tolist() == [0, 1000, -32768, 32767]
        recording.rewrite(lambda writer: writer.write(recording.frames[::-1]))
        assert recording.frames.tolist() == STEREO[::-1].tolist()
        assert recording.mono().tolist() == [32767, -32768, 1000, 0]


def test_a_lone_channel_is_no_copy(tmp_path: Path) -> None:
    with Recording.of(STEREO, tmp_path) as recording:
        assert np.shares_memory(recording.mono((1.0, 0.0)), recording.frames)


@given(arrays(np.int16, st.integers(1, 300)), st.floats(0, 0.02), st.floats(0, 0.02))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_a_mix_of_twins_is_each_of_them(tmp_path: Path, sound: np.ndarray, start: float, end: float) -> None:
    with Recording.of(np.stack([sound, sound], 1), tmp_path) as recording:
        assert recording.mono().tolist() == sound.tolist()
        assert recording.mix_block(start, end) == pytest.approx(recording.block(0, start, end))


def test_blocks_are_all_frames_in_order(tmp_path: Path) -> None:
    sound = np.arange(2 * BLOCK + 7).astype(np.int16)
    with Recording.of(sound, tmp_path) as recording:
        assert [len(rows) for rows in recording.blocks()] == [BLOCK, BLOCK, 7]
        assert np.array_equal(np.concatenate(list(recording.blocks()))[:, 0], sound)


def test_nothing_is_left_when_closed_even_after_an_error(tmp_path: Path) -> None:
    recording = Recording.of(STEREO, tmp_path)
    with pytest.raises(ValueError, match="weights"), recording:
        recording.mono((recording.mono().mean(),))
    assert list(tmp_path.glob("*")) == [tmp_path / "home"]
    recording.close()


def test_an_empty_recording_has_no_time(tmp_path: Path) -> None:
    with Recording.of(np.zeros((0, 2), np.int16), tmp_path) as recording:
        assert recording.duration == 0.0
        assert len(recording.mono()) == 0


def test_wrong_channels_are_refused(tmp_path: Path) -> None:
    with Recording.of(STEREO, tmp_path) as recording:
        with pytest.raises(IndexError):
            recording.channel(2)
        with pytest.raises(ValueError, match="weights"):
            recording.mono((1.0,))


def test_a_second_missing_is_a_file_that_breaks_off() -> None:
    assert Flaw(100.0, promised=102.0).breaks_off
    assert not Flaw(100.0, promised=100.9).breaks_off
    assert not Flaw(100.0).breaks_off
    assert Flaw(100.0, cut=True).breaks_off
