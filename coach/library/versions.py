"""The hearings of a recording: one is shown, the earlier ones are kept whole to go back to."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coach.editing.carry import same_voices
from coach.errors import ExitCode, UserError
from coach.hearing.heard import Engines, Heard
from coach.library import label_rows, rows
from coach.library.codec import Codec
from coach.library.database import backups, faults, snapshot, transaction
from coach.library.portable import (
    NewerSessionError,
    NoSessionError,
    Whole,
    insert_edits,
    read_whole,
    whole_json,
    whole_of,
    without_labels,
)
from coach.library.session import Session
from coach.library.shelf import Shelf
from coach.library.troubles import gone
from coach.review import Review

_ENGINES = "engine_speech, engine_voice, engine_speakers, engine_dialogue"


@dataclass(frozen=True, slots=True)
class Version:
    """One hearing of a session: its number (from 1), when it was heard, by what, and what was made of it.

    ``voices`` counts the speakers, ``edits`` the edits that hold.
    """

    number: int
    heard_at: datetime
    engines: Engines
    rules: str
    language: str
    voices: int
    edits: int
    is_shown: bool


class ChangedMeanwhileError(Exception):
    """The session is no longer as it was when the new version was made from it."""


class VersionBook:
    """The versions of the sessions of an open library; they go with their session.

    Title, consent, tags, guess and recording belong to the session and stay; words, numbers, edits and names belong to
    a version. Every method raises ``UserError`` for the world's faults.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path, clock: Callable[[], datetime], codec: Codec, shelf: Shelf
    ) -> None:
        self._connection, self._path, self._clock = connection, path, clock
        self._codec, self._shelf = codec, shelf

    def of(self, session: str) -> tuple[Version, ...]:
        """All of them with the one that is shown, the newest number first; UserError where the session is gone."""
        connection = self._connection
        with faults(self._path), snapshot(connection):
            shown = connection.execute(
                f"SELECT version, coalesce(heard_at, created), {_ENGINES}, rules, language, "
                "(SELECT count(*) FROM speaker WHERE session = session.id), people, edits_applied "
                "FROM session WHERE id = ?",
                (session,),
            ).fetchone()
            earlier = connection.execute(
                f"SELECT number, heard_at, {_ENGINES}, rules, language, voices, edits FROM version WHERE session = ?",
                (session,),
            ).fetchall()
        if shown is None:
            raise gone()
        number, heard_at, *engines, rules, language, voices, people, edits = shown
        if people is not None:  # edits hold, and two voices may have become one
            voices = len(json.loads(people))
        found = [Version(number, _time(heard_at), Engines(*engines), rules, language, voices, edits, is_shown=True)]
        found += [
            Version(number, _time(heard_at), Engines(*engines), rules, language, voices, edits, is_shown=False)
            for number, heard_at, *engines, rules, language, voices, edits in earlier
        ]
        return tuple(sorted(found, key=lambda one: -one.number))

    def put(self, before: Session, review: Review, heard: Heard, voices: Mapping[str, str]) -> int:
        """Show another hearing of a session instead of ``before``, which is kept; gives its number.

        Args:
            voices: which voice (by id) each of ``before`` is now: people go with them.

        Raises:
            ChangedMeanwhileError: the session is not as ``before`` any more.
        """
        session = before.id
        with self._change():
            present = self._present(session)
            if (present.session.version, present.session.history) != (before.version, before.history):
                raise ChangedMeanwhileError
            known = present.session.known
            people = {voices[speaker]: name for speaker, name in known.items() if speaker in voices}
            number = 1 + max(present.session.version, self._last(session))
            self._put_aside(present)
            rows.update(self._connection, self._codec, session, review)
            self._show(session, number, self._clock(), heard, people)
        return number

    def go_back(self, session: str, number: int) -> None:
        """Show that version again; the one that is shown now is kept in its turn. People follow their voices."""
        with self._change():
            present, back = self._present(session), self._kept(session, number)
            voices = same_voices(present.session.review.conversation, back.whole.session.review.conversation)
            known = present.session.known
            people = back.people | {voices[speaker]: name for speaker, name in known.items() if speaker in voices}
            self._put_aside(present)
            self._remove(session, number)
            rows.update(self._connection, self._codec, session, back.whole.session.unedited)
            insert_edits(self._connection, self._codec, session, back.whole)
            self._show(session, number, back.heard_at, back.whole.heard, people)

    def delete(self, session: str, number: int) -> None:
        """Delete an earlier version for good; the copies from before an update, which may hold it, go too."""
        with self._change():
            if not self._remove(session, number):
                raise _no_version(number)
            label_rows.forget_unused(self._connection)
        with faults(self._path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._shelf.discard(*backups(self._path))

    # -- inside a transaction --------------------------------------------------------------------------------------

    @contextmanager
    def _change(self) -> Iterator[None]:
        with faults(self._path), transaction(self._connection):
            yield

    def _present(self, session: str) -> Whole:
        found = rows.read(self._connection, self._codec, session, self._shelf.folder)
        if found is None:
            raise gone()
        return whole_of(self._connection, found, rows.read_heard(self._connection, self._codec, session))

    def _last(self, session: str) -> int:
        found = self._connection.execute("SELECT max(number) FROM version WHERE session = ?", (session,))
        return found.fetchone()[0] or 0

    def _put_aside(self, whole: Whole) -> None:
        session, engines = whole.session, whole.session.review.engines
        values = (
            session.id,
            session.version,
            (session.heard_at or session.created).isoformat(),
            session.review.rules,
            session.review.conversation.language,
            len(session.review.conversation.speakers),
            session.history.position,
            *(engines.speech, engines.voice, engines.speakers, engines.dialogue),
            whole_json(self._codec, without_labels(whole)).decode("ascii"),
        )
        connection = self._connection
        connection.execute(
            f"INSERT INTO version (session, number, heard_at, rules, language, voices, edits, {_ENGINES}, record) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        connection.execute(
            "INSERT INTO version_person (session, number, speaker, person) "
            "SELECT session, ?, speaker, person FROM session_person WHERE session = ?",
            (session.version, session.id),
        )

    def _kept(self, session: str, number: int) -> "_Kept":
        connection, where = self._connection, (session, number)
        found = connection.execute(
            "SELECT heard_at, record FROM version WHERE session = ? AND number = ?", where
        ).fetchone()
        if found is None:
            raise _no_version(number)
        people = connection.execute(
            "SELECT speaker, name FROM version_person JOIN person ON person.id = person "
            "WHERE session = ? AND number = ?",
            where,
        )
        try:
            whole = read_whole(Codec(), found[1].encode("ascii"))
        except (NoSessionError, NewerSessionError) as error:
            raise UserError(
                f"Version {number} of this session could not be read.",
                "The version that is shown stays as it is. Hear the recording again.",
                ExitCode.STORAGE,
            ) from error
        return _Kept(whole, _time(found[0]), dict(people.fetchall()))

    def _remove(self, session: str, number: int) -> bool:
        done = self._connection.execute("DELETE FROM version WHERE session = ? AND number = ?", (session, number))
        return done.rowcount > 0

    def _show(
        self, session: str, number: int, heard_at: datetime, heard: Heard | None, people: Mapping[str, str]
    ) -> None:
        connection = self._connection
        connection.execute(
            "UPDATE session SET version = ?, heard_at = ? WHERE id = ?", (number, heard_at.isoformat(), session)
        )
        rows.write_heard(connection, self._codec, session, heard)
        label_rows.set_people(connection, session, people)


@dataclass(frozen=True, slots=True)
class _Kept:
    whole: Whole
    heard_at: datetime
    people: dict[str, str]


def _time(kept: str) -> datetime:
    return datetime.fromisoformat(kept)


def _no_version(number: int) -> UserError:
    return UserError(f"There is no earlier version {number} of this session.", "Choose another one.", ExitCode.USAGE)
