"""Edits: small records of what a person changed, each applied to the conversation as the edits before it left it."""

from dataclasses import dataclass
from enum import StrEnum

from coach.contexts.context import Context
from coach.moments.moment import Moment, MomentType


@dataclass(frozen=True, slots=True)
class EditWords:
    """Other words for a turn; words that stay keep their times."""

    turn: int
    text: str

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a turn keeps at least one word")


@dataclass(frozen=True, slots=True)
class SplitTurn:
    """Two turns of the same speaker instead of one; the second begins with the word of that number, from 1."""

    turn: int
    word: int


@dataclass(frozen=True, slots=True)
class MergeTurns:
    """One turn from this one and the next of the same speaker."""

    turn: int


@dataclass(frozen=True, slots=True)
class ReassignTurn:
    """Another speaker for one turn; an id that is not known yet makes a new person called ``label``."""

    turn: int
    speaker: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class RenameSpeaker:
    """Another name for a person, everywhere."""

    speaker: str
    label: str

    def __post_init__(self) -> None:
        if not self.label.strip():
            raise ValueError("a person needs a name")


@dataclass(frozen=True, slots=True)
class MergeSpeakers:
    """Two voices that are one person: all that ``speaker`` said was said by ``into``."""

    speaker: str
    into: str

    def __post_init__(self) -> None:
        if self.speaker == self.into:
            raise ValueError("a person cannot be merged with themselves")


@dataclass(frozen=True, slots=True)
class ChooseMe:
    """Which voice is the person being coached; None for nobody."""

    speaker: str | None


class Verdict(StrEnum):
    """What a person says of a moment."""

    ACCEPT = "accept"
    REJECT = "reject"
    RELABEL = "relabel"


@dataclass(frozen=True, slots=True)
class CorrectMoment:
    """What a person says of a moment, which is kept as it was found; ``becomes`` is its type after a relabel."""

    moment: Moment
    verdict: Verdict
    becomes: MomentType | None = None

    def __post_init__(self) -> None:
        if (self.verdict is Verdict.RELABEL) != (self.becomes is not None):
            raise ValueError("a relabel, and nothing else, names another type")


@dataclass(frozen=True, slots=True)
class ChangeContext:
    """Another kind of conversation, whole, so that it means the same when targets change."""

    context: Context


@dataclass(frozen=True, slots=True)
class ChooseGoal:
    """What the person set out to do in this conversation, by its measure; None leaves the focus to us."""

    goal: str | None


Edit = (
    EditWords
    | SplitTurn
    | MergeTurns
    | ReassignTurn
    | RenameSpeaker
    | MergeSpeakers
    | ChooseMe
    | CorrectMoment
    | ChangeContext
    | ChooseGoal
)
