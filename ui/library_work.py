"""What takes longer than a frame with the library, away from the window and one after the other."""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from coach.errors import ExitCode, UserError
from coach.library.library import Library
from coach.library.search import Found
from ui.text import _

_log = logging.getLogger(__name__)
_PAUSE_MS = 150  # after the last key before searching begins (our choice: shorter than a glance at the list)
_STEPS = 100  # of progress, at most

OnProgress = Callable[[float], None]


class StoppedError(Exception):
    """The person cancelled what was being done."""


class LibraryWork(QObject):
    """Runs acts in one thread of its own. Each ends with exactly one call: what it gave, or why it could not."""

    progressed = Signal(float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        # Any: each act gives its own kind of result to its own continuation.
        self._waiting: dict[int, tuple[Callable[[Any], None], Callable[[UserError | None], None]]] = {}
        self._stops: dict[int, Event] = {}
        self._number = 0

    @property
    def busy(self) -> bool:
        """Whether anything is still being done."""
        return bool(self._waiting)

    def run(
        self,
        act: Callable[[OnProgress], Any],  # Any: see above
        then: Callable[[Any], None],
        otherwise: Callable[[UserError | None], None],
    ) -> None:
        """Do ``act`` elsewhere, then call back here; ``otherwise`` gets None where it was stopped."""
        self._number += 1
        number = self._number
        stop = Event()
        self._waiting[number], self._stops[number] = (then, otherwise), stop
        task = _Task(number, act, stop)
        task.told.progressed.connect(self.progressed)
        task.told.ended.connect(self._on_ended)
        self._pool.start(task)

    def stop(self) -> None:
        """End what is being done, at its next step."""
        for stop in self._stops.values():
            stop.set()

    def close(self) -> None:
        """End everything and wait for it; nobody is called back any more."""
        self.stop()
        self._pool.waitForDone()
        self._waiting.clear()
        self._stops.clear()

    def _on_ended(self, number: int, result: object, error: UserError | None) -> None:
        if number not in self._waiting:
            return  # it ended after ``close``
        then, otherwise = self._waiting.pop(number)
        stopped = self._stops.pop(number).is_set()
        if error is None and not isinstance(result, StoppedError):
            then(result)
        else:
            otherwise(None if stopped and isinstance(result, StoppedError) else error)


class Searcher(QObject):
    """Finds what is typed, once the typing pauses; only the newest answer is told."""

    found = Signal(str, object)  # what was looked for, tuple[Found, ...]
    failed = Signal(UserError)

    def __init__(self, folder: Callable[[], Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._text = ""
        self._number = 0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._start)

    def look_for(self, text: str) -> None:
        """Another text; what was looked for before is no longer of interest."""
        self._text = text
        self._number += 1
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.found.emit(text, None)

    def again(self) -> None:
        """The library has changed: look once more."""
        if self._text.strip():
            self.look_for(self._text)

    def close(self) -> None:
        """Wait for what is being looked for."""
        self._pause.stop()
        self._pool.clear()
        self._pool.waitForDone()

    def _start(self) -> None:
        self._pool.clear()
        folder, text = self._folder(), self._text

        def find(_: OnProgress) -> tuple[Found, ...]:
            with Library.open(folder, tidies=False) as library:
                return library.find(text)

        task = _Task(self._number, find, Event())
        task.told.ended.connect(self._on_ended)
        self._pool.start(task)

    def _on_ended(self, number: int, result: object, error: UserError | None) -> None:
        if number != self._number:
            return
        if error is None:
            self.found.emit(self._text, result)
        else:
            self.failed.emit(error)


class _Told(QObject):
    progressed = Signal(float)
    ended = Signal(int, object, object)


class _Task(QRunnable):
    """One act; ends with exactly one signal."""

    def __init__(self, number: int, act: Callable[[OnProgress], object], stop: Event) -> None:
        super().__init__()
        self.told = _Told()
        self._number, self._act, self._stop = number, act, stop
        self._step = -1

    def run(self) -> None:
        """Do it, tell how it ended."""
        result: object = None
        error: UserError | None = None
        try:
            result = self._act(self._on_progress)
        except StoppedError as stopped:
            result = stopped
        except UserError as told:
            error = told
        except Exception:  # noqa: BLE001 - the border of a job: our bug is logged and said, and the act ends
            _log.exception("work on the library failed")
            error = UserError(
                _("Something unexpected went wrong with the library."),
                _("Nothing was changed by halves; the log says more."),
                ExitCode.BUG,
            )
        self.told.ended.emit(self._number, result, error)

    def _on_progress(self, fraction: float) -> None:
        if self._stop.is_set():
            raise StoppedError
        step = int(fraction * _STEPS)
        if step != self._step:
            self._step = step
            self.told.progressed.emit(fraction)
