"""The edits of a session as rows. Nothing here begins or ends a transaction."""

import sqlite3
from datetime import datetime

from coach.editing.edits import CorrectMoment
from coach.editing.history import History
from coach.library.codec import Codec, Judged
from coach.library.session import Corrected


def read_history(connection: sqlite3.Connection, codec: Codec, session: str, applied: int) -> History:
    """The edits of a session, ``applied`` of which hold."""
    found = connection.execute("SELECT kind, record FROM edit WHERE session = ? ORDER BY position", (session,))
    return History(tuple(codec.read_edit(kind, record) for kind, record in found), applied)


def write_history(connection: sqlite3.Connection, codec: Codec, session: str, history: History, made: datetime) -> None:
    """Put these edits in place of those kept; what is the same keeps the time when it was made."""
    wanted = [codec.edit(edit) for edit in history.edits]
    kept = connection.execute(
        "SELECT kind, record FROM edit WHERE session = ? ORDER BY position", (session,)
    ).fetchall()
    same = 0
    while same < min(len(wanted), len(kept)) and wanted[same] == kept[same]:
        same += 1
    connection.execute("DELETE FROM edit WHERE session = ? AND position >= ?", (session, same))
    connection.executemany(
        "INSERT INTO edit (session, position, kind, record, made) VALUES (?, ?, ?, ?, ?)",
        (
            (session, position, kind, record, made.isoformat())
            for position, (kind, record) in enumerate(wanted[same:], same)
        ),
    )


def keep_origin(connection: sqlite3.Connection, session: str) -> None:
    """Keep the numbers that there are now as those from before the first edit, unless some are kept already."""
    connection.execute(
        "INSERT OR IGNORE INTO origin (session, rules, record) "
        "SELECT id, rules, record FROM session JOIN judged ON judged.session = session.id WHERE id = ?",
        (session,),
    )


def read_origin(connection: sqlite3.Connection, codec: Codec, session: str) -> tuple[str, Judged] | None:
    """The rules and the numbers from before the first edit; None where nothing was ever edited."""
    found = connection.execute("SELECT rules, record FROM origin WHERE session = ?", (session,)).fetchone()
    return None if found is None else (found[0], codec.read_judged(found[1]))


def forget(connection: sqlite3.Connection, session: str) -> None:
    """Remove the edits: they were made to another review."""
    connection.execute("DELETE FROM edit WHERE session = ?", (session,))
    connection.execute("DELETE FROM origin WHERE session = ?", (session,))
    connection.execute("UPDATE session SET edits_applied = 0, people = NULL WHERE id = ?", (session,))


def corrections(connection: sqlite3.Connection, codec: Codec) -> tuple[Corrected, ...]:
    """What was said of moments in all sessions outside the trash and was not undone, in order."""
    found = connection.execute(
        "SELECT edit.session, kind, record, made FROM edit JOIN session ON session.id = edit.session "
        "WHERE trashed IS NULL AND kind = 'correct_moment' AND position < edits_applied "
        "ORDER BY session.created, edit.session, position"
    )
    read = ((session, codec.read_edit(kind, record), made) for session, kind, record, made in found)
    return tuple(
        Corrected(session, said, datetime.fromisoformat(made))
        for session, said, made in read
        if isinstance(said, CorrectMoment)
    )
