"""What other speech weights cost and bring is told, or that nobody measured it."""

import pytest

from coach.measured import measured_words
from models.manifest import WEIGHTS, Purpose


def test_weights_that_were_measured_tell_error_and_time() -> None:
    words = measured_words(WEIGHTS["whisper-base"])
    assert "words wrong" in words
    assert "time: 100 % of Whisper base" in words


def test_weights_that_were_not_measured_say_so() -> None:
    assert measured_words(WEIGHTS["whisper-small"]) == "error and speed not measured here"


@pytest.mark.parametrize("id_", [w.id for w in WEIGHTS.values() if w.packages and w.purpose is Purpose.SPEECH])
def test_speech_weights_that_can_be_installed_were_measured(id_: str) -> None:
    assert WEIGHTS[id_].measured is not None
