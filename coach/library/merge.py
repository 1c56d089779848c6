"""Bringing back from a backup what a library does not hold, without doubling what it does."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from coach.errors import UserError
from coach.files import private_folder
from coach.library.backup import DATABASE, Progress, unpack
from coach.library.database import faults, open_database, transaction
from coach.library.library import RESTORE, Library
from coach.library.schema import MIGRATIONS
from coach.library.shelf import Shelf

_TABLES = ("session", "speaker", "turn", "heard", "judged", "edit", "origin", "guess", "sheet")
"""Tables that hold a session, each after those it leans on. ``said`` is apart: its numbers are given anew."""

_NAMED = (("tag", "session, name"), ("person", "session, speaker, name"))


@dataclass(frozen=True, slots=True)
class Merged:
    """How many sessions came back, and how many were here already and stayed as they are."""

    came: int
    stayed: int


def bring_back(file: Path, folder: Path, *, on_progress: Progress = lambda _: None) -> Merged:
    """Take every session of the backup that the library in ``folder`` lacks, in one step or not at all.

    Raises:
        UserError: the backup is damaged, no backup or newer; no room.
    """
    private_folder(folder)
    between = folder / f"{RESTORE}{os.getpid()}.part"
    try:
        unpack(file, between, on_progress=on_progress)
        with Library.open(between):
            pass  # brings an older one up to date, its index too
        with Library.open(folder):
            pass
        return _merge(between, folder)
    finally:
        shutil.rmtree(between, ignore_errors=True)


def _merge(origin: Path, folder: Path) -> Merged:
    """Recordings are copied before the transaction begins, so that nobody waits for them."""
    database, shelf = folder / DATABASE, Shelf(folder / "audio")
    brought: list[tuple[Path, str]] = []
    with faults(database), closing(open_database(database, MIGRATIONS)) as connection:
        connection.execute("ATTACH ? AS backup", (str(origin / DATABASE),))
        connection.execute(
            "CREATE TEMP TABLE wanted AS SELECT id FROM backup.session WHERE id NOT IN (SELECT id FROM main.session)"
        )
        try:
            for name in _files(connection):
                if (source := origin / "audio" / name).is_file():
                    brought.append((shelf.bring(source, name), name))  # noqa: PERF401 - a fault leaves these known
            with transaction(connection):
                connection.execute("DELETE FROM wanted WHERE id IN (SELECT id FROM main.session)")
                _copy_rows(connection)
                for between, name in brought:
                    shelf.place(between, name)
                (came,) = connection.execute("SELECT count(*) FROM wanted").fetchone()
                (whole,) = connection.execute("SELECT count(*) FROM backup.session").fetchone()
        except BaseException:
            with suppress(UserError):  # the fault itself matters more; the next opening sweeps
                shelf.discard(*(between for between, _ in brought))
            raise
    return Merged(came, whole - came)


def _files(connection: sqlite3.Connection) -> tuple[str, ...]:
    found = connection.execute("SELECT audio, peaks FROM backup.session WHERE id IN (SELECT id FROM wanted)").fetchall()
    return tuple(name for row in found for name in row if name)


def _copy_rows(connection: sqlite3.Connection) -> None:
    for table in _TABLES:
        names = ", ".join(f'"{name}"' for name in _columns(connection, table))
        of = "id" if table == "session" else "session"
        order = "ORDER BY created" if table == "session" else ""
        connection.execute(
            f"INSERT INTO main.{table} ({names}) SELECT {names} FROM backup.{table} "
            f"WHERE {of} IN (SELECT id FROM wanted) {order}"
        )
    connection.execute(
        "INSERT INTO main.said (session, position, start, speaker, text) "
        "SELECT session, position, start, speaker, text FROM backup.said "
        "WHERE session IN (SELECT id FROM wanted) ORDER BY session, position"
    )
    connection.execute("INSERT OR IGNORE INTO main.plan SELECT * FROM backup.plan")  # a plan of today stays
    for kind, columns in _NAMED:
        of = columns.removesuffix("name")
        connection.execute(
            f"INSERT OR IGNORE INTO main.{kind} (name, key) SELECT name, key FROM backup.{kind} WHERE id IN "
            f"(SELECT {kind} FROM backup.session_{kind} WHERE session IN (SELECT id FROM wanted))"
        )
        connection.execute(
            f"INSERT INTO main.session_{kind} ({of} {kind}) SELECT {of} here.id FROM backup.session_{kind} AS given "
            f"JOIN backup.{kind} AS there ON there.id = given.{kind} JOIN main.{kind} AS here ON here.key = there.key "
            f"WHERE session IN (SELECT id FROM wanted)"
        )


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?, 'main')", (table,))]
