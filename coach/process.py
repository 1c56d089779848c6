"""The worker's process, seen from outside: started, spoken to, ended."""

import contextlib
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import coach
from coach import pipe

# Ahead of what is installed, which may be another copy of us, and behind Python's own modules.
_RUN = """
import sys
installed = ("site-packages", "dist-packages")
place = next((i for i, entry in enumerate(sys.path) if entry.endswith(installed)), len(sys.path))
sys.path.insert(place, sys.argv[1])
from coach.worker import main
main()
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """The process is gone; ``code`` is its exit code, negative for a signal."""

    code: int


class WorkerProcess:
    """One running worker. What it says arrives in ``inbox``; the last thing is always ``Ended``.

    Args:
        listener: ``module:function`` that makes the listener in the child.
        idle: seconds without a job after which the child ends by itself and gives its memory back.
        log: where the child's error output goes.
    """

    def __init__(self, listener: str, idle: float, log: Path) -> None:
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                [*_command(), listener, str(idle)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,  # Ctrl-C in a terminal is the parent's to handle
                creationflags=_flags(),
            )
        self.inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="sayback-worker-reader", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def send(self, message: object) -> bool:
        """Give it a job; False when it is gone."""
        try:
            pipe.send(self._stream(self._process.stdin), message)
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """End it at once, whatever it is doing, and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        with contextlib.suppress(OSError):  # what was still buffered for it is lost with it
            self._stream(self._process.stdin).close()

    def _read(self) -> None:
        stream = self._stream(self._process.stdout)
        with contextlib.suppress(EOFError, OSError):
            while True:
                self.inbox.put(pipe.receive(stream))
        stream.close()
        self.inbox.put(Ended(self._process.wait()))

    @staticmethod
    def _stream(stream: IO[bytes] | None) -> IO[bytes]:
        if stream is None:
            raise AssertionError("the process was started without pipes")
        return stream


def _command() -> list[str]:
    """How the child is started. ``-P`` keeps the current folder from shadowing modules."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker"]
    return [sys.executable, "-P", "-c", _RUN, str(Path(coach.__file__).parents[1])]


def _flags() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0
