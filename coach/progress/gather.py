"""The sessions of a library as they go into progress: read, and scored by today's rules where they were not."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from coach.contexts.load import contexts
from coach.editing.rescore import Rescorer
from coach.errors import UserError
from coach.library.library import Library
from coach.library.session import Session, SessionRow
from coach.progress.series import LeftOut, Taken
from coach.review import RULES, Review, again
from coach.sample import sample
from coach.sample.session import heard_before

_log = logging.getLogger(__name__)

OnProgress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the library says, the oldest session first, and what was left out as a whole.

    ``marks`` are those of the sessions as they were read, so that the next reading need only read what has changed.
    """

    sessions: tuple[Taken, ...]
    left_out: tuple[LeftOut, ...]
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def rescored(self) -> int:
        """How many were scored by other rules and read again."""
        return sum(one.is_rescored for one in self.sessions)


def gather(library: Library, before: Gathered | None = None, *, on_progress: OnProgress = lambda _: None) -> Gathered:
    """Read every session outside the trash. Nothing in the library changes; a damaged session is left out and said.

    Left out are sessions whose own guess has not been made yet (their numbers are not to be seen before), the sample,
    in which nobody is the person, and those in which nobody was told to be them.

    Args:
        before: an earlier reading of the same library by this process; what has not changed since is taken from it.
    """
    marks = library.marks()
    known = {one.session: one for one in before.sessions} if before is not None else {}
    rows = sorted(library.sessions(), key=lambda row: (row.created, row.id))
    of_sample = set(library.of_source(heard_before(sample()).source.sha256))
    taken: list[Taken] = []
    left_out: list[LeftOut] = []
    for number, row in enumerate(rows):
        why = _why_not(row, of_sample)
        if why is None:
            same = known.get(row.id) if before is not None and before.marks.get(row.id) == marks.get(row.id) else None
            match _read(library, row) if same is None else replace(same, title=row.title):
                case Taken() as one:
                    taken.append(one)
                case LeftOut() as other:
                    left_out.append(other)
        else:
            left_out.append(_left_out(row, why))
        on_progress((number + 1) / len(rows))
    return Gathered(tuple(taken), tuple(left_out), marks)


def _why_not(row: SessionRow, of_sample: set[str]) -> str | None:
    if row.id in of_sample:
        return "the sample is no conversation of yours"
    return None if row.is_revealed else "your own guess comes first there"


def _read(library: Library, row: SessionRow) -> Taken | LeftOut:
    try:
        session = library.load(row.id)
    except UserError as error:
        return _left_out(row, f"it could not be read: {error.sentence}")
    if session.review.conversation.me is None:
        return _left_out(row, "nobody in it was told to be you")
    if all(known.id != session.review.context.id for known in contexts()):
        return _left_out(row, "this version does not know its kind of conversation")
    try:
        review = by_todays_rules(session)
    except ValueError as error:
        _log.error("session %s could not be scored again", row.id, exc_info=error)
        return _left_out(row, "other rules scored it, and its edits do not fit today's")
    return Taken(
        row.id, row.title, row.created, review.context.id, review.results, is_rescored=session.review.rules != RULES
    )


def by_todays_rules(session: Session) -> Review:
    """The review with its edits by the rules of today; what the library keeps stays as it was.

    Raises:
        ValueError: an edit speaks of what is not there.
    """
    if session.review.rules == RULES:
        return session.review
    if session.history.applied:
        return Rescorer(session.unedited).review(session.history.applied)
    return again(session.review)


def _left_out(row: SessionRow, why: str) -> LeftOut:
    return LeftOut(row.id, row.title, row.created, why, row.context)
