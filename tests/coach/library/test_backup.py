"""A backup is the whole library at one moment, and nothing is taken from one that is not whole."""

import shutil
import subprocess
import sys
import zipfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from coach.errors import ExitCode, UserError
from coach.library.backup import back_up, examine, unpack
from coach.library.library import Library
from tests.clocks import NOON
from tests.coach.library.kept import another, everything, fill, parts, rewritten
from tests.coach.library.killed import killed_at_each_step
from tests.coach.library.sessions import AGREED, a_recording, a_review

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
