"""The whole library as one file: made while it is in use, checked to the last byte before anything is taken from it.

A backup is a zip with ``library.db``, the files of ``audio/`` and, last, ``backup.json``, which names each of them with
its size and sha256.
"""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from coach.errors import ExitCode, UserError
from coach.files import private_folder, replacing, replacing_folder, storage_error, sweep_parts
from coach.library.database import faults
from coach.library.schema import MIGRATIONS

ENDING = ".sayback-backup"
"""How the name of a backup ends."""

FORMAT = 1
MANIFEST = "backup.json"
DATABASE = "library.db"
_CHUNK = 1 << 20
_NAME = re.compile(rf"{re.escape(DATABASE)}|audio/[0-9a-f]{{32}}(?:\.[A-Za-z0-9]{{1,8}})?")
_LARGEST_MANIFEST = 64 * _CHUNK  # a hundred bytes a file: half a million recordings

Progress = Callable[[float], None]
"""Told how much is done, 0 to 1. What it raises ends the work and leaves nothing half-done."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file in a backup."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself."""

    made: datetime
    schema: int
    sessions: int
    items: tuple[Item, ...]

    @property
    def size(self) -> int:
        """Bytes of everything in it."""
        return sum(item.size for item in self.items)


def back_up(folder: Path, target: Path, *, now: datetime, on_progress: Progress = lambda _: None) -> About:
    """Write the library in ``folder`` to ``target``; an older file there stays until the new one is whole.

    Raises:
        UserError: there is no library, no room, or it may not be written.
    """
    source = folder / DATABASE
    if not source.is_file():
        raise UserError(f"There is no library in {folder}.", "Review a conversation first.", ExitCode.STORAGE)
    target = target.resolve()
    if target.is_relative_to(folder.resolve()):
        raise UserError(
            f"{target} lies inside the library itself.", "Choose another folder, best on another disk.", ExitCode.USAGE
        )
    sweep_parts(target)
    state = target.with_name(f".{target.name[:100]}.{os.getpid()}.db.part")
    try:
        with replacing(target) as file, zipfile.ZipFile(file, "w", allowZip64=True) as packed:
            try:
                about = _fill(packed, folder, state, now, on_progress)
            finally:
                state.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, target) from error
    return about


def examine(file: Path) -> About:
    """What is in a backup, as far as its list of contents tells; nothing is taken from it yet.

    Raises:
        UserError: it is no backup, damaged, or made by a newer version.
    """
    with _opened(file) as packed:
        return _about(packed, file)


def unpack(file: Path, folder: Path, *, on_progress: Progress = lambda _: None) -> About:
    """Make a whole library of the backup in ``folder``, which is new or empty. Nothing stays there after a fault.

    Raises:
        UserError: it is no backup, damaged, newer, or there is no room.
    """
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(f"{folder} is not empty.", "Choose a new or an empty folder.", ExitCode.USAGE)
    with replacing_folder(folder) as between, _opened(file) as packed:
        about = _about(packed, file)
        _check_room(about.size, folder.parent)
        _extract(packed, about, file, between, on_progress)
        _check_database(between / DATABASE, file)
    return about


# -- writing ---------------------------------------------------------------------------------------------------------


def _fill(packed: zipfile.ZipFile, folder: Path, state: Path, now: datetime, on_progress: Progress) -> About:
    sessions, names = _take_state(folder / DATABASE, state)
    sources = [(DATABASE, state)]
    # What another program deletes meanwhile is no part of the backup; its session is there without it.
    sources += [(f"audio/{name}", path) for name in names if (path := folder / "audio" / name).is_file()]
    whole = sum(path.stat().st_size for _, path in sources)
    items: list[Item] = []
    done = 0
    for name, path in sources:
        squeezed = zipfile.ZIP_DEFLATED if name == DATABASE else zipfile.ZIP_STORED  # sound is squeezed already
        info = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
        info.compress_type = squeezed
        info.external_attr = 0o600 << 16
        digest, size = hashlib.sha256(), 0
        try:
            origin = path.open("rb")
        except FileNotFoundError:
            continue
        with origin, packed.open(info, "w", force_zip64=True) as into:
            for chunk in _chunks(origin):
                into.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                done += len(chunk)
                on_progress(min(1.0, done / whole))
        items.append(Item(name, size, digest.hexdigest()))
    about = About(now, _schema(state), sessions, tuple(items))
    packed.writestr(MANIFEST, _manifest(about))
    return about


