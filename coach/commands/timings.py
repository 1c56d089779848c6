"""Where the seconds of a review went."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from coach.hearing.request import Stage, StageTime

ENGINE = "Starting the listener, handing over"
REST = "Judging and writing"

_NAME = 36


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """When a review began, by the clock that only runs forward."""

    began: float

    @classmethod
    def started(cls) -> "Stopwatch":
        """One that begins now."""
        return cls(time.monotonic())

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self.began


def timings_text(times: Sequence[StageTime], *, listening: float, whole: float) -> str:
    """A line for each stage: seconds by the clock, seconds of the processor.

    Telling the voices apart runs beside the words: its own seconds of the processor count in both lines, and by the
    clock only what is left of it after the words adds to the whole.

    Args:
        listening: seconds from asking for it until all was heard.
        whole: seconds from the start of the review to its end.
    """
    lines = [f"{'':{_NAME}} {'seconds':>8} {'processor':>10}"]
    lines += [f"{each.stage.value:{_NAME}} {each.wall:8.2f} {each.cpu:10.2f}" for each in times]
    in_turn = sum(each.wall for each in times if each.stage is not Stage.SPEAKERS)
    lines.append(f"{ENGINE:{_NAME}} {max(0.0, listening - in_turn):8.2f}")
    lines.append(f"{REST:{_NAME}} {max(0.0, whole - listening):8.2f}")
    lines.append(f"{'All of it':{_NAME}} {whole:8.2f}")
    return "\n".join(lines)
