"""Taking the far voice out of a channel."""

from pathlib import Path

import numpy as np
import pytest

from coach.audio.bleed import MARGIN_DB, MOST_MARGIN_DB, UNSTEADY, Leak, own_voice
from coach.audio.channels import layout
from coach.audio.levels import levels
from coach.audio.recording import Recording
from coach.times import Span, total
from models.records import VoiceSpan
from tests.coach.audio.sounds import later, samples, talk, two_people

WHOLE = (VoiceSpan(0.0, 40.0),)


def own_spans(gain_db: float, tmp_path: Path, *, noise: float = 0.0) -> tuple[tuple[Span, ...], ...]:
    """What is left of a detector that hears voice everywhere, for two people who take turns of 2 s."""
    sound = two_people(40.0)
    gain = 10 ** (gain_db / 20)
    leaked = gain * np.stack([later(sound[:, 1], 0.01), later(sound[:, 0], 0.01)], axis=1)
    hiss = np.random.default_rng(0).normal(0.0, noise, sound.shape)
    with Recording.of(samples(sound + leaked + hiss), tmp_path) as recording:
        heard = levels(recording)
    leaks = layout(heard).leaks
    return tuple(tuple(Span(s.start, s.end) for s in own_voice(WHOLE, heard, leaks, c)) for c in (0, 1))


@pytest.mark.parametrize("gain_db", [-30.0, -20.0, -12.0, -9.0])
@pytest.mark.parametrize("noise", [0.0, 10.0])
def test_the_far_voice_is_not_counted_twice(gain_db: float, noise: float, tmp_path: Path) -> None:
    ann, ben = own_spans(gain_db, tmp_path, noise=noise)
    truth_ann = [Span(at, at + 2.0) for at in np.arange(0.5, 38.0, 4.0).tolist()]
    for start in (span.start for span in truth_ann):
        assert total(s for s in ann if start - 0.3 <= s.start <= start + 0.3) == pytest.approx(2.0, abs=0.35)
        inside = [s for s in ben if start + 0.3 < s.start < start + 1.5]
        assert inside == []


def in_a_room(sound: np.ndarray, seconds: float, seed: int) -> np.ndarray:
    """The sound with the echoes of a room in which it dies away by 60 dB in so many seconds."""
    length = int(seconds * 16_000)
    echoes = np.random.default_rng(seed).standard_normal(length) * 10 ** (-3 * np.arange(length) / length)
    echoes[0] = 4.0
    size = 1 << int(len(sound) + length - 1).bit_length()
    wet = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(echoes, size), size)[: len(sound)]
    return np.asarray(wet / np.sqrt((echoes**2).sum()))


def test_a_leak_through_a_room_is_not_counted_twice(tmp_path: Path) -> None:
    sound = two_people(40.0)
    rooms = [in_a_room(later(sound[:, 1 - c], 0.01), 0.25, c) for c in (0, 1)]
    with Recording.of(samples(sound + 0.1 * np.stack(rooms, axis=1)), tmp_path) as recording:
        heard = levels(recording)
    leaks = layout(heard).leaks
    assert all(leak.unsteady_db > 1.0 for leak in leaks)
    for channel in (0, 1):
        own = own_voice(WHOLE, heard, leaks, channel)
        first = 0.5 if channel == 0 else 2.5
        truth = [Span(at, at + 2.0) for at in np.arange(first, 38.0, 4.0).tolist()]
        false = [s for s in own if not any(t.start - 0.3 <= s.start <= t.end for t in truth)]
        assert sum(s.duration for s in false) < 0.5


def test_a_wavering_leak_needs_more_margin() -> None:
    assert Leak(0, 1, -20.0, 0.0, -20.0).margin_db == MARGIN_DB
    assert Leak(0, 1, -20.0, 0.0, -20.0, unsteady_db=5.0).margin_db == pytest.approx(5.0 * UNSTEADY)
    assert Leak(0, 1, -20.0, 0.0, -20.0, unsteady_db=50.0).margin_db == MOST_MARGIN_DB


def test_without_a_leak_voice_is_kept_as_it_is(tmp_path: Path) -> None:
    with Recording.of(samples(two_people()), tmp_path) as recording:
        heard = levels(recording)
    voice = (VoiceSpan(0.5, 2.5), VoiceSpan(4.5, 6.5))
    assert own_voice(voice, heard, (), 0) == voice
    assert own_voice(voice, heard, (Leak(0, 1, -10.0, 0.0, -10.0),), 0) == voice


def test_speech_over_a_faint_leak_stays(tmp_path: Path) -> None:
    sound = np.stack([talk(20.0, seed=1), talk(20.0, seed=2, phrases=[(8.0, 9.0)])], axis=1)
    with Recording.of(samples(sound + 0.1 * sound[:, ::-1]), tmp_path) as recording:
        heard = levels(recording)
    leak = Leak(0, 1, -20.0, 0.0, -20.0)
    (found,) = own_voice((VoiceSpan(0.0, 20.0),), heard, (leak,), 1)
    assert (found.start, found.end) == (pytest.approx(8.0, abs=0.1), pytest.approx(9.0, abs=0.1))


def test_strong_bleed_hides_overlap(tmp_path: Path) -> None:
    assert Leak(0, 1, -20.0, 0.0, -11.0).hides_overlap
    assert not Leak(0, 1, -5.0, 0.0, -13.0).hides_overlap


def test_voice_beyond_the_samples_does_no_harm(tmp_path: Path) -> None:
    with Recording.of(samples(two_people(4.0)), tmp_path) as recording:
        heard = levels(recording)
    leak = Leak(1, 0, -20.0, 0.4, -20.0)
    assert all(span.end <= 5.0 for span in own_voice((VoiceSpan(3.9, 5.0),), heard, (leak,), 0))
