"""sayback sessions, export and import: what they write, what they say, and how they end."""

import io
import zipfile
from pathlib import Path

import pytest

from coach.cli import main
from coach.commands.export_arguments import FORMATS
from coach.errors import ExitCode
from coach.exports.formats import Format
from coach.library.library import Library
from coach.paths import paths
from coach.transcripts import read
from tests.coach.library.sessions import AGREED, SECRET, a_recording, a_review


def no_window(files: object, session: str | None) -> int:
    raise AssertionError("nobody asked for a window")


def a_pdf(page: bytes, title: str) -> bytes:
    return b"%PDF " + title.encode() + page


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Two sessions, the second with a recording, and a folder to work in."""
    monkeypatch.setenv("SAYBACK_HOME", str(tmp_path / "stick"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    sound = a_recording(tmp_path)
    with Library.open(paths({"SAYBACK_HOME": str(tmp_path / "stick")}).library) as library:
        first = library.add(a_review(), title="First talk", consent=AGREED)
        library.answer(first, None)
        return first, library.add(a_review(audio=sound), title="Last talk", consent=AGREED, audio=sound)


def run(*arguments: str) -> int:
    return main(arguments, no_window, a_pdf)


def library(tmp_path: Path) -> Library:
    return Library.open(paths({"SAYBACK_HOME": str(tmp_path / "stick")}).library)


def test_sessions_are_listed_the_newest_first(ids: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("sessions") == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [ids[1][:8], ids[0][:8]]
    assert "Last talk" in lines[0]
    assert "0:05:59" in lines[0]


def test_an_empty_library_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAYBACK_HOME", str(tmp_path / "stick"))
    assert run("sessions") == ExitCode.OK
    told = capsys.readouterr()
    assert told.out == ""
    assert "Your library is empty" in told.err


@pytest.mark.parametrize("format_", [f for f in Format if f is not Format.REDACTED])
def test_every_format_is_written_where_one_stands(ids: tuple[str, str], tmp_path: Path, format_: Format) -> None:
    assert run("export", "latest", "--format", format_.value) == ExitCode.OK
    (made,) = (tmp_path / "here").iterdir()
    assert made.name.startswith("Last talk")
    assert made.name.endswith(format_.ending)
    assert made.stat().st_size > 100


def test_the_help_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert set(FORMATS) == {format_.value for format_ in Format}


@pytest.mark.parametrize("name", ["id", "title", "beginning"])
def test_a_session_is_found_by_its_id_and_its_title(ids: tuple[str, str], tmp_path: Path, name: str) -> None:
    wanted = {"id": ids[0], "title": "first TALK", "beginning": ids[0][:6]}[name]
    assert run("export", wanted, "--format", "srt", "--out", str(tmp_path / "a.srt")) == ExitCode.OK
    assert SECRET in read(tmp_path / "a.srt").turns[1].text


def test_which_session_is_meant_must_be_clear(
    ids: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "no such", "--format", "txt") == ExitCode.USAGE
    assert "There is no session “no such”" in capsys.readouterr().err
    with library(tmp_path) as kept:
        kept.rename(ids[0], "Last talk")
    assert run("export", "Last talk", "--format", "txt") == ExitCode.USAGE
    assert "could be 2 sessions" in capsys.readouterr().err


def test_something_else_is_never_overwritten(ids: tuple[str, str], tmp_path: Path) -> None:
    recording = tmp_path / "call.wav"
    before = recording.read_bytes()
    assert run("export", "latest", "--format", "txt", "--out", str(recording)) == ExitCode.USAGE
    assert recording.read_bytes() == before


def test_a_folder_that_is_not_there_is_said(ids: tuple[str, str], tmp_path: Path) -> None:
    assert run("export", "latest", "--format", "txt", "--out", str(tmp_path / "no" / "a.txt")) == ExitCode.STORAGE


def test_nothing_to_write_is_a_mistake_in_the_command(ids: tuple[str, str]) -> None:
    assert run("export", "latest", "--format", "txt", "--no-transcript") == ExitCode.USAGE
    assert run("export", "First talk", "--format", "sayback", "--audio") == ExitCode.USAGE


def test_numbers_that_were_seen_come_before_no_guess(ids: tuple[str, str], tmp_path: Path) -> None:
    assert run("export", "latest", "--format", "txt") == ExitCode.OK
    with library(tmp_path) as kept:
        assert kept.load(ids[1]).answer is None
    assert run("export", "latest", "--format", "txt", "--numbers") == ExitCode.OK
    with library(tmp_path) as kept:
        assert kept.load(ids[1]).answer is not None


def test_a_redacted_copy_takes_out_what_is_named(
    ids: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("export", "latest", "--format", "redacted", "--word", SECRET, "--out", str(tmp_path / "a.zip"))
    assert run(*arguments) == ExitCode.OK
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.zip").read_bytes())) as archive:
        assert all(SECRET.encode() not in archive.read(name).lower() for name in archive.namelist())
        assert b"[removed 1]" in archive.read("transcript.txt")
    assert "Replaced are the names that were found: none" in capsys.readouterr().err


def test_a_session_goes_to_another_library_and_is_known_there(
    ids: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.sayback"
    assert run("export", "latest", "--format", "sayback", "--audio", "--out", str(path)) == ExitCode.OK
    monkeypatch.setenv("SAYBACK_HOME", str(tmp_path / "other"))
    capsys.readouterr()
    assert run("import", str(path)) == ExitCode.OK
    assert run("import", str(path), str(tmp_path / "missing.sayback")) == ExitCode.UNREADABLE
    told = capsys.readouterr()
    assert told.out.split() == [ids[1][:8]] * 2
    assert "is kept in your library" in told.err
    assert "is in your library already" in told.err
    assert "“missing.sayback” was not found" in told.err


def test_a_session_file_alone_opens_the_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYBACK_HOME", str(tmp_path / "stick"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    opened: list[object] = []

    def window(files: object, session: str | None) -> int:
        opened.append(files)
        return 0

    assert main(["My talk.SAYBACK"], window, a_pdf) == 0
    assert opened == [[Path("My talk.SAYBACK")]]


def test_consent_goes_along(ids: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "a.sayback"
    run("export", "latest", "--format", "sayback", "--out", str(path))
    with zipfile.ZipFile(path) as archive:
        assert b"asked before the recording" in archive.read("session.json")
