"""How much room the library takes, and what takes it."""

from dataclasses import dataclass
from pathlib import Path

from coach.library.library import Library


@dataclass(frozen=True, slots=True)
class SessionSize:
    """Bytes of the recording and its picture of one session; its words lie in the database."""

    session: str
    title: str
    sound: int
    is_trashed: bool


@dataclass(frozen=True, slots=True)
class Storage:
    """Bytes on disk. ``copies`` are those of the database from before an update; ``sessions``, the largest first."""

    folder: Path
    database: int
    sound: int
    copies: int
    sessions: tuple[SessionSize, ...]

    @property
    def total(self) -> int:
        """Everything in the folder that is the library's."""
        return self.database + self.sound + self.copies

    @property
    def in_trash(self) -> int:
        """Bytes of sound that lie in the trash."""
        return sum(one.sound for one in self.sessions if one.is_trashed)

    @property
    def trashed(self) -> int:
        """How many sessions lie in the trash."""
        return sum(one.is_trashed for one in self.sessions)


def measure_storage(library: Library) -> Storage:
    """Look at every file of the library once."""
    folder = library.folder
    rows = [(row, False) for row in library.sessions()] + [(row, True) for row in library.trashed()]
    sizes: dict[str, int] = {}
    audio = folder / "audio"
    for path in audio.iterdir() if audio.is_dir() else ():
        session = path.name.partition(".")[0]
        sizes[session] = sizes.get(session, 0) + _size(path)
    sessions = [SessionSize(row.id, row.title, sizes.get(row.id, 0), trashed) for row, trashed in rows]
    return Storage(
        folder=folder,
        database=sum(_size(path) for path in folder.glob("library.db*")),
        sound=sum(sizes.values()),
        copies=sum(_size(path) for path in folder.glob("library.before-*.db")),
        sessions=tuple(sorted(sessions, key=lambda one: -one.sound)),
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # gone since it was listed
        return 0
