"""A recording is told of once, and only when nobody writes to it any more."""

import os
from pathlib import Path

import pytest

from coach.library.library import Library
from coach.settings import Settings, load_settings, save_settings
from coach.watching import SETTLED, FileState, Watch, new_recordings, note, recordings_in
from tests.coach.library.sessions import AGREED, a_review


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "calls").mkdir()
    return tmp_path / "calls"


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library") as made:
        yield made


def test_only_recordings_with_something_in_them_count(folder: Path) -> None:
    for name in ("a.wav", "B.M4A", "möte 会.opus", "notes.txt", ".hidden.wav", "no ending"):
        (folder / name).write_bytes(b"x")
    (folder / "empty.mp3").touch()
    (folder / "folder.wav").mkdir()
    assert {path.name for path in recordings_in([folder, folder / "not there"])} == {"a.wav", "B.M4A", "möte 会.opus"}


def test_a_file_counts_when_it_has_stayed_as_it_is() -> None:
    watch, path = Watch(), Path("a.wav")
    assert watch.settled({path: FileState(10, 1.0)}, 0.0) == ()
    assert watch.settled({path: FileState(10, 1.0)}, SETTLED - 0.1) == ()
    assert watch.settled({path: FileState(20, 2.0)}, SETTLED) == ()  # still being written
    assert watch.settled({path: FileState(20, 2.0)}, 2 * SETTLED - 0.1) == ()
    assert watch.settled({path: FileState(20, 2.0)}, 2 * SETTLED) == (path,)
    assert watch.settled({}, 2 * SETTLED + 1) == ()
    assert watch.settled({path: FileState(20, 2.0)}, 2 * SETTLED + 2) == ()  # it was away


def looked(watch: Watch, folder: Path, library: Library, now: float) -> list[str]:
    return [path.name for path in new_recordings(watch, [folder], library, now)]


def test_what_was_answered_is_never_told_again(folder: Path, library: Library) -> None:
    watch = Watch()
    (folder / "a.wav").write_bytes(b"one")
    assert looked(watch, folder, library, 0.0) == []
    assert looked(watch, folder, library, SETTLED) == ["a.wav"]
    assert looked(watch, folder, library, SETTLED + 5) == ["a.wav"]  # until it is answered
    note([folder / "a.wav"], library)
    assert looked(watch, folder, library, SETTLED + 10) == []
    assert looked(Watch(), folder, library, 0.0) == []
    (folder / "a.wav").rename(folder / "renamed.wav")
    later = Watch()
    looked(later, folder, library, 100.0)
    assert looked(later, folder, library, 100.0 + SETTLED) == []


def test_another_recording_under_the_same_name_is_new(folder: Path, library: Library) -> None:
    (folder / "a.wav").write_bytes(b"one")
    note([folder / "a.wav"], library)
    (folder / "a.wav").write_bytes(b"another")
    watch = Watch()
    looked(watch, folder, library, 0.0)
    assert looked(watch, folder, library, SETTLED) == ["a.wav"]


def test_what_was_reviewed_before_is_not_new(folder: Path, library: Library) -> None:
    (folder / "a.wav").write_bytes(b"one")
    library.add(a_review(4, audio=folder / "a.wav"), title="x", consent=AGREED)
    watch = Watch()
    looked(watch, folder, library, 0.0)
    assert looked(watch, folder, library, SETTLED) == []
    assert [Path(one.path).name for one in library.seen()] == ["a.wav"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions of POSIX, which root passes over")
def test_a_file_that_may_not_be_read_is_left_for_later(folder: Path, library: Library) -> None:
    (folder / "a.wav").write_bytes(b"one")
    (folder / "a.wav").chmod(0)
    watch = Watch()
    looked(watch, folder, library, 0.0)
    assert looked(watch, folder, library, SETTLED) == []
    (folder / "a.wav").chmod(0o600)
    assert looked(watch, folder, library, SETTLED + 5) == ["a.wav"]


def test_the_folders_are_kept_in_the_settings(tmp_path: Path) -> None:
    chosen = Settings(watched=("/a", "/ü b"), watched_review=True)
    save_settings(tmp_path / "s.json", chosen)
    assert load_settings(tmp_path / "s.json").settings == chosen
    (tmp_path / "s.json").write_text('{"watched": [1, 2]}')
    loaded = load_settings(tmp_path / "s.json")
    assert loaded.settings.watched == ()
    assert loaded.note is not None
