"""Earlier hearings of a session are kept, shown again, deleted."""

import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coach.again import Placed, place
from coach.editing.edits import EditWords, MergeSpeakers, RenameSpeaker
from coach.editing.history import History
from coach.editing.rescore import Rescorer
from coach.errors import ExitCode, UserError
from coach.feedback.guess import Guess
from coach.library.backup import back_up
from coach.library.label_rows import Kind
from coach.library.library import Library
from coach.library.merge import bring_back
from coach.library.session import Session
from coach.library.session_file import bring_in, write_session_file
from coach.library.versions import ChangedMeanwhileError
from tests.clocks import NOON, Clock
from tests.coach.library.kept import everything, fill
from tests.coach.library.killed import killed_at_each_step
from tests.coach.library.older import older
from tests.coach.library.sessions import AGREED, OTHER, SECRET, a_recording, a_review, heard_for, hearing


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library", clock=Clock(step=timedelta(minutes=1))) as opened:
        yield opened


@pytest.fixture
def session(library: Library, tmp_path: Path) -> str:
    """One with edits, an edit that was undone, a guess, tags, people, heard on one channel."""
    audio = a_recording(tmp_path)
    reviewed = a_review(audio=audio)
    talk = replace(
        reviewed.conversation, speakers=tuple(replace(s, channel=None) for s in reviewed.conversation.speakers)
    )
    reviewed = replace(reviewed, conversation=talk)
    id_ = library.add(reviewed, heard_for(reviewed), title="The move", consent=AGREED, audio=audio)
    library.answer(id_, Guess(talk_share=0.4))
    edit(library, id_, RenameSpeaker("B", "Daniel"), EditWords(1, f"I felt {SECRET}s."), undone=1)
    library.set_tags(id_, ["work"])
    library.set_people(id_, {"B": "Daniel Weiß"})
    return id_


def edit(library: Library, id_: str, *edits, undone: int = 0) -> None:
    kept = library.load(id_)
    history = kept.history
    for one in edits:
        history = history.then(one)
    for _ in range(undone):
        history = history.undone()
    library.edit(id_, history, Rescorer(kept.unedited).review(history.applied), version=kept.version)


def shown(kept: Session) -> tuple:
    """What belongs to a version."""
    return kept.review, kept.origin, kept.history, dict(kept.known), kept.version


def test_the_new_hearing_is_shown_and_all_else_of_the_session_stays(library: Library, session: str) -> None:
    before = library.load(session)
    assert place(library, session, hearing()) == Placed(session, 2)
    after = library.load(session)
    assert after.review.engines.speech == "another 2"
    assert after.review.source.name == "call.wav"
    assert OTHER in after.review.conversation.turns[0].text
    assert (after.history, after.origin, after.version) == (History(), None, 2)
    assert library.heard(session) == hearing()
    same = ("id", "title", "created", "consent", "audio", "peaks", "answer", "tags")
    assert all(getattr(after, name) == getattr(before, name) for name in same)


def test_names_people_and_me_go_with_their_voices(library: Library, session: str) -> None:
    place(library, session, hearing())
    talk = library.load(session).review.conversation
    assert talk.turns[1].speaker == "S2"
    assert (talk.speaker("S1").label, talk.speaker("S1").me) == ("A", True)
    assert talk.speaker("S2").label == "Daniel"
    assert dict(library.load(session).known) == {"S2": "Daniel Weiß"}


def test_names_whose_voice_is_not_there_any_more_are_said(library: Library, session: str) -> None:
    placed = place(library, session, hearing(voices=1))
    assert placed.lost == ("Daniel", "Daniel Weiß")
    assert not placed.is_me_lost
    assert library.labels(Kind.PERSON) == ()
    library.versions.go_back(session, 1)
    assert dict(library.load(session).known) == {"B": "Daniel Weiß"}


def test_going_back_brings_everything_back_and_keeps_what_was_shown(library: Library, session: str) -> None:
    before, engines_said, corrections = library.load(session), library.heard(session), library.corrections()
    place(library, session, hearing())
    edit(library, session, EditWords(0, "Something else."))
    second = library.load(session)
    library.versions.go_back(session, 1)
    assert shown(library.load(session)) == shown(before)
    assert library.heard(session) == engines_said
    assert library.corrections() == corrections
    library.versions.go_back(session, 2)
    assert shown(library.load(session)) == shown(second)
    assert library.heard(session) == hearing()


