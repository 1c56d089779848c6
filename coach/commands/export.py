"""sayback sessions, export and import: what the library holds, out into files and in from them."""

from dataclasses import dataclass
from pathlib import Path

from coach.audio.names import shown_name
from coach.commands.targets import Kind, target
from coach.commands.worst import worst
from coach.errors import ExitCode, UserError
from coach.exports.exporting import PrintPdf, Request, export
from coach.exports.formats import Format, Wanted, file_name
from coach.exports.redaction import Secrets
from coach.exports.secrets_suggested import suggested_names
from coach.exports.stamps import stamp
from coach.library.library import Library
from coach.library.session import Session, SessionRow
from coach.library.session_file import bring_in
from coach.paths import Paths
from coach.terminal import Terminal

LATEST = "latest"
_SHOWN_ID = 8
_SHORTEST_ID = 4


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for. ``session`` is "latest", an id or its beginning, or a title."""

    session: str
    format: Format
    out: Path | None = None
    title: str | None = None
    transcript: bool = True
    numbers: bool = False
    audio: bool = False
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def show(terminal: Terminal, paths: Paths) -> ExitCode:
    """Print a line for each session, the newest first."""
    with Library.open(paths.library) as library:
        rows = library.sessions()
    if not rows:
        terminal.tell("Your library is empty. Review a recording with --save, or in the window.")
    for row in rows:
        people = ", ".join(row.people)
        terminal.say(
            f"{row.id[:_SHOWN_ID]}  {row.created.astimezone():%Y-%m-%d}  {stamp(row.duration)}  {row.title}  ({people})"
        )
    return ExitCode.OK


def run(options: Options, terminal: Terminal, paths: Paths, print_pdf: PrintPdf) -> ExitCode:
    """Write one session in one format."""
    with Library.open(paths.library) as library:
        row = found(options.session, library.sessions())
        session = library.load(row.id)
        request = _request(options, session, terminal)
        name = file_name(request.wanted.title, options.format)
        path = target(options.out or Path(), name, Kind("--out", (options.format.ending,)))
        if request.wanted.has_numbers and session.answer is None:
            library.answer(row.id, None)  # its numbers are about to be seen: it is too late for a guess
        made = export(library, row.id, request, path, folder=paths.cache, print_pdf=print_pdf)
    if made.left:
        terminal.tell(f"The report itself uses some of these words, so they still stand in it: {', '.join(made.left)}.")
    terminal.tell(f"“{shown_name(made.path)}” is written.")
    return ExitCode.OK


def bring(files: tuple[Path, ...], terminal: Terminal, paths: Paths) -> ExitCode:
    """Take session files into the library; one that fails does not stop the rest. Gives the worst of their codes."""
    codes = []
    with Library.open(paths.library) as library:
        for file in files:
            try:
                brought = bring_in(file, library, paths.cache)
            except UserError as error:
                terminal.trouble(error)
                codes.append(error.code)
                continue
            what = "is kept in your library."
            if brought.was_known:
                what = "is in your library already; nothing was changed."
            elif brought.is_second:
                what = "is kept beside another state of the same session."
            terminal.tell(f"“{shown_name(file)}” {what}")
            terminal.say(brought.session[:_SHOWN_ID])
    return worst(codes)


def found(wanted: str, rows: tuple[SessionRow, ...]) -> SessionRow:
    """The session that is meant.

    Raises:
        UserError: there is none, or it could be several.
    """
    if wanted == LATEST and rows:
        return rows[0]
    by_id = [row for row in rows if len(wanted) >= _SHORTEST_ID and row.id.startswith(wanted.casefold())]
    matches = by_id or [row for row in rows if row.title.casefold() == wanted.casefold()]
    if len(matches) == 1:
        return matches[0]
    if not matches:
        raise UserError(f"There is no session “{wanted}”.", "See sayback sessions.", ExitCode.USAGE)
    ids = ", ".join(row.id[:_SHOWN_ID] for row in matches)
    raise UserError(f"“{wanted}” could be {len(matches)} sessions: {ids}.", "Give the id of one.", ExitCode.USAGE)


def _request(options: Options, session: Session, terminal: Terminal) -> Request:
    is_redacted = options.format is Format.REDACTED
    secrets = Secrets(options.names, options.words)
    if is_redacted and not options.names:
        secrets = Secrets(suggested_names(session.review.conversation), options.words)
        terminal.tell(f"Replaced are the names that were found: {', '.join(secrets.names) or 'none'}.")
    if options.audio and session.audio is None and options.format in (Format.SESSION, Format.REDACTED):
        raise UserError("This session has no recording.", "Export it without --audio.", ExitCode.USAGE)
    if options.format.takes_parts and not (options.transcript or options.numbers):
        raise UserError("Nothing is left to write.", "Leave --no-transcript out, or add --numbers.", ExitCode.USAGE)
    local = session.created.astimezone()
    wanted = Wanted(
        options.format,
        options.title or ("Conversation" if is_redacted else session.title),
        None if is_redacted else local.date(),
        options.transcript,
        options.numbers,
    )
    return Request(wanted, options.audio, secrets)
