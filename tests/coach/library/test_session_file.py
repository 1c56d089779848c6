"""The portable session file: everything comes back, whole or not at all."""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.contexts.load import context
from coach.editing.edits import ChangeContext, CorrectMoment, EditWords, RenameSpeaker, Verdict
from coach.editing.history import History
from coach.editing.rescore import Rescorer
from coach.errors import ExitCode, UserError
from coach.feedback.guess import Guess
from coach.library.library import Library
from coach.library.session import Session
from coach.library.session_file import MIME, Brought, bring_in, write_session_file
from tests.coach.library.sessions import AGREED, a_recording, a_review, heard_for

MADE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def library_in(folder: Path, *, at: datetime = MADE) -> Library:
    """A library whose clock goes on by a minute each time it is read."""
    now = [at]

    def clock() -> datetime:
        now[0] += timedelta(minutes=1)
        return now[0]

    return Library.open(folder, clock=clock)


def kept(library: Library, folder: Path, *, sound: bool = True) -> str:
    """A session with all that a session can have."""
    audio = a_recording(folder) if sound else None
    peaks = None
    if sound:
        peaks = folder / "a.peaks"
        peaks.write_bytes(b"peaks" * 9)
    reviewed = a_review(audio=audio)
    id_ = library.add(reviewed, heard_for(reviewed), title="Talk", consent=AGREED, audio=audio, peaks=peaks)
    edit(library, id_, RenameSpeaker("A", "Zoë"))
    edit(library, id_, EditWords(1, "I felt glad."))
    edit(library, id_, CorrectMoment(reviewed.moments[0], Verdict.REJECT))
    edit(library, id_, ChangeContext(context("coaching")))
    session = library.load(id_)
    library.edit(id_, session.history.undone(), again(session, session.history.undone()))
    library.answer(id_, Guess(talk_share=0.4, asked=3, note="a “note”"))
    return id_


def edit(library: Library, id_: str, change: object) -> None:
    session = library.load(id_)
    history = session.history.then(change)
    library.edit(id_, history, again(session, history))


def again(session: Session, history: History):
    return Rescorer(session.unedited).review(history.applied)


def same(one: Session, other: Session) -> bool:
    bare = {"audio": None, "peaks": None}
    return replace(one, **bare) == replace(other, **bare)


@pytest.fixture
def brought(tmp_path: Path) -> tuple[Path, Session, Path]:
    """A session file, the session it was made of, and the folder of its library."""
    path = tmp_path / "Talk.sayback"
    with library_in(tmp_path / "here") as library:
        id_ = kept(library, tmp_path)
        write_session_file(path, library, id_, with_audio=True)
        return path, library.load(id_), tmp_path / "here"


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


