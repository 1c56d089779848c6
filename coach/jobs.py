"""Long work in one warm worker process: progress, cancel at once, exactly one ending."""

import contextlib
import logging
import queue
import shutil
import tempfile
import time
from collections import deque
from dataclasses import dataclass
from itertools import count
from os import getpid
from pathlib import Path

import psutil

from coach.audio.names import shown_name
from coach.errors import ExitCode, UserError
from coach.hearing.heard import Heard
from coach.hearing.request import ListenRequest, VoiceRequest
from coach.process import Ended, WorkerProcess
from coach.work import Cancelled, Ending, Failed, Finished, JobId, Message, Partial, Progress, VoiceTaken
from coach.worker import Accepted, Job

LISTENER = "coach.hearing.listen:listener"

IDLE = 300.0
"""Seconds without work after which the worker ends and its memory is free again (our choice)."""

_FOLDER = "sayback-jobs-"
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Running:
    job: Job
    accepted: bool = False
    restarted: bool = False
    heard: Heard | None = None


class Jobs:
    """A queue of recordings to listen to, one at a time, in a child process that stays warm.

    Everything happens inside the calls: nothing runs in this process between them but a thread that takes in
    what the child says. Not for use from several threads.

    Args:
        folder: where temporary files go, the system's folder for such by default. A recording of three hours on
            two channels needs 700 MB.
        listener: ``module:function`` that makes the listener in the child.
        idle: seconds without work after which the worker ends.
    """

    def __init__(self, *, folder: Path | None = None, listener: str = LISTENER, idle: float = IDLE) -> None:
        self._listener = listener
        self._idle = idle
        self._parent_folder = folder or Path(tempfile.gettempdir())
        self._folder: Path | None = None
        self._ids = count(1)
        self._queue: deque[Job] = deque()
        self._running: _Running | None = None
        self._worker: WorkerProcess | None = None
        self._out: list[Message] = []
        self._closed = False

    def start(self, request: ListenRequest | VoiceRequest) -> JobId:
        """Queue a request; its messages come from ``poll`` and ``wait``. UserError where no folder can be made."""
        if self._closed:
            raise RuntimeError("the jobs are closed")
        job = JobId(next(self._ids))
        self._queue.append(Job(job, request, self._own_folder() / str(job)))
        self._advance()
        return job

    def poll(self) -> list[Message]:
        """What has happened since the last call, without waiting; of each job's progress only the latest."""
        self._advance()
        messages, self._out = self._out, []
        latest = {message.job: message for message in messages if isinstance(message, Progress)}
        return [m for m in messages if not isinstance(m, Progress) or latest[m.job] is m]

    def wait(self, timeout: float) -> list[Message]:
        """The same, waiting up to ``timeout`` seconds for something to happen; at once where nothing is going on."""
        until = time.monotonic() + timeout
        while True:
            if messages := self.poll():
                return messages
            left = until - time.monotonic()
            if left <= 0 or self._worker is None or self._running is None:
                return []
            with contextlib.suppress(queue.Empty):
                self._take(self._worker.inbox.get(timeout=left))

    def cancel(self, job: JobId) -> None:
        """End that job at once; nothing happens where it has ended already."""
        self._advance()
        for waiting in self._queue:
            if waiting.id == job:
                self._queue.remove(waiting)
                self._out.append(Cancelled(job))
                return
        if self._running is not None and self._running.job.id == job:
            self._end_worker()
            self._end(Cancelled(job))

    @property
    def busy(self) -> bool:
        """Whether any job has not ended yet."""
        return self._running is not None or bool(self._queue)

    @property
    def worker_pid(self) -> int | None:
        """The process id of the warm worker, None while there is none."""
        return self._worker.pid if self._worker else None

    def close(self) -> None:
        """Cancel what is left and leave no process, thread or file behind. A last ``poll`` tells the endings."""
        self._closed = True
        for waiting in self._queue:
            self._out.append(Cancelled(waiting.id))
        self._queue.clear()
        self._end_worker()
        if self._running is not None:
            self._end(Cancelled(self._running.job.id))
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _advance(self) -> None:
        """Take in what the worker said, and give it the next job when it has none."""
        while self._worker is not None:
            try:
                message = self._worker.inbox.get_nowait()
            except queue.Empty:
                break
            self._take(message)
        while self._running is None and self._queue:
            self._begin(_Running(self._queue.popleft()))

    def _begin(self, running: _Running) -> None:
        self._running = running
        try:
            running.job.folder.mkdir(parents=True, exist_ok=True)
            if self._worker is None:
                self._worker = WorkerProcess(self._listener, self._idle, self._own_folder() / "worker.log")
        except OSError as fault:
            self._end(Failed(running.job.id, _cannot_start(shown_name(running.job.request.path), fault), None))
            return
        self._worker.send(running.job)  # where it is gone, its inbox says so and the job is given to another

    def _take(self, message: object) -> None:
        running = self._running
        match message:
            case Accepted() if running is not None:
                running.accepted = True
            case Progress(job=job) if running is not None and running.job.id == job:
                self._out.append(message)
            case Partial(job=job) if running is not None and running.job.id == job:
                running.heard = message.heard
                self._out.append(message)
            case Finished() | VoiceTaken():
                self._end(message)
            case Failed():
                if message.error.code is ExitCode.BUG:
                    _log.error("a mistake in job %d: %s", message.job, self._last_words())
                partial = message.partial or (running.heard if running else None)
                self._end(Failed(message.job, message.error, partial))
            case Ended():
                self._worker_ended(message.code)

    def _worker_ended(self, code: int) -> None:
        self._end_worker()
        running = self._running
        if running is None:
            return  # it was idle for long
        if not running.accepted and not running.restarted:
            running.restarted = True  # it ended, idle, just when the job was on its way
            self._begin(running)
            return
        _log.error("the worker ended with code %d in job %d: %s", code, running.job.id, self._last_words())
        name = shown_name(running.job.request.path)
        self._end(Failed(running.job.id, _ended(name, running.heard is not None), running.heard))

    def _end(self, ending: Ending) -> None:
        """Say how the running job ended and clear up after it."""
        if self._running is None or self._running.job.id != ending.job:
            raise AssertionError(f"job {ending.job} ended twice")
        shutil.rmtree(self._running.job.folder, ignore_errors=True)
        self._running = None
        self._out.append(ending)

    def _end_worker(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker = None

    def _own_folder(self) -> Path:
        """The folder of this process for temporary files; those of processes that died are swept."""
        if self._folder is None:
            try:
                self._parent_folder.mkdir(parents=True, exist_ok=True)
                _sweep(self._parent_folder)
                self._folder = Path(tempfile.mkdtemp(prefix=f"{_FOLDER}{getpid()}-", dir=self._parent_folder))
            except OSError as fault:
                raise _no_folder(self._parent_folder, fault) from fault
        return self._folder

    def _last_words(self) -> str:
        """The end of the worker's log: where in the program it stopped, never speech."""
        with contextlib.suppress(OSError):
            return (self._own_folder() / "worker.log").read_text(encoding="utf-8", errors="replace")[-2000:]
        return ""


def _sweep(folder: Path) -> None:
    """Remove the temporary folders of processes that were killed."""
    for left in folder.glob(f"{_FOLDER}*"):
        owner = left.name.removeprefix(_FOLDER).partition("-")[0]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _ended(name: str, kept: bool) -> UserError:
    return UserError(
        f"The listening to “{name}” ended unexpectedly.",
        ("What was heard until then is kept. " if kept else "")
        + "Try again; if it happens again, close other programs, because memory may be short.",
        ExitCode.WORKER,
    )


def _cannot_start(name: str, fault: OSError) -> UserError:
    return UserError(
        f"The listening to “{name}” could not be started: {fault.strerror or fault}.",
        "Make room on the disk and in memory, then try again.",
        ExitCode.WORKER,
    )


def _no_folder(folder: Path, fault: OSError) -> UserError:
    return UserError(
        f"No temporary folder can be made in “{folder}”: {fault.strerror or fault}.",
        "Make room on the disk or choose another folder for temporary files.",
        ExitCode.STORAGE,
    )
