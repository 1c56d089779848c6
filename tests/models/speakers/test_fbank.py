"""The mel energies agree with what Kaldi's definition gives by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.speakers import fbank as bank


def tone(hz: float, seconds: float = 0.5, level: float = 0.5) -> np.ndarray:
    times = np.arange(round(seconds * 16_000)) / 16_000
    return np.round(level * 32767 * np.sin(2 * np.pi * hz * times)).astype(np.int16)


@pytest.mark.parametrize(("samples", "frames"), [(0, 0), (399, 0), (400, 1), (559, 1), (560, 2), (16_000, 98)])
def test_only_whole_frames_of_25_ms_each_10_ms_count(samples: int, frames: int) -> None:
    assert bank.fbank(np.zeros(samples, dtype=np.int16)).shape == (frames, 80)


def test_silence_stands_on_the_floor() -> None:
    assert bank.fbank(np.zeros(800, dtype=np.int16)) == pytest.approx(np.log(1.1920929e-07))


def test_a_constant_offset_is_silence() -> None:
    assert bank.fbank(np.full(800, 1000, dtype=np.int16)) == pytest.approx(np.log(1.1920929e-07))


def test_the_first_frame_is_what_the_definition_gives_step_by_step() -> None:
    sound = tone(440, 0.025)
    frame = sound / 32768 - np.mean(sound / 32768)
    emphasised = [frame[0] - 0.97 * frame[0]] + [frame[i] - 0.97 * frame[i - 1] for i in range(1, 400)]
    window = [(0.5 - 0.5 * np.cos(2 * np.pi * i / 399)) ** 0.85 for i in range(400)]
    padded = np.concatenate([np.multiply(emphasised, window), np.zeros(112)])
    power = np.abs(np.fft.fft(padded)[:256]) ** 2

    def mel(hz: float) -> float:
        return 1127 * np.log(1 + hz / 700)

    width = (mel(8000) - mel(20)) / 81
    energies = []
    for band in range(80):
        left = mel(20) + band * width
        energy = 0.0
        for index in range(256):
            at = mel(index * 31.25)
            if left < at < left + 2 * width:
                energy += power[index] * (1 - abs(at - left - width) / width)
        energies.append(np.log(max(energy, 1.1920929e-07)))
    assert bank.fbank(sound)[0] == pytest.approx(energies, abs=2e-3)


@pytest.mark.parametrize("hz", [200, 1000, 3000, 6000])
def test_a_tone_is_loudest_in_the_band_that_holds_it(hz: int) -> None:
    edges = np.linspace(bank.mel(20.0), bank.mel(8000.0), 82)
    loudest = int(bank.fbank(tone(hz)).mean(axis=0).argmax())
    assert edges[loudest] < bank.mel(hz) < edges[loudest + 2]


def test_twice_the_amplitude_is_four_times_the_energy() -> None:
    quiet, loud = bank.fbank(tone(1000, level=0.2)), bank.fbank(tone(1000, level=0.4))
    band = int(loud.mean(axis=0).argmax())
    assert loud[:, band] - quiet[:, band] == pytest.approx(np.log(4), abs=1e-3)


@given(start=st.integers(0, 20))
def test_frames_do_not_depend_on_where_the_chunk_begins(start: int) -> None:
    sound = np.random.default_rng(3).integers(-8000, 8000, 8000).astype(np.int16)
    assert bank.fbank(sound[start * 160 :]) == pytest.approx(bank.fbank(sound)[start:], abs=1e-4)
