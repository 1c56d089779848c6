"""What the recogniser hears on real sound, with the real weights."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from models import catalogue
from models.records import VoiceSpan, Word
from models.speech import Progress, Recogniser, _size_name
from models.voice import VoiceDetector, frame_levels, speech_level, voice_spans
from tests.accuracy.sounds import SOUNDS, made
from tests.conftest import shared_data

Samples = NDArray[np.float32]
SECONDS = 40  # enough for two windows


@pytest.fixture(scope="module")
def recogniser(tmp_path_factory: pytest.TempPathFactory) -> Recogniser:
    store = tmp_path_factory.mktemp("weights")
    if catalogue.find("whisper-base", store=store) is None:
        pytest.skip("the weights whisper-base are not installed")
    return Recogniser(catalogue.prepare("whisper-base", store=store), threads=1)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Recogniser:
    store = tmp_path_factory.mktemp("weights")
    if catalogue.find("whisper-tiny.en", store=store) is None:
        pytest.skip("the weights whisper-tiny.en are not installed")
    return Recogniser(catalogue.prepare("whisper-tiny.en", store=store), threads=1)


def mono(*parts: str, seconds: float) -> Samples:
    """The beginning of a file of the shared data at 16 kHz, its channels mixed."""
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=16_000)
    pieces: list[Samples] = []
    with av.open(str(shared_data(*parts))) as container:
        for frame in [*container.decode(audio=0), None]:
            pieces += [piece.to_ndarray()[0] for piece in resampler.resample(frame)]
    return np.concatenate(pieces)[: int(seconds * 16_000)]


def spans(samples: Samples) -> tuple[VoiceSpan, ...]:
    detector = VoiceDetector(level_db=speech_level(frame_levels(samples)))
    found = np.concatenate([detector.feed(samples), detector.finish()])
    return voice_spans(found, duration=len(samples) / 16_000)


@pytest.fixture(scope="module")
def talk() -> Samples:
    return mono("scripted", "dev", "d07_backchannels.mono.flac", seconds=SECONDS)


@pytest.fixture(scope="module")
def heard(recogniser: Recogniser, talk: Samples) -> tuple[tuple[Word, ...], list[Progress]]:
    told: list[Progress] = []
    return recogniser.heard(talk, spans(talk), language="en", on_window=told.append), told


def bare(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def true_words() -> Iterator[tuple[str, float, float]]:
    """Each word of a sentence that ends in time, with the sentence's start and end."""
    truth = json.loads(shared_data("scripted", "dev", "d07_backchannels.truth.json").read_text("utf-8"))
    for turn in truth["turns"]:
        for sentence in turn["sentences"]:
            if turn["kind"] == "turn" and sentence["end"] < SECONDS:
                for word in bare(sentence["text"]):
                    yield word, sentence["start"], sentence["end"]


@pytest.mark.slow
@pytest.mark.data
def test_nearly_every_word_is_heard_where_it_was_said(heard: tuple[tuple[Word, ...], list[Progress]]) -> None:
    words, _ = heard
    true = list(true_words())
    found = [
        any(bare(word.text) == [text] and start - 0.5 < word.start < end + 0.5 for word in words)
        for text, start, end in true
    ]
    assert len(true) > 80
    assert sum(found) / len(true) > 0.85


@pytest.mark.slow
@pytest.mark.data
def test_words_come_in_order_and_lie_in_voice(heard: tuple[tuple[Word, ...], list[Progress]], talk: Samples) -> None:
    words, _ = heard
    voice = spans(talk)
    assert all(before.end <= after.start for before, after in pairwise(words))
    assert all(any(span.start <= word.start and word.end <= span.end for span in voice) for word in words)


@pytest.mark.slow
@pytest.mark.data
def test_progress_rises_to_the_whole_and_brings_words(heard: tuple[tuple[Word, ...], list[Progress]]) -> None:
    words, told = heard
    assert [step.done for step in told] == sorted(step.done for step in told)
    assert told[-1].done == pytest.approx(told[-1].total)
    assert len(told) == 2
    told_words = {word.text for step in told for word in step.words}
    assert len(told_words & {word.text for word in words}) > 0.8 * len(told_words)


