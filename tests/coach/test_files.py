"""A file is written wholly or not at all, and the fault is told plainly."""

import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from coach.errors import ExitCode, UserError
from coach.files import copy_file, write_file, write_large


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def test_a_file_appears_whole(folder: Path) -> None:
    write_file(folder / "会話 🎧.json", b"{}")
    assert (folder / "会話 🎧.json").read_bytes() == b"{}"
    assert len(list(folder.iterdir())) == 1


def test_an_older_file_is_replaced_and_a_link_stays_a_link(folder: Path) -> None:
    target, link = folder / "real.json", folder / "link.json"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="pipes as files")
def test_a_pipe_can_be_written_to(folder: Path) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        write_file(pipe, b"through")
        assert reader.stdout is not None
        assert reader.stdout.read() == b"through"


def test_a_missing_folder_a_folder_and_a_file_in_the_way_are_told(folder: Path) -> None:
    (folder / "file").write_text("x")
    for target, words in (
        (folder / "missing" / "out.json", "does not exist"),
        (folder, "is a folder"),
        (folder / "file" / "out.json", "in the way"),
    ):
        with pytest.raises(UserError, match=words) as told:
            write_file(target, b"x")
        assert told.value.code is ExitCode.STORAGE


def test_a_folder_that_may_not_be_written_is_told(unwritable: Path) -> None:
    with pytest.raises(UserError, match="may not be written") as told:
        write_file(unwritable / "out.json", b"x")
    assert told.value.code is ExitCode.STORAGE


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes stand in for a full disk")
def test_a_full_disk_keeps_the_older_file(folder: Path) -> None:
    target = folder / "out.json"
    target.write_bytes(b"old")
    code = (
        "import resource, sys; from pathlib import Path; from coach.files import write_file\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    write_file(Path(sys.argv[1]), b'x' * 100_000)\n"
        "except Exception as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(target)], capture_output=True, text=True, check=True)
    assert "no room" in done.stdout
    assert target.read_bytes() == b"old"
    assert list(folder.iterdir()) == [target]


def test_a_copy_never_overwrites(folder: Path) -> None:
    (folder / "a").write_bytes(b"a")
    (folder / "b").write_bytes(b"b")
    with pytest.raises(UserError):
        copy_file(folder / "a", folder / "b")
    assert (folder / "b").read_bytes() == b"b"


def test_what_is_large_is_written_whole_or_not_at_all(folder: Path) -> None:
    path = folder / "a.zip"
    write_large(path, lambda file: file.writelines([b"one", b"two"]))
    assert path.read_bytes() == b"onetwo"

    def broken(file: BinaryIO) -> None:
        file.write(b"half")
        raise KeyError

    with pytest.raises(KeyError):
        write_large(path, broken)
    assert path.read_bytes() == b"onetwo"
    assert len(list(folder.iterdir())) == 1
    with pytest.raises(UserError, match="is a folder"):
        write_large(folder, broken)
