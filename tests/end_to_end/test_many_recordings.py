"""Several recordings at once, good and bad, and work that is stopped: a process, real sound, real files."""

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import psutil
import pytest

from coach.errors import ExitCode
from coach.library.library import Library
from coach.paths import paths
from tests.coach.exports.contract import check
from tests.end_to_end import sounds
from tests.end_to_end.process import Ended, Program

TINY = ("--weights", "whisper-tiny.en")


@dataclass(frozen=True, slots=True)
class Batch:
    """One run over good and bad files."""

    program: Program
    folder: Path
    files: dict[str, Path]
    ended: Ended

    def review(self, name: str) -> dict[str, object]:
        found: dict[str, object] = json.loads((self.folder / "json" / f"{name}.json").read_text(encoding="utf-8"))
        check(found)
        return found


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    folder = tmp_path_factory.mktemp("batch")
    (folder / "a folder").mkdir()
    (folder / "empty.wav").touch()
    talk = sounds.talk(folder / "talk.wav", start=6.0, seconds=24.0)
    (folder / "محادثة 会話 🎧.wav").write_bytes(talk.read_bytes())
    files = [
        folder / "missing.wav",
        folder / "empty.wav",
        sounds.no_samples(folder / "header.wav"),
        sounds.not_audio(folder / "song.mp3"),
        folder / "a folder",
        sounds.silence(folder / "silence.wav"),
        sounds.noise(folder / "noise.wav"),
        talk,
        folder / "محادثة 会話 🎧.wav",
    ]
    program = Program.at(folder / "home")
    ended = program.run(
        "review", *files, *TINY, "--me", "left", "--save", "--consent", "all asked by Nora", "--timings",
        "--json", folder / "json", "--html", folder / "html",
    )  # fmt: skip
    return Batch(program, folder, {file.name: file for file in files}, ended)


def test_a_bad_file_does_not_stop_the_rest_and_the_worst_code_is_given(batch: Batch) -> None:
    assert batch.ended.code == ExitCode.UNREADABLE
    written = {path.stem for path in (batch.folder / "json").iterdir()}
    assert written == {"talk", "محادثة 会話 🎧", "silence", "noise"}
    assert {path.stem for path in (batch.folder / "html").iterdir()} == written


def test_the_seconds_of_each_recording_are_told_when_asked_for(batch: Batch) -> None:
    assert batch.ended.err.count("Writing down the words  ") == 2
    assert "Writing down the words  " not in batch.ended.out


@pytest.mark.parametrize(
    "name", ["missing.wav", "empty.wav", "header.wav", "song.mp3", "a folder", "silence.wav", "noise.wav"]
)
def test_each_bad_file_is_named_in_a_sentence(batch: Batch, name: str) -> None:
    told = " ".join(batch.ended.err.split())
    assert f"“{name}”" in told


def test_the_scorecard_is_printed_for_what_could_be_heard(batch: Batch) -> None:
    assert "talk.wav" in batch.ended.out
    assert "محادثة 会話 🎧.wav" in batch.ended.out
    assert "silence.wav" not in batch.ended.out
    assert "Not enough conversation yet" in batch.ended.out


def test_the_review_has_the_words_and_the_voice_that_is_mine(batch: Batch) -> None:
    found = batch.review("talk")
    talk = json.dumps(found["turns"])
    assert "settled" in talk
    assert [(who["me"], who["channel"]) for who in found["speakers"]] == [(True, 0), (False, 1)]  # type: ignore[attr-defined]
    assert 0.1 < found["metrics"]["talk_ratio"] < 0.6  # type: ignore[index]
    assert found["complete"] is True


@pytest.mark.parametrize("name", ["silence", "noise"])
def test_no_speech_still_gives_a_complete_review_without_turns(batch: Batch, name: str) -> None:
    found = batch.review(name)
    assert found["turns"] == found["events"] == []
    assert found["metrics"] == {}


def test_names_in_other_scripts_are_kept(batch: Batch) -> None:
    found = batch.review("محادثة 会話 🎧")
    assert found["source"]["name"] == "محادثة 会話 🎧.wav"  # type: ignore[index]
    page = (batch.folder / "html" / "محادثة 会話 🎧.html").read_text(encoding="utf-8")
    assert "محادثة 会話 🎧.wav" in page


def test_saved_sessions_are_in_the_library_with_their_recording(batch: Batch) -> None:
    with Library.open(paths({"SAYBACK_HOME": str(batch.program.home)}).library) as library:
        rows = library.sessions()
        assert {row.title for row in rows} == {"talk", "محادثة 会話 🎧"}
        kept = library.load(next(row.id for row in rows if row.title == "talk"))
    assert kept.audio is not None
    assert kept.audio.read_bytes() == batch.files["talk.wav"].read_bytes()
    assert kept.peaks is not None
    assert kept.consent.how == "all asked by Nora"


def test_nothing_is_left_in_the_cache_and_nobody_reached_for_the_network(batch: Batch) -> None:
    assert [path for path in (batch.program.places / "cache").rglob("*") if path.is_file()] == []
    assert batch.program.network_used == ""


def test_progress_is_told_in_few_lines_where_nobody_watches(batch: Batch) -> None:
    lines = [line for line in batch.ended.err.splitlines() if line.startswith("talk.wav:")]
    assert 1 <= len(lines) <= 4
    assert "\r" not in batch.ended.err


# -- stopping --------------------------------------------------------------------------------------------------------


def worker_of(run: Popen[str]) -> psutil.Process:
    """The process that listens, once it is there."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert run.poll() is None, run.communicate()
        if children := psutil.Process(run.pid).children(recursive=True):
            return children[0]
        time.sleep(0.05)
    raise AssertionError("no worker was started")


def await_engine(worker: psutil.Process) -> None:
    """Return once it holds an engine: one that dies before it took the work is replaced, and nobody need know."""
    until = time.monotonic() + 60
    while worker.memory_info().rss < 150_000_000:
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.fixture
def long_talk(tmp_path: Path) -> Path:
    return sounds.talk(tmp_path / "long.wav", start=0.0, seconds=180.0)


@pytest.fixture
def listening(program: Program, long_talk: Path, tmp_path: Path) -> Iterator[Popen[str]]:
    run = program.start("review", long_talk, *TINY, "--json", tmp_path / "out.json")
    yield run
    if run.poll() is None:
        run.kill()
    run.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_ends_the_work_and_leaves_nothing(listening: Popen[str], program: Program, tmp_path: Path) -> None:
    worker = worker_of(listening)
    time.sleep(2.0)
    os.killpg(listening.pid, signal.SIGINT)
    _, told = listening.communicate(timeout=10)
    assert listening.returncode == ExitCode.STOPPED, told
    assert "Stopped. Nothing is half-written." in told
    assert "Traceback" not in told
    assert not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE
    assert not (tmp_path / "out.json").exists()
    assert [path for path in (program.places / "cache").rglob("*") if path.is_file()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_worker_that_dies_is_told(listening: Popen[str], tmp_path: Path) -> None:
    worker = worker_of(listening)
    await_engine(worker)
    worker.kill()
    _, told = listening.communicate(timeout=20)
    assert listening.returncode == ExitCode.WORKER, told
    assert "“long.wav” ended unexpectedly" in " ".join(told.split())
    assert "Traceback" not in told
