"""Erasing everything that Sayback keeps for a person."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.errors import ExitCode, UserError
from coach.library.move import library_files, remove_empty
from coach.paths import Paths


@dataclass(frozen=True, slots=True)
class Held:
    """What is there to erase: a place and the bytes in it."""

    place: Path
    size: int


def held(paths: Paths) -> tuple[Held, ...]:
    """Every place that holds something, with its size."""
    found = [Held(place, _size(place)) for place in _places(paths) if place.is_symlink() or place.exists()]
    if paths.has_moved and (files := library_files(paths.library)):
        found.insert(0, Held(paths.library, sum(file.lstat().st_size for file in files)))
    return tuple(found)


def erase(paths: Paths) -> None:
    """Delete sessions, recordings, settings, voice, weights, caches and logs. Weights that came as packages stay.

    Goes on where something cannot be deleted, and then says what is left.

    Raises:
        UserError: some of it is still there.
    """
    left: list[Path] = []
    if paths.has_moved:
        for file in library_files(paths.library):
            _unlink(file, left)
        remove_empty(paths.library)
    for place in _places(paths):
        _delete(place, left)
    for folder in {place.parent for place in _places(paths)}:
        if folder.name == "sayback" and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    if left:
        raise UserError(
            f"{len(left)} files could not be deleted, the first is {left[0]}.",
            "Close Sayback and programs that use them, then erase again.",
            ExitCode.STORAGE,
        )


def _places(paths: Paths) -> tuple[Path, ...]:
    beside = paths.settings.parent
    settings = {paths.settings, *beside.glob("settings.damaged*.json"), *beside.glob(".settings.json.*.part")}
    voice = {paths.voice, *beside.glob(f".{paths.voice.name}.*.part")}
    own = () if paths.has_moved else (paths.library,)  # a folder that the person chose is not ours as a whole
    return (*own, paths.weights, *sorted(settings), *sorted(voice), paths.cache, paths.logs)


def _delete(place: Path, left: list[Path]) -> None:
    """A link that the person laid to another disk goes with what it points at."""
    if place.is_symlink():
        target = place.resolve()
        _unlink(place, left)
        place = target
    if not place.is_dir():
        _unlink(place, left)
        return
    for file in list(_files(place)):
        _unlink(file, left)
    shutil.rmtree(place, ignore_errors=True)  # the empty folders


def _unlink(file: Path, left: list[Path]) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        left.append(file)


def _files(folder: Path) -> Iterator[Path]:
    for entry in folder.rglob("*"):
        if entry.is_symlink() or not entry.is_dir():
            yield entry


def _size(place: Path) -> int:
    files = _files(place) if place.is_dir() else (place,)
    return sum(file.lstat().st_size for file in files)
