"""Weights are found, joined, checked and removed, and no half file ever counts."""

import hashlib
import importlib.metadata
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from models import catalogue
from models.errors import (
    DownloadFailedError,
    WeightsDamagedError,
    WeightsError,
    WeightsMissingError,
    WeightsStorageError,
)
from models.manifest import WEIGHTS, Package, Purpose, WeightFile, Weights

ROOT = Path(__file__).resolve().parents[2]
BIG = bytes(range(256)) * 8192  # 2 MiB
SMALL = b'{"a": 1}'

# What a child process does first: the same small set of weights, carried by two packages that refuse to be imported.
PREAMBLE = """
import sys
from pathlib import Path
site, store = Path(sys.argv[1]), Path(sys.argv[2])
sys.path.insert(0, str(site))
from models import catalogue, storage
from tests.models.test_catalogue import parted
catalogue.WEIGHTS = {"parted": parted()}
"""


def a_file(name: str, content: bytes) -> WeightFile:
    return WeightFile(name, len(content), hashlib.sha256(content).hexdigest())


def parted() -> Weights:
    return Weights(
        "parted",
        "A set in two parts",
        Purpose.SPEECH,
        "MIT",
        (a_file("config.json", SMALL), a_file("model.bin", BIG)),
        (Package("half-one", "half_one_weights", "data"), Package("half-two", "half_two_weights", "data")),
        "somebody/something",
    )


def install(site: Path, module: str, files: dict[str, bytes]) -> None:
    """Lay out a package whose code must never run."""
    (site / module / "data").mkdir(parents=True)
    (site / module / "__init__.py").write_text("raise RuntimeError('weights packages are not to be imported')\n")
    for name, content in files.items():
        (site / module / "data" / name).write_bytes(content)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site folder with both packages, and the catalogue knowing only the set they carry."""
    site = tmp_path / "site"
    install(site, "half_one_weights", {"config.json": SMALL, "model.bin.part1": BIG[:1_000_000]})
    install(site, "half_two_weights", {"model.bin.part2": BIG[1_000_000:]})
    monkeypatch.syspath_prepend(site)
    monkeypatch.setattr(catalogue, "WEIGHTS", {"parted": parted()})
    return site


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "a store"


def child(code: str, site: Path, store: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PREAMBLE + code, str(site), str(store)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def leftovers(store: Path) -> list[str]:
    """Files that are neither weights, stamps nor the lock."""
    known = {"config.json", "model.bin", "parted.verified.json", ".lock"}
    return [path.name for path in store.rglob("*") if path.is_file() and path.name not in known]


def test_parts_are_joined_without_importing_their_packages(site: Path, store: Path) -> None:
    folder = catalogue.prepare("parted", store=store)
    assert folder == store / "parted"
    assert (folder / "model.bin").read_bytes() == BIG
    assert (folder / "config.json").read_bytes() == SMALL
    assert leftovers(store) == []
    assert "half_one_weights" not in sys.modules


def test_a_later_start_reads_no_weights(site: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue.prepare("parted", store=store)

    def refuse(_: object) -> str:
        raise AssertionError("hashed again")

    monkeypatch.setattr(catalogue, "sha256_of", refuse)
    assert catalogue.prepare("parted", store=store) == store / "parted"
    assert [row.is_verified for row in catalogue.status(store=store)] == [True]


def test_a_file_changed_in_the_store_is_made_anew(site: Path, store: Path) -> None:
    folder = catalogue.prepare("parted", store=store)
    (folder / "model.bin").write_bytes(BIG[:-1] + b"?")
    assert (catalogue.prepare("parted", store=store) / "model.bin").read_bytes() == BIG


def test_a_change_that_keeps_size_and_time_is_found_by_verify(site: Path, store: Path) -> None:
    path = catalogue.prepare("parted", store=store) / "model.bin"
    then = path.stat()
    path.write_bytes(BIG[:-1] + b"?")
    os.utime(path, ns=(then.st_atime_ns, then.st_mtime_ns))
    with pytest.raises(WeightsDamagedError, match=r"model\.bin"):
        catalogue.verify("parted", store=store)


def test_verify_reads_parts_where_they_lie_and_writes_nothing_of_them(site: Path, store: Path) -> None:
    found = catalogue.verify("parted", store=store)
    assert found.way is catalogue.Way.PACKAGE
    assert not found.is_whole
    assert not (store / "parted").exists()


def test_one_package_of_two_is_missing_weights(site: Path, store: Path) -> None:
    (site / "half_two_weights" / "data" / "model.bin.part2").unlink()
    assert catalogue.find("parted", store=store) is None
    with pytest.raises(WeightsMissingError, match=r"half-one and half-two") as caught:
        catalogue.prepare("parted", store=store)
    assert caught.value.sentence.endswith("are missing.")


def test_a_damaged_part_leaves_nothing_in_the_store(site: Path, store: Path) -> None:
    (site / "half_two_weights" / "data" / "model.bin.part2").write_bytes(b"short")
    with pytest.raises(WeightsDamagedError, match="part2"):
        catalogue.prepare("parted", store=store)
    assert [path.name for path in store.rglob("*") if path.is_file()] == [".lock"]


def test_a_chosen_folder_is_used_where_it_lies(site: Path, store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Gewichte für später"
    folder.mkdir()
    (folder / "config.json").write_bytes(SMALL)
    with pytest.raises(WeightsMissingError, match=r"model\.bin is missing"):
        catalogue.prepare("parted", store=store, folder=folder)
    (folder / "model.bin").write_bytes(BIG)
    assert catalogue.prepare("parted", store=store, folder=folder) == folder
    (folder / "model.bin").write_bytes(BIG[::-1])
    with pytest.raises(WeightsDamagedError, match=r"model\.bin"):
        catalogue.prepare("parted", store=store, folder=folder)


def test_remove_takes_the_store_and_leaves_the_packages(site: Path, store: Path) -> None:
    assert catalogue.remove("parted", store=store) == 0
    catalogue.prepare("parted", store=store)
    assert catalogue.remove("parted", store=store) == len(BIG) + len(SMALL)
    assert not (store / "parted").exists()
    found = catalogue.find("parted", store=store)
    assert found is not None
    assert found.way is catalogue.Way.PACKAGE


def test_a_process_killed_while_joining_leaves_no_model(site: Path, store: Path) -> None:
    killed = child("import os\nos.fsync = lambda _: os._exit(9)\ncatalogue.prepare('parted', store=store)", site, store)
    _, stderr = killed.communicate(timeout=60)
    assert killed.returncode == 9, stderr
    assert not (store / "parted" / "model.bin").exists()
    assert (catalogue.prepare("parted", store=store) / "model.bin").read_bytes() == BIG
    assert leftovers(store) == []


def test_processes_that_join_at_once_all_get_the_whole_set(site: Path, store: Path) -> None:
    running = [child("print(catalogue.prepare('parted', store=store))", site, store) for _ in range(3)]
    for process in running:
        stdout, stderr = process.communicate(timeout=60)
        assert (process.returncode, stdout.strip()) == (0, str(store / "parted")), stderr
    assert (store / "parted" / "model.bin").read_bytes() == BIG
    assert leftovers(store) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_is_said_plainly_and_leaves_nothing(site: Path, store: Path) -> None:
    code = """
