"""What a library keeps beside its sessions, each in a book of its own."""

from coach.library.database import faults
from coach.library.opened import Opened
from coach.library.plans import PlanBook
from coach.library.verdicts import VerdictBook
from coach.library.versions import VersionBook


class Books(Opened):
    """The books of a library; they share its connection and its clock."""

    @property
    def plans(self) -> PlanBook:
        """The plan that somebody works by."""
        return PlanBook(self._connection, self._path)

    @property
    def versions(self) -> VersionBook:
        """The earlier hearings of sessions."""
        return VersionBook(self._connection, self._path, self._clock, self._codec, self._shelf)

    @property
    def verdicts(self) -> VerdictBook:
        """What partners were asked and said."""
        return VerdictBook(self._connection, self._path, self._clock)

    def marks(self) -> dict[str, str]:
        """A mark for each session outside the trash that changes whenever its numbers may have; cheap to read."""
        with faults(self._path):
            found = self._connection.execute(
                "SELECT id, version, rules, context, edits_applied, length(record), "
                "(SELECT max(made) FROM edit WHERE edit.session = session.id) "
                "FROM session JOIN judged ON judged.session = session.id WHERE trashed IS NULL"
            )
            return {id_: repr(rest) for id_, *rest in found}