def repacked(path: Path, change: Callable[[dict[str, bytes]], None], *, sign: bool = True) -> Path:
    """The file with other parts; ``sign`` makes the manifest fit them."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    if sign:
        manifest = json.loads(parts["manifest.json"])
        for name in manifest["parts"]:
            content = parts.get(name, b"")
            manifest["parts"][name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        parts["manifest.json"] = json.dumps(manifest).encode()
    target = path.with_name("other.sayback")
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target


def in_session(**values: object) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts["session.json"] = json.dumps(json.loads(parts["session.json"]) | values).encode()

    return change


def in_manifest(**values: object) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | values).encode()

    return change


def refusal(path: Path, tmp_path: Path) -> str:
    """What is said of the file; nothing of it is in the library."""
    with library_in(tmp_path / "there") as other:
        with pytest.raises(UserError) as caught:
            bring_in(path, other, tmp_path / "between")
        assert other.sessions() == ()
        shelf = tmp_path / "there" / "audio"
        assert not shelf.exists() or list(shelf.iterdir()) == []
    between = tmp_path / "between"
    assert not between.exists() or list(between.iterdir()) == []
    return caught.value.sentence


def test_a_newer_version_is_said_plainly(brought: tuple[Path, Session, Path], tmp_path: Path) -> None:
    newer = repacked(brought[0], in_manifest(version=2))
    assert refusal(newer, tmp_path) == "“other.sayback” was made by a newer Sayback."


@pytest.mark.parametrize("part", ["session.json", "audio.wav", "sound.peaks"])
def test_a_part_that_was_changed_is_damage(part: str, brought: tuple[Path, Session, Path], tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts[part] = parts[part][:-1] + bytes([parts[part][-1] ^ 1])

    assert "is damaged" in refusal(repacked(brought[0], change, sign=False), tmp_path)


@pytest.mark.parametrize("part", ["session.json", "audio.wav"])
def test_a_part_that_is_missing_is_damage(part: str, brought: tuple[Path, Session, Path], tmp_path: Path) -> None:
    assert "is damaged" in refusal(repacked(brought[0], lambda parts: parts.pop(part)), tmp_path)


def test_no_name_of_a_part_leads_out_of_the_folder(brought: tuple[Path, Session, Path], tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        name = "audio/../../../evil.wav"
        parts[name] = parts.pop("audio.wav")
        manifest = json.loads(parts["manifest.json"])
        manifest["parts"][name] = manifest["parts"].pop("audio.wav")
        parts["manifest.json"] = json.dumps(manifest).encode()

    before = {path for path in tmp_path.rglob("*") if "there" not in path.parts and "between" not in path.parts}
    path = repacked(brought[0], change)
    with library_in(tmp_path / "there") as other:
        bring_in(path, other, tmp_path / "between")
        assert other.load(brought[1].id).audio.parent == tmp_path / "there" / "audio"
    after = {path for path in tmp_path.rglob("*") if "there" not in path.parts and "between" not in path.parts}
    assert after - before == {path}


def test_what_grows_when_it_is_unpacked_is_refused(brought: tuple[Path, Session, Path], tmp_path: Path) -> None:
    with zipfile.ZipFile(brought[0]) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["audio.wav"] = bytes(3_000_000)
    manifest = json.loads(parts["manifest.json"])
    digest = hashlib.sha256(parts["audio.wav"]).hexdigest()
    manifest["parts"]["audio.wav"] = {"size": 3_000_000, "sha256": digest}
    parts["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(tmp_path / "bomb.sayback", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert "is damaged" in refusal(tmp_path / "bomb.sayback", tmp_path)


@pytest.mark.parametrize(
    "values",
    [
        {"id": "../../etc"},
        {"id": "A" * 32},
        {"id": 5},
        {"created": "2026-11-24T08:00:00"},
        {"created": "yesterday"},
        {"title": ["a"]},
        {"consent": {"who": "a"}},
        {"conversation": {}},
        {"conversation": None},
        {"edits_applied": 99},
        {"edits": [["edit_words", '{"turn":9999,"text":"x"}', "2026-11-24T08:00:00+00:00"]], "edits_applied": 1},
        {"edits": [["run_code", "{}", "2026-11-24T08:00:00+00:00"]]},
        {"review": {"rules": "x", "judged": {}}},
        {"answer": {"made": "2026-11-24T08:00:00+00:00", "guess": {"talk_share": 7.0}}},
        {"heard": {"source": 1}},
        {"source": {"name": "a"}},
    ],
)
def test_a_record_that_contradicts_itself_is_damage(
    values: dict[str, object], brought: tuple[Path, Session, Path], tmp_path: Path
) -> None:
    assert "is damaged" in refusal(repacked(brought[0], in_session(**values)), tmp_path)


def test_moments_of_turns_that_are_not_there_are_damage(brought: tuple[Path, Session, Path], tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        record = json.loads(parts["session.json"])
        record["review"]["judged"]["table_of_passages"][0]["turn"] = 4000
        parts["session.json"] = json.dumps(record).encode()

    assert "is damaged" in refusal(repacked(brought[0], change), tmp_path)


def test_a_measure_that_is_not_known_comes_from_a_newer_version(
    brought: tuple[Path, Session, Path], tmp_path: Path
) -> None:
    def change(parts: dict[str, bytes]) -> None:
        record = json.loads(parts["session.json"])
        record["review"]["judged"]["table_of_results"][0]["name"] = "mind_reading"
        parts["session.json"] = json.dumps(record).encode()

    assert "newer Sayback" in refusal(repacked(brought[0], change), tmp_path)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" + bytes(200)])
def test_what_is_no_session_file_is_said(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.sayback"
    path.write_bytes(content)
    assert "a.sayback" in refusal(path, tmp_path)


def test_another_zip_is_no_session(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.sayback", "w") as archive:
        archive.writestr("manifest.json", '{"kind": "luggage", "version": 1, "parts": {}}')
    assert "no session of Sayback" in refusal(tmp_path / "a.sayback", tmp_path)


@given(data=st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damaged_byte_gets_past(
    data: st.DataObject, brought: tuple[Path, Session, Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A flipped or missing byte gives the same session or one plain sentence, never half of it and never a crash."""
    path, session, _ = brought
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content[at] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del content[at:]
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "a.sayback").write_bytes(content)
    with Library.open(folder / "library") as other:
        found = attempt(folder / "a.sayback", other, folder / "between")
        if found is None:
            assert other.sessions() == ()
        else:
            assert same(other.load(found.session), session)


def attempt(path: Path, library: Library, between: Path) -> Brought | None:
    try:
        return bring_in(path, library, between)
    except UserError as error:
        return None if error.code is ExitCode.UNREADABLE else pytest.fail(str(error))


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
