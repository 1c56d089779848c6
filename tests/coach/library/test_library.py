"""Sessions are kept as they were, change wholly or not at all, and are gone when deleted."""

import os
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coach.contexts.load import context
from coach.errors import ExitCode, UserError
from coach.feedback.scorecard import Band
from coach.hearing.heard import Recognised
from coach.library.library import Library
from coach.review import again
from tests.clocks import NOON
from tests.coach.library.sessions import AGREED, SECRET, a_recording, a_review, heard_for


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def holds(folder: Path, word: str) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


def test_a_session_comes_back_as_it_was(folder: Path, tmp_path: Path) -> None:
    recording, peaks = a_recording(tmp_path), a_recording(tmp_path, size=999, name="peaks")
    reviewed = a_review(audio=recording)
    with Library.open(folder, clock=lambda: NOON) as library:
        session = library.add(
            reviewed, heard_for(reviewed), title="The move", consent=AGREED, audio=recording, peaks=peaks
        )
    with Library.open(folder) as library:
        kept = library.load(session)
        heard = library.heard(session)
    assert (kept.review, heard) == (reviewed, heard_for(reviewed))
    assert (kept.id, kept.title, kept.created, kept.consent) == (session, "The move", NOON, AGREED)
    assert kept.audio is not None
    assert kept.audio.read_bytes() == recording.read_bytes()
    assert kept.audio.suffix == ".wav"
    assert kept.peaks is not None
    assert kept.peaks.read_bytes() == peaks.read_bytes()


def test_how_sure_it_was_who_is_me_comes_back(folder: Path) -> None:
    reviewed = a_review()
    talk = reviewed.conversation
    recognised = replace(
        talk,
        speakers=tuple(replace(s, me=s.id == "B", me_confidence=0.97 if s.id == "B" else None) for s in talk.speakers),
    )
    reviewed = again(reviewed, conversation=recognised)
    heard = replace(heard_for(reviewed), me=Recognised(1, 0.97))
    with Library.open(folder) as library:
        session = library.add(reviewed, heard, title="x", consent=AGREED)
        assert library.load(session).review == reviewed
        assert library.heard(session) == heard
        library.update(session, again(reviewed, conversation=recognised.with_me("B")))
        me = library.load(session).review.conversation.me
    assert me is not None
    assert me.me_confidence is None


def test_the_list_shows_the_newest_first(folder: Path) -> None:
    now = iter(NOON + timedelta(hours=hours) for hours in range(3))
    with Library.open(folder, clock=lambda: next(now)) as library:
        for title in ("first", "second", "third"):
            library.add(a_review(), title=title, consent=AGREED)
        rows = library.sessions()
    assert [row.title for row in rows] == ["third", "second", "first"]
    assert rows[0].people == ("A", "B")
    assert rows[0].context == "everyday"
    assert rows[0].talk_share == pytest.approx(0.5)
    assert rows[0].band in set(Band)
    assert not rows[0].has_audio


def test_too_little_talk_shows_no_share_in_the_list(folder: Path) -> None:
    with Library.open(folder) as library:
        library.add(a_review(2), title="short", consent=AGREED)
        (row,) = library.sessions()
    assert row.talk_share is None
    assert row.band is None


def test_an_update_replaces_the_whole_review_and_keeps_the_rest(folder: Path, tmp_path: Path) -> None:
    recording = a_recording(tmp_path)
    reviewed = a_review(audio=recording)
    with Library.open(folder) as library:
        session = library.add(reviewed, title="x", consent=AGREED, audio=recording)
        changed = again(
            reviewed,
            conversation=reviewed.conversation.with_me("B").renamed("B", "Søren 🌱"),
            context=context("coaching"),
        )
        library.update(session, changed)
        kept = library.load(session)
        (row,) = library.sessions()
    assert kept.review == changed
    assert kept.consent == AGREED
    assert kept.audio is not None
    assert row.people == ("Søren 🌱", "A")


def test_old_numbers_stay_when_the_rules_change(folder: Path) -> None:
    old = replace(a_review(), rules="2019.4", results=a_review().results[:3])
    with Library.open(folder) as library:
        session = library.add(old, title="x", consent=AGREED)
        kept = library.load(session).review
    assert kept.rules == "2019.4"
    assert kept.results == old.results


