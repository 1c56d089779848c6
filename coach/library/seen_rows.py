"""Recordings in watched folders that were told of, as rows. Nothing here begins or ends a transaction."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was when it was told of: size in bytes, time of its last change, fingerprint as hex."""

    path: str
    size: int
    modified: float
    sha256: str


def read(connection: sqlite3.Connection) -> tuple[Seen, ...]:
    """All of them."""
    return tuple(Seen(*row) for row in connection.execute("SELECT path, size, modified, sha256 FROM seen_file"))


def write(connection: sqlite3.Connection, files: Iterable[Seen]) -> None:
    """Keep these; one that was there under its name is replaced."""
    connection.executemany(
        "INSERT OR REPLACE INTO seen_file (path, size, modified, sha256) VALUES (?, ?, ?, ?)",
        ((_text(one.path), one.size, one.modified, one.sha256) for one in files),
    )


def _text(text: str) -> str:
    """SQLite takes no half letters, which file names in foreign encodings can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
