"""Where each set of weights lies, and making it ready.

A set comes with the program, with an installed package, in a folder the person points at, or by a download the
person asked for. Trust comes from the sha256 of each file, so one manifest serves all ways. Packages are only read
as files: their code never runs. Whole files are used where they lie; a file that comes in parts is joined once.
"""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from models.errors import WeightsDamagedError, WeightsError, WeightsMissingError
from models.fetch import fetch
from models.manifest import WEIGHTS, WeightFile, Weights
from models.storage import check_room, exclusive, join_files, sha256_of, storage_error

SHIPPED = Path(__file__).parent / "weights"
HUB = "https://huggingface.co"


class Way(StrEnum):
    """How a set of weights came."""

    PROGRAM = "comes with the program"
    PACKAGE = "installed package"
    FOLDER = "chosen folder"
    STORE = "own store"


@dataclass(frozen=True, slots=True)
class Found:
    """Where a set was found. ``sources`` are the files, or their parts, in the order of the set's files."""

    weights: Weights
    way: Way
    folder: Path
    sources: tuple[tuple[Path, ...], ...]

    @property
    def is_whole(self) -> bool:
        """No file has to be joined before use."""
        return all(len(paths) == 1 and paths[0].parent == self.folder for paths in self.sources)


@dataclass(frozen=True, slots=True)
class Status:
    """One line of the list of weights; ``found`` is None where they are missing."""

    weights: Weights
    found: Found | None
    is_verified: bool


def find(id_: str, *, store: Path, folder: Path | None = None) -> Found | None:
    """Where the set lies, by the names of its files alone; quick, nothing is read.

    A ``folder`` that the person points at is the only place looked at. Otherwise the store comes before packages.
    """
    weights = WEIGHTS[id_]
    if folder is not None:
        return _whole(weights, Way.FOLDER, folder)
    return _whole(weights, Way.STORE, store / id_) or _installed(weights)


def prepare(id_: str, *, store: Path, folder: Path | None = None) -> Path:
    """A folder with the set's files, each checked; ``faster_whisper.WhisperModel`` can load it.

    Parts are joined into the store the first time. Files are hashed again only when their size or time of change
    differs from what was last found right.

    Raises:
        WeightsMissingError: the set is nowhere.
        WeightsDamagedError: a file is not the expected one, and no package can replace it.
        WeightsStorageError: a file cannot be read, or the store cannot be written.
    """
    found = _found(id_, store, folder)
    try:
        if found.is_whole:
            return _checked(found, store)
    except WeightsDamagedError:
        installed = _installed(found.weights) if found.way is Way.STORE else None
        if installed is None:
            raise
        found = installed
        if found.is_whole:
            return _checked(found, store)
    return _join(found, store)


def verify(id_: str, *, store: Path, folder: Path | None = None) -> Found:
    """Hash every file of the set now, wherever it lies. Raises as ``prepare`` does."""
    found = _found(id_, store, folder)
    _hash(found)
    if found.is_whole:
        _remember(found, store)
    return found


def verify_installed(id_: str) -> Found:
    """The set as the program or a package carries it, hashed now: for the small ones that need no store.

    Raises as ``prepare`` does.
    """
    found = _installed(WEIGHTS[id_])
    if found is None:
        raise _missing(WEIGHTS[id_], None)
    _hash(found)
    return found


def remove(id_: str, *, store: Path) -> int:
    """Delete what the store holds of the set and give the bytes freed; packages and folders stay."""
    own = store / WEIGHTS[id_].id
    if not own.exists():
        return 0
    with exclusive(store):
        try:
            freed = sum(path.stat().st_size for path in own.iterdir())
            _stamp(id_, store).unlink(missing_ok=True)
            shutil.rmtree(own)
        except OSError as error:
            raise storage_error(error, own) from error
    return freed


def status(*, store: Path) -> tuple[Status, ...]:
    """Every set, where it lies, and whether it was found right and has not changed since."""
    rows = []
    for weights in WEIGHTS.values():
        found = find(weights.id, store=store)
        rows.append(Status(weights, found, found is not None and _is_remembered(found, store)))
    return tuple(rows)


def download(id_: str, *, store: Path, progress: Callable[[int, int], None] | None = None, hub: str = HUB) -> Path:
    """Fetch the set into the store and give its folder; only ever called because a person asked for it.

    Args:
        progress: told the bytes of the whole set done and in all; may raise to stop, what came so far is kept.
        hub: the address before the set's own path, for people with a mirror.

    Raises:
        DownloadFailedError: with the reason in plain words.
        WeightsStorageError: disk full or read-only.
    """
    weights = WEIGHTS[id_]
    if not weights.hub_path:
        raise ValueError(f"{id_} is not for download")
    own = store / id_
    with exclusive(store):
        try:
            own.mkdir(exist_ok=True)
        except OSError as error:
            raise storage_error(error, own) from error
        before = 0
        for file in weights.files:
            done = before

            def tell(bytes_done: int, _: int, done: int = done) -> None:
                if progress is not None:
                    progress(done + bytes_done, weights.size)

            target = own / file.name
            if not _is_right(target, file):
                url = f"{hub}/{weights.hub_path}/{file.name}"
                fetch(url, target, size=file.size, sha256=file.sha256, progress=tell)
            before += file.size
            tell(file.size, file.size)
        _remember(_at(weights, Way.STORE, own), store)
    return own