def test_a_deleted_session_leaves_no_trace(folder: Path, tmp_path: Path) -> None:
    recording = a_recording(tmp_path)
    reviewed = a_review(audio=recording)
    with Library.open(folder) as library:
        stays = library.add(a_review(4, name="other.wav"), title="stays", consent=AGREED)
        goes = library.add(
            reviewed, heard_for(reviewed), title="goes", consent=AGREED, audio=recording, peaks=recording
        )
        library.delete(stays)
        assert holds(folder, SECRET)
        library.delete(goes)
        assert holds(folder, SECRET) == []
        assert holds(folder, "call.wav") == []
        assert library.sessions() == ()
    assert files_in(folder) == {"library.db"}
    assert holds(folder, SECRET) == []


def test_deleting_one_session_keeps_the_others(folder: Path, tmp_path: Path) -> None:
    recording = a_recording(tmp_path)
    reviewed = a_review(audio=recording)
    with Library.open(folder) as library:
        goes, stays = (library.add(reviewed, title=t, consent=AGREED, audio=recording) for t in ("goes", "stays"))
        library.delete(goes)
        assert library.load(stays).review == reviewed
        with pytest.raises(UserError, match="no longer in the library"):
            library.load(goes)
        with pytest.raises(UserError, match="no longer in the library"):
            library.delete(goes)
        with pytest.raises(UserError, match="no longer in the library"):
            library.update(goes, reviewed)
        with pytest.raises(UserError, match="no longer in the library"):
            library.rename(goes, "x")


def test_a_session_can_be_renamed(folder: Path) -> None:
    with Library.open(folder) as library:
        session = library.add(a_review(), title="call.wav", consent=AGREED)
        library.rename(session, "Gespräch über den Umzug")
        assert library.load(session).title == "Gespräch über den Umzug"


def test_names_in_any_script_and_broken_names_are_kept(folder: Path) -> None:
    reviewed = a_review(name="محادثة 会話 🎧\udcff.wav")
    with Library.open(folder) as library:
        session = library.add(reviewed, title="会話\udcff", consent=AGREED)
        kept = library.load(session)
    assert kept.title == "会話?"
    assert kept.review.source.name == "محادثة 会話 🎧?.wav"


def test_a_conversation_without_turns_is_kept(folder: Path) -> None:
    silent = a_review(0)
    with Library.open(folder) as library:
        session = library.add(silent, title="silence", consent=AGREED)
        assert library.load(session).review == silent
        assert library.heard(session) is None


def test_a_recording_that_changed_since_it_was_heard_is_refused(folder: Path, tmp_path: Path) -> None:
    recording = a_recording(tmp_path)
    reviewed = a_review(audio=recording)
    recording.write_bytes(b"something else")
    with Library.open(folder) as library:
        with pytest.raises(UserError, match=r"call\.wav has changed since it was heard"):
            library.add(reviewed, title="x", consent=AGREED, audio=recording)
        assert library.sessions() == ()
    assert files_in(folder) == {"library.db"}


def test_a_recording_that_is_gone_leaves_nothing_behind(folder: Path, tmp_path: Path) -> None:
    with Library.open(folder) as library:
        with pytest.raises(UserError, match=r"gone\.wav could not be read") as told:
            library.add(a_review(), title="x", consent=AGREED, audio=tmp_path / "gone.wav")
        assert library.sessions() == ()
    assert told.value.code is ExitCode.UNREADABLE
    assert files_in(folder) == {"library.db"}


def test_a_row_that_fails_takes_its_recording_with_it(folder: Path, tmp_path: Path) -> None:
    recording = a_recording(tmp_path)
    reviewed = a_review(audio=recording)
    broken = replace(reviewed, source=replace(reviewed.source, duration=None))  # type: ignore[arg-type]
    with Library.open(folder) as library:
        with pytest.raises(sqlite3.IntegrityError):
            library.add(broken, title="x", consent=AGREED, audio=recording)
        assert library.sessions() == ()
    assert files_in(folder) == {"library.db"}


