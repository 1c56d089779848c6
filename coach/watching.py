"""New recordings in folders that are watched: told when nobody writes to them any more, and never twice."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.library.library import Library
from coach.library.seen_rows import Seen

SETTLED = 8.0
"""Seconds that a file has to stay as it is before it counts as whole (our choice: recorders write every second)."""

SOUND_ENDINGS = (
    ".wav", ".mp3", ".m4a", ".aac", ".ogg", ".opus", ".flac", ".webm", ".mp4", ".mkv", ".mov", ".wma", ".aiff"
)  # fmt: skip
"""How the names of recordings end."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileState:
    """Size in bytes and time of the last change, as the system tells it: what changes while a file is written."""

    size: int
    modified: float


def recordings_in(folders: Iterable[Path]) -> dict[Path, FileState]:
    """The recordings that lie in these folders themselves; a folder that is not there now holds none."""
    found = {}
    for folder in folders:
        try:
            entries = list(folder.iterdir())
        except OSError:  # an unplugged disk, a share that is away: they may come back
            continue
        for path in entries:
            if path.suffix.lower() in SOUND_ENDINGS and not path.name.startswith("."):
                try:
                    told = path.stat()
                except OSError:  # gone since it was listed
                    continue
                if told.st_size > 0 and path.is_file():
                    found[path] = FileState(told.st_size, told.st_mtime)
    return found


class Watch:
    """Remembers from one look to the next what was there and since when it has stayed so."""

    def __init__(self) -> None:
        self._since: dict[Path, tuple[FileState, float]] = {}

    def settled(self, found: Mapping[Path, FileState], now: float) -> tuple[Path, ...]:
        """Those that have stayed as they are for ``SETTLED`` seconds, by name. ``now`` only ever grows."""
        since = {}
        for path, state in found.items():
            before = self._since.get(path)
            since[path] = before if before is not None and before[0] == state else (state, now)
        self._since = since
        return tuple(sorted(path for path, (_, at) in since.items() if now - at >= SETTLED))


def new_recordings(watch: Watch, folders: Iterable[Path], library: Library, now: float) -> tuple[Path, ...]:
    """Whole recordings that were never told of, nor reviewed. Those that were reviewed already are noted as seen."""
    found = recordings_in(folders)
    known = library.seen()
    told = {(Path(one.path), FileState(one.size, one.modified)) for one in known}
    unknown = {path: state for path, state in found.items() if (path, state) not in told}
    fresh: list[Path] = []
    again: list[Seen] = []
    prints = {one.sha256 for one in known}
    for path in watch.settled(unknown, now):
        one = _seen(path, unknown[path])
        if one is None:
            continue
        if one.sha256 in prints or library.of_source(one.sha256):
            again.append(one)
        else:
            fresh.append(path)
    if again:
        library.note_seen(again)
    return tuple(fresh)


def note(files: Iterable[Path], library: Library) -> None:
    """Never tell of these again."""
    wanted = set(files)
    found = recordings_in({path.parent for path in wanted})
    library.note_seen([one for path in wanted & found.keys() if (one := _seen(path, found[path])) is not None])


def _seen(path: Path, state: FileState) -> Seen | None:
    """A file with its fingerprint; None where it cannot be read now."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return None
    return Seen(str(path), state.size, state.modified, digest.hexdigest())
