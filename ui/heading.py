"""What stands at the head of a session."""

from PySide6.QtCore import QDate

from coach.library.session import Session
from ui.widgets.session_header import Heading


def heading_of(session: Session) -> Heading:
    """Title, day, tags, and the day when the sound was deleted."""
    local = session.created.astimezone()
    gone = None if session.sound_deleted is None else session.sound_deleted.astimezone()
    return Heading(
        session.title,
        QDate(local.year, local.month, local.day),
        tags=session.tags,
        sound_deleted=None if gone is None else QDate(gone.year, gone.month, gone.day),
    )
