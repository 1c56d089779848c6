"""The text of a Word document, as Teams exports transcripts."""

import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

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
    return "\n".join(_paragraph(paragraph) for paragraph in body.iter(f"{_W}p"))


_SIGNS = {f"{_W}tab": "   ", f"{_W}br": "\n", f"{_W}cr": "\n"}


def _paragraph(paragraph: ET.Element) -> str:
    pieces = []
    for part in paragraph.iter():
        if part.tag == f"{_W}t":
            pieces.append(part.text or "")
        else:
            pieces.append(_SIGNS.get(part.tag, ""))
    return "".join(pieces)
