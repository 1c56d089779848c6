"""A session as rows, and rows as a session. Nothing here begins or ends a transaction."""

import json
import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.conversation import Conversation, Speaker, Timing, Turn, TurnKind
from coach.editing.apply import applied
from coach.editing.history import History
from coach.feedback.scorecard import Band
from coach.hearing.heard import Engines, Heard, Source
from coach.library import edit_rows, guess_rows, label_rows, said_rows
from coach.library.codec import Codec, Judged
from coach.library.session import Consent, Session, SessionRow
from coach.measures.result import Status
from coach.review import Review

HEADLINE = "talk_share"
"""The measure that the list of sessions shows."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a session beside its review. ``audio`` and ``peaks`` are names of files on the shelf."""

    id: str
    title: str
    created: datetime
    consent: Consent
    audio: str | None
    peaks: str | None


def insert(connection: sqlite3.Connection, codec: Codec, about: About, review: Review, heard: Heard | None) -> None:
    """A new session."""
    values = {
        "id": about.id,
        "title": _text(about.title),
        "created": about.created.isoformat(),
        "consent_who": _text(about.consent.who),
        "consent_how": _text(about.consent.how),
        "consent_at": about.consent.at.isoformat(),
        "audio": about.audio,
        "peaks": about.peaks,
        **_columns(review),
    }
    names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    connection.execute(f"INSERT INTO session ({names}) VALUES ({marks})", values)
    _insert_parts(connection, codec, about.id, review)
    said_rows.write(connection, about.id, review.conversation)
    write_heard(connection, codec, about.id, heard)


def update(connection: sqlite3.Connection, codec: Codec, session: str, review: Review) -> bool:
    """Another review in place of the one kept, and of what was edited in it; False where there is no such session."""
    edit_rows.forget(connection, session)
    values = _columns(review)
    settings = ", ".join(f"{name} = :{name}" for name in values)
    changed = connection.execute(f"UPDATE session SET {settings} WHERE id = :id", {**values, "id": session}).rowcount
    if not changed:
        return False
    label_rows.forget_other_voices(connection, session, review.conversation)
    connection.execute("DELETE FROM speaker WHERE session = ?", (session,))  # takes the turns with it
    connection.execute("DELETE FROM judged WHERE session = ?", (session,))
    _insert_parts(connection, codec, session, review)
    said_rows.write(connection, session, review.conversation)
    guess_rows.write_gaps(connection, session, review)
    return True


def edit(
    connection: sqlite3.Connection, codec: Codec, session: str, history: History, review: Review, made: datetime
) -> bool:
    """Other edits, and the review after them; False where there is no such session. The turns stay as they were."""
    edit_rows.keep_origin(connection, session)
    people = sorted(review.conversation.speakers, key=lambda speaker: not speaker.me)
    values = {
        **_columns(review),
        "edits_applied": history.position,
        "people": json.dumps([_text(speaker.label) for speaker in people]) if history.position else None,
    }
    settings = ", ".join(f"{name} = :{name}" for name in values)
    changed = connection.execute(f"UPDATE session SET {settings} WHERE id = :id", {**values, "id": session}).rowcount
    if not changed:
        return False
    edit_rows.write_history(connection, codec, session, history, made)
    said_rows.write(connection, session, review.conversation)
    guess_rows.write_gaps(connection, session, review)
    connection.execute("UPDATE judged SET record = ? WHERE session = ?", (codec.judged(_judged(review)), session))
    return True


def rename(connection: sqlite3.Connection, session: str, title: str) -> bool:
    """Another title; False where there is no such session."""
    done = connection.execute("UPDATE session SET title = ? WHERE id = ?", (_text(title), session))
    return done.rowcount > 0


def trash(connection: sqlite3.Connection, session: str, at: datetime | None) -> bool:
    """Put a session into the trash, or take it out (None); False where there is no such session."""
    when = None if at is None else at.isoformat()
    return connection.execute("UPDATE session SET trashed = ? WHERE id = ?", (when, session)).rowcount > 0


def let_go_of_sound(connection: sqlite3.Connection, session: str, at: datetime) -> tuple[str, ...] | None:
    """Disown the recording and its picture, and give their names; None where there is no such session."""
    found = _files_of(connection, session)
    if found:
        connection.execute(
            "UPDATE session SET audio = NULL, peaks = NULL, sound_deleted = ? WHERE id = ?", (at.isoformat(), session)
        )
    return found


def delete(connection: sqlite3.Connection, session: str) -> tuple[str, ...] | None:
    """Remove all rows and give the names of the files they owned; None where there is no such session."""
    found = _files_of(connection, session)
    if found is not None:
        connection.execute("DELETE FROM session WHERE id = ?", (session,))
        label_rows.forget_unused(connection)
    return found


