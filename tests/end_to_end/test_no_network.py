"""Nothing leaves the computer: a whole review, with every process of it watched."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import shared_data

WATCH = """
import os
import socket

_connect, _getaddrinfo = socket.socket.connect, socket.getaddrinfo


def _told(what):
    with open(os.environ["NETWORK_WATCH"], "a", encoding="utf-8") as file:
        file.write(f"{what}\\n")
    raise OSError("no network in this test")


def connect(self, address):
    if self.family != getattr(socket, "AF_UNIX", None):
        _told(address)
    return _connect(self, address)


def getaddrinfo(*values, **named):
    _told(values)


socket.socket.connect = connect
socket.getaddrinfo = getaddrinfo
"""


@pytest.mark.slow
@pytest.mark.data
def test_review_never_reaches_for_the_network(tmp_path: Path) -> None:
    clip = shared_data("real", "pyannote_sample.flac")
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    told, out = tmp_path / "told.txt", tmp_path / "out.json"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "NETWORK_WATCH": str(told)}
    command = [sys.executable, "-m", "ui.start", "review", str(clip), "--json", str(out)]
    root = Path(__file__).parents[2]
    environment["PYTHONPATH"] += os.pathsep + str(root)
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(out.read_text(encoding="utf-8"))["turns"]
    assert not told.exists(), told.read_text(encoding="utf-8")


def test_the_watch_itself_sees_a_connection(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    told = tmp_path / "told.txt"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "NETWORK_WATCH": str(told)}
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert done.returncode != 0
    assert told.exists()
