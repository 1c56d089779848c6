"""Runs the program as its user would: another process, a home of its own, and nobody on the network."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# Loaded by every Python process of the run, the worker among them: whoever reaches for the network is found out.
GUARD = """
import os, socket
_connect, _lookup = socket.socket.connect, socket.getaddrinfo
def _found(what):
    with open(os.environ["NETWORK_USED"], "a") as file:
        file.write(repr(what) + chr(10))
    raise OSError("no network here")
def connect(self, address):
    return _connect(self, address) if self.family == getattr(socket, "AF_UNIX", None) else _found(address)
socket.socket.connect = connect
socket.getaddrinfo = lambda *asked, **_: _found(asked)
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended and what it said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Program:
    """The program with a home of its own."""

    home: Path

    @classmethod
    def at(cls, folder: Path) -> "Program":
        (folder / "guard").mkdir(parents=True)
        (folder / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
        return cls(folder)

    @property
    def places(self) -> Path:
        """Where it keeps everything."""
        return self.home / "sayback"

    @property
    def network_used(self) -> str:
        """What was reached for, empty where nothing was."""
        said = self.home / "network"
        return said.read_text() if said.exists() else ""

    def environment(self, **more: str) -> dict[str, str]:
        left_out = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        kept = {name: value for name, value in os.environ.items() if name not in left_out}
        ours = {
            "SAYBACK_HOME": str(self.home),
            "NETWORK_USED": str(self.home / "network"),
            "PYTHONPATH": str(self.home / "guard"),
            "PYTHONIOENCODING": "utf-8",
            "PYTHONWARNINGS": "error",
        }
        return {**kept, **ours, **more}

    def run(self, *arguments: str | Path, input_: str = "", limit: float = 200.0, **more: str) -> Ended:
        done = subprocess.run(
            command(arguments),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            input=input_,
            env=self.environment(**more),
            timeout=limit,
            check=False,
        )
        ended = Ended(done.returncode, done.stdout, done.stderr)
        assert "Traceback" not in ended.err, ended.err
        return ended

    def start(self, *arguments: str | Path) -> "subprocess.Popen[str]":
        """A run that goes on; in a process group of its own, as a shell starts it."""
        return subprocess.Popen(
            command(arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment(),
            start_new_session=True,
        )


def command(arguments: Sequence[str | Path]) -> list[str]:
    """The command line of a run."""
    return [sys.executable, "-m", "ui.start", *(str(argument) for argument in arguments)]
