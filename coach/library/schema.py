"""The tables, as numbered steps from an empty file. A step never changes once it was released."""

import sqlite3
from collections.abc import Callable, Sequence

Migration = Callable[[sqlite3.Connection], None]


def _first(connection: sqlite3.Connection) -> None:
    """Sessions with their speakers and turns, what was heard, and the numbers of the day."""
    connection.execute(
        """
        CREATE TABLE session (
            id TEXT PRIMARY KEY NOT NULL,
            title TEXT NOT NULL,
            created TEXT NOT NULL,
            context TEXT NOT NULL,
            rules TEXT NOT NULL,
            language TEXT NOT NULL,
            timing TEXT NOT NULL,
            duration REAL NOT NULL CHECK (duration >= 0),
            boundary_error REAL,
            word_confidence REAL,
            source_name TEXT NOT NULL,
            source_duration REAL NOT NULL,
            source_channels INTEGER NOT NULL,
            source_sha256 TEXT NOT NULL,
            engine_speech TEXT NOT NULL,
            engine_voice TEXT NOT NULL,
            engine_speakers TEXT NOT NULL,
            engine_dialogue TEXT NOT NULL,
            consent_who TEXT NOT NULL,
            consent_how TEXT NOT NULL,
            consent_at TEXT NOT NULL,
            audio TEXT,
            peaks TEXT,
            band TEXT,
            talk_share REAL
        ) STRICT
        """
    )
    connection.execute(
        """
        CREATE TABLE speaker (
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            id TEXT NOT NULL,
            position INTEGER NOT NULL,
            label TEXT NOT NULL,
            me INTEGER NOT NULL CHECK (me IN (0, 1)),
            channel INTEGER,
            PRIMARY KEY (session, id)
        ) STRICT, WITHOUT ROWID
        """
    )
    connection.execute(
        """
        CREATE TABLE turn (
            session TEXT NOT NULL,
            position INTEGER NOT NULL,
            speaker TEXT NOT NULL,
            start REAL NOT NULL CHECK (start >= 0),
            "end" REAL NOT NULL CHECK ("end" > start),
            kind TEXT NOT NULL,
            text TEXT NOT NULL,
            words TEXT NOT NULL,
            voice TEXT NOT NULL,
            PRIMARY KEY (session, position),
            FOREIGN KEY (session, speaker) REFERENCES speaker (session, id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID
        """
    )
    connection.execute("CREATE INDEX turn_by_speaker ON turn (session, speaker)")
    connection.execute(
        """
        CREATE TABLE heard (
            session TEXT PRIMARY KEY NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            record TEXT NOT NULL
        ) STRICT
        """
    )
    connection.execute(
        """
        CREATE TABLE judged (
            session TEXT PRIMARY KEY NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            record TEXT NOT NULL
        ) STRICT
        """
    )


def _recognised(connection: sqlite3.Connection) -> None:
    """How sure a voice profile was about who is me."""
    connection.execute("ALTER TABLE speaker ADD COLUMN me_confidence REAL")


def _edits(connection: sqlite3.Connection) -> None:
    """What people changed: the edits in order, how many hold, and the numbers from before the first of them."""
    connection.execute(
        "ALTER TABLE session ADD COLUMN edits_applied INTEGER NOT NULL DEFAULT 0 CHECK (edits_applied >= 0)"
    )
    connection.execute("ALTER TABLE session ADD COLUMN people TEXT")
    connection.execute(
        """
        CREATE TABLE edit (
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            kind TEXT NOT NULL,
            record TEXT NOT NULL,
            made TEXT NOT NULL,
            PRIMARY KEY (session, position)
        ) STRICT, WITHOUT ROWID
        """
    )
    connection.execute(
        """
        CREATE TABLE origin (
            session TEXT PRIMARY KEY NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            rules TEXT NOT NULL,
            record TEXT NOT NULL
        ) STRICT
        """
    )


def _guesses(connection: sqlite3.Connection) -> None:
    """Own guesses before the numbers, and their gaps. Of the sessions so far the numbers have been seen."""
    connection.execute(
        """
        CREATE TABLE guess (
            session TEXT PRIMARY KEY NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            made TEXT NOT NULL,
            skipped INTEGER NOT NULL CHECK (skipped IN (0, 1)),
            talk_share REAL CHECK (talk_share BETWEEN 0 AND 1),
            interruptions INTEGER CHECK (interruptions >= 0),
            asked INTEGER CHECK (asked BETWEEN 1 AND 5),
            reflected INTEGER CHECK (reflected BETWEEN 1 AND 5),
            held_back INTEGER CHECK (held_back BETWEEN 1 AND 5),
            empathy INTEGER CHECK (empathy BETWEEN 1 AND 5),
            note TEXT NOT NULL,
            gap_talk_share REAL,
            gap_interruptions REAL,
            gap_asked REAL,
            gap_reflected REAL,
            gap_held_back REAL,
            gap_empathy REAL
        ) STRICT
        """
    )
    connection.execute("INSERT INTO guess (session, made, skipped, note) SELECT id, created, 1, '' FROM session")


MIGRATIONS: Sequence[Migration] = (_first, _recognised, _edits, _guesses)
"""The step at place n brings schema n to n + 1."""
