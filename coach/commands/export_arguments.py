"""What can be asked of sayback export. Loads nothing, so that --help answers at once."""

import argparse
from pathlib import Path

FORMATS = {
    "txt": "plain text",
    "md": "Markdown",
    "docx": "Word document",
    "pdf": "PDF",
    "html": "the report as a page",
    "vtt": "WebVTT captions",
    "srt": "SubRip captions",
    "csv": "turns as a table",
    "csv-moments": "moments as a table",
    "csv-numbers": "numbers as a table",
    "json": "the review as JSON",
    "sayback": "the whole session, for another Sayback",
    "redacted": "a zip without names and chosen words",
}
"""As coach.exports.formats.Format has them, which --help need not load."""


def add_export(parser: argparse.ArgumentParser) -> None:
    """What ``sayback export`` takes."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    formats = "\n".join(f"  {name:12} {words}" for name, words in FORMATS.items())
    parser.description = f"Writes one session of your library.\n\nformats:\n{formats}"
    add = parser.add_argument
    add("session", metavar="SESSION", help="latest, the beginning of an id (see sayback sessions), or a title")
    add("--format", metavar="FORMAT", choices=tuple(FORMATS), required=True, help="one of the formats above")
    add("--out", metavar="OUT", type=Path, help="the file, or a folder (default: here, by its title)")
    add("--title", metavar="TEXT", help="another title in the file")
    add("--numbers", action="store_true", help="with the feedback and the numbers: txt, md, docx, pdf")
    add("--no-transcript", action="store_true", help="without what was said: txt, md, docx, pdf")
    add("--audio", action="store_true", help="with the recording: sayback; with a tone over each secret: redacted")
    add("--name", metavar="NAME", action="append", default=[], help="a name to replace in redacted (default: found)")
    add("--word", metavar="WORD", action="append", default=[], help="a word or phrase to take out of redacted")
