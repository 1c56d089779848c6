"""Libraries as older versions left them."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from coach.library.database import open_database
from coach.library.library import Library
from coach.library.schema import MIGRATIONS

_T = TypeVar("_T")


def older(folder: Path, schema: int, fill: Callable[[Library], _T]) -> _T:
    """A library of that schema in ``folder`` with what ``fill`` puts in, as far as that schema could hold it."""
    newest = folder.with_name(f"{folder.name} of today")
    with Library.open(newest) as library:
        given = fill(library)
    folder.mkdir(parents=True, exist_ok=True)
    with closing(open_database(folder / "library.db", MIGRATIONS[:schema])) as old:
        named = old.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'said_index%'")
        tables = [name for (name,) in named]  # the index of words follows its table by itself
        old.execute("ATTACH ? AS today", (str(newest / "library.db"),))
        for table in tables:
            names = ", ".join(f'"{name}"' for name in columns(old, table))
            old.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM today.{table}")
    if (newest / "audio").exists():
        shutil.copytree(newest / "audio", folder / "audio")
    shutil.rmtree(newest)
    return given


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The names of the columns of a table of the library itself."""
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?, 'main')", (table,))]
