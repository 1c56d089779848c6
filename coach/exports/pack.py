"""The redacted pack: a zip that shows a conversation and its review without names and chosen words."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from coach.exports.formats import Format, Wanted, written
from coach.exports.redacted_review import MARGIN, redacted_review
from coach.exports.redaction import Redaction
from coach.exports.statements import STATEMENTS
from coach.files import write_large
from coach.review import Review

_INSIDE = {
    "report.html": Format.HTML,
    "transcript.txt": Format.TXT,
    "transcript.vtt": Format.VTT,
    "turns.csv": Format.TURNS,
    "moments.csv": Format.MOMENTS,
    "numbers.csv": Format.NUMBERS,
    "review.json": Format.JSON,
}
SOUND = "sound.wav"
_A_DAY = (1980, 1, 1, 0, 0, 0)  # a zip wants a date; the day it was made is nobody's business

PROMISE = (
    "Every name and word that was chosen is replaced in all files of this pack, whatever its case and ending, with "
    "and without accents.",
    "Not replaced is what was spelled otherwise, or was heard as another word. Read it once before you pass it on.",
    "What was said may still tell who said it: a place, a job, a story.",
)
SOUND_PROMISE = (
    f"In the sound a tone covers each of these words and {MARGIN} s before and after it, on all channels. A word that "
    "was not recognised, or whose time is further off, can still be heard.",
    "The voices are not changed: who knows them will know who speaks.",
)
NO_SOUND = "The recording is not in this pack."


@dataclass(frozen=True, slots=True)
class Pack:
    """The files of a pack by name, and which secrets still stand in it as words of the program itself."""

    files: dict[str, bytes]
    left: tuple[str, ...]


def pack(review: Review, redaction: Redaction, *, title: str, with_sound: bool = False) -> Pack:
    """The files but the sound. The day of the conversation, the name of its file and its fingerprint are left out.

    Args:
        title: what it is called; redacted too.
        with_sound: whether ``write_pack`` will be given sound.
    """
    clean = redacted_review(review, redaction)
    called = redaction.text(title)
    files = {"read me.txt": _about(redaction, with_sound=with_sound)}
    for name, format_ in _INSIDE.items():
        files[name] = written(clean, Wanted(format_, called))
    left = {found for content in files.values() for found in redaction.found_in(content.decode("utf-8"))}
    return Pack(files, tuple(sorted(left)))


def write_pack(path: Path, made: Pack, sound: Path | None = None) -> None:
    """Write the pack as a zip, wholly or not at all; ``sound`` is a WAV file that was bleeped.

    Raises:
        UserError: it cannot be written.
    """

    def write(file: BinaryIO) -> None:
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in made.files.items():
                archive.writestr(_info(name), content)
            if sound is not None:
                about = _info(SOUND)
                about.file_size = sound.stat().st_size
                with archive.open(about, "w") as out, sound.open("rb") as samples:
                    while chunk := samples.read(1 << 20):
                        out.write(chunk)

    write_large(path, write)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _A_DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _about(redaction: Redaction, *, with_sound: bool) -> bytes:
    names, words = len(redaction.secrets.names), len(redaction.secrets.words)
    lines = [
        "A conversation and its review, without names",
        "",
        f"Names replaced: {names}. Other words taken out: {words}.",
        *PROMISE,
        *(SOUND_PROMISE if with_sound else (NO_SOUND,)),
        "",
        *STATEMENTS[:3],
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")
