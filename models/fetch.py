"""One file over the network, because a person asked for it: resumable, checked, in place only when whole.

The system's proxy settings hold. What came so far lies beside the target as ``name.part`` and is continued.
"""

import hashlib
import http.client
import os
import re
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from models.errors import DownloadFailedError
from models.storage import check_room, chunks, storage_error

READ = 1 << 16
TRY_AGAIN = "Check the connection and try again; what has come so far is kept."
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})  # HTTP: the server may answer later


class _CutError(Exception):
    """The connection broke or stalled: worth another try from where it stopped."""


@dataclass(frozen=True, slots=True)
class _Goal:
    """What is fetched, and from where."""

    url: str
    target: Path
    size: int
    sha256: str

    @property
    def part(self) -> Path:
        return self.target.with_name(self.target.name + ".part")

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or self.url


def fetch(
    url: str,
    target: Path,
    *,
    size: int,
    sha256: str,
    progress: Callable[[int, int], None] | None = None,
    timeout: float = 20.0,
    tries: int = 5,
    pause: float = 1.0,
) -> None:
    """Fetch ``url`` as ``target``.

    Args:
        size: bytes expected, > 0.
        sha256: as hex; a file with another one is thrown away.
        progress: told the bytes done and in all after each read; may raise to stop, which keeps the part.
        timeout: seconds without a byte before the connection counts as broken (our choice: a busy hub can need
            ten seconds before its first byte).
        tries: connections in a row that bring nothing before giving up; a byte that comes starts the count anew.
        pause: seconds before the second try, doubled each time.

    Raises:
        DownloadFailedError: no network, refused by the server or a proxy, not there, not the expected file.
        WeightsStorageError: the disk is full or read-only; the part is given up where the disk is full.
    """
    if urlsplit(url).scheme not in ("http", "https") or size <= 0:
        raise ValueError(f"only http and https and a positive size are fetched, got {url} with {size} bytes")
    goal = _Goal(url, target, size, sha256)
    continued = _part_size(goal) > 0
    failures = 0
    while _part_size(goal) < size:
        before = _part_size(goal)
        try:
            _receive(goal, progress, timeout)
        except _CutError as error:
            failures = 1 if _part_size(goal) > before else failures + 1
            if failures >= tries:
                raise DownloadFailedError(f"The connection to {goal.host} broke: {error}.", TRY_AGAIN) from error
            time.sleep(pause * 2 ** (failures - 1))
    if _finish(goal):
        return
    if continued:  # the older part may have come from something else: once more from the start
        fetch(url, target, size=size, sha256=sha256, progress=progress, timeout=timeout, tries=tries, pause=pause)
        return
    raise DownloadFailedError(
        f"What {goal.host} sent for {target.name} is not the expected file.",
        "Try again later or from another network; nothing was kept of it.",
    )


def _part_size(goal: _Goal) -> int:
    """Bytes that have come; more than expected counts as none and is thrown away."""
    try:
        have = goal.part.stat().st_size
        if have > goal.size:
            goal.part.unlink()
            return 0
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise storage_error(error, goal.part) from error
    return have


def _finish(goal: _Goal) -> bool:
    """Put the whole part in place; a wrong one is thrown away."""
    digest = hashlib.sha256()
    for chunk in chunks([goal.part]):
        digest.update(chunk)
    try:
        if digest.hexdigest() != goal.sha256:
            goal.part.unlink()
            return False
        goal.part.replace(goal.target)
    except OSError as error:
        raise storage_error(error, goal.target) from error
    return True


def _receive(goal: _Goal, progress: Callable[[int, int], None] | None, timeout: float) -> None:
    """Append to the part what one connection brings. Raises ``_CutError`` where another try may help."""
    have = _part_size(goal)
    request = urllib.request.Request(goal.url, headers={"Accept-Encoding": "identity", "User-Agent": "Sayback"})
    if have:
        request.add_header("Range", f"bytes={have}-")
    opener = urllib.request.build_opener()  # made anew: the proxy settings of now, not of the first download
    try:
        with opener.open(request, timeout=timeout) as response:
            start = _start(response, goal, have)
            _append(response, goal, start, progress)
    except urllib.error.HTTPError as error:
        with error:
            raise _refusal(error, goal) from error
    except urllib.error.URLError as error:
        raise _unreachable(error.reason, goal) from error
    except (http.client.HTTPException, TimeoutError, ConnectionError, ssl.SSLError) as error:
        raise _CutError(str(error) or type(error).__name__) from error


