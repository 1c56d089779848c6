"""The log: what happened and where in the program, never what anybody said."""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from coach.errors import UserError
from coach.files import private_folder

_SIZE = 500_000
_OLDER = 2


class _Discreet(logging.Formatter):
    """Says where an exception came from and of what kind it is; its message may hold speech and stays out."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        kind, error, trace = ei
        if kind is None or error is None:
            return ""
        lines = traceback.StackSummary.extract(traceback.walk_tb(trace), lookup_lines=False)
        places = [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in lines]
        return "\n".join([kind.__qualname__, *places])


def start_log(path: Path) -> None:
    """Send warnings and worse to ``path``, made with the first of them. Where it cannot be written there is no log."""
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    handler: logging.Handler
    try:
        private_folder(path.parent)
        handler = _Quiet(path, maxBytes=_SIZE, backupCount=_OLDER, encoding="utf-8", errors="replace", delay=True)
    except (UserError, OSError):
        handler = logging.NullHandler()
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s %(process)d %(message)s"))
    root.addHandler(handler)


def stop_log() -> None:
    """Let go of the file."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if isinstance(handler, _Quiet | logging.NullHandler):
            root.removeHandler(handler)
            handler.close()


class _Quiet(RotatingFileHandler):
    """A log that cannot be written is no reason to disturb anybody."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Drop the record."""
