"""The recordings beside the database: copied in safely, swept when nobody owns them."""

import os
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import psutil

from coach.errors import ExitCode, UserError
from coach.files import copy_file, private_folder, storage_error, sync_folder

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
_BETWEEN = re.compile(r"\..+\.(?P<pid>\d+)\.part")


class Shelf:
    """A folder of files that belong to sessions. A file counts only while a row of the database names it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def bring(self, source: Path, name: str, *, sha256: str = "") -> Path:
        """Copy ``source`` in under a name that does not count yet; ``place`` makes it count.

        Args:
            sha256: what the file must be, as hex; empty takes it as it is.

        Raises:
            UserError: it cannot be read, there is no room, or it is no longer what was heard.
        """
        private_folder(self.folder)
        between = self.folder / f".{name}.{os.getpid()}.part"
        found = copy_file(source, between)
        if sha256 and found != sha256:
            between.unlink(missing_ok=True)
            raise UserError(
                f"{source.name} has changed since it was heard.", "Review it once more.", ExitCode.UNREADABLE
            )
        return between

    def place(self, between: Path, name: str) -> None:
        """Give a file its lasting name."""
        between.replace(self.folder / name)
        sync_folder(self.folder)

    def discard(self, *files: Path) -> None:
        """Delete files; those that are gone are fine.

        Raises:
            UserError: one is held open by another program (Windows); the next sweep takes it.
        """
        for file in files:
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                raise storage_error(error, file) from error

    def sweep(self, owned: Collection[str]) -> int:
        """Delete what nobody owns and what dead processes left half-written; gives the number of files.

        The caller holds off other writers, so that a file is never swept between its placing and its row.
        """
        if not self.folder.is_dir():
            return 0
        swept = 0
        for file in self.folder.iterdir():
            half = _BETWEEN.fullmatch(file.name)
            if file.name in owned or (half and psutil.pid_exists(int(half["pid"]))):
                continue
            with suppress(OSError):  # held open by another program: the next sweep takes it
                file.unlink()
                swept += 1
        return swept


def suffix_of(source: Path) -> str:
    """The ending of a file's name, in lower case; none where it is no plain ending."""
    return source.suffix.lower() if _SUFFIX.fullmatch(source.suffix) else ""
