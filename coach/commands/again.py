"""sayback again and sayback versions: hear a recording once more, and go back to what was heard before."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from coach.again import Placed, Wanted, place, request_for
from coach.commands.choices import NOT_SAID
from coach.commands.export import found
from coach.commands.listening import listen
from coach.commands.voice import own_profile
from coach.errors import ExitCode
from coach.exports.text import scorecard_text
from coach.files import private_folder
from coach.jobs import Jobs
from coach.library.library import Library
from coach.library.session import Session
from coach.library.versions import Version
from coach.paths import Paths
from coach.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for. ``speakers`` and ``language`` are ``NOT_SAID`` where they are to stay as they are."""

    session: str
    weights: str
    weights_folder: Path | None = None
    speakers: object = NOT_SAID
    language: object = NOT_SAID


def run(options: Options, terminal: Terminal, paths: Paths) -> ExitCode:
    """Hear the recording, and only when all of it was heard, show that."""
    with Library.open(paths.library) as library:
        session = library.load(found(options.session, library.sessions()).id)
    request = request_for(session, _wanted(options, session), store=paths.weights, profile=own_profile(terminal, paths))
    private_folder(paths.cache)
    with contextlib.closing(Jobs(folder=paths.cache)) as jobs:
        listened = listen(jobs, request, terminal, name=session.title)
    if listened.fault is not None:
        raise listened.fault
    with Library.open(paths.library) as library:
        placed = place(library, session.id, listened.heard)
        now = library.load(session.id)
    if now.answer is not None:  # else the own guess comes first, in the window
        terminal.say(scorecard_text(now.review, title=session.title, width=terminal.width))
    _tell(placed, session, terminal)
    return ExitCode.OK


def versions(
    wanted: str, back: int | None, delete: int | None, terminal: Terminal, paths: Paths, *, is_sure: bool
) -> ExitCode:
    """List the versions of a session, or do with one of them what was asked."""
    with Library.open(paths.library) as library:
        row = found(wanted, library.sessions())
        if back is not None:
            library.versions.go_back(row.id, back)
            terminal.tell(f"“{row.title}” shows version {back} again; the one before stays as a version.")
        elif delete is not None:
            if not is_sure and not terminal.ask(f"Delete version {delete} of “{row.title}” for good?"):
                terminal.tell("Nothing was deleted. Where nobody can be asked, add --yes.")
                return ExitCode.USAGE
            library.versions.delete(row.id, delete)
            terminal.tell(f"Version {delete} of “{row.title}” is deleted for good.")
        for version in library.versions.of(row.id):
            terminal.say(_line(version))
    return ExitCode.OK


def _wanted(options: Options, session: Session) -> Wanted:
    """What was not said stays as it is now."""
    talk = session.review.conversation
    speakers, language = options.speakers, options.language
    return Wanted(
        speakers=max(1, len(talk.speakers)) if speakers is NOT_SAID else _count(speakers),
        language=talk.language if language is NOT_SAID else _code(language),
        weights=options.weights,
        weights_folder=options.weights_folder,
    )


def _count(said: object) -> int | None:
    assert said is None or isinstance(said, int)
    return said


def _code(said: object) -> str | None:
    assert said is None or isinstance(said, str)
    return said


def _tell(placed: Placed, session: Session, terminal: Terminal) -> None:
    terminal.tell(
        f"“{session.title}” shows version {placed.version} now. "
        f"The way back: sayback versions {session.id[:8]} --back {session.version}"
    )
    if placed.lost:
        terminal.tell(f"No voice was found again for: {', '.join(placed.lost)}. Name them once more.")
    if placed.is_me_lost:
        terminal.tell("Your own voice was not found again: say in the window which one is yours.")


def _line(version: Version) -> str:
    engines = version.engines
    made = " + ".join(name for name in (engines.speech, engines.speakers) if name) or "a transcript"
    parts = [
        f"{version.number}",
        f"{version.heard_at.astimezone():%Y-%m-%d %H:%M}",
        made,
        version.language,
        f"{version.voices} {'voice' if version.voices == 1 else 'voices'}",
        f"{version.edits} {'edit' if version.edits == 1 else 'edits'}",
        f"rules {version.rules}",
    ]
    return ("* " if version.is_shown else "  ") + "  ".join(parts)
