"""Puts what was heard again in the place of what a session shows, away from the window."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, Signal

from coach.again import place
from coach.errors import ExitCode, UserError
from coach.hearing.heard import Heard
from coach.library.library import Library
from ui.text import _

_log = logging.getLogger(__name__)


class Told(QObject):
    """How it went."""

    placed = Signal(int, object)  # number of the entry, Placed
    refused = Signal(int, object)  # number of the entry, UserError


class Replacing(QRunnable):
    """Reviews what was heard and shows that; ends with exactly one of the two signals."""

    def __init__(self, number: int, session: str, title: str, heard: Heard, library: Path) -> None:
        super().__init__()
        self.told = Told()
        self._number, self._session, self._title = number, session, title
        self._heard, self._library = heard, library

    def run(self) -> None:
        """Work and tell."""
        try:
            with Library.open(self._library) as library:
                placed = place(library, self._session, self._heard)
        except UserError as error:
            self.told.refused.emit(self._number, error)
        except Exception:  # noqa: BLE001 - the border of a job: our bug is logged and said, and the entry ends
            _log.exception("putting another version in place failed")
            self.told.refused.emit(self._number, _unexpected(self._title))
        else:
            self.told.placed.emit(self._number, placed)


def _unexpected(title: str) -> UserError:
    return UserError(
        _("Something unexpected went wrong with the new version of “{title}”.", title=title),
        _("The session stays as it is. Try again; the log says more."),
        ExitCode.BUG,
    )
