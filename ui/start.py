"""The entry points. Qt is loaded when a window opens, and not before."""

import sys
from collections.abc import Sequence
from pathlib import Path

import models
from coach.errors import ExitCode


def main() -> int:
    """The command line: ``sayback``."""
    return _guarded(sys.argv[1:])


def window() -> int:
    """The window, for menus and shortcuts: ``sayback-window``, with files to open, if any."""
    return _guarded(["window", *sys.argv[1:]])


def _guarded(arguments: Sequence[str]) -> int:
    """Another package with a top-level ``models`` would take the place of ours without a word; so one is said."""
    if getattr(models, "PART_OF", None) != "sayback":
        sys.stderr.write(
            f"Another package has taken the place of a part of Sayback: {models.__file__}. "
            "Install Sayback into an environment of its own.\n"
        )
        return ExitCode.SYSTEM
    if list(arguments[:1]) == ["--worker"]:  # how a frozen program, which has no interpreter, starts its worker
        from coach.worker import main as work

        work()
        return ExitCode.OK
    from coach.cli import main as command_line

    return command_line(arguments, open_window, print_pdf)


def open_window(files: Sequence[Path], session: str | None = None) -> int:
    """Open the window on files or on a session, and give the exit code when it is closed."""
    from ui.app import run

    return run(files, session=session)


def print_pdf(page: bytes, title: str) -> bytes:
    """A PDF of a page, without a window and without a screen."""
    from ui.pdf import pdf_without_window

    return pdf_without_window(page, title)


if __name__ == "__main__":
    sys.exit(main())
