"""What the command line says: sentences to people, results to pipes, progress while something takes long."""

import contextlib
import io
import os
import shutil
import sys
import textwrap
from typing import TextIO

from coach.errors import ExitCode, UserError
from coach.times import clock

_BAR = 24
_LEAST_NAME = 8
_STEPS = 4
"""Lines of progress where nobody watches a bar."""


class Terminal:
    """Standard output for results, standard error for everything else. Letters a stream cannot show become "?"."""

    def __init__(self, out: TextIO, err: TextIO, asks: TextIO) -> None:
        self._out, self._err, self._asks = out, err, asks
        for stream in (out, err):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        self._bar: str = ""

    @classmethod
    def standard(cls) -> "Terminal":
        """The streams of this process; the window's entry point has none on Windows."""
        return cls(
            sys.stdout or io.StringIO(),
            sys.stderr or io.StringIO(),
            sys.stdin or io.StringIO(),
        )

    @property
    def width(self) -> int:
        """Columns for running text, 60 to 100."""
        return min(100, max(60, shutil.get_terminal_size((100, 24)).columns))

    @property
    def is_watched(self) -> bool:
        """Whether somebody sees standard error as it is written."""
        return self._err.isatty() and os.environ.get("TERM") != "dumb"

    def say(self, text: str = "") -> None:
        """A result, to standard output. BrokenPipeError where nobody reads any more."""
        self.clear()
        try:
            self._out.write(f"{text}\n")
            self._out.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            self.let_go()
            raise UserError(
                f"The result could not be written: {error.strerror}.", "Check where the output goes.", ExitCode.STORAGE
            ) from error

    def let_go(self) -> None:
        """Send what is left of the output nowhere: Python writes it once more as it ends, and would fail again."""
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._out.fileno())

    def tell(self, text: str) -> None:
        """A sentence, to standard error; in one line where a file or a program reads it."""
        self.clear()
        if self.is_watched:
            text = textwrap.fill(text, self.width, break_long_words=False, break_on_hyphens=False)
        self._err.write(f"{text}\n")
        self._err.flush()

    def tell_lines(self, text: str) -> None:
        """Lines as they are, to standard error: a small table."""
        self.clear()
        self._err.write(f"{text}\n")
        self._err.flush()

    def trouble(self, error: UserError) -> None:
        """What went wrong and what to do."""
        self.tell(f"{error.sentence} {error.next_step}")

    def ask(self, question: str) -> bool:
        """A yes from the person; no where nobody can answer."""
        self.clear()
        self._err.write(f"{question} [y/N] ")
        self._err.flush()
        answer = self._asks.readline() if self._asks.isatty() else ""
        if not answer.endswith("\n"):
            self._err.write("\n")
        return answer.strip().casefold() in ("y", "yes")

    def show(self, name: str, rest: str) -> None:
        """A line that the next one takes the place of; where it is too long, the name gives way first."""
        width = shutil.get_terminal_size((100, 24)).columns - 1
        room = max(_LEAST_NAME, width - len(rest))
        if len(name) > room:
            name = f"{name[: room - 1]}…"
        line = f"{name}{rest}"[:width]
        self._err.write("\r" + line.ljust(len(self._bar)))
        self._err.flush()
        self._bar = line

    def clear(self) -> None:
        """Take the passing line away."""
        if self._bar:
            self._err.write("\r" + " " * len(self._bar) + "\r")
            self._err.flush()
            self._bar = ""


class ProgressLine:
    """How far one piece of work is: a bar where it is watched, else a line at each quarter."""

    def __init__(self, terminal: Terminal, name: str) -> None:
        self._terminal, self._name = terminal, name
        self._told = 0

    def show(self, fraction: float, stage: str, seconds_left: float | None) -> None:
        """``fraction`` of the work is done, 0 to 1."""
        if self._terminal.is_watched:
            full = round(fraction * _BAR)
            bar = "#" * full + "." * (_BAR - full)
            self._terminal.show(self._name, f"  [{bar}] {fraction:4.0%}  {stage}{_left(seconds_left)}")
        elif fraction * _STEPS >= self._told + 1:
            self._told = int(fraction * _STEPS)
            self._terminal.tell(f"{self._name}: {fraction:.0%}, {stage.lower()}{_left(seconds_left)}")


def _left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f", about {clock(seconds)} left" if seconds >= 1.0 else ", nearly done"
