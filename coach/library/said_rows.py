"""What was said, turn by turn, as rows to search in: always the words as they are shown. No transactions here."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from coach.conversation import Conversation


@dataclass(frozen=True, slots=True)
class _Said:
    start: float
    speaker: str
    text: str


def write(connection: sqlite3.Connection, session: str, talk: Conversation) -> None:
    """Put these turns in place of those kept; turns whose words stay are not indexed again."""
    wanted = [_Said(turn.start, _text(talk.speaker(turn.speaker).label), _text(turn.text)) for turn in talk.turns]
    found = connection.execute(
        "SELECT id, start, speaker, text FROM said WHERE session = ? ORDER BY position", (session,)
    ).fetchall()
    ids = [id_ for id_, *_ in found]
    kept = [_Said(*values) for _, *values in found]
    first, after = _same(kept, wanted)
    shift = len(wanted) - len(kept)
    connection.executemany("DELETE FROM said WHERE id = ?", ((id_,) for id_ in ids[first : len(ids) - after]))
    if shift and after:
        connection.execute(
            "UPDATE said SET position = position + ? WHERE session = ? AND position >= ?",
            (shift, session, len(kept) - after),
        )
    stay = [*zip(ids[:first], kept[:first], wanted[:first], strict=True)]
    stay += zip(ids[len(ids) - after :], kept[len(kept) - after :], wanted[len(wanted) - after :], strict=True)
    connection.executemany(
        "UPDATE said SET start = ?, speaker = ? WHERE id = ?",
        ((new.start, new.speaker, id_) for id_, old, new in stay if old != new),
    )
    connection.executemany(
        "INSERT INTO said (session, position, start, speaker, text) VALUES (?, ?, ?, ?, ?)",
        (
            (session, place, new.start, new.speaker, new.text)
            for place, new in enumerate(wanted[first : len(wanted) - after], first)
        ),
    )
    connection.execute("UPDATE session SET indexed = 1 WHERE id = ? AND indexed = 0", (session,))


def sweep(connection: sqlite3.Connection) -> None:
    """Take what was deleted out of the index too, which otherwise keeps it until its parts are merged."""
    connection.execute("INSERT INTO said_index (said_index) VALUES ('optimize')")


def _same(kept: Sequence[_Said], wanted: Sequence[_Said]) -> tuple[int, int]:
    """How many turns at the start, and how many of the rest at the end, hold the same words."""
    most = min(len(kept), len(wanted))
    first = 0
    while first < most and kept[first].text == wanted[first].text:
        first += 1
    after = 0
    while after < most - first and kept[-1 - after].text == wanted[-1 - after].text:
        after += 1
    return first, after


def _text(text: str) -> str:
    """SQLite takes no half letters."""
    return text.encode("utf-8", "replace").decode("utf-8")
