"""Tags and people hang on sessions, and are renamed and merged everywhere at once."""

from pathlib import Path

import pytest

from coach.errors import ExitCode, UserError
from coach.library.label_rows import Counted, Kind
from coach.library.library import Library
from coach.review import again
from tests.coach.library.sessions import AGREED, a_review


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library") as made:
        yield made


@pytest.fixture
def pair(library: Library) -> tuple[str, str]:
    first, second = (library.add(a_review(4), title=title, consent=AGREED) for title in ("first", "second"))
    return first, second


def test_tags_come_back_sorted_and_each_once(library: Library, pair: tuple[str, str]) -> None:
    library.set_tags(pair[0], ["work", " Berlin ", "WORK", "", "two  words"])
    assert library.load(pair[0]).tags == ("Berlin", "two words", "work")
    assert next(row for row in library.sessions() if row.id == pair[0]).tags == ("Berlin", "two words", "work")
    assert library.load(pair[1]).tags == ()


def test_the_first_spelling_stays(library: Library, pair: tuple[str, str]) -> None:
    library.set_tags(pair[0], ["Café"])
    library.set_tags(pair[1], ["CAFE\u0301"])
    assert library.labels(Kind.TAG) == (Counted("Café", 2),)


def test_a_tag_that_nobody_bears_is_forgotten(library: Library, pair: tuple[str, str]) -> None:
    library.set_tags(pair[0], ["work"])
    library.set_tags(pair[0], [])
    library.set_people(pair[1], {"B": "Daniel"})
    library.delete(pair[1])
    assert (library.labels(Kind.TAG), library.labels(Kind.PERSON)) == ((), ())


def test_people_are_known_by_their_speaker(library: Library, pair: tuple[str, str]) -> None:
    library.set_people(pair[0], {"B": "Daniel", "A": " "})
    library.set_people(pair[1], {"B": "daniel"})
    assert dict(library.load(pair[0]).known) == {"B": "Daniel"}
    assert library.labels(Kind.PERSON) == (Counted("Daniel", 2),)
    assert {row.known for row in library.sessions()} == {("Daniel",)}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_name_changes_everywhere(library: Library, pair: tuple[str, str], kind: Kind) -> None:
    for session in pair:
        library.set_tags(session, ["Dan"])
        library.set_people(session, {"B": "Dan"})
    library.rename_label(kind, "dan", "Daniel")
    assert library.labels(kind) == (Counted("Daniel", 2),)
    (other,) = set(Kind) - {kind}
    assert library.labels(other) == (Counted("Dan", 2),)


def test_two_names_become_one(library: Library, pair: tuple[str, str]) -> None:
    library.set_tags(pair[0], ["job", "work"])
    library.set_tags(pair[1], ["job"])
    library.set_people(pair[0], {"A": "Dan", "B": "Daniel"})
    library.rename_label(Kind.TAG, "job", "Work")
    library.rename_label(Kind.PERSON, "Dan", "Daniel")
    assert library.labels(Kind.TAG) == (Counted("work", 2),)
    assert dict(library.load(pair[0]).known) == {"A": "Daniel", "B": "Daniel"}
    assert library.sessions()[1].known == ("Daniel",)


def test_only_the_case_of_a_name_can_be_changed(library: Library, pair: tuple[str, str]) -> None:
    library.set_tags(pair[0], ["work"])
    library.rename_label(Kind.TAG, "work", "Work")
    assert library.labels(Kind.TAG) == (Counted("Work", 1),)


def test_a_tag_is_taken_off_everywhere_and_the_sessions_stay(library: Library, pair: tuple[str, str]) -> None:
    for session in pair:
        library.set_tags(session, ["work"])
    library.remove_label(Kind.TAG, "work")
    assert library.labels(Kind.TAG) == ()
    assert len(library.sessions()) == 2


def test_names_that_make_no_sense_are_told(library: Library, pair: tuple[str, str]) -> None:
    library.set_tags(pair[0], ["work"])
    with pytest.raises(UserError, match="at least one letter") as told:
        library.rename_label(Kind.TAG, "work", "  ")
    assert told.value.code is ExitCode.USAGE
    for act in (lambda: library.rename_label(Kind.TAG, "none", "x"), lambda: library.remove_label(Kind.TAG, "none")):
        with pytest.raises(UserError, match="is called “none”"):
            act()
    for act in (lambda: library.set_tags("gone", ["x"]), lambda: library.set_people("gone", {"A": "x"})):
        with pytest.raises(UserError, match="no longer in the library"):
            act()


def test_another_review_keeps_who_has_the_same_name(library: Library, pair: tuple[str, str]) -> None:
    library.set_people(pair[0], {"A": "Nora", "B": "Daniel"})
    kept = library.load(pair[0]).review
    library.update(pair[0], again(kept, conversation=kept.conversation.renamed("B", "Somebody else")))
    assert dict(library.load(pair[0]).known) == {"A": "Nora"}
