"""What was said is found, as it is shown now, and any text may be typed."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.contexts.load import context
from coach.editing.edits import EditWords, MergeTurns, RenameSpeaker, SplitTurn
from coach.editing.history import History
from coach.editing.rescore import Rescorer
from coach.hearing.heard import Source
from coach.library.library import Library
from coach.library.search import EXCERPT, Found, Piece, Term, excerpt, marked, terms
from coach.review import Review, review
from tests.coach.library.older import older
from tests.coach.library.sessions import AGREED, ENGINES
from tests.factories import conversation


def said(*lines: str, context_id: str = "everyday") -> Review:
    talk = conversation(*lines)
    source = Source("call.wav", talk.duration, 2, "")
    return review(talk, context=context(context_id), source=source, engines=ENGINES)


MOVE = said("A 0-4 How was the move?", "B 4-9 Hard, to be honest.", "A 9-12 Hard to leave, or to arrive?")
CAFE = said("A 0-4 Tell me about the Café Élan.", "B 4-9 We don't move, the naïve owner says.", context_id="coaching")


@pytest.fixture
def library(tmp_path: Path):
    times = iter(datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=day) for day in range(99))
    with Library.open(tmp_path / "library", clock=lambda: next(times)) as made:
        yield made


@pytest.fixture
def two(library: Library) -> tuple[str, str]:
    return (
        library.add(MOVE, title="Monday", consent=AGREED),
        library.add(CAFE, title="Owner of the café", consent=AGREED),
    )


def ids(found: tuple[Found, ...]) -> list[str]:
    return [one.row.id for one in found]


def shown(found: Found) -> str:
    """The excerpt with its hits in brackets."""
    assert found.hit is not None
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in found.hit.excerpt)


def test_nothing_to_look_for_gives_all_the_newest_first(library: Library, two: tuple[str, str]) -> None:
    assert ids(library.find("  ")) == [two[1], two[0]]
    assert all(one.hit is None for one in library.find('"" — …'))


def test_a_word_is_found_where_it_was_said(library: Library, two: tuple[str, str]) -> None:
    (found,) = library.find("honest")
    assert found.row.id == two[0]
    assert found.hit is not None
    assert (found.hit.turn, found.hit.start, found.hit.speaker, found.hit.turns) == (1, 4.0, "B", 1)
    assert shown(found) == "Hard, to be [honest]."


def test_the_beginning_of_a_word_is_enough_and_its_middle_is_not(library: Library, two: tuple[str, str]) -> None:
    assert ids(library.find("hon")) == [two[0]]
    assert ids(library.find("onest")) == []


@pytest.mark.parametrize("typed", ["cafe", "CAFÉ", "café", "elan naive"])
def test_case_and_accents_do_not_matter(library: Library, two: tuple[str, str], typed: str) -> None:
    assert ids(library.find(typed)) == [two[1]]


def test_every_word_has_to_be_somewhere_in_the_session(library: Library, two: tuple[str, str]) -> None:
    assert ids(library.find("move honest")) == [two[0]]
    assert ids(library.find("honest naive")) == []


def test_the_turn_that_holds_all_words_is_shown(library: Library, two: tuple[str, str]) -> None:
    (found,) = library.find("hard arrive")
    assert shown(found) == "[Hard] to leave, or to [arrive]?"


def test_words_in_quotes_belong_together(library: Library, two: tuple[str, str]) -> None:
    assert ids(library.find('"to be honest"')) == [two[0]]
    assert ids(library.find('"honest be to"')) == []


def test_titles_people_tags_and_kinds_are_looked_through_too(library: Library, two: tuple[str, str]) -> None:
    library.set_tags(two[0], ["Relocation"])
    library.set_people(two[0], {"B": "Daniel"})
    for typed in ("monday", "reloc", "daniel", "monday honest"):
        assert ids(library.find(typed)) == [two[0]], typed
    assert ids(library.find("coaching")) == [two[1]]
    assert library.find("monday")[0].hit is None


def test_the_trash_is_not_looked_through(library: Library, two: tuple[str, str]) -> None:
    library.trash([two[0]])
    assert ids(library.find("honest")) == []
    library.restore([two[0]])
    assert ids(library.find("honest")) == [two[0]]


def edited(library: Library, session: str, *edits) -> None:
    history = History()
    for edit in edits:
        history = history.then(edit)
    kept = library.load(session)
    library.edit(session, history, Rescorer(kept.unedited).review(history.applied))


def test_edited_words_are_found_and_those_before_are_not(library: Library, two: tuple[str, str]) -> None:
    edited(library, two[0], EditWords(1, "Splendid, to be frank."))
    assert ids(library.find("splendid")) == [two[0]]
    assert ids(library.find("honest")) == []
    library.edit(two[0], History(), library.load(two[0]).unedited)
    assert ids(library.find("honest")) == [two[0]]


def test_turns_behind_a_split_open_at_their_new_place(library: Library, two: tuple[str, str]) -> None:
    edited(library, two[0], SplitTurn(1, 2), RenameSpeaker("A", "Nora"))
    (found,) = library.find("arrive")
    assert found.hit is not None
    assert (found.hit.turn, found.hit.speaker) == (3, "Nora")
    talk = library.load(two[0]).review.conversation
    assert "arrive" in talk.turns[found.hit.turn].text


def test_every_turn_is_kept_once_after_any_edits(library: Library, two: tuple[str, str]) -> None:
    for edits in ((SplitTurn(1, 2),), (SplitTurn(1, 2), MergeTurns(1)), (EditWords(0, "Hard?"),), ()):
        edited(library, two[0], *edits)
        turns = library.load(two[0]).review.conversation.turns
        with closing(sqlite3.connect(library.folder / "library.db")) as other:
            kept = other.execute(
                "SELECT position, start, text FROM said WHERE session = ? ORDER BY position", (two[0],)
            ).fetchall()
            other.execute("INSERT INTO said_index (said_index, rank) VALUES ('integrity-check', 1)")
        assert kept == [(place, turn.start, turn.text) for place, turn in enumerate(turns)]


def test_another_review_is_found_by_its_own_words(library: Library, two: tuple[str, str]) -> None:
    library.update(two[0], CAFE)
    assert ids(library.find("honest")) == []
    assert len(ids(library.find("naive"))) == 2


def test_a_deleted_session_leaves_the_index_whole(library: Library, two: tuple[str, str]) -> None:
    library.delete(two[0])
    with closing(sqlite3.connect(library.folder / "library.db")) as other:
        assert other.execute("SELECT count(*) FROM said").fetchone() == (len(CAFE.conversation.turns),)
        other.execute("INSERT INTO said_index (said_index, rank) VALUES ('integrity-check', 1)")
        other.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, said_index, row)")
        words = {term for (term,) in other.execute("SELECT term FROM words")}
    assert "honest" not in words
    assert "naive" in words


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(st.sampled_from("ab \"'*()-:^+{}\\\0\x02é—ß.,NEAR") | st.characters(), max_size=12))
def test_any_text_can_be_typed(library: Library, typed: str) -> None:
    assert library.find(typed) == ()


@pytest.mark.parametrize(
    "typed", ["AND", "NOT move", "a OR b", "NEAR(a b)", "text:move", "mo*", "half \ud800 letter", '"move', "^how"]
)
def test_signs_of_the_query_language_mean_nothing(library: Library, two: tuple[str, str], typed: str) -> None:
    library.find(typed)


def test_terms() -> None:
    assert terms('move "to  be" don\'t — "open') == (
        Term("move"),
        Term("to be", is_phrase=True),
        Term("don't"),
        Term("open", is_phrase=True),
    )


def test_a_long_turn_is_cut_around_the_first_hit() -> None:
    long = "word " * 60
    pieces = excerpt(marked(f"{long}move {long}", terms("move")))
    text = "".join(piece.text for piece in pieces)
    assert Piece("move", is_hit=True) in pieces
    assert text.startswith("…word")
    assert text.endswith("word…")
    assert len(text) <= EXCERPT + 3


def test_a_turn_that_fits_is_not_cut() -> None:
    text = "I felt sad, and nobody had asked me about the move."
    assert "".join(piece.text for piece in excerpt(marked(text, terms("move")))) == text


def test_sessions_of_schema_4_are_found_edited_ones_by_their_edits(tmp_path: Path) -> None:
    def fill(library: Library) -> tuple[str, str]:
        plain = library.add(MOVE, title="plain", consent=AGREED)
        changed = library.add(MOVE, title="changed", consent=AGREED)
        edited(library, changed, EditWords(1, "Splendid."), SplitTurn(2, 2))
        return plain, changed

    plain, changed = older(tmp_path / "old", 4, fill)
    with closing(sqlite3.connect(tmp_path / "old" / "library.db")) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (4,)
    with Library.open(tmp_path / "old") as library:
        assert ids(library.find("honest")) == [plain]
        assert ids(library.find("splendid")) == [changed]
        assert sorted(ids(library.find("hard"))) == sorted([plain, changed])
        assert {row.trashed for row in library.sessions()} == {None}
        assert library.load(changed).tags == ()
    with closing(sqlite3.connect(tmp_path / "old" / "library.db")) as new:
        assert new.execute("SELECT count(*) FROM said").fetchone() == (3 + 4,)
        assert new.execute("SELECT count(*) FROM session WHERE indexed = 0").fetchone() == (0,)


def test_a_damaged_session_does_not_keep_an_older_library_from_opening(tmp_path: Path) -> None:
    def fill(library: Library) -> str:
        changed = library.add(MOVE, title="changed", consent=AGREED)
        edited(library, changed, EditWords(1, "Splendid."))
        return changed

    changed = older(tmp_path / "old", 4, fill)
    with closing(sqlite3.connect(tmp_path / "old" / "library.db")) as old, old:
        old.execute("UPDATE judged SET record = '{}' WHERE session = ?", (changed,))
    with Library.open(tmp_path / "old") as library:
        assert ids(library.find("honest")) == [changed]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Hard, to be honest. Be it so.", "be", "Hard, to [be] honest. [Be] it so."),
        ("The naïve Café", "naiv CAFE", "The [naïve] [Café]"),
        ("The cafe\u0301s are open", "café", "The [cafe\u0301s] are open"),
        ("I don't, do I?", "don't", "I [don]'[t], do I?"),
        ("to be or to become", '"to be"', "[to] [be] or to become"),
        ("nothing here", "else", "nothing here"),
        ("日本語 and 🎧", "日本", "[日本語] and 🎧"),
    ],
)
def test_what_was_looked_for_is_marked(text: str, typed: str, found: str) -> None:
    pieces = marked(text, terms(typed))
    assert "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in pieces) == found


@given(text=st.text(max_size=60), typed=st.text(max_size=12))
def test_marking_changes_no_letter(text: str, typed: str) -> None:
    assert "".join(piece.text for piece in marked(text, terms(typed))) == text
