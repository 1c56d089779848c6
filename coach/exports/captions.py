"""A session as captions: WebVTT with voice tags, and SubRip.

Two people who speak at once are two cues that overlap, as both formats allow: times stay what they were. WebVTT asks
that starts never fall, which turns sorted by start give.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from coach.exports.paper import Line, Paper
from coach.exports.stamps import fine
from models.records import Word

LONGEST = 7.0
"""Seconds a cue lasts at most where its words have times, a usual limit for subtitles (our choice)."""

WIDEST = 84
"""Letters in a cue at most, two lines of 42 as subtitles have them (our choice)."""

SHORTEST = 0.001
"""Seconds: the finest step of both formats; a cue never ends where it begins."""

# Players take these for styles; SubRip has no way to say that they are text.
_STYLE = re.compile(r"<(/?[A-Za-z0-9][^<>]*)>|\{(?=\\)")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    who: str
    text: str


def webvtt(paper: Paper) -> bytes:
    """UTF-8 WebVTT; each cue names its speaker in a voice tag."""
    about = [paper.title, paper.day, ", ".join(paper.people)]
    parts = ["WEBVTT", "NOTE\n" + "\n".join(_no_arrow(part) for part in about if part)]
    parts += [
        f"{fine(cue.start)} --> {fine(cue.end)}\n<v {_in_vtt(cue.who)}>{_in_vtt(cue.text)}" for cue in _cues(paper)
    ]
    return ("\n\n".join(parts) + "\n").encode("utf-8", "backslashreplace")


def subrip(paper: Paper) -> bytes:
    """UTF-8 SubRip, lines ended as players on Windows expect them; each cue begins with its speaker's name."""
    parts = []
    for number, cue in enumerate(_cues(paper), 1):
        times = f"{fine(cue.start, point=',')} --> {fine(cue.end, point=',')}"
        parts.append(f"{number}\n{times}\n{_in_srt(cue.who.replace(':', '·'))}: {_in_srt(cue.text)}")
    return ("\n\n".join(parts) + "\n").replace("\n", "\r\n").encode("utf-8", "backslashreplace")


def _cues(paper: Paper) -> list[_Cue]:
    cues = [cue for line in paper.lines for cue in _cues_of(line) if cue.text]
    return sorted(cues, key=lambda cue: cue.start)


def _cues_of(line: Line) -> Iterator[_Cue]:
    """A turn in pieces that can be read, where its words have times; else in one."""
    words = line.turn.words
    if [word.text for word in words] != line.text.split():
        yield _Cue(line.start, max(line.end, line.start + SHORTEST), line.who, line.text)
        return
    pieces = list(_pieces(words))
    starts = [line.start, *(piece[0].start for piece in pieces[1:])]
    for place, piece in enumerate(pieces):
        is_last = place == len(pieces) - 1
        end = line.end if is_last else min(piece[-1].end, starts[place + 1])
        yield _Cue(starts[place], max(end, starts[place] + SHORTEST), line.who, " ".join(w.text for w in piece))


def _pieces(words: tuple[Word, ...]) -> Iterator[list[Word]]:
    """Whole sentences together as long as they fit; one that does not fit alone is cut into parts of like length."""
    piece: list[Word] = []
    for sentence in _sentences(words):
        if piece and not _fits([*piece, *sentence]):
            yield piece
            piece = []
        if _fits(sentence):
            piece += sentence
        else:
            yield from _parts(sentence)
    if piece:
        yield piece


def _sentences(words: tuple[Word, ...]) -> Iterator[list[Word]]:
    sentence: list[Word] = []
    for word in words:
        sentence.append(word)
        if word.text[-1] in ".?!…":
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _parts(sentence: list[Word]) -> Iterator[list[Word]]:
    """The sentence in as many parts as it needs, none of them much shorter than the others."""
    count = max(ceil(_letters(sentence) / WIDEST), ceil((sentence[-1].end - sentence[0].start) / LONGEST))
    room = _letters(sentence) / count
    part: list[Word] = []
    for word in sentence:
        if part and (_letters(part) + len(word.text) / 2 > room or not _fits([*part, word])):
            yield part
            part = []
        part.append(word)
    yield part


def _fits(words: list[Word]) -> bool:
    return _letters(words) <= WIDEST and (len(words) == 1 or words[-1].end - words[0].start <= LONGEST)


def _letters(words: list[Word]) -> int:
    return sum(len(word.text) + 1 for word in words) - 1


def _in_vtt(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _no_arrow(text: str) -> str:
    return text.replace("-->", "→")


def _in_srt(text: str) -> str:
    return _no_arrow(_STYLE.sub(lambda sign: "(" if sign[1] is None else f"‹{sign[1]}›", text))
