"""The command line as people use it: a process, real sound, real files, and everything that can be wrong with them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from coach import __version__
from coach.errors import ExitCode
from coach.library.library import Library
from coach.paths import paths
from tests.coach.exports.contract import check
from tests.end_to_end import sounds
from tests.end_to_end.process import Ended, Program, command

TINY = ("--weights", "whisper-tiny.en")

CAPTIONS = """WEBVTT

1
00:00:00.000 --> 00:00:04.000
Nora: So you felt alone with the move. What happened then?

2
00:00:04.500 --> 00:00:09.000
Daniel: I felt sad, and nobody had asked me about the rhododendron.

3
00:00:09.500 --> 00:00:12.000
Nora: Nobody asked you.
"""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program.at(tmp_path / "home of ours")


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    path = tmp_path / "talk.vtt"
    path.write_text(CAPTIONS, encoding="utf-8")
    return path


# -- several recordings at once, good and bad ------------------------------------------------------------------------


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


def worker_of(run: "subprocess.Popen[str]") -> psutil.Process:
    """The process that listens, once it is there."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert run.poll() is None, run.communicate()
        if children := psutil.Process(run.pid).children(recursive=True):
            return children[0]
        time.sleep(0.05)
    raise AssertionError("no worker was started")


@pytest.fixture
def long_talk(tmp_path: Path) -> Path:
    return sounds.talk(tmp_path / "long.wav", start=0.0, seconds=180.0)