def test_what_was_undone_can_still_be_redone_after_going_back(library: Library, session: str) -> None:
    place(library, session, hearing())
    library.versions.go_back(session, 1)
    kept = library.load(session)
    assert kept.history.to_redo == EditWords(1, f"I felt {SECRET}s.")
    redone = kept.history.redone()
    library.edit(session, redone, Rescorer(kept.unedited).review(redone.applied), version=1)
    assert library.load(session).review.conversation.turns[1].text == f"I felt {SECRET}s."


def test_versions_say_when_and_by_what_they_were_heard(library: Library, session: str) -> None:
    place(library, session, hearing())
    edit(library, session, MergeSpeakers("S2", "S1"))
    place(library, session, hearing(speech="third 3"))
    third, second, first = library.versions.of(session)
    assert [one.number for one in (third, second, first)] == [3, 2, 1]
    assert [one.is_shown for one in (third, second, first)] == [True, False, False]
    assert [one.engines.speech for one in (third, second)] == ["third 3", "another 2"]
    assert [(one.voices, one.edits) for one in (third, second, first)] == [(2, 0), (1, 1), (2, 1)]
    assert first.heard_at == library.load(session).created
    assert first.heard_at < second.heard_at < third.heard_at


def test_a_session_heard_once_has_one_version(library: Library, session: str) -> None:
    (only,) = library.versions.of(session)
    assert (only.number, only.is_shown, only.edits) == (1, True, 1)


def test_the_search_finds_the_words_that_are_shown(library: Library, session: str) -> None:
    place(library, session, hearing())
    assert library.find(SECRET) == ()
    assert [found.row.id for found in library.find(OTHER)] == [session]
    library.versions.go_back(session, 1)
    assert library.find(OTHER) == ()
    assert [found.row.id for found in library.find(SECRET)] == [session]


def test_the_guess_is_held_against_what_is_shown(library: Library, session: str) -> None:
    (first,) = library.calibrations()
    place(library, session, hearing(voices=1))
    (alone,) = library.calibrations()
    assert alone.gaps != first.gaps
    library.versions.go_back(session, 1)
    assert library.calibrations() == (first,)


def test_who_remembers_the_numbers_sees_that_another_version_is_shown(library: Library, session: str) -> None:
    first = library.marks()
    place(library, session, hearing())
    second = library.marks()
    library.versions.go_back(session, 1)
    assert second != first
    assert library.marks() != second


def test_people_renamed_or_removed_meanwhile_are_so_in_earlier_versions(library: Library, session: str) -> None:
    place(library, session, hearing(voices=1))
    library.set_people(session, {"S1": "Nora"})
    library.rename_label(Kind.PERSON, "Daniel Weiß", "Daniel")
    library.versions.go_back(session, 1)
    assert library.load(session).known["B"] == "Daniel"
    library.versions.go_back(session, 2)
    library.remove_label(Kind.PERSON, "Daniel")
    library.versions.go_back(session, 1)
    assert "B" not in library.load(session).known


def test_an_edit_of_another_version_is_refused(library: Library, session: str) -> None:
    stale = library.load(session)
    place(library, session, hearing())
    now = library.load(session)
    with pytest.raises(UserError) as caught:
        library.edit(session, stale.history.redone(), stale.review, version=stale.version)
    assert "another version" in caught.value.sentence
    assert library.load(session) == now


def test_an_edit_made_while_it_was_heard_again_is_in_the_version_kept(library: Library, session: str) -> None:
    before = library.load(session)
    edit(library, session, EditWords(3, "A late word."))
    with pytest.raises(ChangedMeanwhileError):
        library.versions.put(before, before.review, hearing(), {})
    assert len(library.versions.of(session)) == 1
    place(library, session, hearing())
    library.versions.go_back(session, 1)
    assert library.load(session).review.conversation.turns[3].text == "A late word."


def test_a_hearing_without_speech_changes_nothing(library: Library, session: str) -> None:
    before = library.load(session)
    silent = replace(hearing(), voice=((),), words=((),), speakers=())
    with pytest.raises(UserError) as caught:
        place(library, session, silent)
    assert caught.value.code == ExitCode.NOTHING_HEARD
    assert library.load(session) == before
    assert len(library.versions.of(session)) == 1


