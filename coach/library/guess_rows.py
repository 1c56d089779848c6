"""Own guesses as rows. Nothing here begins or ends a transaction."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from coach.feedback.guess import Aspect, Guess, gaps
from coach.review import Review

_ASPECTS = tuple(aspect.value for aspect in Aspect)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came before the numbers of a session were shown: a guess, or None where it was skipped."""

    guess: Guess | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """The gaps of one session, guess less measure, None where there is none: what trends are made of."""

    session: str
    made: datetime
    gaps: dict[Aspect, float]


def write(connection: sqlite3.Connection, session: str, guess: Guess | None, review: Review, made: datetime) -> None:
    """Keep a guess and its gaps, or that it was skipped; what was answered before stays."""
    given = guess or Guess()
    values: dict[str, str | float | int | None] = {
        "session": session,
        "made": made.isoformat(),
        "skipped": int(guess is None),
        "note": given.note.encode("utf-8", "replace").decode("utf-8"),
        **{aspect.value: given.of(aspect) for aspect in Aspect},
    }
    names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    connection.execute(f"INSERT OR IGNORE INTO guess ({names}) VALUES ({marks})", values)
    write_gaps(connection, session, review)


def write_gaps(connection: sqlite3.Connection, session: str, review: Review) -> None:
    """Hold the guess, if there is one, against the measures as they are now."""
    answer = read(connection, session)
    if answer is None or answer.guess is None:
        return
    values = {f"gap_{gap.aspect.value}": gap.size for gap in gaps(answer.guess, review)}
    settings = ", ".join(f"{name} = :{name}" for name in values)
    connection.execute(f"UPDATE guess SET {settings} WHERE session = :session", {**values, "session": session})


def read(connection: sqlite3.Connection, session: str) -> Answer | None:
    """What was answered; None where nobody was asked yet."""
    names = ", ".join(_ASPECTS)
    found = connection.execute(f"SELECT skipped, note, {names} FROM guess WHERE session = ?", (session,)).fetchone()
    if found is None:
        return None
    skipped, note, *values = found
    return Answer(None if skipped else Guess(**dict(zip(_ASPECTS, values, strict=True)), note=note))


def calibrations(connection: sqlite3.Connection) -> tuple[Calibration, ...]:
    """The gaps of all sessions with a guess outside the trash, the oldest first."""
    names = ", ".join(f"gap_{name}" for name in _ASPECTS)
    found = connection.execute(
        f"SELECT session, made, {names} FROM guess JOIN session ON session.id = session "
        "WHERE skipped = 0 AND trashed IS NULL ORDER BY made, session"
    )
    return tuple(
        Calibration(
            session,
            datetime.fromisoformat(made),
            {aspect: gap for aspect, gap in zip(Aspect, values, strict=True) if gap is not None},
        )
        for session, made, *values in found
    )
