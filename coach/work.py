"""What long work tells: how far it is, what it has so far, and exactly one ending."""

from dataclasses import dataclass
from typing import NewType

from coach.conversation import Turn
from coach.errors import UserError
from coach.hearing.heard import Heard
from coach.hearing.request import OwnVoice, Stage, StageTime

JobId = NewType("JobId", int)

SOONEST = 2.0
"""Seconds of work before a guess at the rest is worth showing (our choice)."""

LEAST = 0.02
"""Share of the work before a guess at the rest is worth showing (our choice)."""


@dataclass(frozen=True, slots=True)
class Progress:
    """``fraction`` of the work is done, 0 to 1; ``seconds_left`` is None while nobody can tell."""

    job: JobId
    fraction: float
    stage: Stage
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class Partial:
    """All that was heard until now; on one channel everything is one speaker's until the voices are told apart."""

    job: JobId
    heard: Heard
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """An ending: everything was heard."""

    job: JobId
    heard: Heard
    times: tuple[StageTime, ...]


@dataclass(frozen=True, slots=True)
class VoiceTaken:
    """An ending: what the person's own voice sounds like, because they enrol."""

    job: JobId
    own: OwnVoice


@dataclass(frozen=True, slots=True)
class Failed:
    """An ending: why it went wrong, and what had been heard until then."""

    job: JobId
    error: UserError
    partial: Heard | None


@dataclass(frozen=True, slots=True)
class Cancelled:
    """An ending: it was no longer wanted."""

    job: JobId


Ending = Finished | VoiceTaken | Failed | Cancelled
Message = Progress | Partial | Ending


def seconds_left(elapsed: float, fraction: float) -> float | None:
    """The time left if the rest goes as fast as what is done; None while that is only a guess."""
    if elapsed < SOONEST or fraction < LEAST:
        return None
    return elapsed * (1.0 - min(fraction, 1.0)) / fraction