def _found(id_: str, store: Path, folder: Path | None) -> Found:
    found = find(id_, store=store, folder=folder)
    if found is None:
        raise _missing(WEIGHTS[id_], folder)
    return found


def _at(weights: Weights, way: Way, folder: Path) -> Found:
    return Found(weights, way, folder, tuple((folder / file.name,) for file in weights.files))


def _whole(weights: Weights, way: Way, folder: Path) -> Found | None:
    """The set if ``folder`` has all its files."""
    found = _at(weights, way, folder)
    return found if all(path.is_file() for (path,) in found.sources) else None


def _installed(weights: Weights) -> Found | None:
    """The set as the program or installed packages carry it."""
    if not weights.packages:
        return _whole(weights, Way.PROGRAM, SHIPPED)
    places = [place for package in weights.packages if (place := package.place()) is not None]
    sources: list[tuple[Path, ...]] = []
    for file in weights.files:
        whole = [place / file.name for place in places if (place / file.name).is_file()]
        parts = [place / f"{file.name}.part{n}" for n, place in enumerate(places, start=1)]
        if whole:
            sources.append((whole[0],))
        elif len(parts) == len(weights.packages) and all(part.is_file() for part in parts):
            sources.append(tuple(parts))
        else:
            return None
    return Found(weights, Way.PACKAGE, places[0], tuple(sources))


def _missing(weights: Weights, folder: Path | None) -> WeightsMissingError:
    if folder is not None:
        absent = ", ".join(file.name for file in weights.files if not (folder / file.name).is_file())
        return WeightsMissingError(
            f"The folder {folder} does not hold {weights.title}: {absent} is missing.",
            "Point to the folder that holds all of: " + ", ".join(file.name for file in weights.files) + ".",
        )
    return WeightsMissingError(f"The weights for {weights.purpose} ({weights.title}) are missing.", _remedy(weights))


def _remedy(weights: Weights) -> str:
    names = " and ".join(package.distribution for package in weights.packages) or "Sayback"
    if weights.hub_path and not weights.packages:
        return "Point to a folder that holds them, or have them downloaded."
    if weights.hub_path:
        return f"Install {names}, point to a folder that holds them, or have them downloaded."
    return f"Install {names} again."


def _is_right(path: Path, file: WeightFile) -> bool:
    return path.is_file() and path.stat().st_size == file.size and sha256_of([path]) == file.sha256


def _hash(found: Found) -> None:
    """Raises ``WeightsDamagedError`` at the first file that is not the expected one."""
    for file, paths in zip(found.weights.files, found.sources, strict=True):
        try:
            size = sum(path.stat().st_size for path in paths)
        except OSError as error:
            raise storage_error(error, paths[0]) from error
        if size != file.size or sha256_of(paths) != file.sha256:
            where = " and ".join(str(path) for path in paths)
            raise WeightsDamagedError(f"{where} is damaged.", _remedy(found.weights))


def _checked(found: Found, store: Path) -> Path:
    if not _is_remembered(found, store):
        _hash(found)
        _remember(found, store)
    return found.folder


def _join(found: Found, store: Path) -> Path:
    """The set in the store, its files joined from their parts."""
    weights, own = found.weights, store / found.weights.id
    with exclusive(store):
        if _is_remembered(_at(weights, Way.STORE, own), store):
            return own  # another process did it while this one waited
        written: list[Path] = []
        try:
            own.mkdir(exist_ok=True)
            check_room(own, weights.size)
            for file, paths in zip(weights.files, found.sources, strict=True):
                target = own / file.name
                if not _is_right(target, file):
                    join_files(paths, target, sha256=file.sha256)
                    written.append(target)
        except OSError as error:
            raise storage_error(error, own) from error
        except WeightsError:
            for path in written:
                path.unlink(missing_ok=True)
            raise
        _remember(_at(weights, Way.STORE, own), store)
    return own


def _stamp(id_: str, store: Path) -> Path:
    return store / f"{id_}.verified.json"


def _facts(found: Found) -> str:
    """What a stamp holds: each file's place, size, time of change and the sha256 it was found to have."""
    rows = []
    for file, (path,) in zip(found.weights.files, found.sources, strict=True):
        facts = path.stat()
        rows.append([str(path), facts.st_size, facts.st_mtime_ns, file.sha256])
    return json.dumps(rows)


def _is_remembered(found: Found, store: Path) -> bool:
    try:
        return found.is_whole and _stamp(found.weights.id, store).read_text("utf-8") == _facts(found)
    except (OSError, UnicodeDecodeError):
        return False


def _remember(found: Found, store: Path) -> None:
    """A store that cannot be written costs a hash at each start, nothing more."""
    stamp = _stamp(found.weights.id, store)
    between = stamp.with_name(f"{stamp.name}.{os.getpid()}")
    try:
        store.mkdir(parents=True, exist_ok=True)
        between.write_text(_facts(found), "utf-8")
        between.replace(stamp)
    except OSError:
        between.unlink(missing_ok=True)
