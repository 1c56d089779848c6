"""The beginning of what an export will hold, cheap enough to be shown while it is being chosen."""

from dataclasses import replace

from coach.exports.exporting import Request
from coach.exports.formats import Format, Wanted, written
from coach.exports.redacted_review import redacted_conversation
from coach.exports.redaction import Redaction
from coach.review import Review

TURNS = 12
LINES = 40
"""Enough to see how it will look (our choice); both keep a preview under a frame where numbers are not asked for."""

_SHOWN = frozenset(
    {
        *(Format.TXT, Format.MARKDOWN, Format.WORD, Format.PDF, Format.VTT, Format.SRT),
        *(Format.TURNS, Format.MOMENTS, Format.NUMBERS, Format.REDACTED),
    }
)


def preview(review: Review, request: Request) -> str:
    """Up to ``LINES`` lines, those of a Word document and of a PDF as plain text; empty for the other formats."""
    wanted = request.wanted
    if wanted.format not in _SHOWN:
        return ""
    short = _shortened(review)
    if wanted.format is Format.REDACTED:
        redaction = Redaction(request.secrets)
        short = replace(short, conversation=redacted_conversation(short.conversation, redaction))
        wanted = Wanted(Format.TXT, redaction.text(wanted.title))
    elif wanted.format in (Format.WORD, Format.PDF):
        wanted = replace(wanted, format=Format.TXT)
    text = written(short, wanted).decode("utf-8-sig")
    return "\n".join(text.splitlines()[:LINES])


def _shortened(review: Review) -> Review:
    talk = review.conversation
    cut = replace(talk, turns=talk.turns[:TURNS])
    return replace(review, conversation=cut, moments=tuple(m for m in review.moments if m.turn < TURNS))