def _take_state(source: Path, state: Path) -> tuple[int, tuple[str, ...]]:
    """A copy of the database at one moment; gives how many sessions it holds, and the names of their files."""
    state.unlink(missing_ok=True)
    with faults(source), closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(state)) as copy:
        origin.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        (sessions,) = copy.execute("SELECT count(*) FROM session").fetchone()
        found = copy.execute("SELECT audio, peaks FROM session").fetchall()
    return int(sessions), tuple(sorted(name for row in found for name in row if name))


def _manifest(about: About) -> str:
    return json.dumps(
        {
            "format": "sayback-backup",
            "version": FORMAT,
            "made": about.made.isoformat(),
            "schema": about.schema,
            "sessions": about.sessions,
            "files": [{"name": item.name, "size": item.size, "sha256": item.sha256} for item in about.items],
        },
        indent=1,
    )


# -- reading ---------------------------------------------------------------------------------------------------------


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        packed = zipfile.ZipFile(file)
    except FileNotFoundError as error:
        raise UserError(f"{file} is not there.", "Check the name.", ExitCode.UNREADABLE) from error
    except zipfile.BadZipFile as error:
        raise _no_backup(file) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(f"{file} could not be read: {reason}.", "Check the file.", ExitCode.UNREADABLE) from error
    with packed:
        try:
            yield packed
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise _damaged(file) from error


def _about(packed: zipfile.ZipFile, file: Path) -> About:
    """The list of contents, held against what the zip holds: the same names, each once, and none of them elsewhere."""
    try:
        entry = packed.getinfo(MANIFEST)
    except KeyError as error:
        raise _no_backup(file) from error
    if entry.file_size > _LARGEST_MANIFEST:
        raise _damaged(file)
    kept: Any = json.loads(packed.read(entry))  # JSON of any shape, read below
    try:
        if kept["format"] != "sayback-backup":
            raise _no_backup(file)
        if int(kept["version"]) > FORMAT or int(kept["schema"]) > len(MIGRATIONS):
            raise UserError(
                f"“{file.name}” was made by a newer Sayback.", "Install the newest Sayback.", ExitCode.STORAGE
            )
        items = tuple(Item(str(one["name"]), int(one["size"]), str(one["sha256"])) for one in kept["files"])
        about = About(datetime.fromisoformat(kept["made"]), int(kept["schema"]), int(kept["sessions"]), items)
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(file) from error
    held = sorted((entry.filename, entry.file_size) for entry in packed.infolist() if entry.filename != MANIFEST)
    if (
        held != sorted((item.name, item.size) for item in items)
        or len({item.name for item in items}) != len(items)
        or not all(_NAME.fullmatch(item.name) for item in items)
        or DATABASE not in {item.name for item in items}
    ):
        raise _damaged(file)
    return about


def _extract(packed: zipfile.ZipFile, about: About, file: Path, folder: Path, on_progress: Progress) -> None:
    private_folder(folder / "audio")
    done = 0
    for item in about.items:
        digest = hashlib.sha256()
        with packed.open(item.name) as origin, (folder / item.name).open("xb") as into:
            size = 0
            for chunk in _chunks(origin):
                size += len(chunk)
                if size > item.size:  # more than it says: a zip that would fill the disk
                    raise _damaged(file)
                into.write(chunk)
                digest.update(chunk)
                done += len(chunk)
                on_progress(min(1.0, done / max(1, about.size)))
            into.flush()
            os.fsync(into.fileno())
        if size != item.size or digest.hexdigest() != item.sha256:
            raise _damaged(file)


def _check_database(database: Path, file: Path) -> None:
    """It is whole, and as old as it says; what opens it later brings it up to date."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            connection.execute("SELECT id, audio, peaks FROM session LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        raise _damaged(file) from error
    if not sound or not 1 <= _schema(database) <= len(MIGRATIONS):
        raise _damaged(file)


def _check_room(size: int, folder: Path) -> None:
    with suppress(OSError):  # a disk that does not tell: the writing itself will
        if shutil.disk_usage(folder).free < size:
            raise UserError(
                f"There is no room in {folder} for {size / 1e6:.0f} MB.", "Free some space.", ExitCode.STORAGE
            )


def _schema(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _chunks(file: BinaryIO | Any) -> Iterator[bytes]:  # noqa: ANN401 - zipfile's own kind of file, too
    while chunk := file.read(_CHUNK):
        yield chunk


def _no_backup(file: Path) -> UserError:
    return UserError(f"“{file.name}” is no backup of Sayback.", "Choose another file.", ExitCode.UNREADABLE)


def _damaged(file: Path) -> UserError:
    return UserError(
        f"The backup “{file.name}” is damaged.", "Nothing was changed. Try another backup.", ExitCode.UNREADABLE
    )
