"""What of a library goes into progress, by whose rules, and what is left out."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.editing.edits import ChooseMe
from coach.editing.history import History
from coach.editing.rescore import Rescorer
from coach.library.library import Library
from coach.measures.result import Status
from coach.progress.gather import by_todays_rules, gather
from coach.review import RULES
from coach.sample import sample
from coach.sample.session import give_sample
from tests.clocks import Clock
from tests.coach.library.sessions import AGREED, a_review

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path, clock=Clock(START, timedelta(days=1))) as made:
        yield made


def add(library: Library, title: str, *, seen: bool = True, rules: str = RULES) -> str:
    session = library.add(replace(a_review(), rules=rules), title=title, consent=AGREED)
    if seen:
        library.answer(session, None)
    return session


def test_sessions_come_in_order_of_time(library: Library) -> None:
    ids = [add(library, title) for title in ("one", "two")]
    told: list[float] = []
    found = gather(library, on_progress=told.append)
    assert [one.session for one in found.sessions] == ids
    assert found.sessions[0].result("talk_share") == a_review().result("talk_share")
    assert (found.left_out, found.rescored, told) == ((), 0, [0.5, 1.0])


def test_no_number_comes_before_the_own_guess(library: Library) -> None:
    add(library, "unseen", seen=False)
    found = gather(library)
    assert found.sessions == ()
    assert [(one.title, one.why) for one in found.left_out] == [("unseen", "your own guess comes first there")]


def test_the_sample_is_nobodys_progress(library: Library) -> None:
    give_sample(library, sample())
    found = gather(library)
    assert found.sessions == ()
    assert [one.why for one in found.left_out] == ["the sample is no conversation of yours"]


def test_the_trash_is_left_alone(library: Library) -> None:
    library.trash([add(library, "gone")])
    found = gather(library)
    assert (found.sessions, found.left_out) == ((), ())


def test_a_session_without_me_is_left_out(library: Library) -> None:
    session = add(library, "whose")
    history = History().then(ChooseMe(None))
    library.edit(session, history, Rescorer(a_review()).review(history.applied))
    assert [one.why for one in gather(library).left_out] == ["nobody in it was told to be you"]


def test_an_unknown_kind_of_conversation_has_no_aims_to_go_by(library: Library) -> None:
    reviewed = a_review()
    foreign = replace(reviewed, context=replace(reviewed.context, id="of-another-version"))
    library.answer(library.add(foreign, title="x", consent=AGREED), None)
    assert [one.why for one in gather(library).left_out] == ["this version does not know its kind of conversation"]


def test_other_rules_are_read_again_and_nothing_kept_changes(library: Library) -> None:
    session = add(library, "old", rules="2025.1")
    add(library, "new")
    found = gather(library)
    assert [one.is_rescored for one in found.sessions] == [True, False]
    assert found.rescored == 1
    assert found.sessions[0].results == found.sessions[1].results
    assert library.load(session).review.rules == "2025.1"


def test_edits_hold_when_read_again(library: Library) -> None:
    origin = replace(a_review(), rules="2025.1")
    session = library.add(origin, title="x", consent=AGREED)
    library.answer(session, None)
    history = History().then(ChooseMe("B"))
    library.edit(session, history, replace(Rescorer(origin).review(history.applied), rules="2025.1"))
    (one,) = gather(library).sessions
    assert one.is_rescored
    share, before = one.result("talk_share"), a_review().result("talk_share")
    assert share is not None
    assert share.status is Status.OK
    assert share.value == pytest.approx(1 - (before.value or 0.0), abs=0.02)
    assert by_todays_rules(library.load(session)).rules == RULES


def test_a_damaged_session_keeps_no_other_from_being_read(library: Library) -> None:
    bad = add(library, "bad")
    good = add(library, "good")
    with closing(sqlite3.connect(library.folder / "library.db")) as direct:
        direct.execute("UPDATE judged SET record = '{}' WHERE session = ?", (bad,))
        direct.commit()
    found = gather(library)
    assert [one.session for one in found.sessions] == [good]
    assert found.left_out[0].why.startswith("it could not be read: This session is damaged")


def test_what_has_not_changed_is_not_read_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    first = add(library, "first", rules="2025.1")
    second = add(library, "second")
    before = gather(library)
    library.rename(first, "another name")
    history = History().then(ChooseMe("B"))
    library.edit(second, history, Rescorer(a_review()).review(history.applied))
    read = []
    load = library.load
    monkeypatch.setattr(library, "load", lambda session: read.append(session) or load(session))
    after = gather(library, before)
    assert read == [second]
    assert [one.title for one in after.sessions] == ["another name", "second"]
    assert after.sessions == gather(library).sessions
    assert after.sessions[1].results != before.sessions[1].results


def test_an_edit_undone_and_another_made_is_read_again(library: Library) -> None:
    session = add(library, "x")
    marks = [library.marks()[session]]
    for name in ("B", "A"):
        history = History().then(ChooseMe(name))
        library.edit(session, history, Rescorer(a_review()).review(history.applied))
        marks.append(library.marks()[session])
    assert len(set(marks)) == 3
