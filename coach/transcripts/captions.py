"""WebVTT and SubRip: captions as Zoom, Teams and others export them."""

import html
import re
from collections.abc import Iterator

from coach.transcripts.cue import TIME, Cue, named, seconds

_ARROW = re.compile(rf"^\s*(?P<start>{TIME})\s*-->\s*(?P<end>{TIME})(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+(?P<name>[^>]*)>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z0-9][^<>]*>|\{\\[^}]*\}", re.IGNORECASE)
_HEADER = "WEBVTT"

NAMED_SHARE = 0.5
"""More than this share of the captions must begin with a name and a colon before such beginnings are names and not the
sentence itself ("Remember: …"; our choice, ``test_a_colon_in_a_sentence_is_no_name``)."""


def is_captions(text: str) -> bool:
    """Whether this is WebVTT or SubRip: a header, or a line with two times and an arrow near the top."""
    return text.startswith(_HEADER) or any(_ARROW.match(line) for line in text.splitlines()[:200])


def read_captions(text: str) -> tuple[Cue, ...]:
    """The captions in order of the file. Notes, styles, numbers and settings are left out."""
    cues = [cue for start, end, lines in _blocks(text) for cue in _voices(start, end, lines)]
    untagged = [cue for cue in cues if cue.speaker is None]
    prefixed = [cue for cue in untagged if named(cue.text)]
    if not untagged or len(prefixed) <= NAMED_SHARE * len(untagged):
        return tuple(cues)
    return tuple(_with_name(cue) for cue in cues)


def _with_name(cue: Cue) -> Cue:
    found = named(cue.text) if cue.speaker is None else None
    return cue if found is None else Cue(cue.start, cue.end, found[1], found[0])


def _blocks(text: str) -> Iterator[tuple[float, float, list[str]]]:
    """Start, end and lines of each caption. A blank line ends it, or the next times where the blank is missing."""
    times: tuple[float, float] | None = None
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        match = _ARROW.match(line)
        if match:
            if times is not None:
                yield *times, lines[:-1] if lines and lines[-1].isdigit() else lines
            times, lines = (seconds(match["start"]) or 0.0, seconds(match["end"]) or 0.0), []
        elif times is not None and line.strip():
            lines.append(line.strip())
        elif times is not None and lines:
            yield *times, lines
            times, lines = None, []


def _voices(start: float, end: float, lines: list[str]) -> Iterator[Cue]:
    """One cue for each voice tag; their times share the caption's by length of text."""
    text = " ".join(lines)
    marks = list(_VOICE.finditer(text))
    borders = [mark.start() for mark in marks] + [len(text)]
    pieces: list[tuple[str | None, str]] = [(None, _plain(text[: borders[0]]))]
    for mark, border in zip(marks, borders[1:], strict=True):
        pieces.append((_plain(mark["name"]) or None, _plain(text[mark.end() : border])))
    said = [(name, piece) for name, piece in pieces if piece]
    letters = sum(len(piece) for _, piece in said)
    before = 0
    for name, piece in said:
        after = before + len(piece)
        whole = after == letters  # the last one ends where the caption does, without rounding
        until = end if whole else start + (end - start) * after / letters
        yield Cue(start + (end - start) * before / letters, until, piece, name)
        before = after


def _plain(text: str) -> str:
    """The text without tags and entities, its white space made single."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())
