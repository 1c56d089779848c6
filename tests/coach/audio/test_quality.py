"""What a recording can carry, and why not."""

import json
from pathlib import Path

import numpy as np
import pytest

from coach.audio.bleed import Leak
from coach.audio.channels import Kind, Layout, layout
from coach.audio.decode import decode
from coach.audio.drift import Drift
from coach.audio.levels import Levels, levels
from coach.audio.quality import FAMILIES, WHOLE, captions, inspect, signal_to_noise
from coach.audio.recording import Flaw, Recording
from coach.audio.verdict import Carry, Verdict
from coach.times import Span
from models.records import VoiceSpan
from tests.coach.audio.sounds import Floats, samples, turns_of, two_people
from tests.conftest import shared_data

ANN = tuple(VoiceSpan(*turn) for turn in turns_of(0.5, 2.0, 60.0))
BEN = tuple(VoiceSpan(*turn) for turn in turns_of(2.5, 2.0, 60.0))
TWO = Layout(Kind.PEOPLE, (0, 1), ((1.0, 0.0), (0.0, 1.0)))
ONE = Layout(Kind.ONE, (), ((1.0,),))


@pytest.fixture(scope="module")
def talk_of_two() -> Floats:
    return two_people(60.0)


def heard(sound: Floats, folder: Path) -> Levels:
    with Recording.of(samples(sound), folder) as recording:
        return levels(recording)


def verdict(verdicts: tuple[Verdict, ...], family: str) -> Verdict:
    (found,) = [v for v in verdicts if v.measure == family]
    return found


def test_clean_channels_carry_everything(talk_of_two: Floats, tmp_path: Path) -> None:
    found = inspect(heard(talk_of_two, tmp_path), TWO, (ANN, BEN))
    assert [v.measure for v in found] == [WHOLE, *FAMILIES]
    assert {v.carry for v in found} == {Carry.MEASURABLE}


def test_one_channel_shows_at_least_so_many_overlaps(talk_of_two: Floats, tmp_path: Path) -> None:
    found = inspect(heard(talk_of_two.sum(axis=1), tmp_path), ONE, ((*ANN, *BEN),))
    for family in FAMILIES:
        with_care = family in ("interruptions", "backchannels")
        assert verdict(found, family).carry is (Carry.WITH_CARE if with_care else Carry.MEASURABLE)
    assert "at least" in verdict(found, "interruptions").why


def test_noise_is_said(talk_of_two: Floats, tmp_path: Path) -> None:
    hiss = np.random.default_rng(0).normal(0.0, 700.0, talk_of_two.shape)
    found = inspect(heard(talk_of_two + hiss, tmp_path), TWO, (ANN, BEN))
    assert verdict(found, "questions").carry is Carry.WITH_CARE
    assert "noise on channel 1" in verdict(found, "questions").why
    assert verdict(found, "talk_share").carry is Carry.MEASURABLE


@pytest.mark.data
@pytest.mark.parametrize(("name", "carry"), [("babble3dB.opus", Carry.WITH_CARE), ("mono.flac", Carry.MEASURABLE)])
def test_noise_is_said_also_where_nobody_ever_pauses(name: str, carry: Carry, tmp_path: Path) -> None:
    with decode(shared_data("scripted", "dev", f"d08_networking.{name}"), tmp_path) as recording:
        found = inspect(levels(recording), ONE, ((VoiceSpan(0.0, recording.duration),),))
    assert verdict(found, "questions").carry is carry


def test_music_and_clocks_put_right_are_said(talk_of_two: Floats, tmp_path: Path) -> None:
    found = inspect(
        heard(talk_of_two, tmp_path), TWO, (ANN, BEN), music=(Span(10, 16),), drifts=(Drift(1, 0, 1e-4, 0.36),)
    )
    assert verdict(found, "pauses").carry is Carry.WITH_CARE
    assert "6 seconds of music" in verdict(found, "pauses").why
    assert verdict(found, WHOLE).carry is Carry.MEASURABLE
    assert "channel 2 ran 360 ms apart" in verdict(found, WHOLE).why


def test_clipping_is_said(talk_of_two: Floats, tmp_path: Path) -> None:
    found = inspect(heard(talk_of_two * [1.0, 40.0], tmp_path), TWO, (ANN, BEN))
    assert verdict(found, "reflections") == Verdict(
        "reflections", Carry.WITH_CARE, "the sound on channel 2 is overdriven, so words may be heard wrongly"
    )
    assert verdict(found, "response_gaps").carry is Carry.MEASURABLE


