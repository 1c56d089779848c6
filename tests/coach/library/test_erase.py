"""After erasing, nothing that was said is anywhere."""

from pathlib import Path

import pytest

from coach.errors import ExitCode, UserError
from coach.files import write_file
from coach.library import erase as erasing
from coach.library.erase import erase, held
from coach.library.library import Library
from coach.paths import Paths, paths
from coach.settings import Settings, load_settings, save_settings
from tests.coach.library.sessions import AGREED, SECRET, a_recording, a_review, heard_for


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def lived_in(where: Paths, folder: Path) -> None:
    """Everything that Sayback writes, with the secret word in all of it."""
    recording = a_recording(folder)
    recording.write_bytes(SECRET.encode() * 100)
    reviewed = a_review(audio=recording)
    with Library.open(where.library) as library:
        library.add(reviewed, heard_for(reviewed), title=SECRET, consent=AGREED, audio=recording, peaks=recording)
    save_settings(where.settings, Settings(name=SECRET))
    where.settings.write_text(SECRET)
    load_settings(where.settings)  # sets it aside
    save_settings(where.settings, Settings(name=SECRET))
    for file in (where.weights / "tiny" / "model.bin", where.reports / "report.html", where.log):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_file(file, SECRET.encode())


def test_everything_is_gone_and_what_is_not_ours_stays(home: Path, tmp_path: Path) -> None:
    where = paths({"SAYBACK_HOME": str(home)})
    lived_in(where, tmp_path)
    (home / "library").mkdir()
    (home / "library" / "novel.txt").write_text("not ours")
    assert {h.place for h in held(where)} >= {where.library, where.weights, where.settings, where.cache, where.logs}
    assert all(h.size > 0 for h in held(where))
    erase(where)
    assert [path.relative_to(home).as_posix() for path in home.rglob("*")] == ["library", "library/novel.txt"]
    assert held(where) == ()


def test_everything_is_gone_from_the_places_of_the_system(own_home: Path, tmp_path: Path) -> None:
    where = paths({})
    lived_in(where, tmp_path)
    assert [path for path in own_home.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    erase(where)
    assert [path for path in own_home.rglob("*") if path.is_file()] == []
    assert list(own_home.rglob("sayback")) == []


def test_erasing_nothing_is_fine(home: Path) -> None:
    erase(paths({"SAYBACK_HOME": str(home)}))
    assert list(home.iterdir()) == []


def test_a_library_moved_to_another_disk_is_erased_there(home: Path, tmp_path: Path) -> None:
    where = paths({"SAYBACK_HOME": str(home)})
    elsewhere = tmp_path / "other disk"
    elsewhere.mkdir()
    where.library.parent.mkdir()
    where.library.symlink_to(elsewhere, target_is_directory=True)
    lived_in(where, tmp_path)
    erase(where)
    assert not elsewhere.exists()
    assert list(home.iterdir()) == []


def test_a_link_inside_is_removed_and_its_target_stays(home: Path, tmp_path: Path) -> None:
    where = paths({"SAYBACK_HOME": str(home)})
    lived_in(where, tmp_path)
    (tmp_path / "music").mkdir()
    (tmp_path / "music" / "song.flac").write_bytes(b"la")
    (where.library / "audio" / "link").symlink_to(tmp_path / "music", target_is_directory=True)
    erase(where)
    assert (tmp_path / "music" / "song.flac").exists()


def test_what_cannot_be_deleted_is_named_and_the_rest_is_gone(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = paths({"SAYBACK_HOME": str(home)})
    lived_in(where, tmp_path)
    unlink = Path.unlink

    def held_open(self: Path, missing_ok: bool = False) -> None:
        if self.suffix == ".wav":
            raise PermissionError(13, "in use")
        unlink(self, missing_ok)

    monkeypatch.setattr(erasing.Path, "unlink", held_open)
    monkeypatch.setattr(erasing.shutil, "rmtree", lambda *_, **__: None)
    with pytest.raises(UserError, match="1 files could not be deleted") as told:
        erase(where)
    assert told.value.code is ExitCode.STORAGE
    assert [path.suffix for path in home.rglob("*") if path.is_file()] == [".wav"]
