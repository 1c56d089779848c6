"""The word lists and phrases that the rules know, and finding them in a sentence."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)*")
_PIECE = re.compile(r"[()\[\]|]|[^()\[\]|\s]+")
_WORDS_FILE = "words.toml"


class PhraseError(ValueError):
    """A phrase in a data file that cannot be read."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase found in a sentence: tokens ``at`` up to ``end``."""

    name: str
    words: str
    at: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    cue: str
    starts: bool
    ends: bool
    words: str


class _Node:
    """One word of the phrases that begin alike."""

    __slots__ = ("following", "found")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.found: list[_Phrase] = []


class Lexicon:
    """Phrases by the name ``file.list``, such as ``advice.you_should``, and single words by their list.

    Args:
        phrases: for each name the phrases as the data files write them: ``^`` at the start of a sentence
            (openers such as "so" may stand before it), ``$`` at its end, ``(a|b)`` either, ``[a]`` may be missing.
        words: for each list its words.
    """

    def __init__(self, phrases: dict[str, list[str]], words: dict[str, list[str]]) -> None:
        self._words = {name: frozenset(items) for name, items in words.items()}
        self._root = _Node()
        for cue, templates in phrases.items():
            for template in templates:
                for phrase in expanded(template.strip().removeprefix("^").removesuffix("$")):
                    self._add(_Phrase(cue, template.startswith("^"), template.endswith("$"), " ".join(phrase)), phrase)

    def _add(self, phrase: _Phrase, path: Sequence[str]) -> None:
        if not path:
            raise PhraseError(f"an empty phrase in {phrase.cue}")
        node = self._root
        for word in path:
            node = node.following.setdefault(word, _Node())
        node.found.append(phrase)

    def words(self, name: str) -> frozenset[str]:
        """The words of that list; KeyError where there is none."""
        return self._words[name]

    def core(self, tokens: Sequence[str]) -> int:
        """Where a sentence really begins: the index of its first token that is no opener, 0 if all are."""
        openers = self._words["opener"]
        return next((i for i, token in enumerate(tokens) if token not in openers), 0)

    def cues(self, tokens: Sequence[str]) -> tuple[Cue, ...]:
        """Every phrase in these tokens, in order of its place."""
        core = self.core(tokens)
        count = len(tokens)
        found = []
        for i in range(count):
            node = self._root.following.get(tokens[i])
            j = i
            while node is not None:
                j += 1
                found += [
                    Cue(phrase.cue, phrase.words, i, j)
                    for phrase in node.found
                    if (not phrase.starts or i <= core) and (not phrase.ends or j == count)
                ]
                node = node.following.get(tokens[j]) if j < count else None
        return tuple(found)


def expanded(template: str) -> tuple[tuple[str, ...], ...]:
    """Every phrase that a template stands for: ``"tell (me|us) [more]"`` stands for four."""
    pieces = _PIECE.findall(template)
    phrases, rest = _alternatives(pieces, 0)
    if rest != len(pieces):
        raise PhraseError(f"unbalanced brackets in {template!r}")
    return tuple(dict.fromkeys(phrases))


def _alternatives(pieces: list[str], at: int) -> tuple[list[tuple[str, ...]], int]:
    done: list[tuple[str, ...]] = []
    current: list[tuple[str, ...]] = [()]
    while at < len(pieces) and pieces[at] not in (")", "]"):
        piece = pieces[at]
        at += 1
        if piece == "|":
            done += current
            current = [()]
            continue
        if piece in ("(", "["):
            inner, at = _alternatives(pieces, at)
            if at >= len(pieces):
                raise PhraseError(f"unbalanced brackets in {' '.join(pieces)!r}")
            at += 1
            options = [*inner, ()] if piece == "[" else inner
        else:
            options = [tuple(tokens(piece))]
        current = [head + tail for head in current for tail in options]
    return done + current, at


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation; "you're" stays one word, "mm-hmm" becomes two."""
    return _TOKEN.findall(text.lower().replace("’", "'").replace("all right", "alright"))


def fluent(said: list[str]) -> list[str]:
    """The words without stutters: "is- is that" and "do you, do you know" said once."""
    kept: list[str] = []
    for word in said:
        kept.append(word)
        if len(kept) >= 2 and kept[-1] == kept[-2]:
            kept.pop()
        elif len(kept) >= 4 and kept[-2:] == kept[-4:-2]:
            del kept[-2:]
    return kept


def stem(word: str) -> str:
    """A word without its common endings, so that "worked" meets "working"; at least three letters stay.

    A crude cut is enough for counting shared words (our choice, guarded by ``test_forms_of_a_word_meet``).
    """
    word = word.removesuffix("'s")
    for ending in ("ingly", "edly", "ing", "ies", "ied", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] in "ey" else word


@cache
def lexicon() -> Lexicon:
    """The lists that ship with the program, read once."""
    phrases: dict[str, list[str]] = {}
    for name, lists in _files():
        phrases |= {f"{name.removesuffix('.toml')}.{key}": items for key, items in lists.items()}
    with (_folder() / _WORDS_FILE).open("rb") as file:
        return Lexicon(phrases, tomllib.load(file))


def _files() -> Iterator[tuple[str, dict[str, list[str]]]]:
    for entry in sorted(_folder().iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml") and entry.name != _WORDS_FILE:
            with entry.open("rb") as file:
                yield entry.name, tomllib.load(file)


def _folder() -> Traversable:
    return files("coach.moments") / "lexicons"


def content(words: Iterable[str]) -> frozenset[str]:
    """The stems of the words that carry a topic."""
    stop = lexicon().words("stop")
    return frozenset(stem(word) for word in words if word not in stop and len(word) > 1)
