"""The word lists and phrases that the rules know, and finding them in a sentence."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
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
class _End:
    """Here a phrase of that list is complete."""

    cue: str
    starts: bool
    ends: bool


class _Node:
    """A place between two words of one phrase, with the words that may follow."""

    __slots__ = ("end", "following")

    def __init__(self) -> None:
        self.following: dict[str, list[_Node]] = {}
        self.end: _End | None = None


class _State:
    """The places that have been reached after some words, and what follows; built as sentences ask for it."""

    __slots__ = ("_following", "_places", "ends")

    def __init__(self, nodes: list[_Node]) -> None:
        self._places: dict[str, list[_Node]] = {}
        for node in nodes:
            for word, places in node.following.items():
                self._places.setdefault(word, []).extend(places)
        self._following: dict[str, _State] = {}
        self.ends = tuple(dict.fromkeys(node.end for node in nodes if node.end is not None))

    def after(self, word: str) -> "_State | None":
        """The state after one more word; None where no phrase goes on with it."""
        known = self._following.get(word)
        if known is None and word in self._places:
            known = self._following[word] = _State(list(dict.fromkeys(self._places[word])))
        return known


class Lexicon:
    """Phrases by the name ``file.list``, such as ``advice.you_should``, and single words by their list.

    Args:
        phrases: for each name the phrases as the data files write them: ``^`` at the start of a sentence
            (openers such as "so" may stand before it), ``$`` at its end, ``(a|b)`` either, ``[a]`` may be missing.
        words: for each list its words.
    """

    def __init__(self, phrases: dict[str, list[str]], words: dict[str, list[str]]) -> None:
        self._words = {name: frozenset(items) for name, items in words.items()}
        root = _Node()
        for cue, templates in phrases.items():
            for template in templates:
                end = _End(cue, template.startswith("^"), template.endswith("$"))
                _add(root, template.removeprefix("^").removesuffix("$"), end)
        self._root = _State([root])

    def words(self, name: str) -> frozenset[str]:
        """The words of that list; KeyError where there is none."""
        return self._words[name]

    def core(self, said: Sequence[str]) -> int:
        """Where a sentence really begins: the index of its first token that is no opener, 0 if all are."""
        openers = self._words["opener"]
        return next((i for i, token in enumerate(said) if token not in openers), 0)

    def cues(self, said: Sequence[str]) -> tuple[Cue, ...]:
        """Every phrase in these tokens, in order of its place, shorter ones first."""
        core = self.core(said)
        count = len(said)
        found = []
        for i in range(count):
            state = self._root.after(said[i])
            j = i
            while state is not None:
                j += 1
                found += [
                    Cue(end.cue, " ".join(said[i:j]), i, j)
                    for end in state.ends
                    if (not end.starts or i <= core) and (not end.ends or j == count)
                ]
                state = state.after(said[j]) if j < count else None
        return tuple(found)


def _add(root: _Node, template: str, end: _End) -> None:
    pieces = _PIECE.findall(template)
    last, at = _alternatives(pieces, 0, [root])
    if at != len(pieces) or root in last:
        raise PhraseError(f"cannot read the phrase {template!r} of {end.cue}")
    for node in last:
        if node.end not in (None, end):
            raise PhraseError(f"two ends meet in {template!r}")
        node.end = end


def _alternatives(pieces: list[str], at: int, before: list[_Node]) -> tuple[list[_Node], int]:
    """The places after what stands up to the closing bracket, one way or another."""
    done: list[_Node] = []
    current = before
    while at < len(pieces) and pieces[at] not in (")", "]"):
        piece = pieces[at]
        at += 1
        if piece == "|":
            done += current
            current = before
        elif piece in ("(", "["):
            inner, at = _alternatives(pieces, at, current)
            if at >= len(pieces) or pieces[at] != {"(": ")", "[": "]"}[piece]:
                raise PhraseError(f"brackets do not match in {' '.join(pieces)!r}")
            at += 1
            current = [*inner, *current] if piece == "[" else inner
        else:
            for word in tokens(piece):
                following = _Node()
                for node in current:
                    node.following.setdefault(word, []).append(following)
                current = [following]
    return list(dict.fromkeys([*done, *current])), at


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


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its common endings, so that "worked" meets "working"; at least three letters stay.

    A crude cut is enough for counting shared words (our choice, guarded by ``test_forms_of_a_word_meet``).
    """
    word = word.removesuffix("'s")
    for ending in ("ingly", "edly", "ing", "ies", "ied", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] in "ey":
        word = word[:-1]
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl"
    return word[:-1] if doubled else word


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
