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


def _order(connection: sqlite3.Connection) -> None:
    """Trash, sound that was deleted, tags, people, files told of, and the words of all sessions to search in.

    Turns that were edited are those of ``edit``, which SQL cannot apply: their sessions wait with ``indexed`` 0.
    """
    connection.execute("ALTER TABLE session ADD COLUMN trashed TEXT")
    connection.execute("ALTER TABLE session ADD COLUMN sound_deleted TEXT")
    connection.execute("ALTER TABLE session ADD COLUMN indexed INTEGER NOT NULL DEFAULT 1 CHECK (indexed IN (0, 1))")
    connection.execute("UPDATE session SET indexed = 0 WHERE edits_applied > 0")
    for kind, of in (("tag", ""), ("person", "speaker TEXT NOT NULL,")):
        connection.execute(
            f"CREATE TABLE {kind} (id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE) STRICT"
        )
        connection.execute(
            f"""
            CREATE TABLE session_{kind} (
                session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
                {of}
                {kind} INTEGER NOT NULL REFERENCES {kind} (id) ON DELETE CASCADE,
                PRIMARY KEY (session, {"speaker" if of else kind})
            ) STRICT, WITHOUT ROWID
            """
        )
        connection.execute(f"CREATE INDEX session_by_{kind} ON session_{kind} ({kind})")
    connection.execute(
        "CREATE TABLE seen_file (path TEXT PRIMARY KEY NOT NULL, size INTEGER NOT NULL, modified REAL NOT NULL, "
        "sha256 TEXT NOT NULL) STRICT, WITHOUT ROWID"
    )
    connection.execute(
        """
        CREATE TABLE said (
            id INTEGER PRIMARY KEY,
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            start REAL NOT NULL,
            speaker TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT
        """
    )
    connection.execute("CREATE INDEX said_by_session ON said (session)")
    connection.execute(
        "CREATE VIRTUAL TABLE said_index USING fts5 (text, content = 'said', content_rowid = 'id', "
        "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
    )
    put = "INSERT INTO said_index (rowid, text) VALUES (new.id, new.text);"
    take = "INSERT INTO said_index (said_index, rowid, text) VALUES ('delete', old.id, old.text);"
    connection.execute(f"CREATE TRIGGER said_put AFTER INSERT ON said BEGIN {put} END")
    connection.execute(f"CREATE TRIGGER said_taken AFTER DELETE ON said BEGIN {take} END")
    connection.execute(f"CREATE TRIGGER said_changed AFTER UPDATE OF text ON said BEGIN {take} {put} END")
    connection.execute(
        "INSERT INTO said (session, position, start, speaker, text) "
        "SELECT turn.session, turn.position, turn.start, speaker.label, turn.text FROM turn "
        "JOIN speaker ON speaker.session = turn.session AND speaker.id = turn.speaker "
        "ORDER BY turn.session, turn.position"
    )


def _progress(connection: sqlite3.Connection) -> None:
    """One plan, and what partners were asked and said of sessions."""
    connection.execute(
        """
        CREATE TABLE plan (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            situation TEXT NOT NULL,
            action TEXT NOT NULL,
            measure TEXT NOT NULL,
            context TEXT NOT NULL,
            made TEXT NOT NULL
        ) STRICT
        """
    )
    connection.execute(
        """
        CREATE TABLE sheet (
            tag TEXT PRIMARY KEY NOT NULL,
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            speaker TEXT NOT NULL,
            partner TEXT NOT NULL,
            listener TEXT NOT NULL,
            made TEXT NOT NULL,
            items TEXT NOT NULL,
            felt_heard INTEGER CHECK (felt_heard BETWEEN 1 AND 7),
            marks TEXT,
            way TEXT CHECK (way IN ('screen', 'form')),
            answered TEXT,
            CHECK ((felt_heard IS NULL) = (answered IS NULL)),
            CHECK ((felt_heard IS NULL) = (marks IS NULL)),
            CHECK ((felt_heard IS NULL) = (way IS NULL))
        ) STRICT, WITHOUT ROWID
        """
    )
    connection.execute("CREATE INDEX sheet_by_session ON sheet (session)")


MIGRATIONS: Sequence[Migration] = (_first, _recognised, _edits, _guesses, _order, _progress)
"""The step at place n brings schema n to n + 1."""
