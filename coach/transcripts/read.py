"""A transcript file to a conversation, whatever it is called and however it is written."""

import codecs
import re
from pathlib import Path

from coach.audio.names import check_readable, unreadable
from coach.conversation import Conversation
from coach.transcripts.assemble import conversation_of
from coach.transcripts.captions import is_captions, read_captions
from coach.transcripts.cue import Cue
from coach.transcripts.docx import DamagedDocumentError, docx_text, is_docx
from coach.transcripts.language import language_of
from coach.transcripts.lines import count_times, has_names, read_lines
from coach.transcripts.markdown import without_markdown
from coach.transcripts.rows import read_rows

SUFFIXES = frozenset({".vtt", ".srt", ".txt", ".md", ".json", ".docx"})

LARGEST = 64_000_000
"""Bytes that are read as a transcript; a day of talk has half a megabyte (our choice)."""

_HEAD = 65_536
_ROWS = re.compile(r"^\s*[\[{].*\"(?:text|dialogue|utterance|transcript|content|sentence)\"\s*:", re.DOTALL)
_EXPORT = "Export it once more as WebVTT (.vtt), SRT or a Word document with times."


def is_transcript(path: Path) -> bool:
    """Whether this file holds text that goes through the transcript's door; False also where it cannot be read.

    By content: captions, rows, or lines with times or names. A file whose name says that it is a transcript is
    one as long as it holds text, so that what it lacks is said in a transcript's words.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return False
    if head.startswith(b"PK"):
        return is_docx(path)
    text = _text(head)
    if text is None or not text.strip():
        return False
    by_name = path.suffix.lower() in SUFFIXES
    return by_name or is_captions(text) or bool(_ROWS.match(text)) or count_times(text) > 1 or has_names(text)


def read(path: Path, *, language: str | None = None) -> Conversation:
    """The conversation in a transcript; its times are those of lines, and its turns have no words with times.

    Args:
        language: ISO 639-1 where it is known; else it is guessed from the words.

    Raises:
        UserError: unreadable, damaged, no transcript, or without times.
    """
    check_readable(path)
    cues = _cues(path)
    return conversation_of(cues, language=language or language_of(" ".join(cue.text for cue in cues)))


def _cues(path: Path) -> tuple[Cue, ...]:
    if is_docx(path):
        try:
            text = docx_text(path)
        except DamagedDocumentError as fault:
            raise unreadable(path, "is a damaged Word document.", _EXPORT) from fault
        return _checked(read_lines(text), path, text)
    if path.stat().st_size > LARGEST:
        raise unreadable(path, "is too large to be a transcript.", "Choose the transcript, or the recording itself.")
    text = _text(path.read_bytes()) or ""
    if not text.strip():
        raise unreadable(path, "holds no text that can be read as a transcript.", _EXPORT)
    if path.suffix.lower() == ".md":
        text = without_markdown(text)
    rows = read_rows(text) if text.lstrip()[0] in "[{" else None
    if rows is not None:
        return _checked(rows, path, text)
    return _checked(read_captions(text) if is_captions(text) else read_lines(text), path, text)


def _checked(cues: tuple[Cue, ...], path: Path, text: str) -> tuple[Cue, ...]:
    if cues:
        return cues
    if is_captions(text):
        raise unreadable(path, "holds captions without a word in them, or is damaged.", _EXPORT)
    if has_names(text):
        raise unreadable(path, "tells who said what, but not when.", _EXPORT)
    raise unreadable(path, "is not a transcript with times and names.", _EXPORT)


def _text(data: bytes) -> str | None:
    """The bytes as text with plain line ends; None where they are not text."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _lines(data.decode(encoding, "replace"))
    if b"\0" in data:
        return None
    try:
        # The head of a file may end inside a letter.
        return _lines(codecs.getincrementaldecoder("utf-8")().decode(data))
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    strange = sum((not letter.isprintable() and letter not in "\r\n\t") or letter == "�" for letter in text)
    return _lines(text) if strange <= STRANGE_SHARE * len(text) else None


STRANGE_SHARE = 0.01  # of signs that no text has; sound and pictures have a tenth and more (our choice)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