def test_what_is_not_there_is_told(library: Library, session: str) -> None:
    for act in (library.versions.go_back, library.versions.delete):
        with pytest.raises(UserError) as caught:
            act(session, 7)
        assert "no earlier version 7" in caught.value.sentence
    library.delete(session)
    for act in (library.versions.of, lambda gone: place(library, gone, hearing())):
        with pytest.raises(UserError) as caught:
            act(session)
        assert "no longer in the library" in caught.value.sentence


def test_a_damaged_version_leaves_what_is_shown(library: Library, session: str) -> None:
    place(library, session, hearing())
    before = library.load(session)
    with closing(sqlite3.connect(library.folder / "library.db")) as other, other:
        other.execute("UPDATE version SET record = '{}'")
    with pytest.raises(UserError) as caught:
        library.versions.go_back(session, 1)
    assert "could not be read" in caught.value.sentence
    assert library.load(session) == before
    assert [one.number for one in library.versions.of(session)] == [2, 1]


def holds(folder: Path, word: str) -> bool:
    return any(word.encode() in path.read_bytes().lower() for path in folder.rglob("*") if path.is_file())


def test_a_deleted_version_is_in_no_file_any_more(library: Library, session: str) -> None:
    place(library, session, hearing())
    assert holds(library.folder, SECRET)
    library.versions.delete(session, 1)
    assert not holds(library.folder, SECRET)
    assert holds(library.folder, OTHER)
    assert [one.number for one in library.versions.of(session)] == [2]


def test_the_versions_go_with_their_session(library: Library, session: str) -> None:
    place(library, session, hearing())
    library.delete(session)
    assert not holds(library.folder, SECRET)
    assert not holds(library.folder, OTHER)


def test_a_backup_brings_versions_and_their_people_back(library: Library, session: str, tmp_path: Path) -> None:
    place(library, session, hearing(voices=1))
    before = library.versions.of(session)
    back_up(library.folder, tmp_path / "a.sayback-backup", now=NOON)
    library.delete(session)
    bring_back(tmp_path / "a.sayback-backup", library.folder)
    assert library.versions.of(session) == before
    library.versions.go_back(session, 1)
    assert dict(library.load(session).known) == {"B": "Daniel Weiß"}


def test_a_session_file_holds_what_is_shown_alone(library: Library, session: str, tmp_path: Path) -> None:
    place(library, session, hearing())
    write_session_file(tmp_path / "a.sayback", library, session, with_audio=False)
    with Library.open(tmp_path / "there") as other:
        bring_in(tmp_path / "a.sayback", other, tmp_path / "between")
        assert other.load(session).review == library.load(session).review
        assert len(other.versions.of(session)) == 1


def test_sessions_of_schema_6_have_one_version(tmp_path: Path) -> None:
    session, thrown = older(tmp_path / "old", 6, lambda library: fill(library, tmp_path))
    with Library.open(tmp_path / "old") as library:
        kept = library.load(session)
        assert (kept.version, kept.heard_at) == (1, None)
        assert dict(kept.known) == {"B": "Daniel"}
        assert [one.number for one in library.versions.of(thrown)] == [1]
        place(library, session, hearing())
        library.versions.go_back(session, 1)
        assert shown(library.load(session)) == shown(kept)


@pytest.mark.skipif(sys.platform == "win32", reason="fork")
@pytest.mark.parametrize("back", [False, True])
def test_a_kill_leaves_one_state_or_the_other(tmp_path: Path, *, back: bool) -> None:
    folder, start = tmp_path / "library", tmp_path / "start"
    with Library.open(folder) as library:
        session, _ = fill(library, tmp_path)
        if back:
            place(library, session, hearing())

    def act() -> None:
        with Library.open(folder) as library:
            library.versions.go_back(session, 1) if back else place(library, session, hearing())

    def state() -> object:
        with Library.open(folder) as library:
            return everything(library), [(one.number, one.is_shown) for one in library.versions.of(session)]

    shutil.copytree(folder, start)
    before = state()

    def prepare(number: int) -> None:
        shutil.rmtree(folder)
        shutil.copytree(start, folder)

    seen = []

    def check(number: int) -> None:
        now = state()
        seen.append(now == before)
        assert now == before or [shown for _, shown in now[1]] == ([False, True] if back else [True, False])

    assert killed_at_each_step(act, prepare, check) > 0
    assert seen[0]
    assert not seen[-1]
