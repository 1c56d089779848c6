"""The SQLite file: opened safely, brought up to date, its faults said plainly."""

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from coach.errors import ExitCode, UserError
from coach.files import storage_error
from coach.library.schema import Migration

PATIENCE = 10.0
"""Seconds to wait for another process that is writing. Our choice: no write of ours takes one."""

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_NOT_WRITABLE = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM})
_IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DISK = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})


def open_database(path: Path, migrations: Sequence[Migration]) -> sqlite3.Connection:
    """The database, made or brought up to date; a copy of an older one is kept beside it until a session is deleted.

    Raises:
        UserError: it is damaged, in use, made by a newer version, or cannot be written.
    """
    with faults(path):
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            _refuse_newer(connection, path, len(migrations))
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            _keep_a_log(connection)
            connection.execute("PRAGMA synchronous = FULL")
            _migrate(connection, path, migrations)
        except BaseException:
            connection.close()
            raise
    return connection


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Write ahead to a log, as the file then remembers.

    The change wants the file alone, and SQLite does not wait for that as it does for a lock: two that open a new
    library at once met "locked" at once. So the waiting is ours.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _IN_USE or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def backups(path: Path) -> tuple[Path, ...]:
    """The copies that were made before the database was brought up to date."""
    return tuple(sorted(path.parent.glob(f"{path.stem}.before-*")))


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; holds off other writers from its start."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Several reads that see the same state."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turns what SQLite says of the world into a plain sentence; what is our own fault passes."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        sentence = _sentence(error, path)
        if sentence is None:
            raise
        raise sentence from error
    except OSError as error:
        raise storage_error(error, path) from error


def _sentence(error: sqlite3.DatabaseError, path: Path) -> UserError | None:
    code = (
        getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    )  # the extended codes keep theirs in the low byte
    if code in _DAMAGED:
        copies = [copy.name for copy in backups(path)]
        older = f" An older copy is {copies[-1]}, in the same folder." if copies else ""
        return UserError(
            f"The library {path} is damaged.",
            f"Nothing was changed. Move the folder {path.parent} elsewhere to begin a new library; "
            f"the recordings are in its folder audio.{older}",
            ExitCode.STORAGE,
        )
    if code in _NOT_WRITABLE:
        return UserError(
            f"The library {path} may not be written.", "Change the permissions of its folder.", ExitCode.STORAGE
        )
    if code in _IN_USE:
        return UserError(
            f"The library {path} is in use by another program.", "Close that program and try again.", ExitCode.STORAGE
        )
    if code in _DISK:
        return UserError(
            f"The library {path} could not be written.",
            "Check that the disk has room, then try again; what was kept before is safe.",
            ExitCode.STORAGE,
        )
    return None


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _refuse_newer(connection: sqlite3.Connection, path: Path, newest: int) -> None:
    version = _version(connection)
    if version > newest:
        raise UserError(
            f"The library {path} was made by a newer Sayback (its schema is {version}, this one knows {newest}).",
            "Install the newest Sayback; nothing was changed.",
            ExitCode.STORAGE,
        )


def _migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    if _version(connection) == len(migrations):
        return
    with transaction(connection):
        version = _version(connection)  # another process may have been first
        if version == len(migrations):
            return
        if version > 0:
            _back_up(path, version)
        for step in migrations[version:]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")


def _back_up(path: Path, version: int) -> None:
    """A whole copy, through a second connection because the first is inside its transaction."""
    target = path.with_name(f"{path.stem}.before-{version + 1}{path.suffix}")
    between = target.with_name(f".{target.name}.{os.getpid()}.part")
    between.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as origin, closing(sqlite3.connect(between)) as copy:
            origin.backup(copy)
        with between.open("rb+") as file:
            os.fsync(file.fileno())
        between.replace(target)
    except BaseException:
        between.unlink(missing_ok=True)
        raise
