"""Commands as they are typed, where neither a window nor a PDF is asked for."""

from pathlib import Path

from coach.cli import main


def run(*arguments: str | Path) -> int:
    """Run the command; gives its exit code, a window or a PDF is a failure."""

    def no_window(files: object, session: object) -> int:
        raise AssertionError("no window was asked for")

    def no_print(page: str) -> bytes:
        raise AssertionError("nothing was to be printed")

    return main([str(argument) for argument in arguments], no_window, no_print)