def test_very_quiet_speech_is_said(talk_of_two: Floats, tmp_path: Path) -> None:
    found = inspect(heard(talk_of_two * [1.0, 0.01], tmp_path), TWO, (ANN, BEN))
    assert "speech on channel 2 is very quiet" in verdict(found, "advice").why


def test_only_one_person(talk_of_two: Floats, tmp_path: Path) -> None:
    for found in (
        inspect(heard(talk_of_two, tmp_path), TWO, (ANN, ())),
        inspect(heard(talk_of_two, tmp_path), ONE, (ANN,), speakers=1),
    ):
        assert verdict(found, "talk_share") == Verdict("talk_share", Carry.NOT_MEASURABLE, "only one person is heard")
        assert verdict(found, "interruptions").carry is Carry.NOT_MEASURABLE
        assert verdict(found, "longest_monologue").carry is Carry.MEASURABLE


def test_no_voice_carries_nothing(talk_of_two: Floats, tmp_path: Path) -> None:
    found = inspect(heard(0 * talk_of_two, tmp_path), TWO, ((), ()))
    assert verdict(found, WHOLE) == Verdict(WHOLE, Carry.NOT_MEASURABLE, "no voice was found in this recording")


def test_a_few_seconds_are_too_little_to_trust(talk_of_two: Floats, tmp_path: Path) -> None:
    found = inspect(heard(talk_of_two, tmp_path), TWO, (ANN[:2], BEN[:2]))
    assert verdict(found, WHOLE) == Verdict(WHOLE, Carry.WITH_CARE, "there are only 8 seconds of speech")


@pytest.mark.parametrize(
    ("against", "interruptions", "talk_share"),
    [
        (-6.0, Carry.NOT_MEASURABLE, Carry.WITH_CARE),
        (-20.0, Carry.WITH_CARE, Carry.MEASURABLE),
        (-30.0, Carry.MEASURABLE, Carry.MEASURABLE),
    ],
)
def test_bleed_hides_overlap(
    against: float, interruptions: Carry, talk_share: Carry, talk_of_two: Floats, tmp_path: Path
) -> None:
    bleeding = Layout(Kind.PEOPLE, (0, 1), TWO.mixes, leaks=(Leak(0, 1, against, 0.01, against),))
    found = inspect(heard(talk_of_two, tmp_path), bleeding, (ANN, BEN))
    assert verdict(found, "interruptions").carry is interruptions
    assert verdict(found, "talk_share").carry is talk_share


@pytest.mark.parametrize(
    ("flaw", "why"),
    [
        (Flaw(723.0, promised=2400.0), "the file is damaged: 12:03 of 40:00 could be read"),
        (Flaw(723.0, cut=True), "the file breaks off after 12:03; more may be missing"),
        (Flaw(60.0, lost=2.5), "2.5 seconds inside the file could not be read and count as silence"),
    ],
)
def test_a_damaged_file_is_said(flaw: Flaw, why: str, talk_of_two: Floats, tmp_path: Path) -> None:
    found = inspect(heard(talk_of_two, tmp_path), TWO, (ANN, BEN), flaw=flaw)
    assert verdict(found, WHOLE) == Verdict(WHOLE, Carry.WITH_CARE, why)


def test_a_silent_side_and_twins_are_only_notes(talk_of_two: Floats, tmp_path: Path) -> None:
    three = np.concatenate([np.repeat(talk_of_two.sum(axis=1)[:, None], 2, axis=1), 0 * talk_of_two[:, :1]], axis=1)
    sound = heard(three, tmp_path)
    found = verdict(inspect(sound, layout(sound), ((*ANN, *BEN),)), WHOLE)
    assert found.carry is Carry.MEASURABLE
    assert found.why == "several channels carry the same voices and are heard as one; nobody speaks on channel 3"


def test_a_transcript_shows_no_overlap() -> None:
    found = captions()
    assert verdict(found, "interruptions").carry is Carry.NOT_MEASURABLE
    assert verdict(found, "talk_share").carry is Carry.WITH_CARE
    assert verdict(found, "questions").carry is Carry.MEASURABLE


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "ratio"), [("babble20dB", 20), ("babble10dB", 10), ("room10dB", 10), ("babble3dB", 3)]
)
def test_signal_to_noise_of_known_mixes(name: str, ratio: int, tmp_path: Path) -> None:
    folder = shared_data("scripted", "dev")
    truth = json.loads((folder / f"d08_networking.{name}.truth.json").read_text())
    voice = [VoiceSpan(s["start"], s["end"]) for turn in truth["turns"] for s in turn["sentences"]]
    with decode(folder / f"d08_networking.{name}.opus", tmp_path) as recording:
        assert signal_to_noise(levels(recording), 0, voice) == pytest.approx(ratio, abs=2.5)
