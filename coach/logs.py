"""The log: what happened and where in the program, never what anybody said."""

import logging
import traceback
from copy import copy
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_SIZE = 500_000
_OLDER = 2


class _Discreet(logging.Formatter):
    """Says where an exception came from and of what kind it is; its message may hold speech and stays out."""

    def format(self, record: logging.LogRecord) -> str:
        """Without what another handler may have written into the record: the whole exception."""
        own = copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        return where(ei[1]) if ei[1] is not None else ""


def where(error: BaseException) -> str:
    """Of what kind an exception is and where it came from; its message may hold speech and stays out."""
    lines = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)
    places = [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in lines]
    return "\n".join([type(error).__qualname__, *places])


def start_log(path: Path) -> None:
    """Send warnings and worse to ``path``, which is made with the first of them."""
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    handler = _Quiet(path, maxBytes=_SIZE, backupCount=_OLDER, encoding="utf-8", errors="replace", delay=True)
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s %(process)d %(message)s"))
    root.addHandler(handler)


def stop_log() -> None:
    """Let go of the file."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if isinstance(handler, _Quiet):
            root.removeHandler(handler)
            handler.close()


class _Quiet(RotatingFileHandler):
    """A log that cannot be written is no reason to disturb anybody."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """Drop the record."""
