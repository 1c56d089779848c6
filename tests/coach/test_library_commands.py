"""sayback search and sayback library: what they say, and how they end."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.errors import ExitCode
from coach.library.library import Library
from coach.paths import Paths
from coach.settings import Settings, load_settings, save_settings
from tests.coach.commanded import run
from tests.coach.library.sessions import AGREED, SECRET, a_recording, a_review

OLD = datetime(2020, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, stick: Paths) -> Paths:
    """A library with one session that has a recording, and one in the trash."""
    recording = a_recording(tmp_path, size=2_500_000)
    with Library.open(stick.library, clock=lambda: OLD) as library:
        library.add(a_review(audio=recording), title="The move", consent=AGREED, audio=recording)
    with Library.open(stick.library) as library:
        library.trash([library.add(a_review(4), title="Thrown away", consent=AGREED)])
    return stick


def test_search_says_where_it_was_said(home: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", SECRET, "planted") == ExitCode.OK
    said = capsys.readouterr().out
    assert "The move  (2020-01-01, A, B)" in said
    assert f"0:09  B: I felt sad, and the [{SECRET}] I had [planted] was gone" in said
    assert "and 19 more" in said
    assert "Thrown away" not in said


def test_search_for_what_nobody_said(home: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", "zebra") == ExitCode.OK
    assert "No session holds all of these words" in capsys.readouterr().out


def test_search_for_nothing(home: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", " — ") == ExitCode.USAGE
    assert "nothing to look for" in capsys.readouterr().err


@pytest.mark.parametrize("action", [(), ("status",)])
def test_status_says_how_big_it_is(home: Paths, capsys: pytest.CaptureFixture[str], action: tuple[str, ...]) -> None:
    assert run("library", *action) == ExitCode.OK
    said = capsys.readouterr().out
    assert "1 session and 1 in the trash" in said
    assert str(home.library) in said
    assert "2.5 MB  recordings" in said
    assert "2.5 MB  The move" in said
    assert "kept until you delete them" in said


def test_status_says_what_retention_will_do(home: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    save_settings(home.settings, Settings(keep_days=90))
    assert run("library") == ExitCode.OK
    assert "kept for 90 days; 1 are older" in capsys.readouterr().out


def test_backup_and_restore(home: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "all.sayback-backup"
    assert run("library", "backup", file) == ExitCode.OK
    told = capsys.readouterr()
    assert "2 sessions, " in told.out
    assert str(file) in told.out
    assert "can read and hear everything" in told.err
    with Library.open(home.library) as library:
        library.delete(library.sessions()[0].id)
    assert run("library", "restore", file) == ExitCode.OK
    assert "1 session brought back.\n1 session of the backup was here already" in capsys.readouterr().out
    assert run("library", "restore", file, "--to", tmp_path / "new") == ExitCode.OK
    for folder in (home.library, tmp_path / "new"):
        with Library.open(folder) as library:
            assert [row.title for row in library.sessions()] == ["The move"]


def test_a_backup_into_a_folder_is_named_by_its_day(home: Paths, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir(exist_ok=True)
    (tmp_path / "disk").mkdir()
    assert run("library", "backup", tmp_path / "disk") == ExitCode.OK
    (made,) = (tmp_path / "disk").iterdir()
    assert made.name == f"Sayback {datetime.now(UTC).astimezone():%Y-%m-%d}.sayback-backup"


def test_bad_backups_have_their_codes(home: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK no zip")
    assert run("library", "restore", tmp_path / "x.zip") == ExitCode.UNREADABLE
    assert "“x.zip” is no backup of Sayback" in capsys.readouterr().err
    assert run("library", "restore", tmp_path / "none") == ExitCode.UNREADABLE
    assert run("library", "backup", tmp_path / "none" / "x") == ExitCode.STORAGE
    assert run("library", "move", tmp_path) == ExitCode.USAGE


def test_after_a_move_every_command_finds_the_library(
    home: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "disk" / "talks"
    assert run("library", "move", new) == ExitCode.OK
    assert f"now in {new}" in capsys.readouterr().out
    assert load_settings(home.settings).settings.library == str(new)
    assert run("search", SECRET) == ExitCode.OK
    assert "The move" in capsys.readouterr().out
    new.rename(tmp_path / "unplugged")
    assert run("search", SECRET) == ExitCode.STORAGE
    assert "that folder is not there now. Connect its disk" in " ".join(capsys.readouterr().err.split())
    assert not home.library.exists()
    assert run("doctor") != ExitCode.BUG


def test_erase_deletes_a_moved_library_and_no_stranger(home: Paths, tmp_path: Path) -> None:
    new = tmp_path / "disk" / "talks"
    run("library", "move", new)
    (new / "mine.txt").write_text("mine")
    assert run("erase", "--yes") == ExitCode.OK
    assert [path.name for path in new.iterdir()] == ["mine.txt"]


def test_the_trash_is_listed_and_emptied(home: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("library", "trash") == ExitCode.OK
    assert "Thrown away, gone for good in 30 days" in capsys.readouterr().out
    assert run("library", "empty-trash") == ExitCode.USAGE
    assert "add --yes" in capsys.readouterr().err
    with Library.open(home.library) as library:
        assert len(library.trashed()) == 1
    assert run("library", "empty-trash", "--yes") == ExitCode.OK
    assert "1 session deleted for good" in capsys.readouterr().out
    assert run("library", "empty-trash", "--yes") == ExitCode.OK
    assert run("library", "trash") == ExitCode.OK
    assert capsys.readouterr().out.count("The trash is empty.") == 2
