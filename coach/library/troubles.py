"""What cannot be done with a session, said plainly."""

from pathlib import Path

from coach.errors import ExitCode, UserError

PEAKS = ".peaks"
"""How the name of a picture of the sound ends."""


def damaged(session: str, shelf: Path) -> UserError:
    """Rows that make no session: one that is damaged shall not keep the others from being read."""
    recordings = [path for path in shelf.glob(f"{session}.*") if path.suffix != PEAKS]
    step = f"Review its recording once more: {recordings[0]}." if recordings else "Delete it, or review it again."
    return UserError("This session is damaged and could not be read.", step, ExitCode.STORAGE)


def unknown(name: str) -> UserError:
    """No tag and no person is called that."""
    return UserError(f"Nothing in the library is called “{name}”.", "Choose another one.", ExitCode.USAGE)


def gone() -> UserError:
    """The session was deleted meanwhile."""
    return UserError("This session is no longer in the library.", "Choose another one.", ExitCode.STORAGE)