def test_what_nobody_owns_is_swept_at_the_next_opening(folder: Path, tmp_path: Path) -> None:
    recording = a_recording(tmp_path)
    reviewed = a_review(audio=recording)
    with Library.open(folder) as library:
        session = library.add(reviewed, title="x", consent=AGREED, audio=recording)
    audio = folder / "audio"
    dead = 2**22 + 1  # above the largest process id of Linux
    for name in ("0123.wav", "stray.peaks", f".4567.wav.{dead}.part"):
        (audio / name).write_bytes(b"left over")
    with Library.open(folder) as library:
        assert library.load(session).audio is not None
    assert files_in(audio) == {f"{session}.wav"}


def test_a_half_copy_of_a_living_process_is_not_swept(folder: Path) -> None:
    with Library.open(folder):
        pass
    (folder / "audio").mkdir()
    half = folder / "audio" / ".89ab.wav.1.part"  # process 1 lives as long as the system
    half.write_bytes(b"on its way")
    with Library.open(folder):
        assert half.exists()


def test_a_recording_taken_away_by_hand_is_told_as_missing(folder: Path, tmp_path: Path) -> None:
    recording = a_recording(tmp_path)
    with Library.open(folder) as library:
        session = library.add(a_review(audio=recording), title="x", consent=AGREED, audio=recording)
        kept = library.load(session).audio
        assert kept is not None
        kept.unlink()
        assert library.load(session).audio is None
        library.delete(session)


@pytest.mark.parametrize("record", ["{}", "[]", "nonsense", '{"context": 1}'])
def test_a_damaged_session_is_told_and_the_others_can_be_read(folder: Path, tmp_path: Path, record: str) -> None:
    recording = a_recording(tmp_path)
    with Library.open(folder) as library:
        bad = library.add(a_review(4, audio=recording), title="bad", consent=AGREED, audio=recording)
        good = library.add(a_review(4), title="good", consent=AGREED)
        with closing(sqlite3.connect(folder / "library.db")) as other, other:
            other.execute("UPDATE judged SET record = ? WHERE session = ?", (record, bad))
        with pytest.raises(UserError, match="is damaged and could not be read") as told:
            library.load(bad)
        assert f"{bad}.wav" in told.value.next_step
        assert library.load(good).title == "good"
        assert len(library.sessions()) == 2
        library.delete(bad)


def test_two_libraries_on_one_folder_see_each_other(folder: Path) -> None:
    with Library.open(folder) as window, Library.open(folder) as command_line:
        session = command_line.add(a_review(), title="x", consent=AGREED)
        assert [row.id for row in window.sessions()] == [session]
        window.delete(session)
        assert command_line.sessions() == ()
        assert holds(folder, SECRET) == []


def test_a_library_belongs_to_its_thread(folder: Path) -> None:
    faults: list[BaseException] = []

    def elsewhere(library: Library) -> None:
        try:
            library.sessions()
        except sqlite3.ProgrammingError as error:
            faults.append(error)

    with Library.open(folder) as library:
        thread = threading.Thread(target=elsewhere, args=(library,))
        thread.start()
        thread.join()
    assert len(faults) == 1


def test_many_threads_with_their_own_libraries_lose_nothing(folder: Path) -> None:
    reviewed = a_review(4)

    def add() -> None:
        with Library.open(folder) as library:
            for _ in range(5):
                library.add(reviewed, title="x", consent=AGREED)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Library.open(folder) as library:
        assert len(library.sessions()) == 20


def test_opening_a_new_library_waits_for_who_holds_the_file(folder: Path) -> None:
    folder.mkdir(parents=True)
    holder = sqlite3.connect(folder / "library.db", isolation_level=None, check_same_thread=False)
    holder.execute("CREATE TABLE held (x)")
    holder.execute("DROP TABLE held")
    holder.execute("BEGIN EXCLUSIVE")
    release = threading.Timer(0.3, lambda: holder.execute("ROLLBACK"))
    release.start()
    with Library.open(folder) as library:
        assert library.sessions() == ()
    release.join()
    holder.close()


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_the_library_is_private(folder: Path) -> None:
    with Library.open(folder):
        assert folder.stat().st_mode & 0o077 == 0
