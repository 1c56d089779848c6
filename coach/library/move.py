"""Taking the library to another folder so that at any moment one whole library is the one in use."""

import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from coach.errors import ExitCode, UserError
from coach.files import copy_file, private_folder, replacing_folder, storage_error
from coach.library.backup import DATABASE, Progress
from coach.library.database import faults, open_database
from coach.library.schema import MIGRATIONS

_OURS = ("library.db", "library.db-wal", "library.db-shm", "library.db-journal")


def copy_over(old: Path, new: Path, switch: Callable[[], None], *, on_progress: Progress = lambda _: None) -> None:
    """Copy the library, check the copy, and make it the one in use. The old one is still there then.

    Nobody else may have the library open: what they wrote meanwhile would be lost.

    Args:
        new: a new or an empty folder outside the old one.
        switch: makes ``new`` the one in use, wholly or not at all.

    Raises:
        UserError: it is open elsewhere, there is no room, or the folder will not do. The old library is as it was.
    """
    old, new = old.resolve(), new.absolute()
    check_target(old, new)
    with faults(old / DATABASE), closing(open_database(old / DATABASE, MIGRATIONS)) as connection:
        _hold_alone(connection, old)
        _copy(connection, old, new, on_progress)
        try:
            switch()
        except BaseException:
            remove_library(new)
            raise


def remove_library(folder: Path) -> None:
    """Delete a library and nothing else that lies in its folder; the folder too where it is empty then."""
    for file in library_files(folder):
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise storage_error(error, file) from error
    remove_empty(folder)


def library_files(folder: Path) -> tuple[Path, ...]:
    """Every file of the library in ``folder``, and nothing else that may lie there."""
    audio = folder / "audio"
    files = [path for name in _OURS if (path := folder / name).exists()] + list(folder.glob("library.before-*.db"))
    files += [path for path in audio.iterdir() if path.is_file() or path.is_symlink()] if audio.is_dir() else []
    return tuple(files)


def remove_empty(folder: Path) -> None:
    """Remove the folders of a library that hold nothing any more."""
    for empty in (folder / "audio", folder):
        with suppress(OSError):  # not ours alone, or not there
            empty.rmdir()


def check_target(old: Path, new: Path) -> None:
    """UserError where there is nothing to move, or the folder will not do."""
    if not (old / DATABASE).is_file():
        raise UserError(f"There is no library in {old}.", "Nothing has to be moved.", ExitCode.USAGE)
    place = new.resolve()
    if place == old or place.is_relative_to(old) or old.is_relative_to(place):
        raise UserError(f"{new} is, or lies in, the present library.", "Choose another folder.", ExitCode.USAGE)
    if new.exists() and (not new.is_dir() or any(new.iterdir())):
        raise UserError(f"{new} is not empty.", "Choose a new or an empty folder.", ExitCode.USAGE)


def _hold_alone(connection: sqlite3.Connection, old: Path) -> None:
    """Only the last connection can leave the write-ahead log; from then on nobody else gets in."""
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")  # the lock stays until the connection is closed
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        raise UserError(
            f"The library {old} is in use.", "Close the window and other commands of Sayback first.", ExitCode.STORAGE
        ) from error


def _copy(connection: sqlite3.Connection, old: Path, new: Path, on_progress: Progress) -> None:
    """A whole copy under its last name, every byte compared."""
    owned = {name for row in connection.execute("SELECT audio, peaks FROM session") for name in row if name}
    sources = [source for name in sorted(owned) if (source := old / "audio" / name).is_file()]
    whole = sum(source.stat().st_size for source in sources)
    done = 0
    with replacing_folder(new) as between:
        private_folder(between / "audio")
        for source in sources:
            digest = copy_file(source, between / "audio" / source.name)
            if _digest(between / "audio" / source.name) != digest:
                raise _differs(source.name)
            done += source.stat().st_size
            on_progress(done / whole)
        _copy_database(connection, between / DATABASE)


def _copy_database(connection: sqlite3.Connection, target: Path) -> None:
    """Through SQLite: on Windows no other reader gets at a file that is locked."""
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
        if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise _differs(DATABASE)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _differs(name: str) -> UserError:
    return UserError(
        f"The copy of {name} is not what it should be.", "Check the disk; nothing was moved.", ExitCode.STORAGE
    )


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
