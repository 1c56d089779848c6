"""The voice profile: readable, whole or not there, and gone when forgotten."""

import io
import json
import math
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.commands.voice import own_profile
from coach.errors import ExitCode, UserError
from coach.library.erase import erase, held
from coach.paths import paths
from coach.profile import LEAST, Profile, check_enough, forget_profile, load_profile, save_profile
from coach.terminal import Terminal
from models.manifest import WEIGHTS
from models.records import VoicePrint

MINE = Profile(VoicePrint((0.6, -0.8), 41.4), "CAM++", date(2026, 11, 24))
NEWER = json.dumps({"version": 2, "engine": "x", "print": []}).encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "voice.json"


def test_who_did_not_enrol_has_no_profile(path: Path) -> None:
    assert load_profile(path) is None
    assert forget_profile(path) is False


def test_a_profile_comes_back_as_it_was(path: Path) -> None:
    save_profile(path, MINE)
    assert load_profile(path) == MINE


def test_it_holds_the_vector_the_seconds_the_day_and_the_engine_alone(path: Path) -> None:
    save_profile(path, MINE)
    assert json.loads(path.read_text()) == {
        "version": 1,
        "engine": "CAM++",
        "enrolled": "2026-11-24",
        "seconds": 41.4,
        "vector": [0.6, -0.8],
    }


@given(st.lists(st.floats(-1.0, 1.0), min_size=1, max_size=200).filter(lambda v: math.hypot(*v) > 0.01))
def test_any_print_survives_being_written(tmp_path_factory: pytest.TempPathFactory, values: list[float]) -> None:
    length = math.hypot(*values)
    voice = VoicePrint(tuple(value / length for value in values), 12.0)
    path = tmp_path_factory.mktemp("any") / "voice.json"
    save_profile(path, Profile(voice, "CAM++", date(2026, 1, 1)))
    loaded = load_profile(path)
    assert loaded is not None
    assert loaded.voice.likeness(voice) == pytest.approx(1.0, abs=1e-3)


def kept(**changed: object) -> bytes:
    usual = {"version": 1, "engine": "x", "enrolled": "2026-01-01", "seconds": 12, "vector": [1.0]}
    return json.dumps({**usual, **changed}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[1]",
        b"\xff\xfe\x00",
        b"[" * 20_000,
        kept(vector=[0.1]),
        kept(vector=[float("nan")]),
        kept(vector="loud"),
        kept(vector=[[1.0]]),
        kept(seconds=-1),
        kept(seconds=None),
        kept(enrolled="yesterday"),
        kept(enrolled=5),
        b'{"version": 1}',
    ],
)
def test_a_damaged_file_is_told_plainly_and_can_be_forgotten(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"voice\.json is damaged") as told:
        load_profile(path)
    assert told.value.code is ExitCode.STORAGE
    assert "enrol again" in told.value.next_step
    assert forget_profile(path) is True
    assert load_profile(path) is None


def test_a_profile_of_a_newer_sayback_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(NEWER)
    with pytest.raises(UserError, match="newer Sayback"):
        load_profile(path)
    assert path.read_bytes() == NEWER


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(UserError, match="could not be read"):
        load_profile(path)
    with pytest.raises(UserError, match="is a folder"):
        save_profile(path, MINE)


def test_a_profile_that_cannot_be_kept_is_told(unwritable: Path) -> None:
    with pytest.raises(UserError) as told:
        save_profile(unwritable / "sayback" / "voice.json", MINE)
    assert told.value.code is ExitCode.STORAGE


def test_forgetting_leaves_nothing_of_it(path: Path, tmp_path: Path) -> None:
    """Neither the file, nor what a link points at, nor the half of one that a killed process left."""
    save_profile(path, MINE)
    elsewhere = path.rename(tmp_path / "stick.json")
    path.symlink_to(elsewhere)
    (path.parent / ".voice.json.123.part").write_bytes(b"half")
    (path.parent / "settings.json").write_text("{}")
    assert forget_profile(path) is True
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["settings.json"]


def test_erasing_everything_names_the_profile_and_takes_it(tmp_path: Path) -> None:
    where = paths({"SAYBACK_HOME": str(tmp_path / "stick")})
    save_profile(where.voice, MINE)
    (where.voice.parent / ".voice.json.123.part").write_bytes(b"half")
    assert where.voice in {one.place for one in held(where)}
    erase(where)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


@pytest.mark.parametrize("voice", [None, VoicePrint((1.0,), LEAST - 0.1)])
def test_a_few_words_are_too_little_to_enrol_from(voice: VoicePrint | None) -> None:
    with pytest.raises(UserError, match="10 are needed"):
        check_enough(voice)
    assert check_enough(MINE.voice) is MINE.voice


def test_prints_of_another_engine_are_told_apart() -> None:
    today = Profile(MINE.voice, WEIGHTS["campplus"].title, MINE.enrolled)
    assert not today.is_outdated
    assert Profile(MINE.voice, "an older engine", MINE.enrolled).is_outdated


def test_a_review_with_a_profile_of_another_engine_says_why_nobody_is_known(tmp_path: Path) -> None:
    where = paths({"SAYBACK_HOME": str(tmp_path)})
    save_profile(where.voice, Profile(MINE.voice, "an older engine", MINE.enrolled))
    told = io.StringIO()
    assert own_profile(Terminal(io.StringIO(), told, io.StringIO()), where) is None
    assert "no longer uses" in told.getvalue()
