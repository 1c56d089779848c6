"""The portable session file (``.sayback``): one zip with a manifest, the session, and its recording if wanted.

Version 1 holds, in this order: ``mimetype`` (stored, so that other programs tell the kind by the first bytes),
``manifest.json`` with the size and sha256 of every further part, ``session.json`` (``coach.library.portable``), and
where there is sound ``audio.<ending>`` and ``sound.peaks``. Nothing else is read, and no name of a part is ever used as
a path.
"""

import hashlib
import json
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from coach import __version__
from coach.audio.names import check_readable, shown_name, unreadable
from coach.errors import ExitCode, UserError
from coach.files import private_folder, storage_error, write_large
from coach.library.codec import Codec
from coach.library.library import Library
from coach.library.portable import NewerSessionError, NoSessionError, Whole, read_whole, whole_json, with_id
from coach.library.shelf import suffix_of

ENDING = ".sayback"
MIME = "application/vnd.sayback.session+zip"
VERSION = 1

LARGEST_SESSION = 256_000_000
"""Bytes of ``session.json`` that are believed: three hours of talk have eight million (our choice)."""

_LARGEST_MANIFEST = 65_536
_CHUNK = 1 << 20
_SESSION, _MANIFEST, _PEAKS = "session.json", "manifest.json", "sound.peaks"
_KIND = "sayback session"

# RuntimeError: the archive asks for a password. NotImplementedError: it is packed in a way nobody uses.
# ValueError, struct.error: places in it that cannot be, names that are no text.
_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError),
    *(ValueError, struct.error),
)
_ASK = "Ask for it once more, or export it again from where it was made."
_A_DAY = (1980, 1, 1, 0, 0, 0)  # a zip wants a date; the day of the export is nobody's business


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a file: the id of its session, and whether the library had it already."""

    session: str
    was_known: bool = False
    is_second: bool = False  # the library has another state of it, which stays


def write_session_file(path: Path, library: Library, session: str, *, with_audio: bool) -> None:
    """Write a session wholly or not at all.

    Raises:
        UserError: the session is gone or damaged, or the file cannot be written.
    """
    whole = library.whole(session)
    content = whole_json(Codec(), whole)

    def write(file: BinaryIO) -> None:
        with zipfile.ZipFile(file, "w") as archive:
            _put(archive, "mimetype", MIME.encode("ascii"))
            parts = _parts(whole, content, with_audio=with_audio)
            _put(archive, _MANIFEST, _manifest(parts), is_packed=True)
            for part in parts:
                part.copy(archive)

    write_large(path, write)


def bring_in(path: Path, library: Library, folder: Path) -> Brought:
    """Take the session of a file into the library, wholly or not at all; a file that is known changes nothing.

    A session that the library has in another state (edited here or there) comes in as a second one.

    Args:
        folder: where its recording is unpacked before it is taken in; nothing stays there.

    Raises:
        UserError: it is no session file, damaged, made by a newer version, or there is no room.
    """
    codec = Codec()
    with _opened(path) as archive:
        manifest = _Manifest.read(archive, path)
        content = manifest.part(archive, _SESSION, LARGEST_SESSION)
    try:
        whole = read_whole(codec, content)
    except NoSessionError as error:
        raise _damaged(path) from error
    except NewerSessionError as error:
        raise _newer(path) from error
    content = whole_json(codec, whole)
    known = _known(library, codec, whole, content)
    if known is not None:
        return known
    is_second = library.has(whole.session.id)
    if is_second:
        whole = with_id(whole, _other_id(content))
    private_folder(folder)
    with tempfile.TemporaryDirectory(prefix="bring-", dir=folder) as between:
        with _opened(path) as archive:
            audio, peaks = manifest.unpacked(archive, Path(between))
        return Brought(library.take(whole, audio=audio, peaks=peaks), is_second=is_second)


def _known(library: Library, codec: Codec, whole: Whole, content: bytes) -> Brought | None:
    """The session of the library that is the same, or that came from the same file before."""
    same = whole.session.id
    if library.has(same) and whole_json(codec, library.whole(same)) == content:
        return Brought(same, was_known=True)
    second = _other_id(content)
    return Brought(second, was_known=True) if library.has(second) else None


def _other_id(content: bytes) -> str:
    """The id of a second state of a session: the same file gives the same."""
    return hashlib.sha256(content).hexdigest()[:32]


# -- writing -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the file: from memory, or from a file beside the library."""

    name: str
    content: bytes | Path
    size: int
    sha256: str
    is_packed: bool

    @classmethod
    def of(cls, name: str, content: bytes | Path, *, is_packed: bool) -> "_Part":
        if isinstance(content, bytes):
            return cls(name, content, len(content), hashlib.sha256(content).hexdigest(), is_packed)
        with content.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(name, content, content.stat().st_size, digest, is_packed)

    def copy(self, archive: zipfile.ZipFile) -> None:
        if isinstance(self.content, bytes):
            _put(archive, self.name, self.content, is_packed=self.is_packed)
            return
        about = _info(self.name, is_packed=self.is_packed)
        about.file_size = self.size  # so that what is larger than 4 GB is written as such
        with archive.open(about, "w") as out, self.content.open("rb") as file:
            while chunk := file.read(_CHUNK):
                out.write(chunk)


