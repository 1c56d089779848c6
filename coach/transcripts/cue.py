"""A line of a transcript, whatever format it came in, and how times and names are written."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """What was said between two moments. ``speaker`` is None where nobody is named.

    ``end`` is None where the format tells only when a line begins.
    """

    start: float
    end: float | None
    text: str
    speaker: str | None = None


TIME = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
"""A time as transcripts write it: hours may be missing, a comma may stand for the point."""

_PREFIX = re.compile(r"^(?P<name>[^\W_](?:[^:<>\[\]{}|\n]{0,58}[^\s:<>\[\]{}|\n])?)\s*:\s+(?P<text>\S.*)$", re.DOTALL)

_LONGEST_NAME = 6
"""Words in a name at most; a longer beginning before a colon is part of the sentence (our choice)."""


def seconds(text: str) -> float | None:
    """The seconds in ``"1:02:03.5"``, ``"02:03,500"`` or ``"123.5"``; None where it is no time."""
    parts = text.strip().replace(",", ".").split(":")
    if not 1 <= len(parts) <= 3:
        return None
    total = 0.0
    for place, part in enumerate(parts):
        if not re.fullmatch(r"\d+(?:\.\d*)?" if place == len(parts) - 1 else r"\d+", part, re.ASCII):
            return None
        total = 60.0 * total + float(part)
    return total


def named(text: str) -> tuple[str, str] | None:
    """The name and the rest of ``"Anna Müller: So, how are you?"``; None where no name leads."""
    match = _PREFIX.match(text)
    if match is None or len(match["name"].split()) > _LONGEST_NAME or match["name"].isdigit():
        return None
    return match["name"], match["text"].strip()
