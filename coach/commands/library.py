"""sayback library: how big it is, backup, restore, move, and the trash."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.errors import ExitCode
from coach.library.backup import ENDING, Progress, back_up, unpack
from coach.library.library import Library
from coach.library.merge import bring_back
from coach.library.place import move_library
from coach.library.retention import days_left, due
from coach.library.storage import measure_storage
from coach.paths import Paths
from coach.settings import Settings
from coach.terminal import ProgressLine, Terminal

_LARGEST = 10


def _now() -> datetime:
    return datetime.now(UTC)


def status(terminal: Terminal, paths: Paths, settings: Settings, *, now: Callable[[], datetime] = _now) -> ExitCode:
    """Where the library is, what it holds, and how much room that takes."""
    with Library.open(paths.library) as library:
        storage, rows = measure_storage(library), library.sessions()
    terminal.say(f"{_count(len(rows), 'session')} and {storage.trashed} in the trash, {_megabytes(storage.total)}")
    terminal.say(f"  {paths.library}")
    lines = [("recordings", storage.sound), ("words and numbers", storage.database)]
    lines += [("copies from before an update", storage.copies)] if storage.copies else []
    lines += [("of the recordings, in the trash", storage.in_trash)] if storage.trashed else []
    for words, size in lines:
        terminal.say(f"  {_megabytes(size):>10}  {words}")
    largest = [one for one in storage.sessions if one.sound > 0][:_LARGEST]
    if largest:
        terminal.say("The largest recordings:")
        for one in largest:
            terminal.say(f"  {_megabytes(one.sound):>10}  {one.title}{' (in the trash)' if one.is_trashed else ''}")
    terminal.say(f"The trash gives back what was thrown away for {_count(settings.trash_days, 'day')}.")
    if settings.keep_days:
        old = due(rows, now(), days=settings.keep_days, fate=settings.fate)
        terminal.say(
            f"Sessions are kept for {_count(settings.keep_days, 'day')}; {len(old)} are older. "
            "The window says so before anything happens to them."
        )
    else:
        terminal.say("Sessions are kept until you delete them.")
    return ExitCode.OK


def backup(target: Path, terminal: Terminal, paths: Paths, *, now: Callable[[], datetime] = _now) -> ExitCode:
    """Write the whole library into one file."""
    if target.is_dir():
        target = target / f"Sayback {now().astimezone():%Y-%m-%d}{ENDING}"
    about = back_up(paths.library, target, now=now(), on_progress=_shown(terminal, "Backup", "copying"))
    terminal.say(f"{_count(about.sessions, 'session')}, {_megabytes(about.size)}, kept in {target.absolute()}")
    terminal.tell("The file is not locked: whoever has it can read and hear everything in it.")
    return ExitCode.OK


def restore(file: Path, into: Path | None, terminal: Terminal, paths: Paths) -> ExitCode:
    """Bring back what the library lacks; or unpack the whole backup into a folder of its own."""
    told = _shown(terminal, "Restore", "checking and copying")
    if into is not None:
        about = unpack(file, into.expanduser(), on_progress=told)
        terminal.say(f"{_count(about.sessions, 'session')} restored into {into.absolute()}")
        return ExitCode.OK
    merged = bring_back(file, paths.library, on_progress=told)
    terminal.say(f"{_count(merged.came, 'session')} brought back.")
    if merged.stayed == 1:
        terminal.say("1 session of the backup was here already and stays as it is.")
    elif merged.stayed:
        terminal.say(f"{merged.stayed} sessions of the backup were here already and stay as they are.")
    return ExitCode.OK


def move(new: Path, terminal: Terminal, paths: Paths) -> ExitCode:
    """Move the library to another folder."""
    settings = move_library(paths, new, on_progress=_shown(terminal, "Move", "copying and comparing"))
    terminal.say(f"The library is now in {settings.library}")
    if settings.left:
        terminal.tell(f"Some of the old one could not be deleted yet: {settings.left}. The next start tries again.")
    return ExitCode.OK


def trash(terminal: Terminal, paths: Paths, settings: Settings, *, now: Callable[[], datetime] = _now) -> ExitCode:
    """What lies in the trash and for how long."""
    with Library.open(paths.library) as library:
        rows = library.trashed()
    if not rows:
        terminal.say("The trash is empty.")
    for row in rows:
        assert row.trashed is not None
        left = days_left(row.trashed, now(), days=settings.trash_days)
        terminal.say(f"  {row.title}, gone for good in {_count(left, 'day')}")
    return ExitCode.OK


def empty_trash(terminal: Terminal, paths: Paths, *, is_sure: bool) -> ExitCode:
    """Delete what lies in the trash, after asking."""
    with Library.open(paths.library) as library:
        count = len(library.trashed())
        if not count:
            terminal.say("The trash is empty.")
            return ExitCode.OK
        if not is_sure and not terminal.ask(f"Delete {_count(count, 'session')} in the trash for good?"):
            terminal.tell("Nothing was deleted. Where nobody can be asked, add --yes.")
            return ExitCode.USAGE
        gone = library.empty_trash(older_than=timedelta(0))
    terminal.say(f"{_count(gone, 'session')} deleted for good.")
    return ExitCode.OK


def _shown(terminal: Terminal, name: str, stage: str) -> Progress:
    line = ProgressLine(terminal, name)

    def show(fraction: float) -> None:
        line.show(fraction, stage, None)

    return show


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
