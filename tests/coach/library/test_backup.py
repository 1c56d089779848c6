"""A backup is the whole library at one moment, and nothing is taken from one that is not whole."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.editing.edits import EditWords
from coach.editing.history import History
from coach.editing.rescore import Rescorer
from coach.errors import ExitCode, UserError
from coach.feedback.guess import Guess
from coach.library.backup import back_up, examine, unpack
from coach.library.label_rows import Counted, Kind
from coach.library.library import Library
from coach.library.merge import Merged, bring_back
from tests.coach.library.killed import killed_at_each_step
from tests.coach.library.older import older
from tests.coach.library.sessions import AGREED, SECRET, a_recording, a_review, heard_for

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick" / "all of it.sayback-backup"


def fill(library: Library, folder: Path) -> tuple[str, str]:
    """One session with a recording and everything that can hang on one, and a transcript in the trash."""
    recording = a_recording(folder)
    reviewed = a_review(audio=recording)
    session = library.add(
        reviewed, heard_for(reviewed), title="The move", consent=AGREED, audio=recording, peaks=recording
    )
    library.answer(session, Guess(talk_share=0.4, note="too much"))
    history = History().then(EditWords(1, "Splendid."))
    library.edit(session, history, Rescorer(reviewed).review(history.applied))
    library.set_tags(session, ["work", "Berlin"])
    library.set_people(session, {"B": "Daniel"})
    other = library.add(a_review(4), title="Thrown away", consent=AGREED)
    library.trash([other])
    return session, other


def everything(library: Library) -> object:
    rows = (*library.sessions(), *library.trashed())
    loaded = [library.load(row.id) for row in rows]
    files = [(kept.audio and kept.audio.read_bytes(), kept.peaks and kept.peaks.read_bytes()) for kept in loaded]
    plain = [(kept.id, kept.title, kept.review, kept.origin, kept.history, kept.answer, kept.tags, dict(kept.known),
              kept.trashed, kept.consent) for kept in loaded]  # fmt: skip
    heard = [library.heard(row.id) for row in rows]
    found = [(one.row.id, one.hit) for word in ("splendid", SECRET) for one in library.find(word)]
    return rows, plain, files, heard, found, library.labels(Kind.TAG), library.labels(Kind.PERSON)


def parts(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if "part" in path.name]


# -- there and back --------------------------------------------------------------------------------------------------


def test_what_was_backed_up_comes_back_whole(folder: Path, target: Path, tmp_path: Path) -> None:
    with Library.open(folder, clock=lambda: NOON) as library:
        fill(library, tmp_path)
        before = everything(library)
        seen: list[float] = []
        about = back_up(folder, target, now=NOON, on_progress=seen.append)  # while it is open
    assert (about.made, about.sessions, len(about.items)) == (NOON, 2, 3)
    assert examine(target) == about
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    unpack(target, tmp_path / "new" / "place")
    with Library.open(tmp_path / "new" / "place") as restored:
        assert everything(restored) == before
    assert parts(tmp_path) == []


def test_an_empty_folder_will_do_and_a_full_one_will_not(folder: Path, target: Path, tmp_path: Path) -> None:
    with Library.open(folder) as library:
        fill(library, tmp_path)
    back_up(folder, target, now=NOON)
    empty, full = tmp_path / "empty", tmp_path / "full"
    empty.mkdir()
    unpack(target, empty)
    full.mkdir()
    (full / "novel.txt").write_text("mine")
    with pytest.raises(UserError, match="is not empty") as told:
        unpack(target, full)
    assert told.value.code is ExitCode.USAGE
    assert (full / "novel.txt").read_text() == "mine"
    with Library.open(empty) as library:
        assert len(library.sessions()) == 1


def test_what_comes_in_meanwhile_waits_for_the_next_backup(folder: Path, target: Path, tmp_path: Path) -> None:
    with Library.open(folder) as library:
        fill(library, tmp_path)
        added = []

        def meanwhile(fraction: float) -> None:
            if not added:
                recording = a_recording(tmp_path, name="late.wav")
                added.append(library.add(a_review(4, audio=recording), title="late", consent=AGREED, audio=recording))

        back_up(folder, target, now=NOON, on_progress=meanwhile)
        assert len(library.sessions()) == 2
    unpack(target, tmp_path / "new")
    with Library.open(tmp_path / "new") as restored:
        assert [row.title for row in restored.sessions()] == ["The move"]


def test_a_recording_deleted_meanwhile_leaves_its_session(folder: Path, target: Path, tmp_path: Path) -> None:
    with Library.open(folder) as library:
        session, _ = fill(library, tmp_path)
        library.load(session).audio.unlink()  # type: ignore[union-attr] - it is there
    assert len(back_up(folder, target, now=NOON).items) == 2
    unpack(target, tmp_path / "new")
    with Library.open(tmp_path / "new") as restored:
        assert restored.load(session).audio is None


def test_an_older_backup_stays_until_the_new_one_is_whole(folder: Path, target: Path, tmp_path: Path) -> None:
    with Library.open(folder) as library:
        fill(library, tmp_path)
    back_up(folder, target, now=NOON)
    before = target.read_bytes()

    class StoppedError(Exception):
        pass

    def stop(fraction: float) -> None:
        if fraction > 0.5:
            raise StoppedError

    with pytest.raises(StoppedError):
        back_up(folder, target, now=NOON + timedelta(1), on_progress=stop)
    assert target.read_bytes() == before
    assert parts(target.parent) == []
    back_up(folder, target, now=NOON + timedelta(1))
    assert examine(target).made == NOON + timedelta(1)


def test_a_backup_inside_the_library_or_of_none_is_refused(folder: Path, target: Path) -> None:
    with pytest.raises(UserError, match="There is no library"):
        back_up(folder, target, now=NOON)
    with Library.open(folder):
        pass
    with pytest.raises(UserError, match="inside the library"):
        back_up(folder, folder / "audio" / "x", now=NOON)
    with pytest.raises(UserError, match="does not exist"):
        back_up(folder, target.parent / "none" / "x", now=NOON)
    assert list(target.parent.iterdir()) == []


FULL = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from coach.errors import UserError
from coach.library.backup import back_up
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    back_up(Path(sys.argv[1]), Path(sys.argv[2]), now=datetime.now(UTC))
except UserError as error:
    print(error.code.value, error.sentence)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes stand in for a full disk")
@pytest.mark.parametrize("limit", [10_000, 100_000, 250_000])
def test_a_full_disk_leaves_the_older_backup(folder: Path, target: Path, tmp_path: Path, limit: int) -> None:
    with Library.open(folder) as library:
        fill(library, tmp_path)
    target.write_bytes(b"the older one")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(folder), str(target), str(limit)], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("6 "), done
    assert target.read_bytes() == b"the older one"
    assert parts(target.parent) == []


# -- what is not whole -----------------------------------------------------------------------------------------------


@pytest.fixture
def whole(folder: Path, target: Path, tmp_path: Path) -> Path:
    with Library.open(folder) as library:
        fill(library, tmp_path)
    back_up(folder, target, now=NOON)
    return target


def rewritten(whole: Path, change: Callable[[dict[str, bytes], dict[str, object]], None]) -> None:
    """The backup with other contents; ``change`` gets the files by name and the list of contents."""
    with zipfile.ZipFile(whole) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    about = json.loads(files.pop("backup.json"))
    change(files, about)
    with zipfile.ZipFile(whole, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
        packed.writestr("backup.json", json.dumps(about))


def hidden(files: dict[str, bytes], about: dict) -> None:
    files["../../evil.wav"] = files.pop(next(name for name in files if name.startswith("audio/")))
    about["files"][1]["name"] = "../../evil.wav"


def absolute(files: dict[str, bytes], about: dict) -> None:
    files["/tmp/evil.wav"] = b""
    about["files"].append({"name": "/tmp/evil.wav", "size": 0, "sha256": ""})


def added(files: dict[str, bytes], about: dict) -> None:
    files["extra"] = b"?"


def lacking(files: dict[str, bytes], about: dict) -> None:
    del files[next(name for name in files if name.startswith("audio/"))]


def another(files: dict[str, bytes], about: dict) -> None:
    name = next(name for name in files if name.startswith("audio/"))
    files[name] = files[name][::-1]


def no_database(files: dict[str, bytes], about: dict) -> None:
    files["library.db"] = b"x" * len(files["library.db"])
    from hashlib import sha256

    next(one for one in about["files"] if one["name"] == "library.db")["sha256"] = sha256(
        files["library.db"]
    ).hexdigest()


def listless(files: dict[str, bytes], about: dict) -> None:
    about["files"] = "none"


def undated(files: dict[str, bytes], about: dict) -> None:
    about["made"] = "yesterday"


@pytest.mark.parametrize("change", [hidden, absolute, added, lacking, another, no_database, listless, undated])
def test_what_is_not_what_it_says_is_refused(whole: Path, tmp_path: Path, change) -> None:
    rewritten(whole, change)
    with pytest.raises(UserError, match="is damaged") as told:
        unpack(whole, tmp_path / "deep" / "er" / "new")
    assert told.value.code is ExitCode.UNREADABLE
    assert not (tmp_path / "deep" / "er" / "new").exists()
    assert not list(tmp_path.rglob("evil.wav"))
    assert parts(tmp_path) == []


@pytest.mark.parametrize(("name", "value"), [("version", 2), ("schema", 99)])
def test_a_newer_backup_is_refused(whole: Path, tmp_path: Path, name: str, value: int) -> None:
    rewritten(whole, lambda files, about: about.update({name: value}))
    with pytest.raises(UserError, match="made by a newer Sayback"):
        unpack(whole, tmp_path / "new")


def test_any_damaged_byte_is_found(whole: Path, folder: Path, tmp_path: Path) -> None:
    content, told = whole.read_bytes(), 0
    with Library.open(folder) as library:
        before = everything(library)
    for place in range(40, len(content), len(content) // 40):
        whole.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        with suppress(UserError):
            unpack(whole, tmp_path / "new")
        if not (tmp_path / "new").exists():
            told += 1
            continue
        with Library.open(tmp_path / "new") as library:  # a byte of the zip that says nothing of the contents
            assert everything(library) == before
        shutil.rmtree(tmp_path / "new")
    assert told > 30


@pytest.mark.parametrize("length", [0, 1, 100, 5000])
def test_a_file_cut_short_is_no_backup(whole: Path, tmp_path: Path, length: int) -> None:
    whole.write_bytes(whole.read_bytes()[:length])
    with pytest.raises(UserError, match="is no backup of Sayback"):
        examine(whole)


def test_other_files_are_no_backup(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as packed:
        packed.writestr("a.jpg", b"")
    for name, words in (("photos.zip", "is no backup"), ("none", "is not there"), ("", "could not be read")):
        with pytest.raises(UserError, match=words) as told:
            examine(tmp_path / name)
        assert told.value.code is ExitCode.UNREADABLE


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


# -- killed at every step --------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="fork")
def test_a_kill_while_backing_up_leaves_a_whole_backup(whole: Path, folder: Path, tmp_path: Path) -> None:
    before = whole.read_bytes()
    later = NOON + timedelta(days=1)

    def prepare(number: int) -> None:
        whole.write_bytes(before)

    def check(number: int) -> None:
        assert examine(whole).made in (NOON, later)
        shutil.rmtree(tmp_path / "checked", ignore_errors=True)
        unpack(whole, tmp_path / "checked")

    steps = killed_at_each_step(lambda: back_up(folder, whole, now=later), prepare, check)
    assert steps > 5
    assert examine(whole).made == later
    assert parts(whole.parent) == []  # the last run swept what the killed ones had left


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
