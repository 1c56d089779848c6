"""What partners were asked and what they said, as rows."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from coach.errors import ExitCode, UserError
from coach.library.database import faults, transaction
from coach.partner.answer import Answer, check_fits
from coach.partner.sheet import Given, Item, Mark, Sheet, Verdict, Way

_SHEET = "tag, sheet.session, speaker, partner, listener, made, items"
_GIVEN = f"{_SHEET}, felt_heard, marks, way, answered"


class Outcome(StrEnum):
    """What came of taking an answer in."""

    KEPT = "kept"
    SAME = "in already"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Taken:
    """The verdict as it is kept now, and what came of the answer."""

    given: Given
    outcome: Outcome


class AnsweredOtherwiseError(UserError):
    """Another answer to the same questions is in already: taking this one would replace it."""

    def __init__(self, partner: str, before: int, now: int) -> None:
        super().__init__(
            f"{partner} has answered these questions before, and otherwise (felt heard {before} then, {now} now).",
            "Say that the new answer replaces the old one, or leave it as it is.",
            ExitCode.USAGE,
        )
        self.partner, self.before, self.now = partner, before, now

    def __reduce__(self) -> tuple[type["AnsweredOtherwiseError"], tuple[str, int, int]]:  # type: ignore[override]  # other arguments
        return AnsweredOtherwiseError, (self.partner, self.before, self.now)


class VerdictBook:
    """Sheets of questions and the verdicts on them; they go with their session.

    Every method raises ``UserError`` for the world's faults.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, clock: Callable[[], datetime]) -> None:
        self._connection, self._path, self._clock = connection, path, clock

    def ask(self, sheet: Sheet) -> None:
        """Keep a sheet, so that an answer to it is known when it comes back."""
        with faults(self._path), transaction(self._connection):
            self._insert(sheet)

    def sheet(self, tag: str) -> Sheet | None:
        """The sheet of that tag; None where this library made none such, or its session is gone or in the trash."""
        with faults(self._path):
            found = self._connection.execute(
                f"SELECT {_SHEET} FROM sheet JOIN session ON session.id = sheet.session "
                "WHERE tag = ? AND trashed IS NULL",
                (tag,),
            ).fetchone()
        return None if found is None else _sheet(*found)

    def of_session(self, session: str) -> tuple[Given, ...]:
        """The verdicts on a session, the oldest first."""
        return self._given("sheet.session = ?", session)

    def all(self) -> tuple[Given, ...]:
        """The verdicts on all sessions outside the trash, the oldest first."""
        return self._given("trashed IS NULL")

    def say(self, sheet: Sheet, verdict: Verdict) -> Given:
        """Keep what somebody said on this screen, with what they were asked."""
        given = Given(sheet, verdict, Way.SCREEN, self._clock())
        with faults(self._path), transaction(self._connection):
            self._insert(sheet)
            self._write(given)
        return given

    def take(self, answer: Answer, *, session: str | None = None, replaces: bool = False) -> Taken:
        """Take in an answer that came back from a form.

        Args:
            session: the session that it is expected to be about; None takes it wherever it belongs.
            replaces: whether it may take the place of another answer to the same sheet.

        Raises:
            UserError: it belongs to no sheet of this library, to another session, or does not fit its sheet.
            AnsweredOtherwiseError: another answer is in, and this one may not replace it.
        """
        sheet = self.sheet(answer.tag)
        if sheet is None:
            raise UserError(
                "This answer belongs to no form that was made here.",
                "Its session may have been deleted, or it was made on another computer.",
                ExitCode.USAGE,
            )
        if session is not None and sheet.session != session:
            raise UserError(
                f"This answer is about another session: “{self._title(sheet.session)}”.",
                "Open that session to take it in there.",
                ExitCode.USAGE,
            )
        verdict = check_fits(answer, sheet)
        before = next((one for one in self.of_session(sheet.session) if one.sheet.tag == sheet.tag), None)
        if before is not None and before.verdict == verdict:
            return Taken(before, Outcome.SAME)
        if before is not None and not replaces:
            raise AnsweredOtherwiseError(sheet.partner, before.verdict.felt_heard, verdict.felt_heard)
        given = Given(sheet, verdict, Way.FORM, self._clock())
        with faults(self._path), transaction(self._connection):
            self._write(given)
        return Taken(given, Outcome.KEPT if before is None else Outcome.REPLACED)

    def forget(self, tag: str) -> None:
        """Remove a sheet with its verdict."""
        with faults(self._path), transaction(self._connection):
            self._connection.execute("DELETE FROM sheet WHERE tag = ?", (tag,))

    def _title(self, session: str) -> str:
        with faults(self._path):
            (title,) = self._connection.execute("SELECT title FROM session WHERE id = ?", (session,)).fetchone()
        return str(title)

    def _insert(self, sheet: Sheet) -> None:
        items = [[item.theirs, item.mine, item.start, item.machine] for item in sheet.items]
        values = (sheet.tag, sheet.session, sheet.speaker, *map(_text, (sheet.partner, sheet.listener)))
        try:
            self._connection.execute(
                "INSERT INTO sheet (tag, session, speaker, partner, listener, made, items) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*values, sheet.made.isoformat(), json.dumps(items, separators=(",", ":"))),
            )
        except sqlite3.IntegrityError as error:
            raise UserError(
                "This session is no longer in the library.", "Choose another one.", ExitCode.STORAGE
            ) from error

    def _write(self, given: Given) -> None:
        self._connection.execute(
            "UPDATE sheet SET felt_heard = ?, marks = ?, way = ?, answered = ? WHERE tag = ?",
            (
                given.verdict.felt_heard,
                json.dumps(given.verdict.marks, separators=(",", ":")),
                given.way.value,
                given.answered.isoformat(),
                given.sheet.tag,
            ),
        )

    def _given(self, where: str, *values: str) -> tuple[Given, ...]:
        with faults(self._path):
            found = self._connection.execute(
                f"SELECT {_GIVEN} FROM sheet JOIN session ON session.id = sheet.session "
                f"WHERE felt_heard IS NOT NULL AND {where} ORDER BY answered, tag",
                values,
            ).fetchall()
        return tuple(
            Given(
                _sheet(*row[:7]),
                Verdict(row[7], tuple(None if mark is None else Mark(mark) for mark in json.loads(row[8]))),
                Way(row[9]),
                datetime.fromisoformat(row[10]),
            )
            for row in found
        )


def _sheet(tag: str, session: str, speaker: str, partner: str, listener: str, made: str, items: str) -> Sheet:
    read = tuple(
        Item(theirs, mine, start, None if machine is None else Mark(machine))
        for theirs, mine, start, machine in json.loads(items)
    )
    return Sheet(tag, session, speaker, partner, listener, datetime.fromisoformat(made), read)


def _text(text: str) -> str:
    """SQLite takes no half letters."""
    return text.encode("utf-8", "replace").decode("utf-8")
