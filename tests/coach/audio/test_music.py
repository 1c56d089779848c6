"""Tones that last are music; speech, noise and clicks are not."""

from pathlib import Path

import numpy as np
import pytest

from coach.audio.music import LASTING, PEAKS, music, tones, without_music
from coach.audio.recording import RATE_HZ, Recording
from coach.times import Span
from models.records import VoiceSpan
from tests.coach.audio.sounds import samples, talk
from tests.conftest import shared_data
from tests.models.speakers.test_teller import samples_of

CHORDS = ((262, 330, 392), (220, 262, 330), (196, 247, 294), (262, 330, 392))


def plucked(seconds: float) -> np.ndarray:
    """Chords of half a second that die away, -1 to 1."""
    time = np.arange(RATE_HZ // 2) / RATE_HZ
    one = [
        sum(np.sin(2 * np.pi * hz * k * time) / k for hz in chord for k in (1, 2, 3)) * np.exp(-3 * time)
        for chord in CHORDS
    ]
    sound = np.concatenate(one * (int(seconds / 2) + 1))[: round(seconds * RATE_HZ)]
    return np.asarray(sound / np.abs(sound).max())


def ringing(seconds: float) -> np.ndarray:
    time = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return np.asarray(np.sin(2 * np.pi * 425 * time) + np.sin(2 * np.pi * 480 * time)) / 2


def in_noise(sound: np.ndarray, ratio_db: float) -> np.ndarray:
    noise = np.random.default_rng(0).standard_normal(len(sound))
    return np.asarray(sound + noise * np.sqrt(np.mean(sound**2)) * 10 ** (-ratio_db / 20))


def lasts(sound: np.ndarray) -> bool:
    many, lasting = tones(np.asarray(sound, np.float32))
    return many >= PEAKS and lasting >= LASTING


@pytest.mark.parametrize("made", [plucked, ringing])
@pytest.mark.parametrize("ratio_db", [60.0, 10.0])
def test_chords_and_ringing_last_also_in_noise(made: object, ratio_db: float) -> None:
    assert lasts(in_noise(made(2.0), ratio_db))  # type: ignore[operator]


def test_noise_clicks_and_silence_do_not_last() -> None:
    clicks = np.zeros(2 * RATE_HZ)
    clicks[:: RATE_HZ // 7] = 1.0
    for sound in (np.random.default_rng(1).standard_normal(2 * RATE_HZ), clicks, np.zeros(2 * RATE_HZ)):
        assert not lasts(sound)


@pytest.mark.data
@pytest.mark.parametrize(
    "name",
    ["scripted/dev/d08_networking.babble10dB.opus", "real/pyannote_sample.flac", "real/ami_trn05.flac"],
)
def test_people_are_no_music(name: str) -> None:
    sound = samples_of(shared_data(*name.split("/"))).astype(np.float32) / 32768
    pieces = [sound[at : at + 2 * RATE_HZ] for at in range(0, len(sound) - 2 * RATE_HZ, 2 * RATE_HZ)]
    assert not any(lasts(piece) for piece in pieces)


def test_a_hold_between_two_halves_of_a_talk_is_found(tmp_path: Path) -> None:
    sound = np.concatenate([talk(20.0, seed=1), 3000 * plucked(10.0), talk(20.0, seed=2)])
    with Recording.of(samples(sound), tmp_path) as recording:
        (found,) = music(recording, (1.0,), speech_db=-20.0)
        assert music(recording, (1.0,), speech_db=30.0) == ()
    assert (found.start, found.end) == (pytest.approx(20.0, abs=2.0), pytest.approx(30.0, abs=2.0))


def test_voice_loses_what_lies_in_music() -> None:
    voice = (VoiceSpan(0, 5), VoiceSpan(8, 12), VoiceSpan(13, 14))
    assert without_music(voice, ()) == voice
    assert without_music(voice, (Span(4, 10), Span(12.5, 15))) == (VoiceSpan(0, 4), VoiceSpan(10, 12))
