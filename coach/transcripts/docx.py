"""The text of a Word document, as Teams exports transcripts."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from coach.transcripts.cue import TIME

_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

LARGEST = 64_000_000
"""Bytes of text that are believed; a day of talk has a tenth of it, a packed bomb grows without end (our choice)."""


# RuntimeError: the archive asks for a password. NotImplementedError: it is packed in a way nobody uses.
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ET.ParseError,
)


class DamagedDocumentError(Exception):
    """The document cannot be unpacked or its text is no XML."""


def is_docx(path: Path) -> bool:
    """Whether this is a Word document, whatever it is called."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _BODY in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def docx_text(path: Path) -> str:
    """A line for each paragraph and each line break in it; tabs become spaces.

    A row of a table that holds a time, a name and what was said becomes the one line ``"0:01:02 Anna: …"``.

    Raises:
        DamagedDocumentError: see there.
    """
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_BODY) as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST or b"<!DOCTYPE" in data[:1000]:
            raise DamagedDocumentError
        body = ET.fromstring(data)
    except _FAULTS as fault:
        raise DamagedDocumentError from fault
    return "\n".join(_lines(body))


_A_TIME = re.compile(TIME)
_SIGNS = {f"{_W}tab": "   ", f"{_W}br": "\n", f"{_W}cr": "\n"}


def _lines(body: ET.Element) -> Iterator[str]:
    taken: set[ET.Element] = set()
    for part in body.iter():
        if part.tag == f"{_W}tr" and (turn := _turn(part)) is not None:
            taken.update(part.iter(f"{_W}p"))
            yield turn
        elif part.tag == f"{_W}p" and part not in taken:
            yield _paragraph(part)


def _turn(row: ET.Element) -> str | None:
    """A row with a time, a name and words as a line; None for any other row."""
    cells = [[_paragraph(p).strip() for p in cell.iter(f"{_W}p")] for cell in row.findall(f"{_W}tc")]
    if len(cells) != 3 or not _A_TIME.fullmatch(" ".join(cells[0])) or not all(map("".join, cells[1:])):
        return None
    time, who, said = (" ".join(cell) for cell in cells)
    return f"{time} {who.rstrip(':').replace(':', '·')}: {said}"


def _paragraph(paragraph: ET.Element) -> str:
    pieces = []
    for part in paragraph.iter():
        if part.tag == f"{_W}t":
            pieces.append(part.text or "")
        else:
            pieces.append(_SIGNS.get(part.tag, ""))
    return "".join(pieces)
