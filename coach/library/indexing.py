"""Makes the words of sessions searchable whose edits an update of the tables could not apply."""

import logging
import sqlite3
from pathlib import Path

from cattrs.errors import BaseValidationError

from coach.library import rows, said_rows
from coach.library.codec import Codec
from coach.library.database import transaction

_log = logging.getLogger(__name__)


def index_edited(connection: sqlite3.Connection, codec: Codec, shelf: Path) -> None:
    """One that is damaged stays searchable by the words it had, and is not tried again."""
    for session in rows.not_indexed(connection):
        with transaction(connection):
            try:
                kept = rows.read(connection, codec, session, shelf)
            except (BaseValidationError, LookupError, TypeError, ValueError) as error:
                _log.error("session %s could not be indexed", session, exc_info=error)
                rows.mark_indexed(connection, session)
                continue
            if kept is not None:
                said_rows.write(connection, session, kept.review.conversation)