def _start(response: http.client.HTTPResponse, goal: _Goal, have: int) -> int:
    """Where in the file the answer begins; a server that cannot continue begins at 0."""
    if response.status == 206:
        stated = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", response.headers.get("Content-Range", ""))
        if stated is None or int(stated[1]) != have or stated[2] not in ("*", str(goal.size)):
            goal.part.unlink(missing_ok=True)
            raise _CutError("the server answered with another piece than the one asked for")
        return have
    length = response.headers.get("Content-Length")
    if length is not None and int(length) != goal.size:
        raise DownloadFailedError(
            f"{goal.host} offers {goal.target.name} with {int(length)} bytes where {goal.size} are expected.",
            "Try from another network: a sign-in page or a filter may stand in between.",
        )
    return 0


def _append(
    response: http.client.HTTPResponse, goal: _Goal, start: int, progress: Callable[[int, int], None] | None
) -> None:
    check_room(goal.part.parent, goal.size - start)
    done = start
    with _disk(goal):
        file = goal.part.open("ab", buffering=0)
    with file:
        with _disk(goal):
            file.truncate(start)
        while block := response.read(READ):
            done += len(block)
            if done > goal.size:
                with _disk(goal):
                    file.truncate(0)
                raise DownloadFailedError(
                    f"{goal.host} sent more bytes for {goal.target.name} than expected.",
                    "Try again later or from another network; nothing was kept of it.",
                )
            view = memoryview(block)
            while view:
                with _disk(goal):
                    view = view[file.write(view) :]
            if progress is not None:
                progress(done, goal.size)
        with _disk(goal):
            os.fsync(file.fileno())
    if done < goal.size:
        raise _CutError(f"it ended after {done} of {goal.size} bytes")


@contextmanager
def _disk(goal: _Goal) -> Iterator[None]:
    """Faults of the disk, told from those of the network; a full disk gets the part's room back."""
    try:
        yield
    except OSError as error:
        with suppress(OSError):
            os.truncate(goal.part, 0)  # not unlink: Windows keeps an open file
        raise storage_error(error, goal.part) from error


def _refusal(error: urllib.error.HTTPError, goal: _Goal) -> DownloadFailedError | _CutError:
    name, host = goal.target.name, goal.host
    if error.code in PASSING:
        return _CutError(f"the server answers {error.code} {error.reason}")
    if error.code == 416:
        goal.part.unlink(missing_ok=True)
        return _CutError("the server could not continue")
    if error.code == 407:
        return DownloadFailedError(
            "The proxy asks for a sign-in.", "Set the proxy with name and password, then try again."
        )
    if error.code in (404, 410):
        return DownloadFailedError(f"{host} does not have {name} ({error.code}).", "Install the package instead.")
    return DownloadFailedError(
        f"{host} refuses {name} ({error.code} {error.reason}).", "Install the package instead, or try another network."
    )


def _unreachable(reason: object, goal: _Goal) -> DownloadFailedError | _CutError:
    proxies = urllib.request.getproxies()
    scheme = urlsplit(goal.url).scheme
    proxy = proxies.get(scheme) if not urllib.request.proxy_bypass(goal.host) else None
    if isinstance(reason, ssl.SSLCertVerificationError):
        return DownloadFailedError(
            f"The connection to {goal.host} is not trusted: {reason.verify_message}.",
            "Check the computer's clock, and ask who runs this network whether it reads along.",
        )
    if isinstance(reason, TimeoutError):
        return _CutError("no answer in time")
    if proxy is not None and isinstance(reason, OSError):
        where = urlsplit(proxy if "://" in proxy else f"//{proxy}")
        return DownloadFailedError(
            f"The proxy {where.hostname}:{where.port} refused the connection to {goal.host}: "
            f"{reason.strerror or reason}.",
            "Check the proxy settings and try again.",
        )
    if isinstance(reason, ConnectionResetError | ConnectionAbortedError | ssl.SSLError):
        return _CutError(str(reason))
    return DownloadFailedError(f"{goal.host} cannot be reached: there is no network, or it is blocked.", TRY_AGAIN)
