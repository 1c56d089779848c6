"""The command line as people use it: a process, real sound, real files, and everything that can be wrong with them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach import __version__
from coach.errors import ExitCode
from coach.library.library import Library
from coach.paths import paths
from tests.coach.exports.contract import check
from tests.end_to_end import sounds
from tests.end_to_end.process import Program, command

TINY = ("--weights", "whisper-tiny.en")


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
    second.write_text(transcript.read_text(encoding="utf-8").replace("Nora", "Carla"), encoding="utf-8")
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
