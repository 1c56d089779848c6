"""Which words of a turn a moment stands on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coach.conversation import Turn
from coach.times import Span, overlap


@dataclass(frozen=True, slots=True)
class Range:
    """Characters ``start`` to ``start + length`` of a turn's text, and the index of what stands there."""

    start: int
    length: int
    index: int


def word_ranges(turn: Turn) -> tuple[Range, ...]:
    """Each of the turn's words in its text, in order; ``index`` is the word's. Words not in the text are left out."""
    found = []
    at = 0
    for index, word in enumerate(turn.words):
        place = turn.text.find(word.text, at)
        if place >= 0:
            found.append(Range(place, len(word.text), index))
            at = place + len(word.text)
    return tuple(found)


def quoted(text: str, quote: str) -> tuple[int, int] | None:
    """Start and length of ``quote`` in ``text``, whatever the spaces and the capitals; None where it is not there."""
    tokens = quote.strip(" …").split()
    if not tokens:
        return None
    match = re.search(r"\s+".join(re.escape(token) for token in tokens), text, re.IGNORECASE)
    return (match.start(), match.end() - match.start()) if match else None


def marked(turn: Turn, spans: Sequence[tuple[Span, str]]) -> tuple[Range, ...]:
    """Where each (time, quote) lies in the turn's text; ``index`` is its place in ``spans``.

    The quote decides; without it the words that share time with the span; without those the whole turn.
    """
    found = []
    for index, (span, quote) in enumerate(spans):
        place = quoted(turn.text, quote)
        if place is None:
            inside = [r for r in word_ranges(turn) if overlap(span, _span_of(turn, r)) > 0.0]
            if inside:
                place = (inside[0].start, inside[-1].start + inside[-1].length - inside[0].start)
            else:
                place = (0, len(turn.text))
        found.append(Range(place[0], place[1], index))
    return tuple(found)


def word_at(turn: Turn, time: float) -> Range | None:
    """The word being said at ``time``; None between words."""
    for place in word_ranges(turn):
        word = turn.words[place.index]
        if word.start <= time < word.end:
            return place
    return None


def _span_of(turn: Turn, place: Range) -> Span:
    word = turn.words[place.index]
    return Span(word.start, word.end)
