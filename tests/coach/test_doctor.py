"""What is missing is named with the command that brings it."""

import os
import sys
from pathlib import Path

import pytest

from coach import doctor
from coach.doctor import SystemLibrary, examine, install_command, missing, window_trouble
from coach.errors import ExitCode
from coach.paths import paths

NOWHERE = SystemLibrary("libnowhere.so.7", "libnowhere7")
linux = pytest.mark.skipif(sys.platform != "linux", reason="system packages of Linux")


@linux
def test_a_library_that_cannot_be_loaded_is_missing() -> None:
    assert missing([SystemLibrary("libc.so.6", "libc6"), NOWHERE]) == (NOWHERE,)


@linux
def test_the_command_asks_for_rights_only_where_they_are_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert install_command([NOWHERE]) == "apt-get update && apt-get install -y libnowhere7"
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert install_command([NOWHERE]) == "sudo apt-get update && sudo apt-get install -y libnowhere7"


@linux
def test_a_window_that_lacks_a_library_says_which_and_how_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "WINDOW", (NOWHERE,))
    trouble = window_trouble({"QT_QPA_PLATFORM": "offscreen"})
    assert trouble is not None
    assert trouble.code is ExitCode.SYSTEM
    assert "libnowhere7" in trouble.sentence
    assert trouble.next_step.endswith("apt-get install -y libnowhere7")


@linux
def test_x11_libraries_are_wanted_only_on_x11(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "WINDOW", ())
    monkeypatch.setattr(doctor, "X11", (NOWHERE,))
    assert window_trouble({"QT_QPA_PLATFORM": "offscreen"}) is None
    assert window_trouble({"WAYLAND_DISPLAY": "wayland-0"}) is None
    trouble = window_trouble({"DISPLAY": ":0"})
    assert trouble is not None
    assert "libnowhere7" in trouble.sentence


@linux
def test_without_a_display_no_window_can_open() -> None:
    trouble = window_trouble({})
    assert trouble is not None
    assert "no display" in trouble.sentence


def test_everything_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "SOUND", (NOWHERE,))
    monkeypatch.setattr(doctor, "PACKAGES", {"no_such_module": "no-such-package", "sys": "python"})
    monkeypatch.setattr(doctor, "ROOM", 10**18)
    where = paths({"SAYBACK_HOME": str(tmp_path)})
    where.cache.parent.mkdir()
    where.cache.write_text("a file where a folder should be")
    found = {finding.title: finding for finding in examine(where, {})}
    assert found["Packages"].command.endswith("-m pip install no-such-package")
    assert found["Library"].is_fine
    assert not found["Disk"].is_fine
    assert not found["Cache folder"].is_fine
    assert found["Log folder"].is_fine
    assert found["Display"].is_fine
    if sys.platform == "linux":
        assert "libnowhere7" in found["Sound"].command


def test_missing_weights_come_with_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.catalogue, "find", lambda id_, **_: None)
    found = {finding.title: finding for finding in examine(paths({"SAYBACK_HOME": str(tmp_path)}), {})}
    assert found["Speech weights"].command == "sayback models fetch whisper-base"
    assert found["Weights for voice activity"].command.endswith("--no-deps faster-whisper")


def test_a_damaged_library_is_found(tmp_path: Path) -> None:
    where = paths({"SAYBACK_HOME": str(tmp_path)})
    where.library.mkdir(parents=True)
    (where.library / "library.db").write_bytes(b"nonsense " * 100)
    found = {finding.title: finding for finding in examine(where, {})}
    assert not found["Library"].is_fine
    assert "is damaged" in found["Library"].says
