"""Names and words taken out of text: each replaced, wherever it stands, by the same stand-in.

Found are whole words in any case, with their endings ("Anna's", "the Millers"), with or without their accents. What is
spelled otherwise, or was heard as another word, is not: nobody can promise that, and the pack says so.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coach.times import Span
from models.records import Word

_LETTER = r"[^\W\d_]"

# A letter may bear marks that have no sign of their own with it, as the dotted i of small Turkish letters.
_MARKS = "[\u0300-\u036f]*"

# Between the parts of a name: blanks, hyphens, points, as in "anna.miller" and "anna_miller"; a comma parts two.
_BETWEEN = r"[\s_.@\-–'’`´]{0,3}"

# Belong to many names, and alone to nobody. Titles and particles; our choice.
_NOBODY = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "lord", "lady", "herr", "frau", "jr", "sr"),
        *("van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "bin", "ibn"),
        *("ter", "ten", "zu", "zum", "zur", "und", "and", "of", "the", "st", "ltd", "inc", "gmbh"),
    )
)
# Soft hyphens, joiners, marks of direction and of byte order.
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SHORTEST_PART = 2  # letters; an initial alone would take every "a" out
_SHARED = "[name]"
_APOSTROPHES = "'’`´ʼ"
_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must not be read: ``names`` become people without one ("Person A"), ``words`` become "[removed 1]"."""

    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Redacted:
    """Words after redaction, and the time in seconds of each that was replaced."""

    words: tuple[Word, ...]
    spans: tuple[Span, ...]


class Redaction:
    """Replaces secrets by stand-ins, the same for the same secret in everything that passes through."""

    def __init__(self, secrets: Secrets) -> None:
        self.secrets = Secrets(_tidy(secrets.names), _tidy(secrets.words))
        self._stand_ins: dict[str, str] = {}
        self._known: dict[str, str] = {}
        parts = _parts(self.secrets.names)
        people = [(name, stand_in_for(place)) for place, name in enumerate(self.secrets.names)]
        removed = [(word, f"[removed {place}]") for place, word in enumerate(self.secrets.words, 1)]
        # The longer first: "Anna Miller" before "Anna", and the whole phrase before a word of it.
        terms = sorted((*people, *removed, *_stand_ins_of_parts(parts, dict(people))), key=lambda term: -len(term[0]))
        patterns: list[str] = []
        for term, stand_in in terms:
            for spelling in _spellings(term):
                group = f"t{len(patterns)}"
                patterns.append(f"(?P<{group}>{_pattern(spelling)})")
                self._stand_ins[group] = stand_in
        ending = rf"(?P<ending>[{_APOSTROPHES}]s|s[{_APOSTROPHES}]?|es|[{_APOSTROPHES}])?"
        found = "|".join(patterns) or r"(?!)"
        self._pattern = re.compile(rf"(?<!{_LETTER})(?:{found}){ending}(?!{_LETTER})", re.IGNORECASE)

    def text(self, text: str) -> str:
        """The text with stand-ins; composed letters (Unicode NFC), else as it was."""
        if text not in self._known:  # a quote stands under every number that rests on it
            self._known[text] = self._pattern.sub(self._stand_in, _plain(text))
        return self._known[text]

    def finds(self, text: str) -> bool:
        """Whether a secret stands in the text."""
        return self._pattern.search(_plain(text)) is not None

    def found_in(self, text: str) -> frozenset[str]:
        """What of the secrets stands in the text, as it is written there, in small letters."""
        return frozenset(match.group().casefold() for match in self._pattern.finditer(_plain(text)))

    def words(self, words: Sequence[Word]) -> Redacted:
        """Words with stand-ins; what was several words becomes one, from the start of the first to the last's end."""
        words = [replace(word, text=_plain(word.text).strip() or "…") for word in words]
        joined = " ".join(word.text for word in words)
        starts = _starts(words)
        left: list[Word] = []
        spans: list[Span] = []
        at = 0
        for first, last, text in self._groups(joined, words, starts):
            left += words[at:first]
            span = Span(words[first].start, max(word.end for word in words[first : last + 1]))
            left.append(Word(span.start, span.end, text, min(w.probability for w in words[first : last + 1])))
            spans.append(span)
            at = last + 1
        return Redacted((*left, *words[at:]), tuple(spans))

    def _groups(self, joined: str, words: Sequence[Word], starts: Sequence[int]) -> Iterable[tuple[int, int, str]]:
        """First and last word of each stretch with secrets, and its text; stretches that share a word are one."""
        ends = [start + len(word.text) for start, word in zip(starts, words, strict=True)]
        groups: list[tuple[int, int]] = []
        for match in self._pattern.finditer(joined):
            first = next(place for place, end in enumerate(ends) if end > match.start())
            last = max(place for place, start in enumerate(starts) if start < match.end())
            if groups and groups[-1][1] >= first:
                groups[-1] = (groups[-1][0], last)
            else:
                groups.append((first, last))
        for first, last in groups:
            yield first, last, self.text(joined[starts[first] : ends[last]])

    def _stand_in(self, match: re.Match[str]) -> str:
        group = next(name for name, found in match.groupdict().items() if found is not None and name != "ending")
        stand_in = self._stand_ins[group]
        ending = match["ending"] or ""
        return stand_in if not ending or stand_in.startswith("[") else f"{stand_in}’s"


