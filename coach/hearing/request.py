"""What to listen to, and what the listening tells while it goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from coach.hearing.heard import Heard
from coach.profile import Profile
from coach.times import Span
from models.records import VoicePrint


class Stage(StrEnum):
    """What the listening is doing, in words for people."""

    READING = "Reading the recording"
    PICTURE = "Drawing the sound"
    LOADING = "Getting ready to listen"
    VOICE = "Finding speech"
    WORDS = "Writing down the words"
    SPEAKERS = "Telling the voices apart"
    RECOGNISING = "Listening for your voice"
    QUALITY = "Checking the sound"


@dataclass(frozen=True, slots=True)
class ListenRequest:
    """One recording to listen to.

    Args:
        path: any file that holds sound.
        store: the folder of fetched weights.
        speakers: how many people share one channel at most; None to find out.
        language: ISO 639-1 code; None to find out.
        weights: id of the speech weights in the catalogue.
        weights_folder: weights that the user pointed at, instead of an installed package or the store.
        peaks: where to write the picture of the sound, if wanted.
        threads: of the engines, at least 1.
        profile: of the person's own voice, to be recognised; None where they did not enrol.
    """

    path: Path
    store: Path
    speakers: int | None = 2
    language: str | None = None
    weights: str = "whisper-base"
    weights_folder: Path | None = None
    peaks: Path | None = None
    threads: int = 2
    profile: Profile | None = None

    def __post_init__(self) -> None:
        if self.threads < 1:
            raise ValueError(f"at least one thread is needed, got {self.threads}")
        if self.speakers is not None and self.speakers < 1:
            raise ValueError(f"at least one speaker is needed, got {self.speakers}")


@dataclass(frozen=True, slots=True)
class VoiceRequest:
    """What the person's own voice sounds like, from a recording that was reviewed, because they asked for it.

    Args:
        path: the recording.
        clear: when they speak and nobody else.
        channel: theirs, counted from 0; None where all share one.
    """

    path: Path
    clear: tuple[Span, ...]
    channel: int | None = None


@dataclass(frozen=True, slots=True)
class OwnVoice:
    """What the person's own voice sounds like, and the engine whose print that is."""

    voice: VoicePrint
    engine: str


@dataclass(frozen=True, slots=True)
class StageTime:
    """Seconds that one stage took, by the clock and of the processor; what ran beside it counts in both."""

    stage: Stage
    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Listened:
    """What was heard, and how long each stage took."""

    heard: Heard
    times: tuple[StageTime, ...] = ()


class Report(Protocol):
    """Whoever wants to know how far the listening is."""

    def progress(self, fraction: float, stage: Stage) -> None:
        """``fraction`` of all the work is done, 0 to 1, never falling."""

    def heard(self, so_far: Heard) -> None:
        """Everything heard until now, words and voice up to the same moment."""


Listener = Callable[[ListenRequest, Path, Report], Listened]
"""Listens to one recording, keeping its temporary files in a folder of the caller. Raises UserError."""