@pytest.fixture
def listening(program: Program, long_talk: Path, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    run = program.start("review", long_talk, *TINY, "--json", tmp_path / "out.json")
    yield run
    if run.poll() is None:
        run.kill()
    run.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_ends_the_work_and_leaves_nothing(
    listening: "subprocess.Popen[str]", program: Program, tmp_path: Path
) -> None:
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
def test_a_worker_that_dies_is_told(listening: "subprocess.Popen[str]", tmp_path: Path) -> None:
    worker = worker_of(listening)
    time.sleep(0.5)
    worker.kill()
    _, told = listening.communicate(timeout=20)
    assert listening.returncode == ExitCode.WORKER, told
    assert "“long.wav” ended unexpectedly" in " ".join(told.split())
    assert "Traceback" not in told


# -- transcripts, and who is me --------------------------------------------------------------------------------------


@pytest.mark.parametrize("me", ["Nora", "nora", "S1", "1"])
def test_me_can_be_said_in_many_ways(program: Program, transcript: Path, tmp_path: Path, me: str) -> None:
    ended = program.run("review", transcript, "--me", me, "--json", tmp_path / "out.json")
    assert ended.code == ExitCode.OK, ended.err
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    check(found)
    assert [who["label"] for who in found["speakers"] if who["me"]] == ["Nora"]


def test_an_unknown_voice_lists_those_that_were_heard(program: Program, transcript: Path, tmp_path: Path) -> None:
    ended = program.run("review", transcript, "--me", "Karl", "--json", tmp_path / "out.json")
    assert ended.code == ExitCode.USAGE
    assert "Nora" in ended.err
    assert "Daniel" in ended.err
    assert not (tmp_path / "out.json").exists()


def test_without_me_the_voices_are_shown_with_their_words(program: Program, transcript: Path) -> None:
    ended = program.run("review", transcript)
    assert ended.code == ExitCode.OK
    assert "Which voice is yours?" in ended.out
    assert "rhododendron" in ended.out


def test_everybody_has_to_have_agreed(program: Program, transcript: Path) -> None:
    assert "agreed to it" in " ".join(program.run("review", transcript).err.split())
    assert "agreed to it" not in " ".join(program.run("review", transcript, "--consent", "asked").err.split())


def test_nothing_is_saved_unless_asked_for(program: Program, transcript: Path) -> None:
    program.run("review", transcript)
    assert not (program.places / "library").exists()


# -- outputs ---------------------------------------------------------------------------------------------------------


def test_a_missing_folder_is_told_before_the_work(program: Program, transcript: Path, tmp_path: Path) -> None:
    ended = program.run("review", transcript, "--json", tmp_path / "nowhere" / "out.json")
    assert ended.code == ExitCode.STORAGE
    assert "nowhere" in ended.err
    assert "does not exist" in ended.err
    assert ended.out == ""


@pytest.mark.parametrize("option", ["--json", "--html"])
def test_a_folder_that_may_not_be_written_is_told(
    program: Program, transcript: Path, unwritable: Path, option: str
) -> None:
    ended = program.run("review", transcript, option, unwritable / f"out.{option.removeprefix('--')}")
    assert ended.code == ExitCode.STORAGE
    assert "may not be written" in " ".join(ended.err.split())


def test_a_recording_is_never_overwritten(program: Program, transcript: Path, tmp_path: Path) -> None:
    other = sounds.silence(tmp_path / "other.wav")
    before = other.read_bytes()
    ended = program.run("review", transcript, "--json", other)
    assert ended.code == ExitCode.USAGE
    assert "would overwrite “other.wav”" in " ".join(ended.err.split())
    assert other.read_bytes() == before


def test_several_files_want_a_folder(program: Program, transcript: Path, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("{}")
    ended = program.run("review", transcript, transcript, "--json", tmp_path / "out.json")
    assert ended.code == ExitCode.USAGE
    assert "takes a folder" in " ".join(ended.err.split())
    assert (tmp_path / "out.json").read_text() == "{}"


def test_files_of_one_name_do_not_overwrite_each_other(program: Program, transcript: Path, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    second = tmp_path / "b" / "talk.vtt"
    second.write_text(CAPTIONS.replace("Nora", "Carla"), encoding="utf-8")
    ended = program.run("review", transcript, second, "--json", tmp_path / "out")
    assert ended.code == ExitCode.OK
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == ["talk.json", "talk.vtt.json"]
    assert "Carla" in (tmp_path / "out" / "talk.vtt.json").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes stand in for a full disk")
def test_a_full_disk_is_told_and_keeps_the_older_file(program: Program, transcript: Path, tmp_path: Path) -> None:
    out = tmp_path / "results"
    out.mkdir()
    (out / "out.json").write_text('{"older": true}')
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); "
        "from ui.start import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "review", str(transcript), "--json", str(out / "out.json")],
        capture_output=True,
        text=True,
        env=program.environment(),
        check=False,
    )
    assert done.returncode == ExitCode.STORAGE, done.stderr
    assert "no room" in done.stderr
    assert [path.name for path in out.iterdir()] == ["out.json"]
    assert json.loads((out / "out.json").read_text()) == {"older": True}


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
def test_an_output_that_cannot_be_written_is_told(program: Program, transcript: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command(("review", transcript)), stdout=full, stderr=subprocess.PIPE, text=True,
            env=program.environment(), check=False,
        )  # fmt: skip
    assert done.returncode == ExitCode.STORAGE
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_reader_that_leaves_early_is_no_failure(program: Program, transcript: Path) -> None:
    with program.start("review", transcript, transcript) as run:
        assert run.stdout is not None
        run.stdout.close()
        assert run.stderr is not None
        told = run.stderr.read()
        assert run.wait(60) == ExitCode.OK
    assert "Traceback" not in told
    assert "Exception ignored" not in told


# -- the other commands ----------------------------------------------------------------------------------------------


def test_help_documents_every_exit_code(program: Program) -> None:
    ended = program.run("--help")
    assert ended.code == ExitCode.OK
    assert all(any(line.split()[:1] == [str(code.value)] for line in ended.out.splitlines()) for code in ExitCode)
    assert program.run("--version").out.strip() == f"sayback {__version__}"


@pytest.mark.parametrize(
    "wrong",
    [
        ("review",),
        ("review", "x.wav", "--speakers", "many"),
        ("review", "x.wav", "--speakers", "0"),
        ("review", "x.wav", "--language", "Klingon"),
        ("review", "x.wav", "--context", "party"),
        ("dance",),
        ("models", "fetch"),
        ("models", "fetch", "whisper-huge"),
        ("models", "verify", "whisper-huge"),
    ],
    ids=" ".join,
)
def test_a_command_that_makes_no_sense_is_told(program: Program, wrong: tuple[str, ...]) -> None:
    ended = program.run(*wrong)
    assert ended.code == ExitCode.USAGE
    assert ended.err.strip()
    assert ended.out == ""


def test_weights_are_listed_and_verified(program: Program) -> None:
    listed = program.run("models", "list")
    assert listed.code == ExitCode.OK
    assert "whisper-base" in listed.out
    assert "MIT" in listed.out
    assert program.run("models").out == listed.out
    verified = program.run("models", "verify", "segmentation", "campplus")
    assert verified.code == ExitCode.OK
    assert verified.out.count("is whole") == 2
    assert program.run("models", "remove", "whisper-base").code == ExitCode.OK


def test_weights_that_are_no_download_are_told(program: Program) -> None:
    ended = program.run("models", "fetch", "segmentation")
    assert ended.code == ExitCode.WEIGHTS
    assert "not for download" in ended.err


def test_a_download_without_network_is_told_and_keeps_nothing_false(program: Program) -> None:
    ended = program.run("models", "fetch", "whisper-tiny.en", limit=120)
    assert ended.code == ExitCode.WEIGHTS, ended.err
    assert program.network_used
    assert not list(program.places.rglob("*.bin"))


def test_a_folder_without_weights_is_told(program: Program, tmp_path: Path) -> None:
    recording = sounds.silence(tmp_path / "silence.wav")
    for folder in (tmp_path, tmp_path / "nowhere"):
        ended = program.run("review", recording, "--weights", folder)
        assert ended.code == ExitCode.WEIGHTS
        assert str(folder) in ended.err.replace("\n", "")


def test_erasing_asks_first_and_then_leaves_no_word(program: Program, transcript: Path) -> None:
    program.run("review", transcript, "--save", "--me", "Nora")
    asked = program.run("erase")
    assert asked.code == ExitCode.USAGE
    assert "Nothing was erased" in asked.err
    assert [p for p in program.places.rglob("*") if p.is_file() and b"rhododendron" in p.read_bytes()]
    done = program.run("erase", "--yes")
    assert done.code == ExitCode.OK
    assert not program.places.exists()
    assert "nothing to erase" in program.run("erase", "--yes").out


def test_doctor_tells_what_is_there(program: Program) -> None:
    ended = program.run("doctor")
    assert ended.code in (ExitCode.OK, ExitCode.SYSTEM)
    assert (ended.code == ExitCode.SYSTEM) == ("MISSING" in ended.out)
    for title in ("Packages", "Speech weights", "Window", "Sound", "Disk", "Library"):
        assert f" {title}: " in ended.out


@pytest.mark.skipif(sys.platform != "linux", reason="displays of X11")
@pytest.mark.parametrize("arguments", [(), ("window",), ("window", "talk.wav")], ids=str)
def test_no_display_is_told(program: Program, arguments: tuple[str, ...]) -> None:
    ended = program.run(*arguments)
    assert ended.code == ExitCode.SYSTEM
    assert "no display" in ended.err


@pytest.mark.skipif(sys.platform != "linux", reason="displays of X11")
def test_a_display_that_does_not_answer_is_told(program: Program) -> None:
    ended = program.run(DISPLAY=":987")
    assert ended.code == ExitCode.SYSTEM
    assert ":987 does not answer" in ended.err or "system packages that are missing" in " ".join(ended.err.split())


@pytest.mark.parametrize(
    "arguments", [("--help",), ("doctor",), ("models", "list"), ("review", "talk.vtt")], ids=" ".join
)
def test_the_command_line_loads_neither_qt_nor_sound_nor_engines(
    program: Program, transcript: Path, arguments: tuple[str, ...]
) -> None:
    probe = (
        "import sys\nfrom ui.start import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = ('PySide6', 'shiboken6', 'sounddevice', 'faster_whisper', 'ctranslate2', 'onnxruntime')\n"
        "sys.stderr.write('loaded: ' + ' '.join(m for m in heavy if m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, *arguments], capture_output=True, text=True,
        env={**program.environment(), "PYTHONPATH": f"{program.home / 'guard'}{os.pathsep}{Path.cwd()}"},
        cwd=transcript.parent, check=False,
    )  # fmt: skip
    assert done.stderr.endswith("loaded: "), done.stderr


def test_a_package_in_the_place_of_ours_is_told(program: Program, tmp_path: Path) -> None:
    (tmp_path / "other" / "models").mkdir(parents=True)
    (tmp_path / "other" / "models" / "__init__.py").write_text("")
    code = f"import sys; sys.path.insert(0, {str(tmp_path / 'other')!r}); from ui.start import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, "doctor"], capture_output=True, text=True, env=program.environment(), check=False
    )
    assert done.returncode == ExitCode.SYSTEM
    assert "Another package has taken the place of a part of Sayback" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_demo_goes_the_whole_way_without_a_screen_and_without_network(program: Program) -> None:
    ended = program.run("demo", limit=800)
    assert ended.code == ExitCode.OK, ended.err
    assert "Daniel, six weeks into a new role" in ended.out
    assert "The numbers" in ended.out
    assert "no display" in ended.err
    report = Path(next(line for line in ended.out.splitlines() if "The report: " in line).split(": ", 1)[1])
    page = report.read_text(encoding="utf-8")
    assert "Nora (you)" in page
    assert "<script" not in page
    with Library.open(paths({"SAYBACK_HOME": str(program.home)}).library) as library:
        (row,) = library.sessions()
        assert library.load(row.id).audio is not None
    assert row.band is not None
    assert program.network_used == ""


# -- out and in again ------------------------------------------------------------------------------------------------


def test_a_kept_session_leaves_as_pdf_and_as_a_file_without_a_screen(program: Program, transcript: Path) -> None:
    assert program.run("review", transcript, "--save", "--consent", "asked", "--me", "Nora").code == ExitCode.OK
    folder = transcript.parent
    ended = program.run("export", "latest", "--format", "pdf", "--numbers", "--out", folder / "talk.pdf")
    assert ended.code == ExitCode.OK, ended.err
    assert (folder / "talk.pdf").read_bytes().startswith(b"%PDF")
    assert program.run("export", "latest", "--format", "sayback", "--out", folder).code == ExitCode.OK
    other = Program.at(folder / "another home")
    ended = other.run("import", folder / "talk.sayback")
    assert ended.code == ExitCode.OK, ended.err
    listed = other.run("sessions").out
    assert ended.out.strip() in listed
    assert "Nora, Daniel" in listed
    assert program.network_used == other.network_used == ""