def stand_in_for(place: int) -> str:
    """What the name of that place, from 0, becomes: "Person A" to "Person Z", then "Person AA"."""
    return f"Person {_letters(place)}"


def _plain(text: str) -> str:
    """Letters with their accents as one sign, and no signs that nobody sees, which could part a name."""
    return unicodedata.normalize("NFC", _HIDDEN.sub("", text))


def _tidy(terms: Iterable[str]) -> tuple[str, ...]:
    """Each once, without blanks around it; those without a letter or digit say nothing."""
    found: dict[str, str] = {}
    for term in terms:
        clean = " ".join(_plain(term).split())
        if any(letter.isalnum() for letter in clean):
            found.setdefault(clean.casefold(), clean)
    return tuple(found.values())


def _parts(names: Sequence[str]) -> dict[str, list[str]]:
    """The names that each part belongs to; only of names with several."""
    parts: dict[str, list[str]] = {}
    for name in names:
        pieces = [piece for piece in re.split(r"[\W_]+", name) if piece]
        for piece in pieces if len(pieces) > 1 else ():
            if len(piece) >= _SHORTEST_PART and piece.casefold() not in _NOBODY:
                parts.setdefault(piece.casefold(), []).append(name)
    return parts


def _stand_ins_of_parts(parts: dict[str, list[str]], people: dict[str, str]) -> Iterable[tuple[str, str]]:
    """A part means the person whose name it is in; where there are several, nobody in particular."""
    whole = {name.casefold() for name in people}
    for part, names in parts.items():
        if part not in whole:
            yield part, people[names[0]] if len(set(names)) == 1 else _SHARED


def _spellings(term: str) -> tuple[str, ...]:
    """As it is, in small and so without ß, without its accents, and with German's letters in one sign and in two."""
    bare = "".join(c for c in unicodedata.normalize("NFD", term) if not unicodedata.combining(c))
    german = "".join(_GERMAN.get(letter, letter) for letter in term.casefold())
    dotted = term.casefold()
    for sign, letters in _GERMAN.items():
        dotted = dotted.replace(letters, sign)
    return tuple(dict.fromkeys((term, term.casefold(), bare, german, dotted)))


def _pattern(term: str) -> str:
    """What finds the term, with a blank, a hyphen or the like, or nothing between its words."""
    pieces = re.findall(r"[^\W_]+|[^\w\s]|_", term)
    words = [piece for piece in pieces if piece[0].isalnum()]
    return _BETWEEN.join("".join(f"{re.escape(letter)}{_MARKS}" for letter in word) for word in words)


def _letters(place: int) -> str:
    """A to Z, then AA, AB, …"""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _starts(words: Sequence[Word]) -> list[int]:
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word.text) + 1
    return starts
