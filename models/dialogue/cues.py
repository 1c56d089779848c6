"""The word lists and patterns that the features name."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)*|\?")
_ENDINGS = ("ingly", "edly", "ing", "ies", "ied", "ed", "es", "s", "ly")


@dataclass(frozen=True, slots=True)
class Cues:
    """Words by their list, and patterns by the name of the feature that they are."""

    words: dict[str, frozenset[str]]
    patterns: dict[str, re.Pattern[str]]


@cache
def cues() -> Cues:
    """The lists that ship with the program, read once."""
    with (files("models.dialogue") / "cues.toml").open("rb") as file:
        told = tomllib.load(file)
    words = {name: frozenset(text.split()) for name, text in told["words"].items()}
    return Cues(words, {name: re.compile(text) for name, text in told["patterns"].items()})


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, and each question mark as a token of its own."""
    return _TOKEN.findall(text.lower().replace("’", "'"))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its common endings, so that "worked" meets "working"; at least three letters stay."""
    word = word.removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] in "ey":
        word = word[:-1]
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl"
    return word[:-1] if doubled else word


def content(words: list[str]) -> frozenset[str]:
    """The stems of the words that carry a topic."""
    stop = cues().words["stop"]
    return frozenset(stem(word) for word in words if word not in stop and len(word) > 1)
