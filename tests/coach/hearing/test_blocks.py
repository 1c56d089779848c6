"""Blocks of voice for the recogniser, and the way back to the recording's times."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.recording import RATE_HZ, Recording
from coach.hearing.blocks import HAIR, PAD, WINDOWS, Block, blocks, compact, heard_until
from coach.times import Span
from models.records import VoiceSpan, Word
from models.windows import EARLIEST_CUT, LENGTH, LONGEST, Window, windows


@st.composite
def voices(draw: st.DrawFn) -> tuple[VoiceSpan, ...]:
    at, spans = 0.0, []
    for silence, length in draw(st.lists(st.tuples(st.floats(0.01, 90), st.floats(0.1, 60)), max_size=40)):
        spans.append(VoiceSpan(at + silence, at + silence + length))
        at += silence + length
    return tuple(spans)


def cut_in_half(start: float, end: float) -> float:
    return (start + end) / 2


def order_of(*tracks: tuple[VoiceSpan, ...]) -> tuple[Block, ...]:
    return blocks(tracks, [cut_in_half] * len(tracks), 10_000.0)


def windows_of(block: Block) -> tuple[Window, ...]:
    """The windows in which the recogniser hears a block of which it gets the sound between the limits."""
    begin, end = block.limits.start, block.limits.end
    voice = [VoiceSpan(span.start - begin, span.end - begin) for span in block.voice]
    return windows(voice, duration=end - begin, quietest=cut_in_half)


def test_voice_that_goes_on_in_the_next_block_needs_no_window_more() -> None:
    edges = ((1, 2), (3, 31), (32, 38), (39, 92), (93, 123), (124, 147))
    order = order_of(tuple(VoiceSpan(start, end) for start, end in edges))
    assert [len(windows_of(block)) for block in order] == [4, 4]


@given(st.lists(voices(), min_size=1, max_size=3))
def test_blocks_hold_all_voice_once_and_only_full_windows(tracks: list[tuple[VoiceSpan, ...]]) -> None:
    order = order_of(*tracks)
    for track, own in enumerate(tracks):
        mine = [block for block in order if block.track == track]
        spans = [span for block in mine for span in block.voice]
        assert sum(span.duration for span in spans) == pytest.approx(sum(span.duration for span in own))
        assert all(left.end <= right.start for left, right in pairwise(spans))
        assert all(len(windows_of(block)) <= WINDOWS for block in mine)
        everything = windows(own, duration=10_000.0, quietest=cut_in_half, length=LENGTH - HAIR)
        assert len(mine) == -(-len(everything) // WINDOWS)


@given(st.lists(voices(), min_size=1, max_size=3))
def test_moment_heard_until_never_goes_back(tracks: list[tuple[VoiceSpan, ...]]) -> None:
    order = order_of(*tracks)
    moments = [heard_until(done, order) for done in range(len(order) + 1)]
    assert moments == sorted(moments)
    assert moments[-1] == float("inf")
    for done, moment in enumerate(moments):
        assert all(span.start >= moment for block in order[done:] for span in block.voice)


def test_voice_without_a_pause_is_cut_where_it_is_quietest() -> None:
    order = blocks([(VoiceSpan(0, 300),)], [lambda start, _: start + 1], 300.0)
    assert [block.voice[0].start for block in order][:2] == [0.0, pytest.approx(4 * (LONGEST * EARLIEST_CUT + 1))]


def test_no_voice_gives_no_blocks() -> None:
    assert order_of((), ()) == ()


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    """A minute whose samples say their own time, in steps of a thousandth of a second."""
    times = (np.arange(60 * RATE_HZ) * 1000 // RATE_HZ % 30_000).astype(np.int16)
    return Recording.of(np.stack([np.zeros_like(times), times], axis=1), tmp_path)


def test_long_silences_are_left_out_and_times_come_back(recording: Recording) -> None:
    voice = (VoiceSpan(1, 2), VoiceSpan(2.4, 3), VoiceSpan(20.123, 22), VoiceSpan(59.9, 60))
    with recording:
        sound = compact(Block(0, voice), recording, (0.0, 1.0))
    assert len(sound.samples) / RATE_HZ == pytest.approx((PAD + 2 + PAD) + (PAD + 1.877 + PAD) + (PAD + 0.1), abs=0.01)
    assert all(left.end < right.start for left, right in pairwise(sound.voice))
    for was, now in zip(voice, sound.voice, strict=True):
        assert now.duration == pytest.approx(was.duration, abs=1e-6)
        first = sound.samples[round(now.start * RATE_HZ)] * 32768 / 1000
        assert first == pytest.approx(was.start % 30, abs=0.002)
        word = sound.restored(Word(now.start, now.end, "word", 0.5))
        assert (word.start, word.end) == pytest.approx((was.start, was.end), abs=1e-6)
        assert (word.text, word.probability) == ("word", 0.5)


def test_word_that_reaches_into_left_out_silence_stays_in_its_piece(recording: Recording) -> None:
    with recording:
        sound = compact(Block(0, (VoiceSpan(1, 2), VoiceSpan(20, 22))), recording, (0.0, 1.0))
    word = sound.restored(Word(0.5, 1.9, "long"))
    assert (word.start, word.end) == pytest.approx((1 - PAD + 0.5, 2 + PAD), abs=1e-6)


def test_a_block_hears_nothing_of_the_voice_before_and_after(recording: Recording) -> None:
    with recording:
        part = compact(Block(0, (VoiceSpan(10.0, 12.0),), Span(9.9, 12.0)), recording, (0.0, 1.0))
    assert part.pieces == (Span(9.9, 12.0),)
    assert [(span.start, span.end) for span in part.voice] == [(pytest.approx(0.1), pytest.approx(2.1))]
