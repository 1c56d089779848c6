"""What people write on the command line, turned into our own types."""

import argparse
import re
from pathlib import Path

from coach.errors import ExitCode, UserError
from models import catalogue
from models.manifest import WEIGHTS, Purpose, Weights

NOT_SAID = object()
"""Told from every answer, None for "unknown" among them; argparse would convert a default that is text."""

_MOST_SPEAKERS = 20
_UNKNOWN = ("unknown", "auto", "?")


def speakers(text: str) -> int | None:
    """A number of people, or None for "unknown"."""
    if text.casefold() in _UNKNOWN:
        return None
    if text.isdecimal() and 1 <= int(text) <= _MOST_SPEAKERS:
        return int(text)
    raise argparse.ArgumentTypeError(f"a number from 1 to {_MOST_SPEAKERS} or “unknown”, not “{text}”")


def language(text: str) -> str | None:
    """A language as its ISO 639-1 code, or None for "auto"."""
    if text.casefold() in _UNKNOWN:
        return None
    if re.fullmatch(r"[A-Za-z]{2,3}", text):
        return text.casefold()
    raise argparse.ArgumentTypeError(f"a code of two letters such as en, de or fr, or “auto”, not “{text}”")


def speech_weights() -> tuple[Weights, ...]:
    """All sets that write down words, the best first."""
    return tuple(weights for weights in WEIGHTS.values() if weights.purpose is Purpose.SPEECH)


def best_weights(store: Path) -> str:
    """The best set that is there; the best of all where none is, so that its lack is told."""
    known = speech_weights()
    return next((w.id for w in known if catalogue.find(w.id, store=store) is not None), known[0].id)


def weights_in(folder: Path) -> str:
    """Which set a folder of the person's own holds, told by the sizes of its files.

    Raises:
        UserError: none that is known.
    """
    if not folder.is_dir():
        names = ", ".join(weights.id for weights in speech_weights())
        raise UserError(
            f"There are no weights “{folder}”.", f"Choose one of {names}, or a folder that holds one.", ExitCode.WEIGHTS
        )
    for weights in speech_weights():
        if all(_size(folder / file.name) == file.size for file in weights.files):
            return weights.id
    titles = ", ".join(weights.title for weights in speech_weights())
    raise UserError(
        f"The folder {folder} holds no weights that Sayback knows.",
        f"It has to hold all the files of one of: {titles}.",
        ExitCode.WEIGHTS,
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1
