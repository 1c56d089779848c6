"""A session file that is damaged, made up or newer: one plain sentence, and nothing of it is taken in."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.errors import ExitCode, UserError
from coach.library.library import Library
from coach.library.session import Session
from coach.library.session_file import Brought, bring_in
from tests.coach.library.session_files import library_in, repacked, same


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
        {"tags": "work"},
        {"tags": [3]},
        {"people": ["A"]},
        {"people": {"A": 3}},
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