def _parts(whole: Whole, content: bytes, *, with_audio: bool) -> list[_Part]:
    session = whole.session
    parts = [_Part.of(_SESSION, content, is_packed=True)]
    if with_audio and session.audio is not None:
        parts.append(_Part.of(f"audio{suffix_of(session.audio)}", session.audio, is_packed=False))
    if with_audio and session.peaks is not None:
        parts.append(_Part.of(_PEAKS, session.peaks, is_packed=False))
    return parts


def _manifest(parts: list[_Part]) -> bytes:
    manifest = {
        "kind": _KIND,
        "version": VERSION,
        "program": f"sayback {__version__}",
        "parts": {part.name: {"size": part.size, "sha256": part.sha256} for part in parts},
    }
    return (json.dumps(manifest, indent=1) + "\n").encode("ascii")


def _put(archive: zipfile.ZipFile, name: str, content: bytes, *, is_packed: bool = False) -> None:
    archive.writestr(_info(name, is_packed=is_packed), content)


def _info(name: str, *, is_packed: bool) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _A_DAY)
    info.compress_type = zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED
    info.external_attr = 0o600 << 16
    return info


# -- reading -----------------------------------------------------------------------------------------------------------


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive; every fault in it becomes one plain sentence."""
    check_readable(path)
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _FAULTS as fault:
        raise _damaged(path) from fault
    except OSError as fault:
        raise storage_error(fault, path) from fault


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What a file says of its parts: size in bytes and sha256 by name."""

    path: Path
    parts: dict[str, tuple[int, str]]

    @classmethod
    def read(cls, archive: zipfile.ZipFile, path: Path) -> "_Manifest":
        if _MANIFEST not in archive.namelist():
            raise _foreign(path)
        with archive.open(_MANIFEST) as file:
            content = file.read(_LARGEST_MANIFEST + 1)
        if len(content) > _LARGEST_MANIFEST:
            raise _foreign(path)
        try:
            record: dict[str, Any] = json.loads(content)  # Any: JSON from outside, looked at below
            if record["kind"] != _KIND:
                raise _foreign(path)
            version = int(record["version"])
            parts = {str(name): (int(about["size"]), str(about["sha256"])) for name, about in record["parts"].items()}
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise _foreign(path) from error
        if version > VERSION:
            raise _newer(path)
        return cls(path, parts)

    def part(self, archive: zipfile.ZipFile, name: str, largest: int) -> bytes:
        """A part in memory, checked."""
        size, sha256 = self._promised(archive, name)
        if size > largest:
            raise _damaged(self.path)
        with archive.open(name) as file:
            content = file.read(size + 1)
        if len(content) != size or hashlib.sha256(content).hexdigest() != sha256:
            raise _damaged(self.path)
        return content

    def unpacked(self, archive: zipfile.ZipFile, folder: Path) -> tuple[Path | None, Path | None]:
        """The recording and its picture, checked, under names of our own; None where there are none."""
        audio = next((name for name in self.parts if name.startswith("audio")), None)
        target = None
        if audio is not None:
            target = folder / f"audio{suffix_of(Path(audio))}"
            self._unpack(archive, audio, target)
        if _PEAKS not in self.parts:
            return target, None
        self._unpack(archive, _PEAKS, folder / _PEAKS)
        return target, folder / _PEAKS

    def _unpack(self, archive: zipfile.ZipFile, name: str, target: Path) -> None:
        """Sound is stored as it is, so it cannot grow: it takes no more room than the file has."""
        size, sha256 = self._promised(archive, name)
        if archive.getinfo(name).compress_type != zipfile.ZIP_STORED:
            raise _damaged(self.path)
        digest, written = hashlib.sha256(), 0
        with archive.open(name) as file, target.open("xb") as out:
            while (chunk := file.read(_CHUNK)) and written <= size:
                out.write(chunk)
                digest.update(chunk)
                written += len(chunk)
        if written != size or digest.hexdigest() != sha256:
            raise _damaged(self.path)

    def _promised(self, archive: zipfile.ZipFile, name: str) -> tuple[int, str]:
        """What the manifest says; the archive has to say the same."""
        if name not in self.parts or archive.namelist().count(name) != 1:
            raise _damaged(self.path)
        if archive.getinfo(name).file_size != self.parts[name][0]:
            raise _damaged(self.path)
        return self.parts[name]


def _foreign(path: Path) -> UserError:
    return unreadable(path, "is no session of Sayback.", "Choose a file that was exported as a Sayback session.")


def _damaged(path: Path) -> UserError:
    return unreadable(path, "is damaged, and nothing of it was taken in.", _ASK)


def _newer(path: Path) -> UserError:
    return UserError(
        f"“{shown_name(path)}” was made by a newer Sayback.",
        "Install the newest Sayback, or ask for another form; nothing was changed.",
        ExitCode.UNREADABLE,
    )
