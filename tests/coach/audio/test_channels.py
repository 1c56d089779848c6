"""What the channels of a recording are."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.audio.channels import Kind, Layout, layout
from coach.audio.decode import decode
from coach.audio.levels import levels
from coach.audio.recording import Recording
from tests.coach.audio.sounds import Floats, later, samples, talk, turns_of, two_people
from tests.conftest import shared_data


@pytest.fixture
def room(tmp_path: Path) -> Path:
    return tmp_path


def told(sound: Floats, room: Path) -> Layout:
    with Recording.of(samples(sound), room) as recording:
        return layout(levels(recording))


def both(sound: Floats, gain: float) -> Floats:
    """Each person also on the other's channel."""
    return sound + gain * sound[:, ::-1]


def test_a_channel_each_is_two_people(room: Path) -> None:
    found = told(two_people(), room)
    assert found == Layout(Kind.PEOPLE, (0, 1), ((1.0, 0.0), (0.0, 1.0)))


def test_one_channel_is_one(room: Path) -> None:
    assert told(two_people().sum(axis=1), room) == Layout(Kind.ONE, (), ((1.0,),))


def test_the_same_sound_twice_is_one(room: Path) -> None:
    twice = np.repeat(two_people().sum(axis=1)[:, None], 2, axis=1)
    assert told(twice, room) == Layout(Kind.ONE, (), ((0.5, 0.5),), same=True)


def test_the_same_sound_quieter_on_one_side_is_one(room: Path) -> None:
    assert told(two_people().sum(axis=1)[:, None] * [1.0, 0.1], room).mixes == ((1.0, 0.0),)


def test_turned_over_channels_are_not_mixed_away(room: Path) -> None:
    assert told(two_people().sum(axis=1)[:, None] * [1.0, -1.0], room).mixes == ((1.0, 0.0),)


@pytest.mark.parametrize("gain", [0.4, 0.5, 0.6, 0.8])
def test_voices_panned_across_the_stage_are_one(gain: float, room: Path) -> None:
    assert told(both(two_people(), gain), room) == Layout(Kind.ONE, (), ((0.5, 0.5),), same=True)


@pytest.mark.parametrize("noise", [0.0, 20.0])
def test_a_silent_side_is_left_out(noise: float, room: Path) -> None:
    sound = two_people()
    hiss = np.random.default_rng(0).normal(0.0, noise, len(sound))
    assert told(np.stack([hiss, sound.sum(axis=1)], axis=1), room) == Layout(Kind.ONE, (), ((0.0, 1.0),), silent=(0,))


def test_a_single_word_is_a_person(room: Path) -> None:
    sound = two_people(60.0)
    sound[:, 1] = talk(60.0, seed=9, phrases=[(20.0, 20.5)])
    assert told(sound, room).people == (0, 1)
    assert told(both(sound, 0.1), room).people == (0, 1)


def test_a_chime_on_one_side_is_no_person(room: Path) -> None:
    twice = np.repeat(two_people(90.0).sum(axis=1)[:, None], 2, axis=1)
    twice[160_000:168_000, 0] += 8000 * np.sin(np.arange(8000) * 0.3)
    assert told(twice, room).kind is Kind.ONE


def test_levels_of_the_channels_do_not_matter(room: Path) -> None:
    assert told(both(two_people(), 0.1) * [0.05, 1.0], room).people == (0, 1)


@given(st.floats(-35, 0), st.floats(-35, 0), st.floats(0, 0.03))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
def test_order_and_gain_of_channels_change_nothing_else(room: Path, left: float, right: float, gain: float) -> None:
    sound = both(two_people(15.0), gain) * 10 ** (np.array([left, right]) / 20)
    straight, crossed = told(sound, room), told(sound[:, ::-1], room)
    assert straight.people == crossed.people == (0, 1)
    assert len(straight.leaks) == len(crossed.leaks)


def test_nothing_but_noise_holds_nobody(room: Path) -> None:
    noise = np.random.default_rng(0).normal(0.0, 300.0, (160_000, 2))
    assert told(noise, room).silent == (0, 1)
    assert told(np.zeros((160_000, 2)), room).silent == (0, 1)
    assert told(np.zeros((3, 1)), room) == Layout(Kind.ONE, (), ((1.0,),), silent=(0,))


def test_a_mix_beside_the_microphones_is_no_third_person(room: Path) -> None:
    sound = two_people()
    mix = sound.sum(axis=1)
    assert told(np.stack([mix, sound[:, 0], sound[:, 1]], axis=1), room).people == (1, 2)
    assert told(np.stack([mix, mix, sound[:, 0], sound[:, 1]], axis=1), room).people == (2, 3)


def test_the_sound_of_a_film_lies_in_its_middle(room: Path) -> None:
    six = np.zeros((640_000, 6))
    six[:, 2] = two_people().sum(axis=1)
    assert told(six, room).mixes == ((0.0, 0.0, 1.0, 0.0, 0.0, 0.0),)


def test_four_people_on_four_channels(room: Path) -> None:
    four = [talk(60.0, seed=seed, phrases=turns_of(2.0 * seed, 4.0, 60.0)) for seed in range(4)]
    assert told(np.stack(four, axis=1), room).people == (0, 1, 2, 3)


@pytest.mark.parametrize("gain_db", [-30.0, -20.0, -12.0])
@pytest.mark.parametrize("lag", [0.0, 0.02, 0.2])
def test_a_leak_is_found_with_gain_and_lag(gain_db: float, lag: float, room: Path) -> None:
    sound = two_people()
    leaked = np.stack([later(sound[:, 1], lag), later(sound[:, 0], lag)], axis=1) * 10 ** (gain_db / 20)
    leaks = told(sound + leaked, room).leaks
    assert [(leak.source, leak.target) for leak in leaks] == [(0, 1), (1, 0)]
    assert all(leak.gain_db == pytest.approx(gain_db, abs=1.0) for leak in leaks)
    assert all(leak.lag == pytest.approx(lag, abs=0.011) for leak in leaks)


@pytest.mark.data
def test_the_stored_recordings(room: Path) -> None:
    for path in sorted(shared_data("scripted", "dev").glob("*.opus")):
        with decode(path, room) as recording:
            found = layout(levels(recording))
        assert (found.people == (0, 1)) == path.name.endswith("stereo.opus"), path.name
        leaks = [(round(leak.gain_db), leak.lag) for leak in found.leaks]
        assert leaks == ([(-20, 0.01), (-20, 0.01)] if "bleed20" in path.name else []), path.name
