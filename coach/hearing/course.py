"""How far the listening is, over all its stages, and how long each took."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from coach.hearing.request import Report, Stage, StageTime


class Course:
    """The stages of one listening, each with its share of the work. The fraction told never falls.

    Args:
        report: who is told.
        weights: expected effort of each stage, in any unit.
    """

    def __init__(self, report: Report, weights: Mapping[Stage, float]) -> None:
        self._report = report
        self._weights = dict(weights)
        self._done = dict.fromkeys(weights, 0.0)
        self._told = 0.0
        self._now = next(iter(weights))
        self._lock = threading.Lock()
        self._times: list[StageTime] = []

    @property
    def times(self) -> tuple[StageTime, ...]:
        """What the finished stages took."""
        return tuple(self._times)

    def skip(self, *stages: Stage) -> None:
        """There will be no such stages."""
        with self._lock:
            self._weights.update(dict.fromkeys(stages, 0.0))

    @contextmanager
    def stage(self, stage: Stage) -> Iterator[Callable[[float], None]]:
        """Run one stage; gives what to call with the share of it that is done, 0 to 1."""
        began, began_cpu = time.monotonic(), time.process_time()
        self.show(stage)
        yield lambda share: self._tell(stage, share)
        self._finish(StageTime(stage, time.monotonic() - began, time.process_time() - began_cpu))

    @contextmanager
    def beside(self, stage: Stage) -> Iterator[Callable[[float], None]]:
        """Run one stage in a thread of its own while another is shown; only this thread's time is counted."""
        began, began_cpu = time.monotonic(), time.thread_time()
        yield lambda share: self._tell(stage, share)
        self._finish(StageTime(stage, time.monotonic() - began, time.thread_time() - began_cpu))

    def show(self, stage: Stage) -> None:
        """From now on this is the stage that is told."""
        self._now = stage
        self._tell(stage, 0.0)

    def _finish(self, took: StageTime) -> None:
        self._tell(took.stage, 1.0)
        with self._lock:
            self._times.append(took)

    def _tell(self, stage: Stage, share: float) -> None:
        with self._lock:
            self._done[stage] = max(self._done[stage], min(1.0, share))
            done = sum(self._weights[each] * part for each, part in self._done.items())
            self._told = max(self._told, min(1.0, done / sum(self._weights.values())))
            self._report.progress(self._told, self._now)
