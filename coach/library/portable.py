"""A session with everything the library keeps of it, as one record that another library can take in.

Nothing here begins or ends a transaction.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from cattrs.errors import BaseValidationError

from coach.conversation import Conversation
from coach.editing.apply import applied
from coach.editing.history import History
from coach.feedback.guess import Guess
from coach.hearing.heard import Engines, Heard, Source
from coach.library import guess_rows, rows
from coach.library.codec import Codec, Judged
from coach.library.guess_rows import Answer
from coach.library.session import Consent, Session
from coach.measures.registry import MEASURES
from coach.moments.moment import Moment, Passage
from coach.review import Review

_ID = re.compile(r"[0-9a-f]{32}")

_Json = dict[str, Any]  # JSON objects, which hold values of every kind


class NoSessionError(Exception):
    """The record is no session: something is missing, of another kind, or contradicts the rest."""


class NewerSessionError(Exception):
    """The record speaks of measures that this version does not know."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A session, what was heard, when each edit was made, and when the guess was answered (None: not asked yet)."""

    session: Session
    heard: Heard | None
    edited: tuple[datetime, ...] = ()
    answered: datetime | None = None

    def __post_init__(self) -> None:
        if len(self.edited) != len(self.session.history.edits):
            raise ValueError("each edit has the time when it was made")
        if (self.answered is None) != (self.session.answer is None):
            raise ValueError("an answer, and nothing else, has the time when it was given")


def whole_of(connection: sqlite3.Connection, session: Session, heard: Heard | None) -> Whole:
    """The session with the times that a ``Session`` does not hold."""
    edited = connection.execute("SELECT made FROM edit WHERE session = ? ORDER BY position", (session.id,))
    answered = connection.execute("SELECT made FROM guess WHERE session = ?", (session.id,)).fetchone()
    return Whole(
        session=session,
        heard=heard,
        edited=tuple(datetime.fromisoformat(made) for (made,) in edited),
        answered=None if answered is None else datetime.fromisoformat(answered[0]),
    )


def insert_whole(connection: sqlite3.Connection, codec: Codec, about: rows.About, whole: Whole) -> None:
    """The rows of a session that comes from another library, as they were there."""
    session = whole.session
    rows.insert(connection, codec, about, session.unedited, whole.heard)
    if session.answer is not None and whole.answered is not None:
        guess_rows.write(connection, about.id, session.answer.guess, session.unedited, whole.answered)
    if session.origin is not None:
        rows.edit(connection, codec, about.id, session.history, session.review, about.created)
        connection.executemany(
            "UPDATE edit SET made = ? WHERE session = ? AND position = ?",
            ((made.isoformat(), about.id, position) for position, made in enumerate(whole.edited)),
        )


# -- as JSON -----------------------------------------------------------------------------------------------------------


def whole_json(codec: Codec, whole: Whole) -> bytes:
    """ASCII JSON; the same session gives the same bytes."""
    session, before = whole.session, whole.session.unedited
    record: _Json = {
        "id": session.id,
        "title": session.title,
        "created": session.created.isoformat(),
        "consent": {
            "who": session.consent.who,
            "how": session.consent.how,
            "at": session.consent.at.isoformat(),
        },
        "source": {f.name: getattr(before.source, f.name) for f in fields(Source)},
        "engines": {f.name: getattr(before.engines, f.name) for f in fields(Engines)},
        "conversation": json.loads(codec.conversation(before.conversation)),
        "review": _judged(codec, before),
        "edits": [
            [*codec.edit(edit), made.isoformat()]
            for edit, made in zip(session.history.edits, whole.edited, strict=True)
        ],
        "edits_applied": session.history.position,
        "review_after_edits": None if session.origin is None else _judged(codec, session.review),
        "answer": None if whole.answered is None else _answer(session.answer, whole.answered),
        "heard": None if whole.heard is None else json.loads(codec.heard(whole.heard)),
    }
    return json.dumps(record, separators=(",", ":")).encode("ascii")


