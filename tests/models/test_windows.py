"""Voice is packed into windows that lose nothing and lead back in time."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import VoiceSpan
from models.windows import LENGTH, LONGEST, MARGIN, Piece, Window, windows


def middle(start: float, end: float) -> float:
    return (start + end) / 2


def packed(*spans: tuple[float, float], duration: float = 3600.0) -> tuple[Window, ...]:
    return windows([VoiceSpan(*span) for span in spans], duration=duration, quietest=middle)


@st.composite
def voices(draw: st.DrawFn) -> list[VoiceSpan]:
    """Spans in order and apart, some longer than a window."""
    spans, at = [], 0.0
    for gap, length in draw(st.lists(st.tuples(st.floats(0.01, 20), st.floats(0.05, 90)), max_size=12)):
        spans.append(VoiceSpan(at + gap, at + gap + length))
        at += gap + length
    return spans


def test_no_voice_needs_no_window() -> None:
    assert packed() == ()


def test_a_long_silence_is_left_out_and_a_short_one_kept() -> None:
    (window,) = packed((10.0, 12.0), (12.3, 14.0), (60.0, 61.0))
    assert window.pieces == (Piece(10.0 - MARGIN, 14.0 + MARGIN), Piece(60.0 - MARGIN, 61.0 + MARGIN))


def test_windows_are_filled_before_another_is_opened() -> None:
    spans = [(float(at), at + 4.0) for at in range(0, 120, 8)]
    assert [len(window.pieces) for window in packed(*spans)] == [6, 6, 3]


def test_a_span_too_long_for_a_window_is_cut_at_the_quietest_place() -> None:
    asked: list[tuple[float, float]] = []

    def quietest(start: float, end: float) -> float:
        asked.append((start, end))
        return 25.0

    first, second = windows([VoiceSpan(0.0, 40.0)], duration=40.0, quietest=quietest)
    assert asked == [(pytest.approx(LONGEST * 0.7), LONGEST)]
    assert (first.pieces[-1].end, second.pieces[0].start) == (25.0, 25.0)


def test_a_moment_in_a_window_leads_back_to_the_recording() -> None:
    window = Window((Piece(10.0, 12.0), Piece(50.0, 53.0)))
    assert window.spread(0.5, 1.0) == (10.5, 11.0)
    assert window.spread(2.5, 3.0) == (50.5, 51.0)
    assert window.spread(1.9, 2.4) == (50.0, pytest.approx(50.4)), "a word over a seam stays on the side of its middle"
    assert window.spread(9.0, 9.5) == (53.0, 53.0), "and beyond the end it ends with the window"


@given(voices())
def test_every_bit_of_voice_is_in_exactly_one_window(voice: list[VoiceSpan]) -> None:
    duration = voice[-1].end + 1.0 if voice else 0.0
    pieces = [piece for window in windows(voice, duration=duration, quietest=middle) for piece in window.pieces]
    assert all(0.0 <= piece.start < piece.end <= duration for piece in pieces)
    assert all(before.end <= after.start + 1e-9 for before, after in pairwise(pieces))
    heard = sum(max(0.0, min(span.end, piece.end) - max(span.start, piece.start)) for span in voice for piece in pieces)
    assert heard == pytest.approx(sum(span.duration for span in voice))


@given(voices())
def test_no_window_is_longer_than_the_network_hears(voice: list[VoiceSpan]) -> None:
    for window in windows(voice, duration=5000.0, quietest=middle):
        assert 0.0 < window.duration <= LENGTH + 1e-9


@given(voices(), st.floats(0, 40), st.floats(0, 5))
def test_times_stay_inside_their_piece_and_in_order(voice: list[VoiceSpan], start: float, length: float) -> None:
    for window in windows(voice, duration=5000.0, quietest=middle):
        first, last = window.spread(start, start + length)
        assert first <= last
        assert any(piece.start <= first and last <= piece.end for piece in window.pieces)
