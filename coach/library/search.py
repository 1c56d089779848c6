"""Finds sessions by words: of what was said, and of titles, people, tags and kinds of conversation."""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.library.session import SessionRow

EXCERPT = 110
"""Letters of an excerpt at most (our choice: a line and a half of the list at 100 % text)."""

_BEFORE = 36  # letters before the first hit
_PART = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")  # as the tokenizer unicode61 has it: letters and digits


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: the beginning of a word, or words that follow one another."""

    text: str
    is_phrase: bool = False

    @property
    def match(self) -> str:
        """As FTS5 has it; whatever was typed stands inside quotes, where nothing means anything else."""
        quoted = '"' + self.text.replace('"', '""') + '"'
        return quoted if self.is_phrase else f"{quoted}*"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an excerpt, and whether it is what was looked for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn that holds what was looked for; ``turns`` counts all turns of the session that do."""

    turn: int
    start: float
    speaker: str
    excerpt: tuple[Piece, ...]
    turns: int


@dataclass(frozen=True, slots=True)
class Found:
    """A session that holds everything that was looked for; ``hit`` None where no turn holds any of it."""

    row: SessionRow
    hit: Hit | None = None


def terms(text: str) -> tuple[Term, ...]:
    """What was typed as things to look for; words in quotes belong together. Signs without letters are left out."""
    found = []
    for phrase, word in _PART.findall(text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")):
        term = Term(" ".join(phrase.split()), is_phrase=True) if phrase else Term(word)
        if any(sign.isalnum() for sign in term.text):
            found.append(term)
    return tuple(found)


def find(
    connection: sqlite3.Connection, text: str, rows: Sequence[SessionRow], titles: Mapping[str, str]
) -> tuple[Found, ...]:
    """The rows that hold every term, each with its best turn; all of them where nothing is looked for.

    Args:
        titles: what the kinds of conversation are called, by their id.
    """
    wanted = terms(text)
    if not wanted:
        return tuple(Found(row) for row in rows)
    said = {term: _turns(connection, term.match) for term in wanted}
    about = {row.id: folded(" ".join((row.title, *row.people, *row.known, *row.tags, titles.get(row.context, ""))))
             for row in rows}  # fmt: skip
    kept = [row for row in rows if all(row.id in said[term] or folded(term.text) in about[row.id] for term in wanted)]
    together = _turns(connection, " AND ".join(term.match for term in wanted)) if len(wanted) > 1 else {}
    best: dict[str, _Turns] = {}
    for row in kept:
        places = [together, *said.values()]
        place = next((found[row.id] for found in places if row.id in found), None)
        if place is not None:
            best[row.id] = place
    hits = _hits(connection, wanted, best)
    return tuple(Found(row, hits.get(row.id)) for row in kept)


def folded(text: str) -> str:
    """Without case and accents, as the index of words has it."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def marked(text: str, wanted: Sequence[Term]) -> tuple[Piece, ...]:
    """A text with everything in it that was looked for marked."""
    found = list(_WORD.finditer(text))
    words = [folded(match.group()) for match in found]
    is_hit = [False] * len(words)
    for term in wanted:
        sought = [folded(match.group()) for match in _WORD.finditer(term.text)]
        for first in range(len(words) - len(sought) + 1 if sought else 0):
            here = words[first : first + len(sought)]
            if here[:-1] == sought[:-1] and (
                here == sought or (not term.is_phrase and here[-1].startswith(sought[-1]))
            ):
                is_hit[first : first + len(sought)] = [True] * len(sought)
    pieces, done = [], 0
    for match, hit in zip(found, is_hit, strict=True):
        if hit:
            pieces += [Piece(text[done : match.start()]), Piece(match.group(), is_hit=True)]
            done = match.end()
    return tuple(piece for piece in (*pieces, Piece(text[done:])) if piece.text)


def excerpt(text: Sequence[Piece]) -> tuple[Piece, ...]:
    """A turn in which hits are marked, cut down to what stands around the first one."""
    pieces = list(text)
    if sum(len(piece.text) for piece in pieces) <= EXCERPT:
        return tuple(pieces)
    if pieces and not pieces[0].is_hit and len(pieces[0].text) > _BEFORE and len(pieces) > 1:
        cut = pieces[0].text[-_BEFORE:]
        pieces[0] = Piece("…" + cut[cut.find(" ") + 1 :])
    room = EXCERPT
    shown: list[Piece] = []
    for piece in pieces:
        if len(piece.text) > room and not (piece.is_hit and not shown):
            cut = piece.text[:room]
            shown.append(Piece((cut[: cut.rfind(" ")] if " " in cut else cut) + "…", piece.is_hit))
            break
        shown.append(piece)
        room -= len(piece.text)
    return tuple(shown)


@dataclass(frozen=True, slots=True)
class _Turns:
    """The first row of a session that matches, and how many do."""

    first: int
    count: int


def _turns(connection: sqlite3.Connection, match: str) -> dict[str, _Turns]:
    found = connection.execute(
        "SELECT said.session, min(said.position), said.id, count(*) FROM said_index "
        "JOIN said ON said.id = said_index.rowid WHERE said_index MATCH ? GROUP BY said.session",
        (match,),
    )
    return {session: _Turns(id_, count) for session, _, id_, count in found}


def _hits(connection: sqlite3.Connection, wanted: Sequence[Term], best: Mapping[str, _Turns]) -> dict[str, Hit]:
    """Marked here and not by FTS5, which looks up the whole query anew for each row: seconds for one letter."""
    found = connection.execute(
        "SELECT session, position, start, speaker, text FROM said WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([place.first for place in best.values()]),),
    )
    return {
        session: Hit(position, start, speaker, excerpt(marked(text, wanted)), best[session].count)
        for session, position, start, speaker, text in found
    }
