"""Whatever happens while the library is moved, one whole library is the one in use."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import ExitCode, UserError
from coach.library import move
from coach.library.library import Library
from coach.library.place import check_place, finish_move, move_library, placed
from coach.paths import Paths, paths
from coach.settings import Settings, load_settings, save_settings
from tests.coach.library.sessions import AGREED, a_recording, a_review


@pytest.fixture
def where(tmp_path: Path) -> Paths:
    made = paths({"SAYBACK_HOME": str(tmp_path / "stick")})
    recording = a_recording(tmp_path, size=3_000_000)
    with Library.open(made.library) as library:
        library.add(a_review(audio=recording), title="The move", consent=AGREED, audio=recording, peaks=recording)
        library.add(a_review(4), title="no sound", consent=AGREED)
    save_settings(made.settings, Settings(name="Nora"))
    return made


def in_use(where: Paths) -> Paths:
    return placed(where, load_settings(where.settings).settings)


def check_whole(folder: Path) -> None:
    with Library.open(folder) as library:
        rows = library.sessions()
        assert [row.title for row in rows] == ["no sound", "The move"]
        kept = library.load(rows[1].id)
        assert kept.audio is not None
        assert kept.audio.stat().st_size == 3_000_000
        assert kept.peaks is not None


def test_the_library_is_in_the_other_folder_and_nowhere_else(where: Paths, tmp_path: Path) -> None:
    new = tmp_path / "disk" / "Gespräche"
    seen: list[float] = []
    settings = move_library(where, new, on_progress=seen.append)
    assert (settings.library, settings.left, settings.name) == (str(new), "", "Nora")
    assert load_settings(where.settings).settings == settings
    assert in_use(where).library == new
    check_whole(new)
    assert not where.library.exists()
    assert seen[-1] == 1.0
    assert [path.name for path in new.parent.iterdir()] == ["Gespräche"]


def test_it_can_be_moved_back(where: Paths, tmp_path: Path) -> None:
    move_library(where, tmp_path / "disk")
    move_library(in_use(where), where.library)
    check_whole(where.library)
    assert not (tmp_path / "disk").exists()


def test_what_is_not_ours_stays_in_the_old_folder(where: Paths, tmp_path: Path) -> None:
    (where.library / "notes.txt").write_text("mine")
    move_library(where, tmp_path / "disk")
    assert [path.name for path in where.library.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("name", ["stick/sayback/library", "stick/sayback/library/inside", "stick", "full", "file"])
def test_a_folder_that_will_not_do_is_refused(where: Paths, tmp_path: Path, name: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    (tmp_path / "file").touch()
    with pytest.raises(UserError) as told:
        move_library(where, tmp_path / name)
    assert told.value.code is ExitCode.USAGE
    assert in_use(where).library == where.library
    check_whole(where.library)


def test_a_library_that_is_open_is_not_moved(where: Paths, tmp_path: Path) -> None:
    with Library.open(where.library) as window:
        with pytest.raises(UserError, match="is in use"):
            move_library(where, tmp_path / "disk")
        assert len(window.sessions()) == 2
        window.rename(window.sessions()[0].id, "no sound")
    check_whole(where.library)
    assert not (tmp_path / "disk").exists()


def test_nobody_gets_in_while_it_is_moved(where: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.library.database.PATIENCE", 0.05)
    told: list[str] = []

    def meanwhile(fraction: float) -> None:
        with pytest.raises(UserError) as error:
            Library.open(where.library)
        told.append(error.value.sentence)

    move_library(where, tmp_path / "disk", on_progress=meanwhile)
    assert told
    assert all("in use" in sentence for sentence in told)
    check_whole(tmp_path / "disk")


def test_a_copy_that_differs_is_not_taken(where: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(move, "_digest", lambda file: "another")
    with pytest.raises(UserError, match="is not what it should be"):
        move_library(where, tmp_path / "disk")
    assert not (tmp_path / "disk").exists()
    check_whole(where.library)


def test_settings_that_cannot_be_written_leave_it_where_it_is(
    where: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, settings: Settings) -> None:
        if settings.library:
            raise UserError("There is no room.", "Free some.", ExitCode.STORAGE)
        save_settings(path, settings)

    monkeypatch.setattr("coach.library.place.save_settings", full)
    with pytest.raises(UserError, match="no room"):
        move_library(where, tmp_path / "disk")
    assert not (tmp_path / "disk").exists()
    assert load_settings(where.settings).settings == Settings(name="Nora")
    check_whole(where.library)


def test_a_missing_disk_begins_no_new_library(where: Paths, tmp_path: Path) -> None:
    move_library(where, tmp_path / "disk")
    (tmp_path / "disk").rename(tmp_path / "unplugged")
    settings = load_settings(where.settings).settings
    with pytest.raises(UserError, match="that folder is not there now") as told:
        check_place(placed(where, settings), settings)
    assert str(where.settings) in told.value.next_step
    check_place(where, replace(settings, library=""))


# -- killed at every step --------------------------------------------------------------------------------------------

KILLED = """
import os, shutil, sys
from dataclasses import replace
from pathlib import Path
from coach.library.place import finish_move, move_library, placed
from coach.paths import Paths
from coach.settings import load_settings
origin, folder, step = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
STEPS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "sqlite3.connect"}
count = 0
def watch(event, _):
    global count
    if event in STEPS:
        count += 1
        if count == limit:
            os._exit(9)
limit = 0
while True:
    limit += step
    home = folder / str(limit)
    shutil.copytree(origin, home)
    where = Paths(home / "library", home / "weights", home / "settings.json", home / "cache", home / "logs")
    child = os.fork()
    if child == 0:
        count = 0
        sys.addaudithook(watch)
        move_library(where, home / "moved")
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
        break
print(limit)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="fork")
def test_a_kill_at_any_step_leaves_one_whole_library(where: Paths, tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    runs.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(where.library.parent), str(runs), "1"],
        capture_output=True,
        text=True,
        check=True,
    )
    seen = set()
    for home in sorted(runs.iterdir()):
        here = replace(where, library=home / "library", settings=home / "settings.json")
        settings = load_settings(here.settings).settings
        moved = bool(settings.library)
        seen.add((moved, bool(settings.left), (home / "library").exists(), (home / "moved").exists()))
        check_place(placed(here, settings), settings)
        check_whole(placed(here, settings).library)
        settings = finish_move(placed(here, settings))
        assert not settings.left
        check_whole(placed(here, settings).library)
        if moved:
            assert [path.name for path in home.glob("library/*")] == []
            assert not (home / "library").exists()
        else:  # and it can be tried again
            move_library(here, home / "moved")
            check_whole(home / "moved")
            assert [path.name for path in home.glob(".moved.*.part")] == []
    assert len(list(runs.iterdir())) > 20
    assert {
        (False, True, True, False),
        (False, True, True, True),
        (True, True, True, True),
        (True, False, False, True),
    } <= seen, done.stdout
