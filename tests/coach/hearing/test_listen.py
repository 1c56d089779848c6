"""Real sound through the real engines: silence, noise, faults, and what is told on the way."""

import wave
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest

from coach.audio.decode import decode
from coach.audio.peaks import read_peaks
from coach.audio.recording import RATE_HZ
from coach.conversation import Timing
from coach.errors import ExitCode, UserError
from coach.hearing.assemble import assemble
from coach.hearing.backchannels import tokens
from coach.hearing.heard import Heard
from coach.hearing.listen import Ears
from coach.hearing.request import ListenRequest, Stage
from tests.conftest import shared_data


class Told:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.fractions: list[float] = []
        self.stages: list[Stage] = []
        self.parts: list[Heard] = []

    def progress(self, fraction: float, stage: Stage) -> None:
        self.fractions.append(fraction)
        if stage not in self.stages:
            self.stages.append(stage)

    def heard(self, so_far: Heard) -> None:
        self.parts.append(so_far)


@pytest.fixture(scope="module")
def ears() -> Ears:
    return Ears()


@pytest.mark.parametrize("name", ["x_digital_silence_10s.flac", "x_noise_only_10s.flac"])
def test_recording_without_speech_gives_no_voice_and_no_words(ears: Ears, tmp_path: Path, name: str) -> None:
    told = Told()
    request = ListenRequest(shared_data("scripted", "dev", name), tmp_path, peaks=tmp_path / "peaks")
    listened = ears.listen(request, tmp_path, told)
    heard = listened.heard
    assert heard.voice == ((),)
    assert heard.words == ((),)
    assert heard.source.name == name
    assert heard.source.duration == pytest.approx(10, abs=0.1)
    assert len(heard.source.sha256) == 64
    assert "no voice" in heard.quality[0].why
    assert assemble(heard).turns == ()
    drawn = read_peaks(tmp_path / "peaks")
    assert drawn is not None
    assert drawn.duration == pytest.approx(10, abs=0.1)
    assert told.fractions[-1] == pytest.approx(1.0)
    assert [took.stage for took in listened.times] == [Stage.READING, Stage.PICTURE, Stage.VOICE, Stage.QUALITY]


def test_missing_weights_are_said_plainly(ears: Ears, tmp_path: Path) -> None:
    path = shared_data("scripted", "dev", "d07_backchannels.mono.flac")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UserError) as told:
        ears.listen(ListenRequest(path, tmp_path, weights_folder=empty), tmp_path, Told())
    assert told.value.code is ExitCode.WEIGHTS


def test_file_that_is_no_sound_is_said_plainly(ears: Ears, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a recording")
    with pytest.raises(UserError, match=r"notes\.txt") as told:
        ears.listen(ListenRequest(tmp_path / "notes.txt", tmp_path), tmp_path, Told())
    assert told.value.code is ExitCode.UNREADABLE


@pytest.mark.slow
def test_language_that_the_weights_do_not_know_is_said_plainly(ears: Ears, tmp_path: Path) -> None:
    path = shared_data("scripted", "dev", "d07_backchannels.mono.flac")
    with pytest.raises(UserError, match="“klingon”") as told:
        ears.listen(ListenRequest(path, tmp_path, language="klingon"), tmp_path, Told())
    assert told.value.code is ExitCode.USAGE


@pytest.mark.slow
def test_two_channels_are_two_people_and_parts_come_on_the_way(ears: Ears, tmp_path: Path) -> None:
    told = Told()
    path = shared_data("scripted", "dev", "d10_neighbour.stereo.opus")
    listened = ears.listen(ListenRequest(path, tmp_path), tmp_path, told)
    heard = listened.heard
    assert heard.timing is Timing.CHANNELS
    assert heard.channels == (0, 1)
    assert heard.speakers == ()
    assert heard.language == "en"
    assert heard.engines.speech.startswith("faster-whisper")
    assert heard.engines.speakers == ""
    assert told.fractions == sorted(told.fractions)
    assert told.fractions[-1] == pytest.approx(1.0)
    assert Stage.WORDS in told.stages
    assert Stage.SPEAKERS not in told.stages
    assert told.parts
    for part in told.parts:
        until = max(span.end for own in part.voice for span in own)
        assert until < heard.source.duration
        for own, whole in zip(part.words, heard.words, strict=True):
            assert own == tuple(word for word in whole if word.start < until)
        assert assemble(part).turns
    talk = assemble(heard)
    assert {turn.speaker for turn in talk.turns} == {"S1", "S2"}


@pytest.mark.slow
def test_long_silence_costs_no_time_shift(ears: Ears, tmp_path: Path) -> None:
    """Ten minutes of silence before the talk move every word by ten minutes and nothing else."""
    with decode(shared_data("scripted", "dev", "d07_backchannels.mono.flac"), tmp_path) as recording:
        sound = np.asarray(recording.mono()[: 25 * RATE_HZ])
    early = tmp_path / "early.wav"
    late = tmp_path / "late.wav"
    _write_wav(early, sound)
    _write_wav(late, np.concatenate([np.zeros(600 * RATE_HZ, np.int16), sound]))
    first, second = (
        ears.listen(ListenRequest(path, tmp_path, speakers=1, language="en"), tmp_path, Told()).heard
        for path in (early, late)
    )
    early_words, late_words = first.words[0], second.words[0]
    same = SequenceMatcher(None, tokens(early_words), tokens(late_words), autojunk=False).get_matching_blocks()
    moved = [
        late_words[match.b + i].start - early_words[match.a + i].start for match in same for i in range(match.size)
    ]
    assert len(moved) >= 0.9 * len(early_words), "the recogniser may hear a word or two otherwise"
    assert np.median(moved) == pytest.approx(600, abs=0.02)
    assert np.mean(np.abs(np.array(moved) - 600) < 0.1) > 0.9, "only words at pauses may wander a little"
    assert {turn.speaker for turn in assemble(second).turns} == {"S1"}


def _write_wav(path: Path, samples: np.ndarray) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples.tobytes())
