"""Writing files so that no half file is ever taken for a whole one, and saying plainly why it cannot be done."""

import errno
import glob
import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import psutil

from coach.errors import ExitCode, UserError

_CHUNK = 1 << 20
# A file that outgrows a limit (EFBIG) is, for the person, no room either.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def storage_error(error: OSError, path: Path) -> UserError:
    """The plain sentence for a fault in writing ``path``."""
    if error.errno in _NO_ROOM:
        return UserError(
            f"There is no room to write {path}.", "Free some space and try again; nothing was lost.", ExitCode.STORAGE
        )
    if error.errno in _NOT_ALLOWED:
        return UserError(
            f"{path} may not be written.", "Choose another folder, or change its permissions.", ExitCode.STORAGE
        )
    if isinstance(error, FileNotFoundError):
        return UserError(
            f"The folder {path.parent} does not exist.", "Make it first, or choose another one.", ExitCode.STORAGE
        )
    if isinstance(error, NotADirectoryError | FileExistsError):
        return UserError(
            f"{path} cannot be made, because a file with the name of its folder is in the way.",
            "Choose another folder.",
            ExitCode.STORAGE,
        )
    if isinstance(error, IsADirectoryError):
        return UserError(f"{path} is a folder.", "Give the name of a file.", ExitCode.STORAGE)
    reason = error.strerror or type(error).__name__
    return UserError(f"{path} could not be written: {reason}.", "Check the disk and try again.", ExitCode.STORAGE)


def write_file(path: Path, content: bytes) -> None:
    """Make ``path`` hold ``content``, wholly or not at all; an older file stays until the new one is on the disk.

    Raises:
        UserError: no room, not allowed, no such folder.
    """
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            path.write_bytes(content)  # a pipe or a terminal such as /dev/stdout cannot be replaced
            return
        with replacing(path.resolve()) as file:  # a link stays a link
            file.write(content)
    except OSError as error:
        raise storage_error(error, path) from error


def write_large(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """As ``write_file``, for what is too large to be held in memory: ``write`` is given the open file.

    Raises:
        UserError: as ``write_file``; what ``write`` raises passes, and an older file stays.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        with replacing(path.resolve()) as file:
            write(file)
    except OSError as error:
        raise storage_error(error, path) from error


def copy_file(source: Path, between: Path) -> str:
    """Copy ``source`` to the new file ``between``, safely on the disk, and give its sha256 as hex.

    Leaves nothing behind on a fault.

    Raises:
        UserError: the source cannot be read, or the copy not be written.
    """
    digest = hashlib.sha256()
    try:
        origin = source.open("rb")
    except OSError as error:
        raise UserError(
            f"{source.name} could not be read: {error.strerror or type(error).__name__}.",
            "Check the file and try again.",
            ExitCode.UNREADABLE,
        ) from error
    try:
        with origin, _fresh(between) as file:
            while chunk := origin.read(_CHUNK):
                file.write(chunk)
                digest.update(chunk)
    except OSError as error:
        raise storage_error(error, between) from error
    return digest.hexdigest()


def sweep_parts(path: Path) -> None:
    """Delete what killed processes left half-written on their way to ``path``."""
    for part in path.parent.glob(f".{glob.escape(path.name[:100])}.*.part"):
        pid = part.name.removesuffix(".part").removesuffix(".db").rpartition(".")[2]
        if pid.isdecimal() and not psutil.pid_exists(int(pid)):
            if part.is_dir():
                shutil.rmtree(part, ignore_errors=True)
            else:
                with suppress(OSError):  # held open by another program: the next one takes it
                    part.unlink()


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut, where the system can promise that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def private_folder(folder: Path) -> None:
    """Make ``folder``, readable by its owner alone.

    Raises:
        UserError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise storage_error(error, folder) from error


@contextmanager
def _fresh(path: Path) -> Iterator[BinaryIO]:
    """A new file that is on the disk at the end, and gone after any fault."""
    with path.open("xb") as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            _give_up(file.close, path)
            raise


def _give_up(close: Callable[[], None], path: Path) -> None:
    with suppress(OSError):  # closing writes what is buffered, which a full disk refuses once more
        close()
    path.unlink(missing_ok=True)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` at the end; an older one stays until then, and after any fault.

    Raises:
        OSError: to be turned into a sentence by ``storage_error``.
    """
    between = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
    between.unlink(missing_ok=True)  # what a killed process of the same number left
    with _fresh(between) as file:
        yield file
    try:
        between.replace(path)
    except OSError:
        between.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


@contextmanager
def replacing_folder(folder: Path) -> Iterator[Path]:
    """The name of a folder to be filled, which becomes ``folder`` at the end; after any fault nothing of it stays.

    ``folder`` is new or empty, its parent is made where it is not there. What killed processes left is swept away.

    Raises:
        UserError: there is no room, or it is not allowed.
    """
    private_folder(folder.parent)
    sweep_parts(folder)
    between = folder.with_name(f".{folder.name[:100]}.{os.getpid()}.part")
    try:
        yield between
        if folder.exists():
            folder.rmdir()
        between.replace(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise storage_error(error, folder) from error
    finally:
        shutil.rmtree(between, ignore_errors=True)
