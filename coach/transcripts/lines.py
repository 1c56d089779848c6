"""Plain text with a time and a name before what was said, in the many ways people and programs write it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coach.transcripts.cue import TIME, Cue, named, seconds

_OPEN_TIME = rf"[\[(]?\s*(?P<time>{TIME})\s*[\])]?"
_UNTIL = rf"(?:\s*(?:-->|–|-)\s*[\[(]?(?P<end>{TIME})[\])]?)?"
_TIME_FIRST = re.compile(rf"^{_OPEN_TIME}{_UNTIL}(?:\s*[-–|]\s+|\s+|$)(?P<rest>.*)$")

# After a name, a time without brackets or colon ends the line: "At 5:30 we met" is a sentence.
_NAME = r"(?P<name>[^\W\d_][^:\[\]()|<>]{0,58}?)"
_NAME_FIRST = (
    re.compile(rf"^{_NAME}\s*[|,]?\s+(?P<time>{TIME}){_UNTIL}\s*(?::\s+(?P<rest>.*))?$"),
    re.compile(rf"^{_NAME}\s*[\[(]\s*(?P<time>{TIME}){_UNTIL}\s*[\])]\s*:?\s*(?P<rest>.*)$"),
)

_LONGEST_NAME = 6  # words


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What a line with a time says. ``text`` is empty where it stands below."""

    start: float
    end: float | None
    speaker: str | None
    text: str


@dataclass(slots=True)
class _Part:
    """What was said under one name and time, which may go on in the next lines."""

    start: float | None
    end: float | None
    speaker: str | None
    lines: list[str]
    is_bare: bool = False  # began with a line that held only a time

    def cue(self) -> Cue | None:
        """The part as a cue; None without a time or without text."""
        lines, speaker = self.lines, self.speaker
        if self.is_bare and len(lines) > 1 and _is_name(lines[0]):
            speaker, lines = lines[0], lines[1:]
        text = " ".join(" ".join(lines).split())
        return Cue(self.start, self.end, text, speaker) if self.start is not None and text else None


def count_times(text: str) -> int:
    """How many lines begin with a time, or with a name and a time."""
    return sum(_stamp(line.strip()) is not None for line in text.splitlines())


def has_names(text: str) -> bool:
    """Whether most lines begin with a name, so that this looks like a transcript, with times or without."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return bool(lines) and sum(named(line) is not None for line in lines) >= 0.5 * len(lines)


def read_lines(text: str) -> tuple[Cue, ...]:
    """The lines in order of the file, each from its time on; lines before the first time are left out.

    A time may stand before or after the name, on a line of its own, or once for several lines; text under a
    line that holds only a name and a time, and lines without a name, belong to what came before.
    """
    return tuple(cue for part in _parts(text) if (cue := part.cue()) is not None)


def _parts(text: str) -> Iterator[_Part]:
    current = _Part(None, None, None, [])
    for line in filter(None, (raw.strip() for raw in text.splitlines())):
        stamp, found = _stamp(line), named(line)
        if stamp is not None:
            yield current
            lines = [stamp.text] if stamp.text else []
            current = _Part(stamp.start, stamp.end, stamp.speaker, lines, not lines and stamp.speaker is None)
        elif found is not None:
            yield current
            current = _Part(current.start, current.end, found[0], [found[1]])
        else:
            current.lines.append(line)
    yield current


def _stamp(line: str) -> _Stamp | None:
    """What a line with a time says; None for a line without."""
    match = _TIME_FIRST.match(line)
    if match is not None:
        name, text = named(match["rest"]) or (None, match["rest"])
    else:
        match = next((found for form in _NAME_FIRST if (found := form.match(line))), None)
        if match is None or not _is_name(match["name"]):
            return None
        name, text = match["name"].strip(), match["rest"] or ""
    start = seconds(match["time"])
    end = seconds(match["end"]) if match["end"] else None
    return None if start is None else _Stamp(start, end, name, text.strip())


def _is_name(text: str) -> bool:
    """Whether this can be somebody's name: a few words, no end of a sentence."""
    return len(text.split()) <= _LONGEST_NAME and text.rstrip()[-1:] not in {".", "!", "?", ","} and text[:1].isalpha()
