"""What the parts of a library share: its open database, its clock, its shelf."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from coach.library.codec import Codec
from coach.library.database import faults, transaction
from coach.library.shelf import Shelf
from coach.library.troubles import gone


class Opened:
    """An open library; what can be done with it is in the parts, one subject each, and in ``Library``."""

    _connection: sqlite3.Connection
    _path: Path
    _clock: Callable[[], datetime]
    _codec: Codec
    _shelf: Shelf

    @contextmanager
    def _of(self, session: str) -> Iterator[None]:
        """One change to what hangs on a session; UserError where the session is gone."""
        with faults(self._path), transaction(self._connection):
            try:
                yield
            except sqlite3.IntegrityError as error:
                raise gone() from error

    def _empty_log(self) -> None:
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
