"""What is installed: every part, every data file, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The project as a wheel, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def test_wheel_holds_three_packages_and_its_own_record(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"coach", "models", "ui"}


def test_wheel_holds_every_file_of_the_packages(wheel: zipfile.ZipFile) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "coach", "models", "ui"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    missing = set(tracked.stdout.split("\n")) - {""} - set(wheel.namelist())
    assert missing == set()


@pytest.mark.parametrize(
    "part",
    [
        "coach/sample/sample.opus",
        "coach/sample/heard.json",
        "coach/contexts/data/everyday.toml",
        "coach/exports/report.css",
        "models/weights/segmentation-3.0.onnx",
        "models/weights/campplus-zh-en.onnx",
        "models/weights/dialogue.json",
        "models/weights/dialogue.md",
        "models/dialogue/cues.toml",
        "coach/moments/says.toml",
        "models/weights/THIRD_PARTY_LICENSES",
        "ui/assets/fonts/Inter-Regular.ttf",
        "ui/assets/sayback.svg",
    ],
)
def test_wheel_holds_what_the_program_reads(wheel: zipfile.ZipFile, part: str) -> None:
    assert wheel.getinfo(part).file_size > 0


def test_lock_has_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    blocks = [block for block in lock.replace("\\\n", " ").splitlines() if block and block[0].isalnum()]
    assert len(blocks) > 40
    assert all("--hash=sha256:" in block and "==" in block for block in blocks)
