"""The trash gives back what was thrown away, and what leaves it is nowhere any more."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from coach.editing.edits import CorrectMoment, Verdict
from coach.editing.history import History
from coach.editing.rescore import Rescorer
from coach.errors import UserError
from coach.feedback.guess import Guess
from coach.library.label_rows import Counted, Kind
from coach.library.library import Library
from tests.clocks import NOON, Clock
from tests.coach.library.sessions import AGREED, SECRET, a_recording, a_review, heard_for


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock):
    with Library.open(tmp_path / "library", clock=clock) as made:
        yield made


def add(library: Library, folder: Path, title: str) -> str:
    """A session with a recording in which the secret word stands too."""
    recording = a_recording(folder)
    recording.write_bytes(SECRET.encode() * 50)
    reviewed = a_review(audio=recording)
    return library.add(reviewed, heard_for(reviewed), title=title, consent=AGREED, audio=recording, peaks=recording)


def holders(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


def test_the_trash_holds_what_was_put_there_and_the_list_does_not(library: Library, tmp_path: Path) -> None:
    first, second = add(library, tmp_path, "first"), add(library, tmp_path, "second")
    library.trash([first])
    assert [row.id for row in library.sessions()] == [second]
    (row,) = library.trashed()
    assert (row.id, row.title, row.trashed, row.has_audio) == (first, "first", NOON, True)
    assert library.load(first).trashed == NOON


def test_what_is_restored_is_as_it_was(library: Library, tmp_path: Path) -> None:
    session = add(library, tmp_path, "first")
    library.set_tags(session, ["work"])
    library.answer(session, Guess(talk_share=0.5))
    before, row = library.load(session), library.sessions()
    library.trash([session])
    library.restore([session])
    assert library.load(session) == before
    assert library.sessions() == row
    assert library.trashed() == ()


def test_several_are_thrown_away_together_or_not_at_all(library: Library, tmp_path: Path) -> None:
    session = add(library, tmp_path, "first")
    for act in (library.trash, library.restore, library.delete_sound):
        with pytest.raises(UserError, match="no longer in the library"):
            act([session, "nobody"])
    assert [row.id for row in library.sessions()] == [session]
    assert library.load(session).audio is not None


def test_what_lies_in_the_trash_does_not_count(library: Library, tmp_path: Path) -> None:
    session = add(library, tmp_path, "first")
    library.answer(session, Guess(talk_share=0.4))
    kept = library.load(session)
    history = History().then(CorrectMoment(kept.review.moments[0], Verdict.REJECT))
    library.edit(session, history, Rescorer(kept.unedited).review(history.applied))
    library.set_tags(session, ["work"])
    assert (len(library.corrections()), len(library.calibrations())) == (1, 1)
    library.trash([session])
    assert (library.corrections(), library.calibrations()) == ((), ())
    assert library.of_source(kept.review.source.sha256) == ()
    assert library.labels(Kind.TAG) == ()
    library.restore([session])
    assert (len(library.corrections()), len(library.calibrations())) == (1, 1)
    assert library.labels(Kind.TAG) == (Counted("work", 1),)


def test_only_what_lay_there_long_enough_leaves_the_trash(library: Library, tmp_path: Path, clock: Clock) -> None:
    old, new, kept = (add(library, tmp_path, title) for title in ("old", "new", "kept"))
    library.trash([old])
    clock.now += timedelta(days=29)
    library.trash([new])
    assert library.empty_trash(older_than=timedelta(days=30)) == 0
    clock.now += timedelta(days=1)
    assert library.empty_trash(older_than=timedelta(days=30)) == 1
    assert [row.id for row in library.trashed()] == [new]
    assert [row.id for row in library.sessions()] == [kept]


def test_an_emptied_trash_leaves_no_word_in_any_file(library: Library, tmp_path: Path) -> None:
    for title in ("one", "two"):
        library.trash([add(library, tmp_path, title)])
    assert len(holders(library.folder)) >= 5
    assert library.empty_trash() == 2
    assert holders(library.folder) == []
    assert list((library.folder / "audio").iterdir()) == []
    with closing(sqlite3.connect(library.folder / "library.db")) as other:
        other.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, said_index, row)")
        assert other.execute("SELECT count(*) FROM words").fetchone() == (0,)


def test_a_word_goes_with_its_session_and_stays_with_another(library: Library, tmp_path: Path) -> None:
    gone, kept = add(library, tmp_path, "gone"), add(library, tmp_path, "kept")
    library.trash([gone])
    library.empty_trash()
    assert [found.row.id for found in library.find(SECRET)] == [kept]
    assert library.load(kept).audio is not None


def test_sound_can_be_deleted_while_words_and_numbers_stay(library: Library, tmp_path: Path, clock: Clock) -> None:
    session = add(library, tmp_path, "first")
    before = library.load(session)
    library.delete_sound([session])
    after = library.load(session)
    assert after.review == before.review
    assert (after.audio, after.peaks, after.sound_deleted) == (None, None, NOON)
    assert not library.sessions()[0].has_audio
    assert list((library.folder / "audio").iterdir()) == []
    assert library.heard(session) is not None
    clock.now += timedelta(days=1)
    library.delete_sound([session])
    assert library.load(session).sound_deleted == NOON  # there was nothing more to delete


def test_a_transcript_has_no_sound_that_was_deleted(library: Library) -> None:
    session = library.add(a_review(), title="x", consent=AGREED)
    library.delete_sound([session])
    assert library.load(session).sound_deleted is None
