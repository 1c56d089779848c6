"""A session out of the library into a file, in any of the formats: what the window and the command line both do."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coach.audio.bleep import write_bleeped
from coach.exports.formats import Format, Wanted, page_to_print, written
from coach.exports.pack import Pack, pack, write_pack
from coach.exports.redacted_review import secret_times
from coach.exports.redaction import Redaction, Secrets
from coach.files import private_folder, write_file
from coach.library.library import Library
from coach.library.session import Session
from coach.library.session_file import write_session_file

PrintPdf = Callable[[bytes, str], bytes]
"""Makes a PDF of a page (``coach.exports.print_page``) and a title. Only the window's part of the program can."""

_NONE = Secrets()


@dataclass(frozen=True, slots=True)
class Request:
    """What is to leave, and how.

    ``with_audio`` counts for a session file (the recording as it is) and for a redacted pack (with a tone over each
    secret); ``secrets`` for the pack alone.
    """

    wanted: Wanted
    with_audio: bool = False
    secrets: Secrets = _NONE


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written; ``left`` are secrets that stand in a pack because the report itself uses these words."""

    path: Path
    left: tuple[str, ...] = ()


def export(
    library: Library, session: str, request: Request, target: Path, *, folder: Path, print_pdf: PrintPdf
) -> Exported:
    """Write one session to ``target``, wholly or not at all.

    Args:
        folder: where sound is put together before it goes into a pack; nothing stays there.

    Raises:
        UserError: the session is gone, its sound cannot be read, or the file cannot be written.
    """
    match request.wanted.format:
        case Format.SESSION:
            write_session_file(target, library, session, with_audio=request.with_audio)
            return Exported(target)
        case Format.REDACTED:
            return Exported(target, _redacted(library, session, request, target, folder))
        case Format.PDF:
            review = library.load(session).review
            write_file(target, print_pdf(page_to_print(review, request.wanted), request.wanted.title))
            return Exported(target)
        case _:
            write_file(target, written(library.load(session).review, request.wanted))
            return Exported(target)


def _redacted(library: Library, id_: str, request: Request, target: Path, folder: Path) -> tuple[str, ...]:
    session = library.load(id_)
    redaction = Redaction(request.secrets)
    with_sound = request.with_audio and session.audio is not None
    made = pack(session.review, redaction, title=request.wanted.title, with_sound=with_sound)
    if with_sound:
        _write_with_sound(library, session, redaction, made, target, folder)
    else:
        write_pack(target, made)
    return made.left


def _write_with_sound(
    library: Library, session: Session, redaction: Redaction, made: Pack, target: Path, folder: Path
) -> None:
    assert session.audio is not None
    heard = library.heard(session.id)
    talks = (session.review.conversation, session.unedited.conversation)
    spans = secret_times(talks, heard.words if heard else (), redaction)
    private_folder(folder)
    with tempfile.TemporaryDirectory(prefix="pack-", dir=folder) as between:
        sound = Path(between) / "sound.wav"
        write_bleeped(session.audio, sound, spans)
        write_pack(target, made, sound)
