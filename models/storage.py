"""Writing weights so that no half file is ever taken for a whole one."""

import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from models.errors import WeightsDamagedError, WeightsStorageError

if sys.platform == "win32":
    import msvcrt
    import time
else:
    import fcntl

CHUNK = 1 << 20
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC, errno.EFBIG})


def storage_error(error: OSError, path: Path) -> WeightsStorageError:
    """The plain sentence for a fault of the disk at ``path``."""
    if error.errno in NO_ROOM:
        return WeightsStorageError(f"The disk is full: {path} could not be written.", "Free some space and try again.")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return WeightsStorageError(
            f"{path} may not be read or written.", "Check the permissions of that folder, or choose another one."
        )
    return WeightsStorageError(
        f"{path} could not be read or written: {error.strerror or error}.", "Check the disk and try again."
    )


def check_room(folder: Path, needed: int) -> None:
    """Raises ``WeightsStorageError`` when fewer than ``needed`` bytes are free where ``folder`` lies."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise WeightsStorageError(
            f"{folder} has {free / 1e6:.0f} MB free and {needed / 1e6:.0f} MB are needed.",
            "Free some space and try again.",
        )


def chunks(sources: Sequence[Path]) -> Iterator[bytes]:
    """The bytes of the files, one after the other."""
    for source in sources:
        try:
            with source.open("rb") as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except OSError as error:
            raise storage_error(error, source) from error


def sha256_of(sources: Sequence[Path]) -> str:
    """The sha256 of the files joined in this order, as hex."""
    digest = hashlib.sha256()
    for chunk in chunks(sources):
        digest.update(chunk)
    return digest.hexdigest()


def join_files(sources: Sequence[Path], target: Path, *, sha256: str) -> None:
    """Write the joined ``sources`` as ``target``, which appears only when whole and checked.

    The caller holds ``exclusive`` on the folder: the name in between is fixed, so that what a killed process
    left is overwritten by the next.

    Raises:
        WeightsStorageError: the disk is full or read-only; nothing is left behind.
        WeightsDamagedError: the bytes are not the expected ones; nothing is left behind.
    """
    between = target.with_name(target.name + ".joining")
    digest = hashlib.sha256()
    try:
        with between.open("wb") as file:
            for chunk in chunks(sources):
                file.write(chunk)
                digest.update(chunk)
            file.flush()
            os.fsync(file.fileno())
        if digest.hexdigest() != sha256:
            names = " and ".join(str(source) for source in sources)
            raise WeightsDamagedError(f"{names} is damaged.", "Install the package again.")
        between.replace(target)
    except OSError as error:
        raise storage_error(error, target) from error
    finally:
        between.unlink(missing_ok=True)


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Make ``folder`` and hold it against other processes; the system lets go when the holder dies."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise storage_error(error, folder) from error
    try:
        if sys.platform == "win32":
            while True:
                try:
                    msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
                    break
                except OSError:
                    time.sleep(0.1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
