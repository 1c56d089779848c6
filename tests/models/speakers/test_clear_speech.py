"""Prints of one person over a recording, on real sound."""

import json
from pathlib import Path

import numpy as np
import pytest

from models.records import VoicePrint, VoiceSpan
from models.speakers import SpeakerTeller, likeliest
from tests.conftest import shared_data
from tests.models.speakers.test_teller import samples_of


@pytest.fixture(scope="module")
def teller() -> SpeakerTeller:
    return SpeakerTeller()


def clear_speech(truth: Path, who: str) -> list[VoiceSpan]:
    """When this person alone speaks, by the truth; the talks are scripted, so overlaps are short."""
    turns = json.loads(truth.read_text(encoding="utf-8"))["turns"]
    return [VoiceSpan(turn["start"], turn["end"]) for turn in turns if turn["who"] == who and turn["kind"] == "turn"]


def prints_in(teller: SpeakerTeller, name: str) -> dict[str, VoicePrint | None]:
    samples = samples_of(shared_data("scripted", "dev", f"{name}.mono.flac"))
    truth = shared_data("scripted", "dev", f"{name}.truth.json")
    return {who: teller.print_of(samples, clear_speech(truth, who)) for who in "AB"}


def test_silence_and_nothing_have_no_print(teller: SpeakerTeller) -> None:
    noise = np.random.default_rng(1).integers(-99, 99, 40_000).astype(np.int16)
    assert teller.print_of(noise, []) is None
    assert teller.print_of(noise, [VoiceSpan(1.0, 1.2)]) is None
    assert teller.print_of(noise[:0], []) is None


def test_spans_beyond_the_sound_do_no_harm(teller: SpeakerTeller) -> None:
    noise = np.random.default_rng(1).integers(-99, 99, 20_000).astype(np.int16)
    found = teller.print_of(noise, [VoiceSpan(0.0, 0.9), VoiceSpan(1.0, 99.0)])
    assert found is not None
    assert 1.0 < found.seconds < 1.3


def test_no_more_is_listened_to_than_tells_something_new(teller: SpeakerTeller) -> None:
    noise = np.random.default_rng(1).integers(-99, 99, 100 * 16_000).astype(np.int16)
    found = teller.print_of(noise, [VoiceSpan(0.0, 100.0)])
    assert found is not None
    assert found.seconds == pytest.approx(60.0)


@pytest.mark.data
def test_a_voice_is_known_again_in_another_talk(teller: SpeakerTeller) -> None:
    """The listener of the first talk is the client of the fifth; the client of the first coaches in the eleventh."""
    first, fifth, eleventh = (
        prints_in(teller, name) for name in ("d01_excellent_listener", "d05_empathic", "d11_coach")
    )
    me, tom = first["A"], first["B"]
    assert me is not None
    assert tom is not None
    for profile, voices, wanted in ((me, fifth, "B"), (tom, eleventh, "A")):
        found = likeliest(profile, list(voices.values()))
        assert found is not None
        assert list(voices)[found.voice] == wanted
    assert likeliest(tom, list(fifth.values())) is None
