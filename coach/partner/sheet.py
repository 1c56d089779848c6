"""What the other person is asked, and what they said."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LOWEST, HIGHEST = 1, 7
"""The ends of "I felt heard" (domain.md, section 10: the partner's rating of 1 to 7 is the best criterion)."""


class Mark(StrEnum):
    """Whether an answer caught what was meant."""

    HIT = "hit"
    NEAR = "near"
    MISS = "miss"


class Way(StrEnum):
    """Where a verdict was given."""

    SCREEN = "screen"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Item:
    """One answer that the partner is asked about.

    ``theirs`` is the end of what they had said, ``mine`` what was answered; ``start`` is its second in the recording.
    ``machine`` is what the program itself made of the answer before anybody corrected it: surely said back (hit),
    perhaps (near), passed by (miss), or None where it made nothing of it. The partner never sees it.
    """

    theirs: str
    mine: str
    start: float
    machine: Mark | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The questions for one partner of one session; ``tag`` ties an answer to them.

    ``speaker`` is the partner's id in the conversation, ``partner`` and ``listener`` are the two names as the partner
    reads them.
    """

    tag: str
    session: str
    speaker: str
    partner: str
    listener: str
    made: datetime
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the partner said: 1 (not at all) to 7 (wholly), and a mark for each item, None where they gave none."""

    felt_heard: int
    marks: tuple[Mark | None, ...]

    def __post_init__(self) -> None:
        if not LOWEST <= self.felt_heard <= HIGHEST:
            raise ValueError(f"“I felt heard” lies in {LOWEST} to {HIGHEST}, got {self.felt_heard}")


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict as it was kept."""

    sheet: Sheet
    verdict: Verdict
    way: Way
    answered: datetime

    def __post_init__(self) -> None:
        if len(self.verdict.marks) != len(self.sheet.items):
            raise ValueError(f"{len(self.verdict.marks)} marks for {len(self.sheet.items)} questions")

    @property
    def pairs(self) -> tuple[tuple[Mark, Mark], ...]:
        """(partner, machine) for each item that both judged."""
        return tuple(
            (mark, item.machine)
            for mark, item in zip(self.verdict.marks, self.sheet.items, strict=True)
            if mark is not None and item.machine is not None
        )