def read_whole(codec: Codec, content: bytes) -> Whole:
    """From JSON, checked: what comes from outside must not break the window later.

    Raises:
        NoSessionError: it is no session.
        NewerSessionError: it was made by a newer version.
    """
    try:
        return _whole(codec, json.loads(content, parse_constant=_refused))
    except (BaseValidationError, LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise NoSessionError from error


def _whole(codec: Codec, record: _Json) -> Whole:
    if not _ID.fullmatch(record["id"]):
        raise ValueError("an id has 32 hexadecimal digits")
    talk = codec.read_conversation(json.dumps(record["conversation"]))
    source, engines = Source(**record["source"]), Engines(**record["engines"])
    _check_texts(record["title"], *record["consent"].values(), source.name, source.sha256)
    review_of = _Reviews(codec, source, engines)
    before = review_of(record["review"], talk)
    history = History(
        tuple(codec.read_edit(kind, text) for kind, text, _ in record["edits"]), int(record["edits_applied"])
    )
    after, origin = before, None
    if record["review_after_edits"] is not None:
        after = review_of(record["review_after_edits"], applied(talk, history.applied).conversation)
        origin = before
    elif history.edits:
        raise ValueError("edits without the review after them")
    answer = record["answer"]
    heard = record["heard"]
    consent = record["consent"]
    return Whole(
        session=Session(
            id=record["id"],
            title=record["title"],
            created=_time(record["created"]),
            consent=Consent(consent["who"], consent["how"], _time(consent["at"])),
            review=after,
            origin=origin,
            history=history,
            answer=None if answer is None else Answer(None if answer["guess"] is None else Guess(**answer["guess"])),
        ),
        heard=None if heard is None else codec.read_heard(json.dumps(heard)),
        edited=tuple(_time(made) for *_, made in record["edits"]),
        answered=None if answer is None else _time(answer["made"]),
    )


def _judged(codec: Codec, review: Review) -> _Json:
    judged = Judged(review.context, review.quality, review.moments, review.results, review.scorecard)
    return {"rules": review.rules, "judged": json.loads(codec.judged(judged))}


def _answer(answer: Answer | None, made: datetime) -> _Json:
    guess = None if answer is None else answer.guess
    values = None if guess is None else {f.name: getattr(guess, f.name) for f in fields(Guess)}
    return {"made": made.isoformat(), "guess": values}


@dataclass(frozen=True, slots=True)
class _Reviews:
    """Makes reviews of one source."""

    codec: Codec
    source: Source
    engines: Engines

    def __call__(self, record: _Json, talk: Conversation) -> Review:
        judged = self.codec.read_judged(json.dumps(record["judged"]))
        if {result.name for result in judged.results} - {known.name for known in MEASURES}:
            raise NewerSessionError
        _check_places(judged, talk)
        _check_texts(record["rules"])
        return Review(
            source=self.source,
            engines=self.engines,
            rules=record["rules"],
            context=judged.context,
            conversation=talk,
            quality=judged.quality,
            moments=judged.moments,
            results=judged.results,
            scorecard=judged.scorecard,
        )


def _check_places(judged: Judged, talk: Conversation) -> None:
    """Every moment lies in a turn that is there, and was spoken by somebody who is."""
    speakers = {speaker.id for speaker in talk.speakers}
    for item in _evidence(judged):
        answers = item.answers if isinstance(item, Moment) else None
        if not 0 <= item.turn < len(talk.turns) or not 0 <= (answers or 0) < len(talk.turns):
            raise ValueError(f"there is no turn {item.turn}")
        if item.speaker not in speakers:
            raise ValueError(f"nobody has the id {item.speaker}")


def _evidence(judged: Judged) -> Iterable[Moment | Passage]:
    card = judged.scorecard
    yield from judged.moments
    yield from card.moments
    for result in (*judged.results, *(one.result for one in card.graded)):
        yield from result.evidence
    for note in (card.strength, card.focus):
        yield from note.moments if note else ()


def _check_texts(*values: object) -> None:
    if not all(isinstance(value, str) for value in values):
        raise TypeError("a text is wanted")


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError("a time needs its zone")
    return time


def _refused(name: str) -> Callable[[], None]:
    raise ValueError(f"{name} is no number")


def with_id(whole: Whole, id_: str) -> Whole:
    """The same session under another id."""
    return replace(whole, session=replace(whole.session, id=id_))
