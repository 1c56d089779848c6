"""Settings come back as they were, and a damaged file never stops the program."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.errors import UserError
from coach.settings import Appearance, Loaded, Settings, load_settings, save_settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_no_file_gives_the_usual_settings(path: Path) -> None:
    assert load_settings(path) == Loaded(Settings())


def test_settings_come_back_as_they_were(path: Path) -> None:
    chosen = Settings(Appearance.DARK, 1.5, "coaching", "de", 0, "whisper-base", "/w", "Zoë 🌱", "AAEC")
    save_settings(path, chosen)
    assert load_settings(path) == Loaded(chosen)


def test_what_another_version_wrote_is_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"text_scale": 2, "shortcuts": {"play": ["space", 1]}, "appearance": "dark"}))
    loaded = load_settings(path)
    assert loaded.note is None
    assert loaded.settings.text_scale == 2.0
    save_settings(path, loaded.settings)
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept["shortcuts"] == {"play": ["space", 1]}
    assert kept["appearance"] == "dark"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1, 2]", b"null", b"\xff\xfe\x00", b'{"a": ' * 5000, "{“appearance”: 1}".encode()],
    ids=["empty", "cut off", "a list", "null", "not text", "deep", "typographic quotes"],
)
def test_a_damaged_file_is_set_aside_and_told(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert loaded.note is not None
    assert "settings.damaged.json" in loaded.note
    assert path.with_name("settings.damaged.json").read_bytes() == content
    assert not path.exists()


def test_a_second_damaged_file_does_not_overwrite_the_first(path: Path) -> None:
    path.parent.mkdir()
    for content in (b"one", b"two"):
        path.write_bytes(content)
        load_settings(path)
    assert path.with_name("settings.damaged.json").read_bytes() == b"one"
    assert path.with_name("settings.damaged-2.json").read_bytes() == b"two"


@pytest.mark.parametrize(
    "wrong",
    [
        {"appearance": "purple"},
        {"appearance": None},
        {"text_scale": "big"},
        {"text_scale": 9.0},
        {"text_scale": True},
        {"text_scale": 10**400},
        {"text_scale": float("nan")},
        {"speakers": -1},
        {"speakers": 2.5},
        {"language": ["en"]},
    ],
    ids=str,
)
def test_a_value_without_sense_is_left_out_and_told(path: Path, wrong: dict[str, object]) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({**wrong, "context": "coaching"}))
    loaded = load_settings(path)
    assert loaded.settings == Settings(context="coaching")
    assert loaded.note is not None
    assert next(iter(wrong)) in loaded.note


def test_a_folder_in_place_of_the_file_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(UserError, match="could not be read"):
        load_settings(path)
    with pytest.raises(UserError, match="is a folder"):
        save_settings(path, Settings())


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=60) | st.dictionaries(st.text(), st.integers() | st.text()).map(lambda d: json.dumps(d).encode())
)
def test_any_content_gives_settings(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert isinstance(load_settings(path).settings, Settings)