import resource
from models.errors import WeightsStorageError
resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
try:
    catalogue.prepare('parted', store=store)
except WeightsStorageError as error:
    print(error.sentence)
"""
    full = child(code, site, store)
    stdout, stderr = full.communicate(timeout=60)
    assert full.returncode == 0, stderr
    assert stdout.startswith("The disk is full: ")
    assert [path.name for path in store.rglob("*") if path.is_file()] == [".lock"]


def test_too_little_room_is_said_before_a_byte_is_written(
    site: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.storage.shutil.disk_usage", lambda _: type("Usage", (), {"free": 1_000_000}))
    with pytest.raises(WeightsStorageError, match=r"1 MB free and 2 MB are needed"):
        catalogue.prepare("parted", store=store)
    assert [path.name for path in store.rglob("*") if path.is_file()] == [".lock"]


def test_a_store_that_is_a_file_is_said_plainly(site: Path, store: Path) -> None:
    store.write_text("not a folder")
    with pytest.raises(WeightsStorageError, match="a store"):
        catalogue.prepare("parted", store=store)


def test_a_spoiled_stamp_only_costs_a_hash(site: Path, store: Path) -> None:
    catalogue.prepare("parted", store=store)
    (store / "parted.verified.json").write_bytes(b"\xff\xfe not text")
    assert catalogue.prepare("parted", store=store) == store / "parted"
    assert json.loads((store / "parted.verified.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "kind", [WeightsError, WeightsMissingError, WeightsDamagedError, WeightsStorageError, DownloadFailedError]
)
def test_errors_survive_a_pipe_between_processes(kind: type[WeightsError]) -> None:
    again = pickle.loads(pickle.dumps(kind("It broke.", "Mend it.")))
    assert type(again) is kind
    assert (again.sentence, again.next_step, str(again)) == ("It broke.", "Mend it.", "It broke. Mend it.")


@pytest.mark.parametrize("id_", sorted(WEIGHTS))
def test_every_set_of_the_real_manifest_that_is_here_is_what_it_says(id_: str, store: Path) -> None:
    if catalogue.find(id_, store=store) is None:
        pytest.skip(f"the weights {id_} are not installed")
    assert catalogue.verify(id_, store=store).weights is WEIGHTS[id_]


def test_the_voice_weights_come_with_the_installed_recogniser(store: Path) -> None:
    assert importlib.metadata.version("faster-whisper")
    found = catalogue.find("silero-voice", store=store)
    assert found is not None
    assert found.is_whole
