"""Tags and people of sessions as rows. Nothing here begins or ends a transaction.

Names are the same where they differ in case, accents of writing (NFC, NFD) or space alone; the first spelling stays.
"""

import sqlite3
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.conversation import Conversation


class Kind(StrEnum):
    """What can be given to a session; the value is the name of its table."""

    TAG = "tag"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Counted:
    """A tag or a person, and how many sessions (those in the trash left out) bear it."""

    name: str
    sessions: int


def tidy(name: str) -> str:
    """A name as it is kept: no space around it, single ones inside."""
    return " ".join(unicodedata.normalize("NFC", name).encode("utf-8", "replace").decode("utf-8").split())


def key(name: str) -> str:
    """What two spellings of one name share."""
    return tidy(name).casefold()


def counted(connection: sqlite3.Connection, kind: Kind) -> tuple[Counted, ...]:
    """All that are in use, by name."""
    found = connection.execute(
        f"SELECT {kind}.name, count(DISTINCT session.id) FROM {kind} "
        f"JOIN session_{kind} ON session_{kind}.{kind} = {kind}.id "
        f"JOIN session ON session.id = session_{kind}.session AND session.trashed IS NULL "
        f"GROUP BY {kind}.id ORDER BY {kind}.key"
    )
    return tuple(Counted(name, sessions) for name, sessions in found)


def tags(connection: sqlite3.Connection, session: str) -> tuple[str, ...]:
    """The tags of a session."""
    found = connection.execute(
        "SELECT name FROM tag JOIN session_tag ON tag.id = session_tag.tag WHERE session = ? ORDER BY key", (session,)
    )
    return tuple(name for (name,) in found)


def people(connection: sqlite3.Connection, session: str) -> dict[str, str]:
    """Which person a speaker of a session is: their name by the speaker's id."""
    found = connection.execute(
        "SELECT speaker, name FROM person JOIN session_person ON person.id = person WHERE session = ?", (session,)
    )
    return dict(found.fetchall())


def tags_by_session(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The tags of every session that has some."""
    return _by_session(connection, Kind.TAG)


def people_by_session(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The people of every session that has some."""
    return _by_session(connection, Kind.PERSON)


def set_tags(connection: sqlite3.Connection, session: str, names: Sequence[str]) -> None:
    """Give a session these tags instead of those it has."""
    connection.execute("DELETE FROM session_tag WHERE session = ?", (session,))
    for name in {key(name): name for name in reversed(names) if tidy(name)}.values():
        connection.execute(
            "INSERT INTO session_tag (session, tag) VALUES (?, ?)", (session, _id_of(connection, Kind.TAG, name))
        )
    forget_unused(connection)


def set_people(connection: sqlite3.Connection, session: str, names: Mapping[str, str]) -> None:
    """Say which person each speaker (by id) of a session is; an empty name says nothing of that speaker."""
    connection.execute("DELETE FROM session_person WHERE session = ?", (session,))
    for speaker, name in names.items():
        if tidy(name):
            connection.execute(
                "INSERT INTO session_person (session, speaker, person) VALUES (?, ?, ?)",
                (session, speaker, _id_of(connection, Kind.PERSON, name)),
            )
    forget_unused(connection)


def rename(connection: sqlite3.Connection, kind: Kind, old: str, new: str) -> bool:
    """Another name everywhere; one that is there already takes over what bore the old one. False: there is no such."""
    found = connection.execute(f"SELECT id FROM {kind} WHERE key = ?", (key(old),)).fetchone()
    if found is None:
        return False
    other = connection.execute(f"SELECT id FROM {kind} WHERE key = ? AND id != ?", (key(new), found[0])).fetchone()
    if other is None:
        connection.execute(f"UPDATE {kind} SET name = ?, key = ? WHERE id = ?", (tidy(new), key(new), found[0]))
        return True
    connection.execute(f"UPDATE OR IGNORE session_{kind} SET {kind} = ? WHERE {kind} = ?", (other[0], found[0]))
    connection.execute(f"DELETE FROM {kind} WHERE id = ?", found)  # takes what had both with it
    return True


def remove(connection: sqlite3.Connection, kind: Kind, name: str) -> bool:
    """Take a tag or a person off every session; False where there is no such."""
    return connection.execute(f"DELETE FROM {kind} WHERE key = ?", (key(name),)).rowcount > 0


def forget_other_voices(connection: sqlite3.Connection, session: str, talk: Conversation) -> None:
    """Before another review comes: what was said of speakers stays where one of the same id has the same name."""
    found = connection.execute("SELECT id, label FROM speaker WHERE session = ?", (session,)).fetchall()
    same = {speaker.id for speaker in talk.speakers if (speaker.id, speaker.label) in found}
    for speaker in people(connection, session).keys() - same:
        connection.execute("DELETE FROM session_person WHERE session = ? AND speaker = ?", (session, speaker))


def forget_unused(connection: sqlite3.Connection) -> None:
    """Delete names that no session bears."""
    for kind in Kind:
        connection.execute(f"DELETE FROM {kind} WHERE id NOT IN (SELECT {kind} FROM session_{kind})")


def _id_of(connection: sqlite3.Connection, kind: Kind, name: str) -> int:
    connection.execute(f"INSERT OR IGNORE INTO {kind} (name, key) VALUES (?, ?)", (tidy(name), key(name)))
    return int(connection.execute(f"SELECT id FROM {kind} WHERE key = ?", (key(name),)).fetchone()[0])


def _by_session(connection: sqlite3.Connection, kind: Kind) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    rows = connection.execute(
        f"SELECT DISTINCT session, name FROM session_{kind} JOIN {kind} ON {kind}.id = session_{kind}.{kind} "
        f"ORDER BY session, key"
    )
    for session, name in rows:
        found.setdefault(session, []).append(name)
    return {session: tuple(names) for session, names in found.items()}
