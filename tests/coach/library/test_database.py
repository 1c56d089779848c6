"""The database is brought up to date safely, and says plainly what is wrong with it."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from coach.errors import ExitCode, UserError
from coach.library.database import PATIENCE, backups, open_database
from coach.library.library import Library
from coach.library.schema import MIGRATIONS
from tests.coach.library.sessions import AGREED, SECRET, a_recording, a_review


def with_notes(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE note (session TEXT NOT NULL REFERENCES session (id), text TEXT NOT NULL) STRICT")
    connection.execute("INSERT INTO note SELECT id, 'kept' FROM session")


def broken(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE turn")
    raise RuntimeError("a mistake in this step")


def test_schema_1_is_made_from_nothing(tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "library.db", MIGRATIONS[:1])) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)
    ours = {name: strict for name, strict in tables if not name.startswith("sqlite_")}
    assert ours == dict.fromkeys(("session", "speaker", "turn", "heard", "judged"), 1)
    assert backups(tmp_path / "library.db") == ()


def test_a_library_of_schema_1_comes_over_with_nobody_recognised(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with closing(open_database(path, MIGRATIONS[:1])) as old:
        session = dict.fromkeys(_columns_of(old, "session"), "")
        session |= {"id": "s", "duration": 9.0, "source_duration": 9.0, "source_channels": 2, "band": None}
        session |= dict.fromkeys(("boundary_error", "word_confidence", "audio", "peaks", "talk_share"))
        names = ", ".join(session)
        old.execute(f"INSERT INTO session ({names}) VALUES ({', '.join('?' * len(session))})", tuple(session.values()))
        old.execute("INSERT INTO speaker VALUES ('s', 'A', 0, 'Nora', 1, 0)")
        old.commit()
    with closing(open_database(path, MIGRATIONS)) as new:
        found = new.execute("SELECT id, position, label, me, channel, me_confidence FROM speaker").fetchall()
    assert found == [("A", 0, "Nora", 1, 0, None)]


def _columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    return [name for (name,) in connection.execute(f"SELECT name FROM pragma_table_info('{table}')")]


def test_an_older_library_is_brought_up_to_date_and_backed_up(tmp_path: Path) -> None:
    reviewed = a_review()
    with Library.open(tmp_path) as library:
        session = library.add(reviewed, title="x", consent=AGREED)
    with Library.open(tmp_path, migrations=(*MIGRATIONS, with_notes)) as library:
        assert library.load(session).review == reviewed
    with closing(sqlite3.connect(tmp_path / "library.db")) as now:
        assert now.execute("SELECT session, text FROM note").fetchall() == [(session, "kept")]
        assert now.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
    (copy,) = backups(tmp_path / "library.db")
    with closing(sqlite3.connect(copy)) as before:
        assert before.execute("SELECT id FROM session").fetchall() == [(session,)]
        assert before.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    reviewed = a_review()
    with Library.open(tmp_path) as library:
        session = library.add(reviewed, title="x", consent=AGREED)
    with pytest.raises(RuntimeError, match="a mistake in this step"):
        Library.open(tmp_path, migrations=(*MIGRATIONS, broken))
    with Library.open(tmp_path) as library:
        assert library.load(session).review == reviewed


def test_deleting_a_session_takes_the_copy_from_before_an_update_too(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        session = library.add(a_review(), title="x", consent=AGREED)
    with Library.open(tmp_path, migrations=(*MIGRATIONS, lambda connection: None)) as library:
        assert backups(tmp_path / "library.db")
        library.delete(session)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


def test_a_newer_library_is_refused_and_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "library.db")) as newer:
        newer.execute("CREATE TABLE future (id TEXT)")
        newer.execute("PRAGMA user_version = 99")
    before = (tmp_path / "library.db").read_bytes()
    with pytest.raises(UserError, match="made by a newer Sayback") as told:
        Library.open(tmp_path)
    assert told.value.code is ExitCode.STORAGE
    assert (tmp_path / "library.db").read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"this is no database at all, but it is long enough to look at" * 40, b"SQLite format 3\0"]
)
def test_a_damaged_library_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "library.db").write_bytes(content)
    with pytest.raises(UserError, match="is damaged") as told:
        Library.open(tmp_path)
    assert "Move the folder" in told.value.next_step
    assert (tmp_path / "library.db").read_bytes() == content


def test_damage_inside_the_file_is_told_where_it_is_met(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        session = library.add(a_review(400), title="x", consent=AGREED)
    whole = bytearray((tmp_path / "library.db").read_bytes())
    whole[4096:] = b"\xff" * (len(whole) - 4096)
    (tmp_path / "library.db").write_bytes(whole)
    with pytest.raises(UserError, match="is damaged"), Library.open(tmp_path) as library:
        library.load(session)


def test_a_locked_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.library.database.PATIENCE", 0.05)
    monkeypatch.setattr("coach.library.library.PATIENCE", 0.05)
    assert PATIENCE > 1.0
    with Library.open(tmp_path) as library:
        session = library.add(a_review(2), title="x", consent=AGREED)
    with closing(sqlite3.connect(tmp_path / "library.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Library.open(tmp_path) as library:
            assert library.load(session).title == "x"
            with pytest.raises(UserError, match="in use by another program"):
                library.rename(session, "y")
            other.execute("ROLLBACK")
            library.rename(session, "y")


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("a file")
    with pytest.raises(UserError) as told:
        Library.open(tmp_path / "library")
    assert told.value.code is ExitCode.STORAGE


def test_a_folder_that_may_not_be_written_is_told(unwritable: Path) -> None:
    with pytest.raises(UserError) as told:
        Library.open(unwritable / "sayback")
    assert told.value.code is ExitCode.STORAGE
    assert str(unwritable / "sayback") in told.value.sentence


FILL = """
import resource, sys
from pathlib import Path
from coach.errors import UserError
from coach.library.library import Library
from tests.coach.library.sessions import AGREED, a_review
folder, recording, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
with Library.open(folder) as library:
    kept = library.add(a_review(4), title="before", consent=AGREED)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        reviewed = a_review(400, audio=recording)
        library.add(reviewed, title="too much", consent=AGREED, audio=recording)
    except UserError as error:
        print(error.code.value, error.sentence)
    print(library.load(kept).title, len(library.sessions()))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes stand in for a full disk")
@pytest.mark.parametrize(("size", "limit"), [(900_000, 600_000), (1_000, 200_000)], ids=["recording", "rows"])
def test_a_full_disk_is_told_and_leaves_nothing_half_written(tmp_path: Path, size: int, limit: int) -> None:
    recording = a_recording(tmp_path, size=size)
    folder = tmp_path / "library"
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(folder), str(recording), str(limit)],
        capture_output=True,
        text=True,
        check=True,
    )
    told, kept = done.stdout.splitlines()
    assert told.startswith("6 "), done.stdout
    assert kept == "before 1"
    with Library.open(folder) as library:
        assert [row.title for row in library.sessions()] == ["before"]
    assert list((folder / "audio").iterdir()) == []
