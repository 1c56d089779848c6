"""A file from outside: how its name is shown, whether it can be opened, and its fingerprint."""

import hashlib
import os
from pathlib import Path

from coach.errors import ExitCode, UserError


def shown_name(path: Path) -> str:
    """The file's name as it can be printed: bytes that are no text and control characters become "�"."""
    name = os.fsencode(path.name or str(path)).decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "�" for letter in name)


def check_readable(path: Path) -> None:
    """Say plainly why a file cannot be read, before anything else is tried.

    Raises:
        UserError: missing, a folder, no plain file, empty, or not permitted.
    """
    try:
        if path.is_dir():
            raise unreadable(path, "is a folder.", "Choose a recording inside it.")
        if path.exists() and not path.is_file():
            raise unreadable(path, "is a device or a pipe, not a file.", "Choose a recording that is saved as a file.")
        with path.open("rb") as file:
            if not file.read(1):
                raise unreadable(path, "is empty.", "If it was copied or downloaded, do that once more.")
    except OSError as fault:
        raise _not_opened(path, fault) from fault
    except ValueError as fault:  # a zero byte inside the name
        raise unreadable(path, "cannot be a file name.", "Check the name.") from fault


def sha256_of(path: Path) -> str:
    """The fingerprint of the file's bytes, in hexadecimal; read in pieces.

    Raises:
        UserError: the file cannot be read to its end.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as fault:
        raise _not_opened(path, fault) from fault


def unreadable(path: Path, what: str, next_step: str) -> UserError:
    """The error for a file that cannot be used; ``what`` follows its name."""
    return UserError(f"“{shown_name(path)}” {what}", next_step, ExitCode.UNREADABLE)


def _not_opened(path: Path, fault: OSError) -> UserError:
    if isinstance(fault, FileNotFoundError | NotADirectoryError):
        return unreadable(path, "was not found.", "Check the name and the folder.")
    if isinstance(fault, PermissionError):
        return unreadable(path, "may not be opened by you.", "Change its permissions, or copy it to a folder of yours.")
    reason = fault.strerror or type(fault).__name__
    return unreadable(path, f"could not be read ({reason}).", "Copy it to this computer's disk and try again.")
