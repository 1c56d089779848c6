"""The plan and what partners said are kept, go with their session, and come through updates and backups."""

import pickle
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import UserError
from coach.library.backup import back_up
from coach.library.library import Library
from coach.library.merge import bring_back
from coach.library.verdicts import AnsweredOtherwiseError, Outcome
from coach.partner.answer import Answer
from coach.partner.ask import partners_of, sheet_for, without
from coach.partner.sheet import Mark, Sheet, Verdict, Way
from coach.progress.plan import Plan
from tests.clocks import NOON
from tests.coach.library.older import older
from tests.coach.library.sessions import AGREED, SECRET, a_review

PLAN = Plan("they finish a thought", "say it back “first”", "reflections", "everyday", NOON)


def filled(library: Library, title: str = "The move") -> Sheet:
    """A session, and a sheet that was made for it."""
    session = library.add(a_review(), title=title, consent=AGREED)
    sheet = sheet_for(library.load(session), "B", now=NOON)
    library.verdicts.ask(sheet)
    return sheet


def answer(sheet: Sheet, heard: int = 6, mark: Mark | None = Mark.HIT) -> Answer:
    return Answer(sheet.tag, Verdict(heard, (mark,) * len(sheet.items)))


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library", clock=lambda: NOON) as made:
        yield made


def test_one_plan_is_kept_and_replaced(library: Library) -> None:
    assert library.plans.current() is None
    library.plans.keep(PLAN)
    assert library.plans.current() == PLAN
    other = replace(PLAN, action="wait", measure="pauses", context="")
    library.plans.keep(other)
    assert library.plans.current() == other
    library.plans.drop()
    assert library.plans.current() is None


def test_a_plan_for_a_measure_of_another_version_is_none(library: Library) -> None:
    library.plans.keep(PLAN)
    with closing(sqlite3.connect(library.folder / "library.db")) as direct:
        direct.execute("UPDATE plan SET measure = 'charisma'")
        direct.commit()
    assert library.plans.current() is None


def test_a_sheet_comes_back_as_it_was_made(library: Library) -> None:
    sheet = filled(library)
    assert len(sheet.items) == 12
    assert library.verdicts.sheet(sheet.tag) == sheet
    assert library.verdicts.sheet("0" * 8) is None
    assert library.verdicts.all() == ()


def test_an_answer_is_taken_in(library: Library) -> None:
    sheet = filled(library)
    taken = library.verdicts.take(answer(sheet))
    assert taken.outcome is Outcome.KEPT
    assert (taken.given.way, taken.given.answered) == (Way.FORM, NOON)
    assert library.verdicts.of_session(sheet.session) == (taken.given,) == library.verdicts.all()
    assert taken.given.sheet == sheet


def test_the_same_answer_twice_changes_nothing(library: Library) -> None:
    sheet = filled(library)
    first = library.verdicts.take(answer(sheet))
    again = library.verdicts.take(answer(sheet))
    assert (again.outcome, again.given) == (Outcome.SAME, first.given)
    assert len(library.verdicts.all()) == 1


def test_another_answer_replaces_only_when_told_so(library: Library) -> None:
    sheet = filled(library)
    library.verdicts.take(answer(sheet, 6))
    with pytest.raises(AnsweredOtherwiseError, match="felt heard 6 then, 3 now"):
        library.verdicts.take(answer(sheet, 3))
    assert library.verdicts.all()[0].verdict.felt_heard == 6
    assert library.verdicts.take(answer(sheet, 3), replaces=True).outcome is Outcome.REPLACED
    assert [given.verdict.felt_heard for given in library.verdicts.all()] == [3]


def test_an_answer_is_about_its_own_session(library: Library) -> None:
    mine, other = filled(library, "The move"), filled(library, "The garden")
    with pytest.raises(UserError, match="about another session: “The garden”"):
        library.verdicts.take(answer(other), session=mine.session)
    with pytest.raises(UserError, match="no form that was made here"):
        library.verdicts.take(Answer("00000000", Verdict(4, ())))
    with pytest.raises(UserError, match="damaged"):
        library.verdicts.take(Answer(mine.tag, Verdict(4, ())))
    assert library.verdicts.all() == ()


