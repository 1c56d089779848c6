"""Own guesses are kept with their gaps, and say whether numbers may be shown."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coach.editing.edits import ChooseMe
from coach.editing.history import History
from coach.editing.rescore import Rescorer
from coach.errors import UserError
from coach.feedback.guess import Aspect, Guess
from coach.library.guess_rows import Answer
from coach.library.library import Library
from coach.sample import sample
from coach.sample.session import give_sample
from tests.clocks import NOON
from tests.coach.library.older import older
from tests.coach.library.sessions import AGREED
from tests.ui.example import sample_review

GUESS = Guess(talk_share=0.55, interruptions=2, asked=2, note="Felt short ½")


def test_a_guess_comes_back(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        session = library.add(sample_review(), title="x", consent=AGREED)
        assert library.load(session).answer is None
        assert not library.sessions()[0].is_revealed
        library.answer(session, GUESS)
        assert library.load(session).answer == Answer(GUESS)
        assert library.sessions()[0].is_revealed


def test_a_skipped_guess_is_an_answer_and_no_calibration(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        session = library.add(sample_review(), title="x", consent=AGREED)
        library.answer(session, None)
        assert library.load(session).answer == Answer(None)
        assert library.sessions()[0].is_revealed
        assert library.calibrations() == ()


def test_nobody_guesses_after_the_numbers(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        session = library.add(sample_review(), title="x", consent=AGREED)
        library.answer(session, GUESS)
        library.answer(session, Guess(talk_share=0.41))
        library.answer(session, None)
        assert library.load(session).answer == Answer(GUESS)


def test_gaps_are_kept_for_trends_and_follow_edits(tmp_path: Path) -> None:
    origin = sample_review()
    with Library.open(tmp_path, clock=lambda: NOON) as library:
        session = library.add(origin, title="x", consent=AGREED)
        library.answer(session, GUESS)
        (one,) = library.calibrations()
        assert (one.session, one.made) == (session, NOON)
        assert one.gaps == pytest.approx(
            {Aspect.TALK_SHARE: 0.141, Aspect.INTERRUPTIONS: 1.0, Aspect.ASKED: -2.0}, abs=0.001
        )
        history = History().then(ChooseMe("B"))
        library.edit(session, history, Rescorer(origin).review(history.applied))
        (one,) = library.calibrations()
        assert one.gaps[Aspect.TALK_SHARE] == pytest.approx(-0.041, abs=0.001)


def test_a_guess_goes_with_its_session(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        session = library.add(sample_review(), title="x", consent=AGREED)
        library.answer(session, GUESS)
        library.delete(session)
        assert library.calibrations() == ()
        with pytest.raises(UserError, match="no longer in the library"):
            library.answer(session, GUESS)


def test_sessions_of_schema_3_have_been_seen(tmp_path: Path) -> None:
    """Their numbers were shown before anybody was asked to guess."""
    folder = tmp_path / "library"
    session = older(folder, 3, lambda library: library.add(sample_review(), title="x", consent=AGREED))
    with closing(sqlite3.connect(folder / "library.db")) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (3,)
    with Library.open(folder) as library:
        assert library.sessions()[0].is_revealed
        assert library.load(session).answer == Answer(None)
        assert library.load(session).review == sample_review()


def test_nobody_guesses_at_the_sample(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        session = give_sample(library, sample())
        assert library.sessions()[0].is_revealed
        assert library.load(session).answer == Answer(None)
