"""How long sessions are kept, where the person chose to keep them for a while only."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from coach.library.fate import TRASH_DAYS, Fate
from coach.library.session import SessionRow


def due(rows: Sequence[SessionRow], now: datetime, *, days: int, fate: Fate) -> tuple[SessionRow, ...]:
    """The sessions that are older than ``days`` days at ``now``; none where ``days`` is 0, which keeps all.

    A session without a recording has no sound to delete.
    """
    if days <= 0:
        return ()
    until = now - timedelta(days=days)
    return tuple(row for row in rows if row.created < until and (fate is Fate.TRASH or row.has_audio))


def days_left(trashed: datetime, now: datetime, *, days: int = TRASH_DAYS) -> int:
    """Whole days until a session leaves the trash for ever, at least 0."""
    left = trashed + timedelta(days=days) - now
    return max(0, -(-left // timedelta(days=1)))
