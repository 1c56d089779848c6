"""How commands end: their codes, and what is said of mistakes."""

import logging
from collections.abc import Sequence
from pathlib import Path

import pytest

from coach.cli import main
from coach.commands.choices import best_weights, language, speakers, weights_in
from coach.commands.targets import HTML, JSON, targets
from coach.commands.worst import worst
from coach.errors import ExitCode, UserError
from coach.logs import start_log, stop_log
from models.manifest import WEIGHTS

SECRET = "rhododendron"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAYBACK_HOME", str(tmp_path / "stick"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return tmp_path / "stick" / "sayback"


def broken_window(files: Sequence[Path], session: str | None) -> int:
    raise KeyError(f"she said {SECRET}")


def no_pdf(page: bytes, title: str) -> bytes:
    raise AssertionError("nobody asked for a PDF")


def closed_window(files: Sequence[Path], session: str | None) -> int:
    return len(files)


def test_without_a_command_the_window_opens(home: Path) -> None:
    assert main([], closed_window, no_pdf) == 0
    assert main(["window", "a.wav", "b.wav"], closed_window, no_pdf) == 2


def test_a_mistake_of_ours_is_said_and_logged_without_speech(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], broken_window, no_pdf) == ExitCode.BUG
    told = capsys.readouterr().err
    log = home / "logs" / "sayback.log"
    assert "KeyError" in told
    assert str(log) in told
    assert SECRET not in told
    assert "broken_window" in log.read_text(encoding="utf-8")
    assert SECRET not in log.read_text(encoding="utf-8")


def test_debug_shows_where_a_mistake_happened(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--debug"], ["window", "--debug"], ["--debug", "window"]):
        assert main(arguments, broken_window, no_pdf) == ExitCode.BUG
        assert "Traceback" in capsys.readouterr().err


def test_a_mistake_without_a_place_for_the_log_is_still_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.parent.mkdir()
    home.write_text("a file where the folder should be")
    assert main([], broken_window, no_pdf) == ExitCode.BUG
    assert "There is no log" in capsys.readouterr().err


def test_ctrl_c_and_the_worlds_faults_have_their_codes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def stopped(files: Sequence[Path], session: str | None) -> int:
        raise KeyboardInterrupt

    def refused(files: Sequence[Path], session: str | None) -> int:
        raise UserError("The sound is gone.", "Plug it in.", ExitCode.SYSTEM)

    assert main([], stopped, no_pdf) == ExitCode.STOPPED
    assert main([], refused, no_pdf) == ExitCode.SYSTEM
    assert "The sound is gone. Plug it in." in capsys.readouterr().err


def test_no_run_leaves_a_handler_or_an_empty_log(home: Path) -> None:
    before = list(logging.getLogger().handlers)
    assert main([], closed_window, no_pdf) == 0
    assert logging.getLogger().handlers == before
    assert not home.exists()


def test_warnings_of_the_core_reach_the_log_and_not_the_screen(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start_log(home / "logs" / "sayback.log")
    logging.getLogger("coach.jobs").error("the worker ended with code %d", 9)
    stop_log()
    assert "the worker ended with code 9" in (home / "logs" / "sayback.log").read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], ExitCode.OK),
        ([ExitCode.OK, ExitCode.NOTHING_HEARD], ExitCode.NOTHING_HEARD),
        ([ExitCode.NOTHING_HEARD, ExitCode.UNREADABLE, ExitCode.OK], ExitCode.UNREADABLE),
        ([ExitCode.UNREADABLE, ExitCode.WORKER, ExitCode.STORAGE], ExitCode.WORKER),
    ],
)
def test_the_worst_code_is_given(codes: list[ExitCode], expected: ExitCode) -> None:
    assert worst(codes) is expected


def test_numbers_and_languages_are_read() -> None:
    assert [speakers(text) for text in ("1", "20", "unknown", "Unknown")] == [1, 20, None, None]
    assert [language(text) for text in ("en", "DE", "auto")] == ["en", "de", None]


def test_the_best_weights_that_are_there_are_taken(tmp_path: Path) -> None:
    assert best_weights(tmp_path) in ("whisper-base", "whisper-tiny.en")


def test_weights_in_a_folder_are_told_by_their_sizes(tmp_path: Path) -> None:
    for id_ in ("whisper-base", "whisper-tiny.en"):
        folder = tmp_path / id_
        folder.mkdir()
        for file in WEIGHTS[id_].files:
            with (folder / file.name).open("wb") as sparse:
                sparse.truncate(file.size)
        assert weights_in(folder) == id_
    (tmp_path / "whisper-base" / "model.bin").unlink()
    with pytest.raises(UserError, match="holds no weights that Sayback knows") as told:
        weights_in(tmp_path / "whisper-base")
    assert told.value.code is ExitCode.WEIGHTS


def test_one_file_goes_where_it_is_asked_to_and_several_go_into_a_folder(tmp_path: Path) -> None:
    one, two, three = tmp_path / "a.wav", tmp_path / "A.mp3", tmp_path / "x" / "a.wav"
    assert targets([one], None, JSON) == (None,)
    assert targets([one], tmp_path / "out.json", JSON) == (tmp_path / "out.json",)
    assert targets([one], tmp_path, HTML) == (tmp_path / "a.html",)
    found = targets([one, two, three], tmp_path / "new", JSON)
    assert [target.name for target in found if target] == ["a.json", "A.mp3.json", "a.wav.json"]
    assert (tmp_path / "new").is_dir()
    again = targets([one, one, one, one], tmp_path / "new", JSON)
    assert [target.name for target in again if target] == ["a.json", "a.wav.json", "a.wav-2.json", "a.wav-3.json"]


def test_the_file_that_is_reviewed_is_not_overwritten(tmp_path: Path) -> None:
    transcript = tmp_path / "talk.json"
    transcript.write_text("{}")
    with pytest.raises(UserError, match="which is to be reviewed"):
        targets([transcript], transcript, JSON)
    with pytest.raises(UserError, match="which is to be reviewed"):
        targets([transcript, transcript], tmp_path, JSON)
