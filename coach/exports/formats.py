"""The formats a session can leave in, and the one place that writes each."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coach.exports.captions import subrip, webvtt
from coach.exports.markdown import markdown
from coach.exports.paper import Paper, paper
from coach.exports.plain import plain
from coach.exports.print_page import print_page
from coach.exports.report import report_html
from coach.exports.review_json import review_json
from coach.exports.tables import moments_table, numbers_table, turns_table
from coach.review import Review


class Format(StrEnum):
    """Names as the command line takes them."""

    TXT = "txt"
    MARKDOWN = "md"
    WORD = "docx"
    PDF = "pdf"
    HTML = "html"
    VTT = "vtt"
    SRT = "srt"
    TURNS = "csv"
    MOMENTS = "csv-moments"
    NUMBERS = "csv-numbers"
    JSON = "json"
    SESSION = "sayback"
    REDACTED = "redacted"

    @property
    def ending(self) -> str:
        """How the name of its file ends."""
        return _ENDINGS.get(self, f".{self.value}")

    @property
    def takes_parts(self) -> bool:
        """Whether the transcript and the numbers can each be left out."""
        return self in _WITH_PARTS

    @property
    def is_written(self) -> bool:
        """Whether ``written`` makes it; the others need paper, sound or the library."""
        return self not in (Format.PDF, Format.SESSION, Format.REDACTED)


_ENDINGS = {Format.MOMENTS: ".csv", Format.NUMBERS: ".csv", Format.REDACTED: ".zip"}
_WITH_PARTS = frozenset({Format.TXT, Format.MARKDOWN, Format.WORD, Format.PDF})
_ALWAYS_NUMBERS = frozenset({Format.HTML, Format.MOMENTS, Format.NUMBERS, Format.JSON, Format.SESSION, Format.REDACTED})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to write. ``transcript`` and ``numbers`` count only where ``format.takes_parts``; ``on`` is the day."""

    format: Format
    title: str
    on: date | None = None
    transcript: bool = True
    numbers: bool = False

    def __post_init__(self) -> None:
        if self.format.takes_parts and not (self.transcript or self.numbers):
            raise ValueError("nothing is left to write")

    @property
    def has_numbers(self) -> bool:
        """Whether any number of the session is in it."""
        return self.numbers if self.format.takes_parts else self.format in _ALWAYS_NUMBERS

    def paper(self, review: Review) -> Paper:
        """The session as it is to be written."""
        parts = self.format.takes_parts
        return paper(
            review,
            title=self.title,
            on=self.on,
            transcript=self.transcript or not parts,
            numbers=self.numbers and parts,
        )


def written(review: Review, wanted: Wanted) -> bytes:
    """The whole file. Pure: the same review gives the same bytes, but for the times inside a Word document.

    Raises:
        ValueError: a format that is not made here (``Format.is_written``).
    """
    match wanted.format:
        case Format.TXT:
            return plain(wanted.paper(review))
        case Format.MARKDOWN:
            return markdown(wanted.paper(review))
        case Format.WORD:
            from coach.exports.word import word  # its library takes 0.2 s to load, which no start should wait for

            return word(wanted.paper(review))
        case Format.VTT:
            return webvtt(wanted.paper(review))
        case Format.SRT:
            return subrip(wanted.paper(review))
        case Format.TURNS:
            return turns_table(review)
        case Format.MOMENTS:
            return moments_table(review)
        case Format.NUMBERS:
            return numbers_table(review)
        case Format.HTML:
            return report_html(review, title=wanted.title, on=wanted.on)
        case Format.JSON:
            return review_json(review)
        case _:
            raise ValueError(f"{wanted.format} is not written here")


def page_to_print(review: Review, wanted: Wanted) -> bytes:
    """The page that a PDF is made of, as HTML."""
    return print_page(wanted.paper(review))


def file_name(title: str, format_: Format) -> str:
    """A name for the file that every system takes: no slashes, colons or dots at its ends, at most 80 letters."""
    kept = "".join(" " if letter in '<>:"/\\|?*' or not letter.isprintable() else letter for letter in title)
    stem = " ".join(kept.split())[:80].strip(" .") or "Conversation"
    if stem.split(".")[0].casefold() in _RESERVED:
        stem = f"{stem} talk"
    suffix = {Format.MOMENTS: " moments", Format.NUMBERS: " numbers", Format.REDACTED: " redacted"}.get(format_, "")
    return f"{stem}{suffix}{format_.ending}"


# Windows gives these names to devices, whatever follows the dot.
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)
