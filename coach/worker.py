"""The child process that listens: one warm engine, one job at a time, at low priority.

It reads jobs from its standard input and writes messages to its standard output, and ends by itself when its
parent is gone or nothing came for a while. Run as ``python -m coach.worker LISTENER IDLE_SECONDS``.
"""

import contextlib
import faulthandler
import importlib
import os
import queue
import shutil
import signal
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

from coach import pipe
from coach.audio.names import shown_name
from coach.errors import ExitCode, UserError
from coach.hearing.assemble import assemble
from coach.hearing.heard import Heard
from coach.hearing.request import Listener, ListenRequest, Stage, VoiceRequest
from coach.logs import where
from coach.work import Ending, Failed, Finished, JobId, Partial, Progress, VoiceTaken, seconds_left

QUIET = 0.1
"""Seconds between two reports of progress at least: a screen shows no more than ten a second."""

NICE = 10
"""Priority on POSIX, 0 to 19: the window and the call being recorded come first (our choice)."""


@dataclass(frozen=True, slots=True)
class Job:
    """One request on its way to the child, and the folder for its temporary files."""

    id: JobId
    request: ListenRequest | VoiceRequest
    folder: Path


@dataclass(frozen=True, slots=True)
class Accepted:
    """The child has begun with a job: from here on its end is that job's end."""

    job: JobId


class _Teller:
    """Reports of one job, thinned out and sent."""

    def __init__(self, job: JobId, out: IO[bytes]) -> None:
        self._job = job
        self._out = out
        self._begun = time.monotonic()
        self._last = 0.0
        self._stage: Stage | None = None
        self._lock = threading.Lock()

    def progress(self, fraction: float, stage: Stage) -> None:
        """Tell how far we are: each new stage, else ten times a second at most."""
        now = time.monotonic()
        with self._lock:
            if stage is self._stage and now - self._last < QUIET:
                return
            self._stage, self._last = stage, now
            left = seconds_left(now - self._begun, fraction)
            pipe.send(self._out, Progress(self._job, fraction, stage, left))

    def heard(self, so_far: Heard) -> None:
        """Send all that was heard until now, so that a crash loses nothing."""
        with self._lock:
            pipe.send(self._out, Partial(self._job, so_far, assemble(so_far).turns))


def main() -> None:
    """Serve jobs until the parent closes the pipe or ``IDLE_SECONDS`` pass without one."""
    listener_name, idle = sys.argv[-2], float(sys.argv[-1])
    jobs_in, out = _own_pipes()
    faulthandler.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _step_back()
    inbox: queue.SimpleQueue[Job] = queue.SimpleQueue()
    at_work: list[Path] = []
    threading.Thread(target=_read, args=(jobs_in, inbox, at_work), daemon=True).start()
    listener: Listener | None = None
    while True:
        try:
            job = inbox.get(timeout=idle)
        except queue.Empty:
            return
        at_work.append(job.folder)
        pipe.send(out, Accepted(job.id))
        try:
            ending: Ending
            if isinstance(job.request, VoiceRequest):
                ending = _voice_taken(job.id, job.request, job.folder, out)
            else:
                listener = listener or _listener(listener_name)
                listened = listener(job.request, job.folder, _Teller(job.id, out))
                ending = Finished(job.id, listened.heard, listened.times)
        except UserError as fault:
            ending = Failed(job.id, fault, None)
        except Exception as error:  # noqa: BLE001 — the border of a job: whatever it was, it is told, and work goes on
            sys.stderr.write(f"{where(error)}\n")
            sys.stderr.flush()
            ending = Failed(job.id, _mistake(shown_name(job.request.path)), None)
        pipe.send(out, ending)
        at_work.remove(job.folder)


def _voice_taken(job: JobId, request: VoiceRequest, folder: Path, out: IO[bytes]) -> VoiceTaken:
    from coach.hearing.own_voice import own_voice  # loads the engines, which few jobs need

    return VoiceTaken(job, own_voice(request, folder, _Teller(job, out)))


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to the parent, taken away from everything else: what an engine prints goes to the log."""
    jobs_in, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return jobs_in, out


def _step_back() -> None:
    with contextlib.suppress(psutil.Error, OSError):
        if sys.platform == "win32":
            psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            psutil.Process().nice(NICE)


def _read(jobs_in: IO[bytes], inbox: "queue.SimpleQueue[Job]", at_work: list[Path]) -> None:
    """Take in jobs; when the parent is gone, clear up and end at once, whatever the engines are doing."""
    try:
        while True:
            job = pipe.receive(jobs_in)
            if isinstance(job, Job):
                inbox.put(job)
    except (EOFError, OSError):
        for folder in at_work:
            shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)


def _listener(name: str) -> Listener:
    """The listener that ``module:function`` makes."""
    module, _, function = name.partition(":")
    listener: Listener = getattr(importlib.import_module(module), function)()
    return listener


def _mistake(name: str) -> UserError:
    return UserError(
        f"Sayback made a mistake while it listened to “{name}”.",
        "Nothing was lost; try again, and if it happens again, please report it with the log.",
        ExitCode.BUG,
    )


if __name__ == "__main__":
    main()