def _files_of(connection: sqlite3.Connection, session: str) -> tuple[str, ...] | None:
    found = connection.execute("SELECT audio, peaks FROM session WHERE id = ?", (session,)).fetchone()
    return None if found is None else tuple(name for name in found if name)


def not_indexed(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The sessions whose words have to be made ready for searching."""
    return tuple(id_ for (id_,) in connection.execute("SELECT id FROM session WHERE indexed = 0"))


def version(connection: sqlite3.Connection, session: str) -> int | None:
    """Which hearing of its recording a session shows; None where there is no such session."""
    found = connection.execute("SELECT version FROM session WHERE id = ?", (session,)).fetchone()
    return None if found is None else int(found[0])


def has(connection: sqlite3.Connection, session: str) -> bool:
    """Whether there is such a session."""
    return connection.execute("SELECT 1 FROM session WHERE id = ?", (session,)).fetchone() is not None


def files(connection: sqlite3.Connection) -> frozenset[str]:
    """The names of all files that a session owns."""
    found = connection.execute("SELECT audio, peaks FROM session").fetchall()
    return frozenset(name for row in found for name in row if name)


def mark_indexed(connection: sqlite3.Connection, session: str) -> None:
    """The words of this session are as ready for searching as they will be."""
    connection.execute("UPDATE session SET indexed = 1 WHERE id = ?", (session,))


def of_source(connection: sqlite3.Connection, sha256: str) -> tuple[str, ...]:
    """The ids of the sessions from that file, the oldest first."""
    found = connection.execute(
        "SELECT id FROM session WHERE source_sha256 = ? AND trashed IS NULL ORDER BY created, rowid", (sha256,)
    )
    return tuple(id_ for (id_,) in found)


def overview(connection: sqlite3.Connection, *, trashed: bool = False) -> tuple[SessionRow, ...]:
    """A line for each session, the newest first; of the trash, what was put there last."""
    people: dict[str, list[str]] = {}
    labels = connection.execute("SELECT session, label FROM speaker ORDER BY session, me DESC, position")
    for session, label in labels:
        people.setdefault(session, []).append(label)
    tags, known = label_rows.tags_by_session(connection), label_rows.people_by_session(connection)
    order = "trashed IS NOT NULL ORDER BY trashed DESC" if trashed else "trashed IS NULL ORDER BY created DESC"
    found = connection.execute(
        "SELECT id, title, created, duration, context, band, talk_share, audio, people, "
        f"EXISTS (SELECT 1 FROM guess WHERE guess.session = id), trashed FROM session WHERE {order}, rowid DESC"
    )
    return tuple(
        SessionRow(
            id=id_,
            title=title,
            created=datetime.fromisoformat(created),
            duration=duration,
            context=context,
            people=tuple(people.get(id_, ())) if edited is None else tuple(json.loads(edited)),
            band=None if band is None else Band(band),
            talk_share=talk_share,
            has_audio=audio is not None,
            is_revealed=bool(revealed),
            tags=tags.get(id_, ()),
            known=known.get(id_, ()),
            trashed=_time(put_away),
        )
        for id_, title, created, duration, context, band, talk_share, audio, edited, revealed, put_away in found
    )


def read(connection: sqlite3.Connection, codec: Codec, session: str, shelf: Path) -> Session | None:
    """The whole session; None where there is no such."""
    cursor = connection.execute("SELECT * FROM session WHERE id = ?", (session,))
    values = cursor.fetchone()
    if values is None:
        return None
    # Any: what SQLite gives; the tables are STRICT, so each column holds its own type.
    row: dict[str, Any] = dict(zip((column[0] for column in cursor.description), values, strict=True))
    (kept,) = connection.execute("SELECT record FROM judged WHERE session = ?", (session,)).fetchone()
    history = edit_rows.read_history(connection, codec, session, row["edits_applied"])
    before = edit_rows.read_origin(connection, codec, session)
    review = _review(
        row,
        codec.read_judged(kept),
        Conversation(
            speakers=_speakers(connection, session),
            turns=_turns(connection, codec, session),
            duration=row["duration"],
            timing=Timing(row["timing"]),
            language=row["language"],
            boundary_error=row["boundary_error"],
            word_confidence=row["word_confidence"],
        ),
    )
    return Session(
        id=session,
        title=row["title"],
        created=datetime.fromisoformat(row["created"]),
        consent=Consent(row["consent_who"], row["consent_how"], datetime.fromisoformat(row["consent_at"])),
        review=replace(review, conversation=applied(review.conversation, history.applied).conversation),
        audio=_there(shelf, row["audio"]),
        peaks=_there(shelf, row["peaks"]),
        origin=None if before is None else _review({**row, "rules": before[0]}, before[1], review.conversation),
        history=history,
        answer=guess_rows.read(connection, session),
        tags=label_rows.tags(connection, session),
        known=label_rows.people(connection, session),
        trashed=_time(row["trashed"]),
        sound_deleted=_time(row["sound_deleted"]),
        version=row["version"],
        heard_at=_time(row["heard_at"]),
    )


def _time(kept: str | None) -> datetime | None:
    return None if kept is None else datetime.fromisoformat(kept)


def _review(row: dict[str, Any], judged: Judged, conversation: Conversation) -> Review:
    return Review(
        source=Source(row["source_name"], row["source_duration"], row["source_channels"], row["source_sha256"]),
        engines=Engines(row["engine_speech"], row["engine_voice"], row["engine_speakers"], row["engine_dialogue"]),
        rules=row["rules"],
        context=judged.context,
        conversation=conversation,
        quality=judged.quality,
        moments=judged.moments,
        results=judged.results,
        scorecard=judged.scorecard,
        goal=judged.goal,
    )


def write_heard(connection: sqlite3.Connection, codec: Codec, session: str, heard: Heard | None) -> None:
    """What the engines said, in place of what they said before."""
    connection.execute("DELETE FROM heard WHERE session = ?", (session,))
    if heard is not None:
        connection.execute("INSERT INTO heard (session, record) VALUES (?, ?)", (session, codec.heard(heard)))


def read_heard(connection: sqlite3.Connection, codec: Codec, session: str) -> Heard | None:
    """What the engines said; None where it was not kept."""
    found = connection.execute("SELECT record FROM heard WHERE session = ?", (session,)).fetchone()
    return None if found is None else codec.read_heard(found[0])


def _columns(review: Review) -> dict[str, str | float | int | None]:
    """The columns of table session that come from the review."""
    talk, source, engines = review.conversation, review.source, review.engines
    headline = next((result for result in review.results if result.name == HEADLINE), None)
    return {
        "context": review.context.id,
        "rules": review.rules,
        "language": talk.language,
        "timing": talk.timing.value,
        "duration": talk.duration,
        "boundary_error": talk.boundary_error,
        "word_confidence": talk.word_confidence,
        "source_name": _text(source.name),
        "source_duration": source.duration,
        "source_channels": source.channels,
        "source_sha256": source.sha256,
        "engine_speech": engines.speech,
        "engine_voice": engines.voice,
        "engine_speakers": engines.speakers,
        "engine_dialogue": engines.dialogue,
        "band": None if review.scorecard.band is None else review.scorecard.band.value,
        "talk_share": headline.value if headline is not None and headline.status is Status.OK else None,
    }


def _insert_parts(connection: sqlite3.Connection, codec: Codec, session: str, review: Review) -> None:
    talk = review.conversation
    connection.executemany(
        "INSERT INTO speaker (session, id, position, label, me, channel, me_confidence) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (session, who.id, position, _text(who.label), int(who.me), who.channel, who.me_confidence)
            for position, who in enumerate(talk.speakers)
        ),
    )
    connection.executemany(
        'INSERT INTO turn (session, position, speaker, start, "end", kind, text, words, voice) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                session,
                position,
                turn.speaker,
                turn.start,
                turn.end,
                turn.kind.value,
                _text(turn.text),
                codec.words(turn.words),
                codec.spans(turn.voice),
            )
            for position, turn in enumerate(talk.turns)
        ),
    )
    connection.execute("INSERT INTO judged (session, record) VALUES (?, ?)", (session, codec.judged(_judged(review))))


def _judged(review: Review) -> Judged:
    return Judged(review.context, review.quality, review.moments, review.results, review.scorecard, review.goal)


def _speakers(connection: sqlite3.Connection, session: str) -> tuple[Speaker, ...]:
    found = connection.execute(
        "SELECT id, label, me, channel, me_confidence FROM speaker WHERE session = ? ORDER BY position", (session,)
    )
    return tuple(Speaker(id_, label, bool(me), channel, confidence) for id_, label, me, channel, confidence in found)


def _turns(connection: sqlite3.Connection, codec: Codec, session: str) -> tuple[Turn, ...]:
    found = connection.execute(
        'SELECT start, "end", speaker, text, kind, words, voice FROM turn WHERE session = ? ORDER BY position',
        (session,),
    )
    return tuple(
        Turn(start, end, speaker, text, TurnKind(kind), codec.read_words(words), codec.read_spans(voice))
        for start, end, speaker, text, kind, words, voice in found
    )


def _there(shelf: Path, name: str | None) -> Path | None:
    """The file, unless somebody took it away by hand."""
    return shelf / name if name and (shelf / name).is_file() else None


def _text(text: str) -> str:
    """SQLite takes no half letters, which file names in foreign encodings can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
