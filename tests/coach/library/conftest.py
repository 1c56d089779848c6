"""What tests of the library share: places for it, and a session that was written to a file."""

from pathlib import Path

import pytest

from coach.library.backup import back_up
from coach.library.library import Library
from coach.library.session import Session
from coach.library.session_file import write_session_file
from tests.clocks import NOON
from tests.coach.library.kept import fill
from tests.coach.library.session_files import kept, library_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a library is to lie."""
    return tmp_path / "library"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where a backup is to lie: on another disk, under a name with spaces."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick" / "all of it.sayback-backup"


@pytest.fixture
def whole(folder: Path, target: Path, tmp_path: Path) -> Path:
    """A backup of a library with everything in it."""
    with Library.open(folder) as library:
        fill(library, tmp_path)
    back_up(folder, target, now=NOON)
    return target


@pytest.fixture
def brought(tmp_path: Path) -> tuple[Path, Session, Path]:
    """A session file, the session it was made of, and the folder of its library."""
    path = tmp_path / "Talk.sayback"
    with library_in(tmp_path / "here") as library:
        id_ = kept(library, tmp_path)
        write_session_file(path, library, id_, with_audio=True)
        return path, library.load(id_), tmp_path / "here"
