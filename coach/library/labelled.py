"""The part of a library that gives tags and people to sessions."""

from collections.abc import Mapping, Sequence

from coach.errors import ExitCode, UserError
from coach.library import label_rows
from coach.library.database import faults, transaction
from coach.library.label_rows import Counted, Kind
from coach.library.opened import Opened
from coach.library.troubles import unknown


class Labelled(Opened):
    """Tags and people; every change is one transaction."""

    def labels(self, kind: Kind) -> tuple[Counted, ...]:
        """All tags, or all people, that sessions outside the trash bear."""
        with faults(self._path):
            return label_rows.counted(self._connection, kind)

    def set_tags(self, session: str, tags: Sequence[str]) -> None:
        """Give a session these tags instead of those it has."""
        with self._of(session):
            label_rows.set_tags(self._connection, session, tags)

    def set_people(self, session: str, people: Mapping[str, str]) -> None:
        """Say which person each speaker (by id) of a session is; an empty name says nothing of that speaker."""
        with self._of(session):
            label_rows.set_people(self._connection, session, people)

    def rename_label(self, kind: Kind, old: str, new: str) -> None:
        """Another name for a tag or a person everywhere; two with one name become one."""
        if not label_rows.tidy(new):
            raise UserError("A name needs at least one letter.", "Type another one.", ExitCode.USAGE)
        with faults(self._path), transaction(self._connection):
            if not label_rows.rename(self._connection, kind, old, new):
                raise unknown(old)

    def remove_label(self, kind: Kind, name: str) -> None:
        """Take a tag or a person off every session; the sessions stay."""
        with faults(self._path), transaction(self._connection):
            if not label_rows.remove(self._connection, kind, name):
                raise unknown(name)
