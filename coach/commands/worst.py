"""The code of a command that did several things."""

from collections.abc import Sequence

from coach.errors import ExitCode

# The worst first: our own mistake, then what stops every file, then what concerns one. Our choice.
_WORST = (
    ExitCode.BUG,
    ExitCode.WORKER,
    ExitCode.SYSTEM,
    ExitCode.STORAGE,
    ExitCode.WEIGHTS,
    ExitCode.USAGE,
    ExitCode.UNREADABLE,
    ExitCode.NOTHING_HEARD,
)


def worst(codes: Sequence[ExitCode]) -> ExitCode:
    """The code of the worst that happened."""
    return next((code for code in _WORST if code in codes), ExitCode.OK)
