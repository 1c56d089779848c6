"""Speech from windows and a voice detector together, on cases small enough to work by hand."""

import numpy as np
import pytest

from models.speakers import segmentation
from models.speakers.segments import SHORTEST, TRIM, Segments, frame_edge, speech_bias

FRAME = segmentation.STEP / segmentation.RATE_HZ


def segments_of(speaks: np.ndarray, bias: float = 0.0) -> Segments:
    """One window in which somebody speaks with these probabilities."""
    sets = np.zeros((1, len(speaks), 7), dtype=np.uint8)
    sets[0, :, 1] = np.round(speaks * 255)
    sets[0, :, 0] = 255 - sets[0, :, 1]
    return Segments(len(speaks), np.array([0]), sets, np.full(len(speaks), bias, np.float32), len(speaks) * FRAME)


def stretch(frames: int, first: int, after: int, *, sure: float = 0.95) -> np.ndarray:
    speaks = np.full(frames, 0.02)
    speaks[first:after] = sure
    return speaks


def test_speech_lies_where_windows_say_so_less_what_they_add() -> None:
    (span,) = segments_of(stretch(200, 50, 150)).speech()
    assert span.start == pytest.approx(frame_edge(50) + TRIM)
    assert span.end == pytest.approx(frame_edge(150) - TRIM)


def test_a_pause_under_a_fifth_of_a_second_does_not_part_speech() -> None:
    speaks = stretch(200, 50, 150)
    speaks[100:108] = 0.02
    assert len(segments_of(speaks).speech()) == 1
    speaks[100:118] = 0.02
    assert len(segments_of(speaks).speech()) == 2


def test_a_click_is_no_speech() -> None:
    frames = int(SHORTEST / FRAME)
    assert segments_of(stretch(200, 50, 50 + frames)).speech() == ()


@pytest.mark.parametrize(("voice", "speaks"), [(0.99, True), (0.0, False)])
def test_the_detector_decides_where_the_windows_doubt(voice: float, speaks: bool) -> None:
    bias = speech_bias(np.full(200, voice, np.float32), 0.032, 200)
    found = Segments(**{**fields(segments_of(stretch(200, 50, 150, sure=0.45))), "bias": bias}).speech()
    assert bool(found) == speaks


@pytest.mark.parametrize("voice", [0.0, 1.0])
def test_the_detector_alone_never_decides_against_sure_windows(voice: float) -> None:
    bias = speech_bias(np.full(200, voice, np.float32), 0.032, 200)
    (span,) = Segments(**{**fields(segments_of(stretch(200, 50, 150, sure=0.999))), "bias": bias}).speech()
    assert span.duration == pytest.approx(100 * FRAME - 2 * TRIM)


def test_nobody_speaks_where_nobody_can() -> None:
    segments = segments_of(stretch(200, 50, 150))
    (span,) = segments.speech()
    (rest,) = segments.silent_in([(0.0, span.start + 0.5)]).speech()
    assert rest.start == pytest.approx(span.start + 0.5 + TRIM, abs=FRAME)
    assert segments.silent_in([]) is segments


def test_without_a_detector_the_windows_decide() -> None:
    assert not speech_bias(np.zeros(0, np.float32), 0.032, 10).any()


def fields(segments: Segments) -> dict[str, object]:
    return {name: getattr(segments, name) for name in ("frames", "starts", "sets", "bias", "duration")}
