"""The portable session file: everything comes back, whole or not at all."""

import json
import sqlite3
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coach.editing.edits import RenameSpeaker
from coach.errors import UserError
from coach.library.label_rows import Counted, Kind
from coach.library.library import Library
from coach.library.session import Session
from coach.library.session_file import MIME, Brought, bring_in, write_session_file
from tests.coach.library.session_files import MADE, edit, kept, library_in, repacked, same
from tests.coach.library.sessions import AGREED, a_review


def test_everything_comes_back(brought: tuple[Path, Session, Path], tmp_path: Path) -> None:
    path, session, here = brought
    with library_in(tmp_path / "there", at=MADE + timedelta(days=9)) as other:
        found = bring_in(path, other, tmp_path / "between")
        again_ = other.load(session.id)
        assert found == Brought(session.id)
        assert same(again_, session)
        assert again_.audio.read_bytes() == session.audio.read_bytes()
        assert again_.peaks.read_bytes() == session.peaks.read_bytes()
        with Library.open(here) as library:
            assert other.heard(session.id) == library.heard(session.id) is not None
            assert other.corrections() == library.corrections() != ()
            assert other.calibrations() == library.calibrations() != ()
    assert list((tmp_path / "between").iterdir()) == []


def test_tags_and_people_join_those_that_are_there(brought: tuple[Path, Session, Path], tmp_path: Path) -> None:
    path, session, _ = brought
    with library_in(tmp_path / "there") as other:
        own = other.add(a_review(4), title="Own", consent=AGREED)
        other.set_tags(own, ["WORK"])
        bring_in(path, other, tmp_path / "between")
        assert other.labels(Kind.TAG) == (Counted("WORK", 2), Counted("Zürich", 1))
        assert other.labels(Kind.PERSON) == (Counted("Daniel Weiß", 1),)
        assert dict(other.load(session.id).known) == {"B": "Daniel Weiß"}


def test_a_file_from_before_tags_is_still_read(brought: tuple[Path, Session, Path], tmp_path: Path) -> None:
    def without(parts: dict[str, bytes]) -> None:
        record = json.loads(parts["session.json"])
        del record["tags"], record["people"]
        parts["session.json"] = json.dumps(record).encode()

    path, session, _ = brought
    with library_in(tmp_path / "there") as other:
        bring_in(repacked(path, without), other, tmp_path / "between")
        assert same(other.load(session.id), replace(session, tags=(), known={}))


def test_other_tags_make_no_other_state(brought: tuple[Path, Session, Path], tmp_path: Path) -> None:
    path, session, _ = brought
    with library_in(tmp_path / "there") as other:
        bring_in(path, other, tmp_path / "between")
        other.set_tags(session.id, ["mine"])
        other.set_people(session.id, {})
        assert bring_in(path, other, tmp_path / "between") == Brought(session.id, was_known=True)
        assert other.load(session.id).tags == ("mine",)


def test_a_session_in_the_trash_comes_out_of_it(brought: tuple[Path, Session, Path], tmp_path: Path) -> None:
    path, session, _ = brought
    with library_in(tmp_path / "there") as other:
        bring_in(path, other, tmp_path / "between")
        other.trash((session.id,))
        found = bring_in(path, other, tmp_path / "between")
        assert found == Brought(session.id, was_known=True, was_restored=True)
        assert [row.id for row in other.sessions()] == [session.id]
        assert other.trashed() == ()


def test_the_sound_can_stay_behind(tmp_path: Path) -> None:
    with library_in(tmp_path / "here") as library:
        id_ = kept(library, tmp_path)
        write_session_file(tmp_path / "a.sayback", library, id_, with_audio=False)
        session = library.load(id_)
    with zipfile.ZipFile(tmp_path / "a.sayback") as archive:
        assert archive.namelist() == ["mimetype", "manifest.json", "session.json"]
        assert archive.read("mimetype").decode() == MIME
    with library_in(tmp_path / "there") as other:
        bring_in(tmp_path / "a.sayback", other, tmp_path / "between")
        assert other.load(id_).audio is None
        assert same(other.load(id_), session)


def test_the_kind_stands_in_the_first_bytes(brought: tuple[Path, Session, Path]) -> None:
    head = brought[0].read_bytes()[:100]
    assert head[30:38] == b"mimetype"
    assert head[38:].startswith(MIME.encode())


def test_a_session_that_nobody_edited_or_guessed_comes_back(tmp_path: Path) -> None:
    with library_in(tmp_path / "here") as library:
        id_ = library.add(a_review(), title="Talk", consent=AGREED)
        write_session_file(tmp_path / "a.sayback", library, id_, with_audio=True)
        session = library.load(id_)
    with library_in(tmp_path / "there") as other:
        bring_in(tmp_path / "a.sayback", other, tmp_path / "between")
        assert same(other.load(id_), session)
        assert other.load(id_).answer is None
        assert other.heard(id_) is None


def test_the_same_file_twice_changes_nothing(brought: tuple[Path, Session, Path], tmp_path: Path) -> None:
    path, session, _ = brought
    with library_in(tmp_path / "there") as other:
        bring_in(path, other, tmp_path / "between")
        assert bring_in(path, other, tmp_path / "between") == Brought(session.id, was_known=True)
        assert len(other.sessions()) == 1
        assert other.load(session.id).audio.exists()


def test_another_state_of_a_session_comes_in_beside_it_once(
    brought: tuple[Path, Session, Path], tmp_path: Path
) -> None:
    path, session, _ = brought
    with library_in(tmp_path / "there") as other:
        bring_in(path, other, tmp_path / "between")
        edit(other, session.id, RenameSpeaker("A", "Somebody else"))
        second = bring_in(path, other, tmp_path / "between")
        assert second.is_second
        assert second.session != session.id
        assert other.load(session.id).review.conversation.speaker("A").label == "Somebody else"
        assert other.load(second.session).review.conversation.speaker("A").label == "Zoë"
        assert bring_in(path, other, tmp_path / "between") == Brought(second.session, was_known=True)
        assert len(other.sessions()) == 2


def test_a_taken_id_never_loses_the_recording_that_is_there(
    brought: tuple[Path, Session, Path], tmp_path: Path
) -> None:
    _, session, here = brought
    other = tmp_path / "other.wav"
    other.write_bytes(b"RIFF other")
    with Library.open(here) as library:
        whole = library.whole(session.id)
        with pytest.raises(UserError, match="already"):
            library.take(whole, audio=other)
        assert library.load(session.id).audio.read_bytes() != b"RIFF other"


def test_a_full_library_takes_nothing(
    brought: tuple[Path, Session, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with library_in(tmp_path / "there") as other:

        def full(*_: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr("coach.library.portable.rows.edit", full)
        with pytest.raises((UserError, sqlite3.OperationalError)):
            bring_in(brought[0], other, tmp_path / "between")
        assert other.sessions() == ()
        assert list((tmp_path / "there" / "audio").iterdir()) == []


def test_an_older_file_stays_where_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "a.sayback"
    path.write_bytes(b"older")
    with library_in(tmp_path / "here") as library:
        id_ = kept(library, tmp_path)
        library.load(id_).audio.unlink()
        library.load(id_)
        with pytest.raises(UserError, match="no longer"):
            write_session_file(path, library, "0" * 32, with_audio=True)
    assert path.read_bytes() == b"older"
    assert not list(tmp_path.glob(".a.sayback*"))