@pytest.mark.slow
@pytest.mark.data
def test_the_listener_can_stop_the_work_and_it_can_begin_again(recogniser: Recogniser, talk: Samples) -> None:
    class StoppedError(Exception):
        pass

    def stop(_: Progress) -> None:
        with pytest.raises(RuntimeError, match="one transcription at a time"):
            recogniser.heard(talk, voice, language="en")
        raise StoppedError

    voice = spans(talk)[:3]
    for _ in range(2):
        with pytest.raises(StoppedError):
            recogniser.heard(talk, voice, language="en", on_window=stop)


@pytest.mark.slow
@pytest.mark.data
def test_the_language_is_recognised(recogniser: Recogniser, talk: Samples) -> None:
    code, probability = recogniser.detect_language(talk, spans(talk))
    assert code == "en"
    assert 0.8 < probability <= 1.0
    with pytest.raises(ValueError, match="needs voice"):
        recogniser.detect_language(talk, ())


@pytest.mark.slow
@pytest.mark.data
def test_what_told_the_language_is_not_taken_in_again(
    recogniser: Recogniser, talk: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_in: list[int] = []
    engine = recogniser._whisper
    encode = engine.encode

    def counted(features: NDArray[np.float32]) -> object:
        taken_in.append(len(features))
        return encode(features)

    monkeypatch.setattr(engine, "encode", counted)
    voice = spans(talk)
    recogniser.detect_language(talk, voice)
    assert len(taken_in) == 2, "each of the two windows of voice, once"
    recogniser.heard(talk, voice, language="en")
    assert len(taken_in) == 2
    recogniser.heard(talk, voice, language="en")
    assert len(taken_in) == 4, "kept for one use only"


@pytest.mark.slow
@pytest.mark.data
def test_fillers_and_backchannels_of_a_real_meeting_are_kept(recogniser: Recogniser) -> None:
    meeting = mono("real", "ami_dev2spk.flac", seconds=60)
    words = [bare(word.text) for word in recogniser.words(meeting, spans(meeting), language="en")]
    assert sum(word[0] in {"um", "uh", "mm", "hmm"} for word in words if word) >= 2


@pytest.mark.slow
def test_without_voice_nothing_is_heard(recogniser: Recogniser) -> None:
    assert recogniser.words(np.zeros(160_000, np.float32), (), language="en") == ()


@pytest.mark.slow
@pytest.mark.parametrize("level_db", [-60.0, -30.0])
def test_noise_taken_for_voice_makes_no_sentences(recogniser: Recogniser, level_db: float) -> None:
    rng = np.random.default_rng(3)
    noise = (rng.standard_normal(10 * 16_000) * 10 ** (level_db / 20)).astype(np.float32)
    words = {word.text.lower().strip(".,?") for word in recogniser.words(noise, (VoiceSpan(1.0, 9.0),), language="en")}
    assert words <= {"mm-hmm", "um", "uh", "yeah"}, "a hum at most"


@pytest.mark.slow
@pytest.mark.parametrize("name", SOUNDS)
def test_sounds_that_are_no_words_give_none(recogniser: Recogniser, name: str) -> None:
    sound = made(name).astype(np.float32) / 32_768
    voice = spans(sound)
    assert recogniser.words(sound, voice, language="en") == ()


@pytest.mark.slow
def test_a_language_the_weights_do_not_know_is_refused(recogniser: Recogniser, tiny: Recogniser) -> None:
    nothing = np.zeros(0, np.float32)
    assert recogniser.words(nothing, (), language="fr") == ()
    with pytest.raises(ValueError, match="does not know the language 'xx'"):
        recogniser.words(nothing, (), language="xx")
    with pytest.raises(ValueError, match=r"tiny\.en int8 does not know the language 'fr'"):
        tiny.words(nothing, (), language="fr")


@pytest.mark.slow
def test_the_name_tells_engine_weights_and_precision(recogniser: Recogniser, tiny: Recogniser) -> None:
    assert re.fullmatch(r"faster-whisper \d+\.\d+\.\d+ base int8", recogniser.name)
    assert tiny.name.endswith(" tiny.en int8")
    assert (recogniser.is_multilingual, tiny.is_multilingual) == (True, False)


def test_a_folder_of_another_name_names_the_weights(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.bin").write_bytes(b"other")
    assert _size_name(tmp_path / "mine") == "mine"