def test_what_was_said_on_this_screen_is_kept_with_its_questions(library: Library) -> None:
    session = library.add(a_review(), title="x", consent=AGREED)
    sheet = sheet_for(library.load(session), "B", now=NOON)
    given = library.verdicts.say(sheet, answer(sheet, 7, None).verdict)
    assert given.way is Way.SCREEN
    assert library.verdicts.of_session(session) == (given,)
    assert given.pairs == ()


def test_a_question_can_be_left_out(library: Library) -> None:
    sheet = filled(library)
    shorter = without(sheet, {0, 11})
    assert shorter.items == sheet.items[1:11]
    assert shorter.tag == sheet.tag


def test_partners_are_those_who_speak_and_are_not_me(library: Library) -> None:
    session = library.load(library.add(a_review(), title="x", consent=AGREED))
    assert [who.id for who in partners_of(session)] == ["B"]
    nobody = replace(session, review=replace(session.review, conversation=session.review.conversation.with_me(None)))
    with pytest.raises(UserError, match="told to be you"):
        sheet_for(nobody, "B", now=NOON)


def test_verdicts_go_with_their_session(library: Library) -> None:
    sheet = filled(library)
    library.verdicts.take(answer(sheet))
    library.trash([sheet.session])
    assert library.verdicts.all() == ()
    with pytest.raises(UserError, match="no form that was made here"):
        library.verdicts.take(answer(sheet))
    library.restore([sheet.session])
    assert len(library.verdicts.all()) == 1
    library.delete(sheet.session)
    assert library.verdicts.sheet(sheet.tag) is None
    for file in library.folder.rglob("*"):
        if file.is_file():
            assert SECRET.encode() not in file.read_bytes(), file.name
    with pytest.raises(UserError, match="no longer in the library"):
        library.verdicts.ask(sheet)


def test_a_sheet_and_its_verdict_can_be_forgotten(library: Library) -> None:
    sheet = filled(library)
    library.verdicts.take(answer(sheet))
    library.verdicts.forget(sheet.tag)
    assert library.verdicts.all() == ()
    assert library.verdicts.sheet(sheet.tag) is None


def test_a_backup_brings_plan_and_verdicts_back(tmp_path: Path) -> None:
    with Library.open(tmp_path / "old") as old:
        sheet = filled(old)
        old.verdicts.take(answer(sheet))
        old.plans.keep(PLAN)
    back_up(tmp_path / "old", tmp_path / "all.backup", now=NOON)
    bring_back(tmp_path / "all.backup", tmp_path / "new")
    with Library.open(tmp_path / "new") as new:
        assert [given.sheet for given in new.verdicts.all()] == [sheet]
        assert new.plans.current() == PLAN
        new.plans.keep(replace(PLAN, action="wait"))
    bring_back(tmp_path / "all.backup", tmp_path / "new")
    with Library.open(tmp_path / "new") as new:
        kept = new.plans.current()
        assert kept is not None
        assert kept.action == "wait", "a plan of today stays"


def test_a_library_of_schema_5_is_brought_up_to_date(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    session = older(folder, 5, lambda library: library.add(a_review(), title="x", consent=AGREED))
    with closing(sqlite3.connect(folder / "library.db")) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (5,)
    with Library.open(folder, clock=lambda: NOON) as library:
        assert library.load(session).review == a_review()
        assert library.verdicts.all() == ()
        assert library.plans.current() is None
        sheet = sheet_for(library.load(session), "B", now=NOON)
        library.verdicts.say(sheet, answer(sheet).verdict)
        library.plans.keep(PLAN)
        assert len(library.verdicts.of_session(session)) == 1


def test_the_fault_can_cross_a_process(tmp_path: Path) -> None:
    fault = pickle.loads(pickle.dumps(AnsweredOtherwiseError("Daniel", 6, 3)))
    assert (fault.partner, fault.before, fault.now) == ("Daniel", 6, 3)
