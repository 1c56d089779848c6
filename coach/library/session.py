"""What the library keeps of one conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from coach.editing.edits import CorrectMoment
from coach.editing.history import History
from coach.feedback.scorecard import Band
from coach.library.guess_rows import Answer
from coach.review import Review


@dataclass(frozen=True, slots=True)
class Consent:
    """Who agreed to the recording, how they were asked, and when the answer was given (with its time zone)."""

    who: str
    how: str
    at: datetime

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("the time of consent needs a time zone")


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One line of the list of sessions. ``people`` are the labels of the speakers, me first where that is known.

    ``tags`` and ``known`` (the names of people who were told to be in it) are sorted; ``trashed`` is when it was put
    into the trash. ``is_revealed`` says whether the person has guessed, or skipped the guess: before that no number is
    to be shown.
    """

    id: str
    title: str
    created: datetime
    duration: float
    context: str
    people: tuple[str, ...]
    band: Band | None
    talk_share: float | None
    has_audio: bool
    is_revealed: bool = False
    tags: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    trashed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it was kept: its numbers are those of the day it was reviewed or last edited.

    ``audio`` and ``peaks`` are None where there are none; the recording is never to be changed. ``origin`` is the
    review from before the first edit, None where nothing was ever edited; ``answer`` is what came before the numbers
    were shown, None where nobody was asked yet. ``known`` says which person a speaker (by id) is; ``sound_deleted`` is
    when the recording was deleted while the rest stayed.
    """

    id: str
    title: str
    created: datetime
    consent: Consent
    review: Review
    audio: Path | None = None
    peaks: Path | None = None
    origin: Review | None = None
    history: History = field(default_factory=History)
    answer: Answer | None = None
    tags: tuple[str, ...] = ()
    known: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    trashed: datetime | None = None
    sound_deleted: datetime | None = None

    @property
    def unedited(self) -> Review:
        """The review as the engines gave it."""
        return self.origin or self.review


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was said of one moment of a session, and when: the person's own data."""

    session: str
    said: CorrectMoment
    made: datetime
