"""The world's faults, each said once as a plain sentence at the foot of the window, and logged by its code alone."""

import logging
from collections.abc import Callable
from typing import Protocol, TypeVar

from coach.errors import UserError

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Says(Protocol):
    """What has room for a sentence: the window."""

    def say(self, text: str) -> None:
        """Show it."""


def tell(window: Says, error: UserError) -> None:
    """Say what went wrong and what to do next."""
    _log.warning("told the person: code %d", error.code)
    window.say(str(error))


def given(window: Says, act: Callable[[], _T]) -> _T | None:
    """What ``act`` gives; None, and one sentence on the screen, where the world is at fault."""
    try:
        return act()
    except UserError as error:
        tell(window, error)
        return None


def done(window: Says, act: Callable[[], object]) -> bool:
    """Whether ``act`` could be done; says why where it could not."""
    try:
        act()
    except UserError as error:
        tell(window, error)
        return False
    return True
