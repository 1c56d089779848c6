"""Where a review is written, found and checked before the long work begins."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.audio.names import shown_name
from coach.errors import ExitCode, UserError
from coach.files import storage_error


@dataclass(frozen=True, slots=True)
class Kind:
    """One form of output: the option that asks for it, and the endings of its files, the usual one first."""

    option: str
    endings: tuple[str, ...]


JSON = Kind("--json", (".json",))
HTML = Kind("--html", (".html", ".htm"))
LABELS = Kind("--out", (".jsonl", ".json"))
SCALES = Kind("--scales", (".jsonl", ".json"))


def targets(files: Sequence[Path], wanted: Path | None, kind: Kind) -> tuple[Path | None, ...]:
    """The file to write for each recording; a folder is asked for, and made, where there are several.

    Raises:
        UserError: it cannot be written there, or something that is no such output would be overwritten.
    """
    if wanted is None:
        return (None,) * len(files)
    if len(files) == 1 and not wanted.is_dir():
        found: tuple[Path, ...] = (wanted,)
    else:
        _make_folder(wanted, kind)
        found = tuple(wanted / name for name in _names(files, kind.endings[0]))
    for target in found:
        _check(target, files, kind)
    return found


def target(wanted: Path, name: str, kind: Kind) -> Path:
    """The one file to write: ``wanted``, or in it under that name where it is a folder.

    Raises:
        UserError: as ``targets``.
    """
    found = wanted / name if wanted.is_dir() else wanted
    _check(found, (), kind)
    return found


def _names(files: Sequence[Path], ending: str) -> list[str]:
    """Each recording's name with the new ending; where two would meet, the old ending stays, or a number is added."""
    names: list[str] = []
    taken: set[str] = set()
    for file in files:
        name = f"{file.stem}{ending}"
        if name.casefold() in taken:
            name = f"{file.name}{ending}"
        number = 2
        while name.casefold() in taken:
            name = f"{file.name}-{number}{ending}"
            number += 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _make_folder(folder: Path, kind: Kind) -> None:
    if folder.exists() and not folder.is_dir():
        raise UserError(
            f"{folder} is a file, and {kind.option} takes a folder where there are several recordings.",
            "Give the name of a folder.",
            ExitCode.USAGE,
        )
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise storage_error(error, folder) from error


def _check(target: Path, files: Sequence[Path], kind: Kind) -> None:
    folder = target.parent
    if not folder.is_dir():
        raise UserError(
            f"The folder {folder} for {kind.option} does not exist.",
            "Make it first, or choose another one.",
            ExitCode.STORAGE,
        )
    if not os.access(target if target.exists() else folder, os.W_OK):
        raise UserError(
            f"{target} may not be written.", "Choose another folder, or change its permissions.", ExitCode.STORAGE
        )
    if not target.exists():
        return
    # Forgetting the OUT of "--json OUT" puts a recording there; recordings are never overwritten.
    if target.is_file() and target.suffix.casefold() not in kind.endings:
        raise UserError(
            f"{kind.option} would overwrite “{shown_name(target)}”, which is no {kind.endings[0]} file.",
            f"Give a name that ends in {kind.endings[0]}.",
            ExitCode.USAGE,
        )
    if any(file.exists() and target.samefile(file) for file in files):
        raise UserError(
            f"{kind.option} would overwrite “{shown_name(target)}”, which is to be reviewed.",
            "Give another name.",
            ExitCode.USAGE,
        )
