"""What holds for every test: no network, a home of its own, no leftover threads, data found or skipped by name."""

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Machines are noisy: no test fails for being slow but for the limit that ends a hung one.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


class NetworkUsedError(AssertionError):
    """A test tried to reach the network."""


@pytest.fixture(scope="session")
def qapp_cls() -> "type[QApplication]":
    """The application as the program has it: one for all tests, whichever needs it first."""
    from ui.application import Application  # only tests of the window load it

    return Application


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection but a local one fails the test; a local TCP one needs the mark ``network``."""
    allowed = request.node.get_closest_marker("network") is not None
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        local = isinstance(address, tuple) and address[0] in ("127.0.0.1", "::1", "localhost")
        if self.family != getattr(socket, "AF_UNIX", None) and not (allowed and local):
            raise NetworkUsedError(f"the test tried to connect to {address}")
        return connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Home, settings and data of the test lie in its own folder, also for the processes it starts."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


@pytest.fixture(autouse=True)
def no_leftover_threads() -> Iterator[None]:
    """A test that leaves a thread running fails."""
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and t.is_alive() and not t.daemon]
    for thread in left:
        thread.join(timeout=2)
    left = [t for t in left if t.is_alive()]
    assert not left, f"threads left running: {[t.name for t in left]}"


def shared_data(*parts: str) -> Path:
    """A path below the shared test data; the test is skipped, by name, where it is missing."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"shared test data missing: {path}")
    return path


@pytest.fixture
def shared() -> Path:
    """The folder of shared test data."""
    return shared_data()


@pytest.fixture
def unwritable(tmp_path: Path) -> Iterator[Path]:
    """A folder that may not be written, also by root where the system has such a place."""
    if not hasattr(os, "geteuid"):
        pytest.skip("folders that may not be written are made as on POSIX")
    if os.geteuid() != 0:
        folder = tmp_path / "unwritable"
        folder.mkdir(mode=0o500)
        yield folder
        folder.chmod(0o700)
    elif Path("/sys").is_mount():
        yield Path("/sys/kernel")
    else:
        pytest.skip("root may write everywhere here: /sys is not mounted")
