"""Voice is found where people speak, the same however the sound is cut, and not in noise."""

import json
import shutil
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from faster_whisper.vad import get_vad_model
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from models import voice
from models.errors import WeightsDamagedError, WeightsMissingError
from models.records import VoiceSpan
from models.voice import FRAME_SECONDS, VoiceDetector, frame_levels, gain_db, speech_level, voice_spans
from tests.conftest import shared_data

Samples = NDArray[np.float32]


def sound(*parts: str, channels: int = 1) -> Samples:
    """A file of the shared data as 16 kHz rows, one a channel."""
    resampler = av.AudioResampler(format="fltp", layout="mono" if channels == 1 else "stereo", rate=16_000)
    pieces: list[Samples] = []
    with av.open(str(shared_data(*parts))) as container:
        for frame in [*container.decode(audio=0), None]:
            pieces += [piece.to_ndarray() for piece in resampler.resample(frame)]
    return np.concatenate(pieces, axis=1)


def probabilities(samples: Samples, *, level_db: float | None = None) -> NDArray[np.float32]:
    detector = VoiceDetector(level_db=level_db)
    return np.concatenate([detector.feed(samples), detector.finish()])


def levelled(samples: Samples) -> tuple[VoiceSpan, ...]:
    level = speech_level(frame_levels(samples))
    return voice_spans(probabilities(samples, level_db=level), duration=len(samples) / 16_000)


def frames(*runs: tuple[int, float]) -> NDArray[np.float32]:
    return np.concatenate([np.zeros(0, np.float32), *(np.full(count, value, np.float32) for count, value in runs)])


def noise(seconds: float, level_db: float) -> Samples:
    rng = np.random.default_rng(7)
    return (rng.standard_normal(int(seconds * 16_000)) * 10 ** (level_db / 20)).astype(np.float32)


def test_a_stretch_is_told_with_its_lead_and_tail() -> None:
    spans = voice_spans(frames((50, 0.0), (50, 0.9), (50, 0.0)), duration=4.8, lead=0.03, tail=0.01)
    assert spans == (VoiceSpan(50 * FRAME_SECONDS - 0.03, 100 * FRAME_SECONDS + 0.01),)


def test_a_short_pause_does_not_end_a_stretch_and_a_longer_one_does() -> None:
    assert len(voice_spans(frames((20, 0.9), (4, 0.0), (20, 0.9)), duration=2.0)) == 1
    assert len(voice_spans(frames((20, 0.9), (8, 0.0), (20, 0.9)), duration=2.0)) == 2


def test_between_release_and_threshold_voice_goes_on_but_does_not_begin() -> None:
    assert voice_spans(frames((40, 0.3)), duration=1.28) == ()
    assert voice_spans(frames((20, 0.9), (20, 0.3)), duration=1.28, tail=0.0) == (VoiceSpan(0.0, 1.28),)


def test_a_click_is_no_voice() -> None:
    assert voice_spans(frames((20, 0.0), (2, 0.9), (20, 0.0)), duration=1.3) == ()


def test_nothing_gives_nothing() -> None:
    assert voice_spans(frames(), duration=0.0) == ()
    assert len(VoiceDetector().feed(np.zeros(0, np.float32))) == 0
    assert len(VoiceDetector().finish()) == 0
    assert speech_level(frame_levels(np.zeros(16_000, np.float32))) is None


def test_an_hour_of_alternation_keeps_every_stretch() -> None:
    spans = voice_spans(np.tile(frames((30, 0.9), (30, 0.0)), 1875), duration=3600.0)
    assert len(spans) == 1875


def test_a_release_above_the_threshold_is_refused() -> None:
    with pytest.raises(ValueError, match="release"):
        voice_spans(frames((1, 0.5)), duration=1.0, threshold=0.3, release=0.4)


@given(
    st.lists(st.floats(0, 1, width=32), max_size=200),
    st.floats(0, 7),
    st.floats(0.05, 0.5),
    st.floats(0, 0.1),
    st.floats(0, 0.1),
)
def test_spans_lie_inside_the_sound_in_order_and_apart(
    values: list[float], duration: float, min_silence: float, lead: float, tail: float
) -> None:
    spans = voice_spans(np.array(values, np.float32), duration=duration, min_silence=min_silence, lead=lead, tail=tail)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(before.end < after.start for before, after in pairwise(spans))
    assert all(0.0 <= span.start < span.end <= duration for span in spans)


@given(st.lists(st.floats(0, 1, width=32), max_size=200), st.integers(1, 50))
def test_silence_before_moves_every_span_by_as_much(values: list[float], shift: int) -> None:
    there = np.array(values, np.float32)
    later = np.concatenate([np.zeros(shift, np.float32), there])
    plain = voice_spans(there, duration=60.0, lead=0.0)
    moved = voice_spans(later, duration=60.0, lead=0.0)
    assert [(s.start + shift * FRAME_SECONDS, s.end + shift * FRAME_SECONDS) for s in plain] == [
        (pytest.approx(s.start), pytest.approx(s.end)) for s in moved
    ]


@pytest.fixture(scope="module")
def talk() -> Samples:
    """Eight seconds of a real meeting."""
    return sound("real", "ami_dev2spk.flac")[0][: 8 * 16_000]


