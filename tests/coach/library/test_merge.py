"""What a library lacks comes back from a backup, nothing is doubled, and a kill leaves it whole."""

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from coach.errors import UserError
from coach.library.backup import back_up, unpack
from coach.library.label_rows import Counted, Kind
from coach.library.library import Library
from coach.library.merge import Merged, bring_back
from tests.clocks import NOON
from tests.coach.library.kept import another, everything, fill, parts, rewritten
from tests.coach.library.killed import killed_at_each_step
from tests.coach.library.older import older
from tests.coach.library.sessions import AGREED, SECRET, a_review

# -- bringing back into a library that is in use -----------------------------------------------------------------------


def test_what_is_missing_comes_back_and_what_is_there_stays(whole: Path, folder: Path) -> None:
    with Library.open(folder) as library:
        before = everything(library)
        (kept,) = library.sessions()
        (thrown,) = library.trashed()
        library.delete(kept.id)
        library.rename(thrown.id, "another title")
        new = library.add(a_review(4), title="new", consent=AGREED)
        assert bring_back(whole, folder) == Merged(came=1, stayed=1)
        assert {row.title for row in library.sessions()} == {"The move", "new"}
        assert [row.title for row in library.trashed()] == ["another title"]
        library.delete(new)
        library.rename(thrown.id, thrown.title)
        assert everything(library) == before
        assert bring_back(whole, folder) == Merged(came=0, stayed=2)
        assert everything(library) == before
    assert parts(folder) == []


def test_a_library_that_is_gone_comes_back(whole: Path, tmp_path: Path, folder: Path) -> None:
    with Library.open(folder) as library:
        before = everything(library)
    assert bring_back(whole, tmp_path / "fresh") == Merged(came=2, stayed=0)
    with Library.open(tmp_path / "fresh") as library:
        assert everything(library) == before


def test_tags_and_people_of_both_become_one(whole: Path, folder: Path) -> None:
    with Library.open(folder) as library:
        library.delete(library.sessions()[0].id)
        here = library.add(a_review(4), title="here", consent=AGREED)
        library.set_tags(here, ["WORK"])
        library.set_people(here, {"A": "daniel"})
        bring_back(whole, folder)
        assert library.labels(Kind.TAG) == (Counted("Berlin", 1), Counted("WORK", 2))
        assert library.labels(Kind.PERSON) == (Counted("daniel", 2),)


def test_a_backup_of_an_older_schema_comes_back(tmp_path: Path, folder: Path, target: Path) -> None:
    older(tmp_path / "old", 4, lambda library: fill(library, tmp_path))
    assert back_up(tmp_path / "old", target, now=NOON).schema == 4
    assert bring_back(target, folder) == Merged(came=2, stayed=0)
    with Library.open(folder) as library:
        assert len(library.find("splendid")) == 1
        assert len(library.sessions()) == 2  # schema 4 knew no trash


def test_a_damaged_backup_changes_nothing(whole: Path, folder: Path) -> None:
    rewritten(whole, another)
    with Library.open(folder) as library:
        library.delete(library.sessions()[0].id)
        with pytest.raises(UserError, match="is damaged"):
            bring_back(whole, folder)
        assert library.sessions() == ()
    assert parts(folder) == []


@pytest.mark.skipif(not Path("/proc").exists(), reason="a process id above the largest")
def test_what_a_killed_restore_left_is_swept(folder: Path) -> None:
    left = folder / f".restore.{2**22 + 1}.part"
    living = folder / f".restore.{os.getppid()}.part"
    for part in (left, living):
        part.mkdir(parents=True)
        (part / "library.db").write_bytes(SECRET.encode())
    with Library.open(folder):
        assert not left.exists()
        assert living.exists()


def test_the_copy_of_the_database_is_one_moment(folder: Path, target: Path, tmp_path: Path) -> None:
    with Library.open(folder) as library, closing(sqlite3.connect(folder / "library.db")) as writer:
        fill(library, tmp_path)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE session SET title = 'half done'")
        back_up(folder, target, now=NOON)
        writer.rollback()
    unpack(target, tmp_path / "new")
    with Library.open(tmp_path / "new") as restored:
        assert [row.title for row in restored.sessions()] == ["The move"]


@pytest.mark.skipif(sys.platform == "win32", reason="fork")
def test_a_kill_while_bringing_back_leaves_a_whole_library(whole: Path, folder: Path, tmp_path: Path) -> None:
    with Library.open(folder) as library:
        before = everything(library)
        library.delete(library.sessions()[0].id)
        after = everything(library)
    empty = tmp_path / "as it was"
    shutil.copytree(folder, empty)
    seen = []

    def prepare(number: int) -> None:
        shutil.rmtree(folder)
        shutil.copytree(empty, folder)

    def check(number: int) -> None:
        with Library.open(folder) as library:
            seen.append(everything(library))
        assert seen[-1] in (before, after)
        assert parts(folder) == []
        owned = {name for kept in seen[-1][1] for name in [kept[0]]}  # type: ignore[index] - the second part of everything
        assert {path.name.partition(".")[0] for path in (folder / "audio").iterdir()} <= owned

    assert killed_at_each_step(lambda: bring_back(whole, folder), prepare, check) > 20
    assert after in seen
    assert seen[-1] == before
