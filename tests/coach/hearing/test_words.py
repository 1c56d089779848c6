"""Words of several tracks: first each by itself, then what was left out of all of them in shared windows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.audio.channels import Kind, Layout
from coach.audio.levels import levels
from coach.audio.recording import RATE_HZ, Recording
from coach.hearing.tracks import Tracks
from coach.hearing.words import Words, written_down
from models.records import VoiceSpan, Word
from models.speech import Progress, Recogniser


class Ear:
    """A recogniser that calls each stretch of voice by its loudness, and hears only the first of each track at once."""

    def __init__(self) -> None:
        self.hearings: list[tuple[float, ...]] = []
        self._known: set[str] = set()

    def heard(
        self,
        samples: NDArray[np.float32],
        voice: Sequence[VoiceSpan],
        *,
        language: str,
        keeps_fillers: bool = True,
        margin: float = 0.2,
        on_window: Callable[[Progress], None] | None = None,
    ) -> tuple[Word, ...]:
        assert (language, margin) == ("en", 0.2), "a channel each"
        self.hearings.append(tuple(round(span.duration, 3) for span in voice))
        words = []
        for span in voice if on_window is None else voice[:1]:
            middle = int((span.start + span.end) / 2 * RATE_HZ)
            words.append(Word(span.start, span.end, f"level{round(float(samples[middle]) * 32_768 / 1000)}"))
        if on_window is not None:
            on_window(Progress(1.0, 1.0, tuple(words)))
        return tuple(words)


@pytest.fixture
def tracks(tmp_path: Path) -> Iterator[Tracks]:
    """Two channels; each stretch of voice has a loudness of its own."""
    voice = (
        (VoiceSpan(1.0, 2.0), VoiceSpan(10.0, 10.9), VoiceSpan(20.0, 21.0)),
        (VoiceSpan(3.0, 4.0), VoiceSpan(30.0, 31.1)),
    )
    samples = np.zeros((40 * RATE_HZ, 2), np.int16)
    level = 1000
    for channel, spans in enumerate(voice):
        for span in spans:
            samples[int(span.start * RATE_HZ) : int(span.end * RATE_HZ), channel] = level
            level += 1000

    with Recording.of(samples, tmp_path) as recording:
        plan = Layout(Kind.PEOPLE, (0, 1), ((1.0, 0.0), (0.0, 1.0)))
        yield Tracks(recording, levels(recording), plan, voice)


def test_what_was_left_out_is_heard_together_and_goes_back_to_its_track_and_time(tracks: Tracks) -> None:
    ear, shares, told = Ear(), list[float](), list[tuple[Words, float]]()
    words = written_down(
        cast("Recogniser", ear), tracks, "en", shares.append, lambda words, moment: told.append((words, moment))
    )
    assert [[word.text for word in own] for own in words] == [["level1", "level2", "level3"], ["level4", "level5"]]
    for own, spans in zip(words, tracks.voice, strict=True):
        assert [(word.start, word.end) for word in own] == [
            (pytest.approx(span.start, abs=1e-3), pytest.approx(span.end, abs=1e-3)) for span in spans
        ]
    assert len(ear.hearings) == 3, "each track, then all that was left out at once"
    assert shares == sorted(shares)
    assert shares[-1] <= 1.0
    assert [moment for _, moment in told] == [3.0]


def test_no_voice_needs_no_recogniser(tracks: Tracks) -> None:
    ear = Ear()
    silent = replace(tracks, voice=((), ()))
    words = written_down(cast("Recogniser", ear), silent, "en", lambda _: None, lambda *_: None)
    assert words == ((), ())
    assert ear.hearings == []
