"""The part of a library that lets go: the trash, and what is deleted for good."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from coach.library import rows, said_rows
from coach.library.database import backups, faults, snapshot, transaction
from coach.library.opened import Opened
from coach.library.session import SessionRow
from coach.library.troubles import gone


class LettingGo(Opened):
    """Puts sessions into the trash and back, and deletes; all of what is asked or nothing."""

    def trashed(self) -> tuple[SessionRow, ...]:
        """What lies in the trash, the last thrown away first."""
        with faults(self._path), snapshot(self._connection):
            return rows.overview(self._connection, trashed=True)

    def trash(self, sessions: Collection[str]) -> None:
        """Put sessions into the trash, from where they can be restored; all or none."""
        self._put(sessions, self._clock())

    def restore(self, sessions: Collection[str]) -> None:
        """Take sessions out of the trash; all or none."""
        self._put(sessions, None)

    def delete_sound(self, sessions: Collection[str]) -> None:
        """Delete the recordings of sessions; words, moments and numbers stay."""
        files: list[str] = []
        with faults(self._path), transaction(self._connection):
            for session in sessions:
                names = rows.let_go_of_sound(self._connection, session, self._clock())
                if names is None:
                    raise gone()
                files += names
        self._shelf.discard(*(self._shelf.folder / name for name in files))

    def empty_trash(self, *, older_than: timedelta = timedelta(0)) -> int:
        """Delete for ever what has been in the trash for longer than that; gives how many sessions."""
        until = self._clock() - older_than
        due = [row.id for row in self.trashed() if row.trashed is not None and row.trashed <= until]
        self._delete(due)
        return len(due)

    def delete(self, session: str) -> None:
        """Delete a session wholly: its rows, its recording, and the copies that still hold it.

        The database is kept with ``secure_delete``, so freed pages hold zeros, the index of words is merged so that
        it keeps none of them, and the log is emptied. A copy made before an update holds every session of that day,
        so it goes too.
        """
        self._delete((session,))

    def _delete(self, sessions: Sequence[str]) -> None:
        if not sessions:
            return
        files: list[str] = []
        with faults(self._path):
            with transaction(self._connection):
                for session in sessions:
                    names = rows.delete(self._connection, session)
                    if names is None:
                        raise gone()
                    files += names
                said_rows.sweep(self._connection)
            self._empty_log()
        self._shelf.discard(*(self._shelf.folder / name for name in files), *backups(self._path))

    def _put(self, sessions: Collection[str], trashed: datetime | None) -> None:
        with faults(self._path), transaction(self._connection):
            for session in sessions:
                if not rows.trash(self._connection, session, trashed):
                    raise gone()
