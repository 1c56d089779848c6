"""Both models along a recording: what is heard does not depend on where windows and blocks begin."""

import numpy as np
import pytest

from models import catalogue
from models.speakers import listening
from models.speakers.listening import Heard, listen
from models.speakers.segmentation import Segmentation
from models.speakers.segments import segment
from models.speakers.voiceprint import Voiceprints
from tests.conftest import shared_data
from tests.models.speakers.test_teller import samples_of


@pytest.fixture(scope="module")
def engines() -> tuple[Segmentation, Voiceprints]:
    segments = catalogue.verify_installed("segmentation").folder / "segmentation-3.0.onnx"
    prints = catalogue.verify_installed("campplus").folder / "campplus-zh-en.onnx"
    return Segmentation(segments, threads=1), Voiceprints(prints, threads=1)


def test_the_seven_sets_share_all_probability(engines: tuple[Segmentation, Voiceprints]) -> None:
    sound = np.random.default_rng(1).integers(-3000, 3000, 160_000).astype(np.int16)
    sets = engines[0].probabilities(sound)
    assert sets.shape == (589, 7)
    assert sets.sum(axis=1) == pytest.approx(1.0, abs=1e-4)


def test_pooling_over_all_frames_is_what_the_model_itself_does(engines: tuple[Segmentation, Voiceprints]) -> None:
    sound = np.random.default_rng(2).integers(-3000, 3000, 48_000).astype(np.int16)
    features = engines[1].features(sound)
    (pooled,) = engines[1].pooled(features, np.ones((1, len(features)), dtype=np.float32))
    path = catalogue.verify_installed("campplus").folder / "campplus-zh-en.onnx"
    energies = listening.voiceprint.fbank(sound)
    own = listening.voiceprint.open_engine(path, threads=1).run(
        ["embedding"], {"x": (energies - energies.mean(0))[None]}
    )
    rectified = np.maximum(pooled, 0)
    assert rectified / np.linalg.norm(rectified) == pytest.approx(own[0][0] / np.linalg.norm(own[0][0]), abs=1e-3)


def test_frames_of_weight_nothing_leave_no_print(engines: tuple[Segmentation, Voiceprints]) -> None:
    features = np.ones((10, 512), dtype=np.float32)
    assert not engines[1].pooled(features, np.zeros((2, 10), dtype=np.float32)).any()


def heard_in(sound: np.ndarray, engines: tuple[Segmentation, Voiceprints]) -> Heard:
    return listen(sound, segment(sound, np.zeros(0, np.float32), engines[0], voice_step=0.032), engines[1])


def test_windows_without_speech_leave_no_print(engines: tuple[Segmentation, Voiceprints]) -> None:
    silence = np.zeros(16_000 * 30, dtype=np.int16)
    heard = heard_in(silence, engines)
    assert not heard.clean.any()
    assert not heard.patches.rows.any()


@pytest.mark.data
def test_a_later_block_hears_the_same_voice(engines: tuple[Segmentation, Voiceprints]) -> None:
    call = samples_of(shared_data("real", "pyannote_sample.flac"))[16_000 * 7 : 16_000 * 29]
    apart = np.concatenate([call, np.zeros(16_000 * 8, dtype=np.int16), call])
    heard = heard_in(apart, engines)
    half = 30.0
    sure = heard.patches.clean >= 1.0
    rows, times = heard.patches.rows[sure].astype(np.float32), heard.patches.times[sure]
    first, second = rows[times < half], rows[times >= half]
    later = [int(np.argmin(np.abs(times[times >= half] - t - half))) for t in times[times < half]]
    likeness = (first * second[later]).sum(axis=1)
    assert np.median(likeness) > 0.9