@pytest.mark.data
def test_it_hears_what_the_engine_it_comes_with_hears(talk: Samples) -> None:
    whole = talk[: len(talk) // 512 * 512]
    theirs = get_vad_model()(whole.copy()).reshape(-1)  # it silences the end of the last frame, in place
    np.testing.assert_allclose(probabilities(whole)[:-1], theirs[:-1], atol=1e-5)


@pytest.mark.data
@settings(max_examples=15, deadline=None)
@given(cuts=st.lists(st.integers(0, 8 * 16_000), max_size=12))
def test_the_answer_is_the_same_however_the_sound_is_cut(talk: Samples, cuts: list[int]) -> None:
    detector = VoiceDetector()
    pieces = [detector.feed(piece) for piece in np.split(talk, sorted(cuts))]
    np.testing.assert_allclose(np.concatenate([*pieces, detector.finish()]), probabilities(talk), atol=1e-5)


@pytest.mark.parametrize("level_db", [-60.0, -40.0, -20.0])
def test_noise_is_no_voice(level_db: float) -> None:
    assert levelled(noise(10, level_db)) == ()


@pytest.mark.data
@pytest.mark.parametrize("name", ["x_digital_silence_10s.flac", "x_noise_only_10s.flac"])
def test_stored_silence_and_noise_are_no_voice(name: str) -> None:
    assert levelled(sound("scripted", "dev", name)[0]) == ()


@pytest.mark.parametrize("bad", [np.array([[0.0]], np.float32), np.array([np.nan], np.float32)])
def test_samples_that_would_spoil_the_rest_are_refused(bad: Samples) -> None:
    with pytest.raises(ValueError, match="finite"):
        VoiceDetector().feed(bad)


@given(st.floats(-60, -5), st.floats(0.02, 1.0))
@settings(max_examples=30, deadline=None)
def test_the_speech_level_does_not_hang_on_how_much_is_spoken(level_db: float, share: float) -> None:
    speaking = np.full(int(1000 * share), level_db, np.float32)
    silent = np.full(1000 - len(speaking), -90.0, np.float32)
    assert speech_level(np.concatenate([silent, speaking])) == pytest.approx(level_db, abs=0.01)


def test_gain_is_bounded() -> None:
    assert gain_db(-26.0) == 0.0
    assert gain_db(-36.0) == pytest.approx(10.0)
    assert gain_db(-90.0) == 20.0
    assert gain_db(0.0) == -20.0


def test_missing_or_damaged_weights_are_said_and_never_pass_as_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = voice._network()
    monkeypatch.setattr("models.manifest.Package.place", lambda _: tmp_path)
    with pytest.raises(WeightsMissingError, match="Install faster-whisper again"):
        VoiceDetector()
    shutil.copy(place, tmp_path)
    with (tmp_path / place.name).open("ab") as file:
        file.write(b"?")
    with pytest.raises(WeightsDamagedError, match=r"silero_vad_v6\.onnx is damaged"):
        VoiceDetector()


@pytest.fixture(scope="module")
def channels() -> list[tuple[tuple[VoiceSpan, ...], list[dict[str, object]]]]:
    """What is found on each side of two conversations, 30 dB too quiet, beside the true turns of that side."""
    found = []
    for name in ("d07_backchannels", "d11_coach"):
        truth = json.loads(shared_data("scripted", "dev", f"{name}.truth.json").read_text("utf-8"))
        sides = sound("scripted", "dev", f"{name}.stereo.opus", channels=2)
        for who, side in zip(sorted(truth["speakers"]), sides, strict=True):
            found.append((levelled(side * np.float32(10**-1.5)), [t for t in truth["turns"] if t["who"] == who]))
    return found


def overlapping(spans: tuple[VoiceSpan, ...], start: float, end: float) -> list[VoiceSpan]:
    return [span for span in spans if span.end > start and span.start < end]


@pytest.mark.data
def test_edges_lie_where_speech_begins_and_ends(channels) -> None:
    starts, ends = [], []
    for spans, turns in channels:
        for turn in turns:
            if near := overlapping(spans, turn["start"], turn["end"]):
                starts.append(near[0].start - turn["start"])
                ends.append(near[-1].end - turn["end"])
    assert len(starts) > 60
    assert abs(np.median(starts)) < 0.03
    assert abs(np.median(ends)) < 0.03
    assert np.percentile(np.abs(starts), 90) < 0.12
    assert np.percentile(np.abs(ends), 90) < 0.08


@pytest.mark.data
def test_talk_time_is_not_overstated(channels) -> None:
    found = true = 0.0
    for spans, turns in channels:
        found += sum(span.duration for span in spans)
        true += sum(s["end"] - s["start"] for turn in turns for s in turn["sentences"])
    assert 0.92 < found / true < 1.03


@pytest.mark.data
def test_quiet_backchannels_are_found(channels) -> None:
    heard = [
        bool(overlapping(spans, turn["start"], turn["end"]))
        for spans, turns in channels
        for turn in turns
        if turn["kind"] == "backchannel"
    ]
    assert len(heard) == 16
    assert sum(heard) >= 12
