"""Edits are kept with their session, undone and redone after a restart, and gone with it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coach.contexts.load import context
from coach.editing.edits import (
    ChangeContext,
    ChooseGoal,
    ChooseMe,
    CorrectMoment,
    Edit,
    EditWords,
    MergeSpeakers,
    MergeTurns,
    ReassignTurn,
    RenameSpeaker,
    SplitTurn,
    Verdict,
)
from coach.editing.history import History
from coach.editing.rescore import Rescorer
from coach.errors import UserError
from coach.library.database import backups, open_database
from coach.library.library import Library
from coach.library.schema import MIGRATIONS
from coach.moments.moment import MomentType
from coach.review import Review
from tests.clocks import NOON
from tests.coach.library.older import older
from tests.coach.library.sessions import AGREED, a_review

HIDDEN = "Zaphodine"


def edits_of(review: Review) -> tuple[Edit, ...]:
    """One of each kind."""
    question = review.result("questions").evidence[0]
    return (
        EditWords(0, f"So you felt alone, {HIDDEN}. What happened then?"),
        SplitTurn(0, 5),
        MergeTurns(0),
        ReassignTurn(2, "S9", "Kim 🌱"),
        RenameSpeaker("B", "Daniel"),
        MergeSpeakers("S9", "A"),
        ChooseMe("B"),
        ChooseMe("A"),
        ChooseGoal("reflections"),
        CorrectMoment(question, Verdict.ACCEPT),
        CorrectMoment(question, Verdict.RELABEL, MomentType.REFLECTION_SIMPLE),
        ChangeContext(context("coaching")),
    )


def edited(library: Library, review: Review, session: str) -> History:
    """Keep one edit after the other, as a person would."""
    history, rescorer = History(), Rescorer(review)
    for edit in edits_of(review):
        history = history.then(edit)
        library.edit(session, history, rescorer.review(history.applied))
    return history


def test_every_kind_of_edit_comes_back(tmp_path: Path) -> None:
    origin = a_review()
    with Library.open(tmp_path) as library:
        session = library.add(origin, title="x", consent=AGREED)
        history = edited(library, origin, session)
    with Library.open(tmp_path) as library:
        kept = library.load(session)
        (row,) = library.sessions()
    assert kept.history == history
    assert kept.unedited == origin
    assert kept.review == Rescorer(origin).review(history.applied)
    assert row.people == ("A", "Daniel")
    assert row.context == "coaching"


def test_undo_and_redo_work_after_a_restart(tmp_path: Path) -> None:
    origin = a_review()
    with Library.open(tmp_path) as library:
        session = library.add(origin, title="x", consent=AGREED)
        edited(library, origin, session)
    for _step in edits_of(origin):
        with Library.open(tmp_path) as library:
            kept = library.load(session)
            back = kept.history.undone()
            library.edit(session, back, Rescorer(kept.unedited).review(back.applied))
    with Library.open(tmp_path) as library:
        kept = library.load(session)
        (row,) = library.sessions()
        assert kept.review == origin
        assert row.people == ("A", "B")
        on = kept.history.redone()
        library.edit(session, on, Rescorer(kept.unedited).review(on.applied))
        assert HIDDEN in library.load(session).review.conversation.turns[0].text


def test_a_new_edit_drops_what_was_undone(tmp_path: Path) -> None:
    origin = a_review()
    with Library.open(tmp_path) as library:
        session = library.add(origin, title="x", consent=AGREED)
        history = History((RenameSpeaker("A", "Nora"), RenameSpeaker("B", "Daniel")), 2)
        library.edit(session, history, Rescorer(origin).review(history.applied))
        other = history.undone().then(ChooseMe("B"))
        library.edit(session, other, Rescorer(origin).review(other.applied))
        assert library.load(session).history == other


def test_what_the_engines_said_stays_as_it_was(tmp_path: Path) -> None:
    origin = a_review()
    with Library.open(tmp_path) as library:
        session = library.add(origin, title="x", consent=AGREED)
        before = _rows(tmp_path, "turn"), _rows(tmp_path, "speaker")
        edited(library, origin, session)
    assert (_rows(tmp_path, "turn"), _rows(tmp_path, "speaker")) == before


def test_another_review_in_place_takes_the_edits_with_it(tmp_path: Path) -> None:
    origin = a_review()
    with Library.open(tmp_path) as library:
        session = library.add(origin, title="x", consent=AGREED)
        edited(library, origin, session)
        library.update(session, a_review(12))
        kept = library.load(session)
    assert (kept.review, kept.history, kept.origin) == (a_review(12), History(), None)


def test_a_deleted_session_leaves_no_trace_of_its_edits(tmp_path: Path) -> None:
    origin = a_review()
    with Library.open(tmp_path) as library:
        session = library.add(origin, title="x", consent=AGREED)
        edited(library, origin, session)
        library.delete(session)
        with pytest.raises(UserError, match="no longer in the library"):
            library.edit(session, History(), origin)
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or HIDDEN.encode() not in path.read_bytes()


def test_corrections_are_the_persons_own_data(tmp_path: Path) -> None:
    origin = a_review()
    with Library.open(tmp_path, clock=lambda: NOON) as library:
        session = library.add(origin, title="x", consent=AGREED)
        history = edited(library, origin, session)
        accepted, relabelled = library.corrections()
        assert (accepted.session, accepted.said, accepted.made) == (session, history.edits[9], NOON)
        assert relabelled.said.becomes is MomentType.REFLECTION_SIMPLE
        back = history.undone().undone()
        library.edit(session, back, Rescorer(origin).review(back.applied))
        assert library.corrections() == (accepted,)


def test_a_library_of_schema_2_opens_as_before(tmp_path: Path) -> None:
    origin = a_review()
    tmp_path = tmp_path / "library"
    session = older(tmp_path, 2, lambda library: library.add(origin, title="x", consent=AGREED))
    assert _version(tmp_path) == 2
    with Library.open(tmp_path) as library:
        kept = library.load(session)
        (row,) = library.sessions()
        assert (kept.review, kept.history, kept.origin) == (origin, History(), None)
        assert row.people == ("A", "B")
        edited(library, origin, session)
    assert _version(tmp_path) == len(MIGRATIONS)
    assert len(backups(tmp_path / "library.db")) == 1


def test_schema_3_keeps_edits(tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "library.db", MIGRATIONS[:3])) as connection:
        tables = dict(connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall())
        assert (tables["edit"], tables["origin"]) == (1, 1)
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO edit VALUES ('none', 0, 'choose_me', '{}', '')")


def _version(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _rows(folder: Path, table: str) -> list[tuple]:
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY position").fetchall()
