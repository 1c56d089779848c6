"""The command line: what can be asked, and how it ends. Nothing here needs a screen or a sound card."""

import argparse
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from coach import __version__
from coach.commands.choices import best_weights, language, speakers, weights_in
from coach.commands.export_arguments import add_export
from coach.commands.library_arguments import add_library, add_search
from coach.commands.models_arguments import add_models
from coach.commands.progress_arguments import add_partner, add_progress
from coach.errors import ExitCode, UserError
from coach.logs import start_log, stop_log
from coach.paths import Paths, paths
from coach.settings import Settings, load_settings
from coach.terminal import Terminal
from models.manifest import WEIGHTS

OpenWindow = Callable[[Sequence[Path], str | None], int]
"""Opens the window on files or on a session, and gives the exit code when it is closed."""

PrintPdf = Callable[[bytes, str], bytes]
"""Makes a PDF of a page and a title."""

_SESSION_FILE = ".sayback"  # coach.library.session_file.ENDING, which --help need not load

_CODES = {
    ExitCode.OK: "all went well",
    ExitCode.BUG: "a mistake in Sayback; the log says where",
    ExitCode.USAGE: "something about the command is wrong",
    ExitCode.UNREADABLE: "a file is missing, empty, damaged, no recording, or may not be read",
    ExitCode.NOTHING_HEARD: "a recording holds no speech",
    ExitCode.WEIGHTS: "speech weights are missing or damaged, or could not be fetched",
    ExitCode.STORAGE: "something could not be written: no room, not allowed, or a damaged or newer library",
    ExitCode.SYSTEM: "no display, or a system library is missing (see sayback doctor)",
    ExitCode.WORKER: "the listening ended unexpectedly",
    ExitCode.STOPPED: "stopped with Ctrl-C",
}

_NEEDS_LIBRARY = frozenset(
    {"review", "demo", "search", "library", "sessions", "export", "import", "progress", "partner"}
)

_log = logging.getLogger(__name__)


def main(arguments: Sequence[str], open_window: OpenWindow, print_pdf: PrintPdf) -> int:
    """Do what is asked and give the exit code.

    Args:
        open_window: called only when a window is wanted, so that nothing of it is loaded before.
        print_pdf: called only when a PDF is wanted; as above.
    """
    terminal = Terminal.standard()
    asked = _parser().parse_args(_with_window(arguments))
    places = paths(os.environ)
    start_log(places.log)
    try:
        return _run(asked, terminal, _placed(asked.command, terminal, places), open_window, print_pdf)
    except UserError as error:
        terminal.trouble(error)
        return error.code
    except KeyboardInterrupt:
        terminal.tell("Stopped. Nothing is half-written.")
        return ExitCode.STOPPED
    except BrokenPipeError:  # whoever read the output has left, as "head" does
        terminal.let_go()
        return ExitCode.OK
    except Exception as error:  # noqa: BLE001 - the border: our own mistake is logged, said, and has its code
        return _mistake(error, terminal, places, is_shown=asked.debug)
    finally:
        stop_log()


def _with_window(arguments: Sequence[str]) -> Sequence[str]:
    """A session file alone opens the window on it: so systems start a program for a file that was double-clicked."""
    if arguments and all(Path(name).suffix.casefold() == _SESSION_FILE for name in arguments):
        return ("window", *arguments)
    return arguments


def _run(
    asked: argparse.Namespace, terminal: Terminal, places: Paths, open_window: OpenWindow, print_pdf: PrintPdf
) -> int:
    """Hand over to the command. Each is loaded only when asked for, so that --help answers at once."""
    match asked.command:
        case None | "window":
            return _window([Path(file) for file in getattr(asked, "files", ())], open_window)
        case "review":
            return _review(asked, terminal, places)
        case "judge":
            from coach.commands import judge

            return judge.run(judge.Options(asked.file, asked.out, asked.scales, asked.me), terminal)
        case "demo":
            return _demo(asked, terminal, places, open_window)
        case "search":
            from coach.commands import search

            return search.run(" ".join(asked.words), terminal, places)
        case "library":
            return _library(asked, terminal, places)
        case "progress":
            from coach.commands import progress

            return progress.run(progress.Options(asked.context, asked.measure, asked.json), terminal, places)
        case "partner":
            from coach.commands import partner

            return partner.run(asked, terminal, places)
        case "sessions":
            from coach.commands import export

            return export.show(terminal, places)
        case "export":
            return _export(asked, terminal, places, print_pdf)
        case "import":
            from coach.commands import export

            return export.bring(tuple(Path(file) for file in asked.files), terminal, places)
        case "models":
            return _models(asked, terminal, places)
        case "voice":
            return _voice(asked, terminal, places)
        case "doctor":
            from coach.commands import examine

            return examine.run(terminal, places)
        case "erase":
            from coach.commands import erase

            return erase.run(terminal, places, is_sure=asked.yes)
    raise AssertionError(f"no such command: {asked.command}")


def _window(files: Sequence[Path], open_window: OpenWindow) -> int:
    from coach.doctor import window_trouble

    if (trouble := window_trouble(os.environ)) is not None:
        raise trouble
    return open_window(files, None)


def _review(asked: argparse.Namespace, terminal: Terminal, places: Paths) -> ExitCode:
    from coach.commands import review

    chosen = _settings(terminal, places)
    weights, folder = _weights(asked.weights, chosen, places)
    options = review.Options(
        files=tuple(Path(file) for file in asked.files),
        weights=weights,
        weights_folder=folder,
        context=asked.context or chosen.context,
        me=asked.me,
        speakers=asked.speakers if asked.speakers is not _NOT_SAID else chosen.speakers or None,
        language=asked.language if asked.language is not _NOT_SAID else chosen.language or None,
        json=asked.json,
        html=asked.html,
        keep=asked.save,
        consent=asked.consent,
        timings=asked.timings,
    )
    return review.run(options, terminal, places)


def _demo(asked: argparse.Namespace, terminal: Terminal, places: Paths, open_window: OpenWindow) -> ExitCode:
    from coach.commands import demo

    weights, folder = _weights(asked.weights, _settings(terminal, places), places)
    options = demo.Options(weights, folder, html=asked.html, shows=not asked.no_window)
    return demo.run(options, terminal, places, open_window)


def _export(asked: argparse.Namespace, terminal: Terminal, places: Paths, print_pdf: PrintPdf) -> ExitCode:
    from coach.commands import export
    from coach.exports.formats import Format

    options = export.Options(
        session=asked.session,
        format=Format(asked.format),
        out=asked.out,
        title=asked.title,
        transcript=not asked.no_transcript,
        numbers=asked.numbers,
        audio=asked.audio,
        names=tuple(asked.name),
        words=tuple(asked.word),
    )
    return export.run(options, terminal, places, print_pdf)


def _voice(asked: argparse.Namespace, terminal: Terminal, places: Paths) -> ExitCode:
    from coach.commands import voice

    match asked.action:
        case "enrol":
            chosen = _settings(terminal, places)
            weights, folder = _weights(asked.weights, chosen, places)
            speakers = asked.speakers if asked.speakers is not _NOT_SAID else chosen.speakers or None
            options = voice.Options(Path(asked.file), asked.me, weights, folder, speakers, chosen.language or None)
            return voice.enrol(options, terminal, places)
        case "forget":
            return voice.forget(terminal, places)
        case _:
            return voice.show(terminal, places)


def _models(asked: argparse.Namespace, terminal: Terminal, places: Paths) -> ExitCode:
    from coach.commands import weights

    match asked.action:
        case "fetch":
            return weights.fetch(asked.weights, terminal, places)
        case "verify":
            return weights.verify(asked.weights, terminal, places)
        case "remove":
            return weights.remove(asked.weights, terminal, places)
        case _:
            return weights.show(terminal, places)


def _library(asked: argparse.Namespace, terminal: Terminal, places: Paths) -> ExitCode:
    from coach.commands import library

    match asked.action:
        case "backup":
            return library.backup(asked.file, terminal, places)
        case "restore":
            return library.restore(asked.file, asked.to, terminal, places)
        case "move":
            return library.move(asked.folder, terminal, places)
        case "trash":
            return library.trash(terminal, places, _settings(terminal, places))
        case "empty-trash":
            return library.empty_trash(terminal, places, is_sure=asked.yes)
        case _:
            return library.status(terminal, places, _settings(terminal, places))


def _placed(command: str | None, terminal: Terminal, places: Paths) -> Paths:
    """The places, with the library where it was moved to; said where its disk is not there and it is needed.

    The window looks for itself, because it can be opened in other ways too.
    """
    if command in (None, "window") or not places.settings.exists():
        return places
    from coach.library.place import check_place, placed

    settings = _settings(terminal, places)
    places = placed(places, settings)
    if command in _NEEDS_LIBRARY:
        check_place(places, settings)
    return places


def _settings(terminal: Terminal, places: Paths) -> Settings:
    loaded = load_settings(places.settings)
    if loaded.note:
        terminal.tell(loaded.note)
    return loaded.settings


def _weights(asked: str | None, chosen: Settings, places: Paths) -> tuple[str, Path | None]:
    """The id of the speech weights and, where they are the person's own, their folder."""
    if asked is not None:
        return (asked, None) if asked in WEIGHTS else (weights_in(Path(asked)), Path(asked))
    if chosen.weights_folder:
        return weights_in(Path(chosen.weights_folder)), Path(chosen.weights_folder)
    return chosen.weights or best_weights(places.weights), None


def _mistake(error: Exception, terminal: Terminal, places: Paths, *, is_shown: bool) -> ExitCode:
    _log.error("unexpected", exc_info=error)
    if is_shown:
        terminal.clear()
        traceback.print_exception(error, file=sys.stderr)
    where = f"The log is {places.log}." if places.log.exists() else "There is no log, because none can be written."
    terminal.tell(
        f"Sayback made a mistake ({type(error).__name__}). Nothing of yours was changed. {where} "
        "Run the same command with --debug to see more."
    )
    return ExitCode.BUG


_NOT_SAID = object()
"""Told from every answer, None for "unknown" among them; argparse would convert a default that is text."""


def _parser() -> argparse.ArgumentParser:
    width = max(len(str(code.value)) for code in _CODES)
    codes = "\n".join(f"  {code.value:>{width}}  {words}" for code, words in _CODES.items())
    parser = argparse.ArgumentParser(
        prog="sayback",
        description="A coach for active listening. Everything stays on this computer.",
        epilog=f"Without a command the window opens.\n\nexit codes:\n{codes}\n\n"
        "With several files the code is that of the worst.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"sayback {__version__}")
    parser.add_argument("--debug", action="store_true", help="show where a mistake in Sayback happened")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _add_window(commands.add_parser("window", parents=[common], help="open the window, on these files if any"))
    _add_review(commands.add_parser("review", parents=[common], help="say how one person listened in a conversation"))
    _add_judge(commands.add_parser("judge", parents=[common], help="label the turns of written conversations"))
    _add_demo(commands.add_parser("demo", parents=[common], help="the same on a sample conversation"))
    add_search(commands.add_parser("search", parents=[common], help="find where something was said"))
    add_library(
        commands.add_parser("library", parents=[common], help="how big your library is; backup, restore, move, trash")
    )
    add_progress(commands.add_parser("progress", parents=[common], help="how your listening goes over your sessions"))
    add_partner(commands.add_parser("partner", parents=[common], help="ask the other person how heard they felt"))
    commands.add_parser("sessions", parents=[common], help="list the sessions of your library")
    add_export(commands.add_parser("export", parents=[common], help="write a session of your library to a file"))
    bring = commands.add_parser("import", parents=[common], help="take session files (.sayback) into your library")
    bring.add_argument("files", nargs="+", metavar="FILE", help="session files")
    add_models(commands.add_parser("models", parents=[common], help="list, fetch, verify or remove speech weights"))
    _add_voice(commands.add_parser("voice", parents=[common], help="have your own voice known, only if you enrol it"))
    commands.add_parser("doctor", parents=[common], help="what is missing here, and the command that brings it")
    erase = commands.add_parser("erase", parents=[common], help="delete everything that Sayback keeps")
    erase.add_argument("--yes", action="store_true", help="do not ask")
    return parser


def _add_window(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", metavar="FILE", help="recordings or transcripts")


def _add_review(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Listens to recordings (any sound or video file) or reads transcripts (VTT, SRT, exports of Zoom and Teams), "
        "and prints how one person listened."
    )
    add = parser.add_argument
    add("files", nargs="+", metavar="FILE", help="recordings or transcripts")
    add("--me", metavar="WHO", help="the voice to coach: S1, 1, left, right, or a name from the transcript")
    add(
        "--speakers",
        metavar="N",
        type=speakers,
        default=_NOT_SAID,
        help="how many people share one channel at most, or unknown (default: 2)",
    )
    add("--context", metavar="ID", help="what kind of conversation it is (default: everyday)")
    add("--language", metavar="CODE", type=language, default=_NOT_SAID, help="of the speech (default: found by itself)")
    add("--json", metavar="OUT", type=Path, help="write the review as JSON; a folder where there are several files")
    add("--html", metavar="OUT", type=Path, help="write the review as a page; a folder where there are several files")
    add("--weights", metavar="ID|FOLDER", help="speech weights by id, or a folder that holds them")
    add("--save", action="store_true", help="keep the session with its recording in your library")
    add("--consent", metavar="TEXT", help="how everybody in the conversation agreed; kept with --save")
    add("--timings", action="store_true", help="say where the seconds went, on standard error")


def _add_judge(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        'Reads conversations as lines of JSON ("conv", "idx", "speaker", "text", or "conv" and "turns") and writes a '
        "line for each turn of the listener: its labels, and how likely each one is."
    )
    add = parser.add_argument
    add("file", metavar="IN", type=Path, help="the conversations, one turn or one conversation a line")
    add("--out", metavar="OUT", type=Path, required=True, help="write the labels here")
    add("--scales", metavar="OUT", type=Path, help="write six scales for each conversation here")
    add("--me", metavar="WHO", help="the speaker who listens (default: therapist or supporter)")


def _add_demo(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Listens to the sample conversation, prints its scorecard, and opens the report and the window."
    )
    parser.add_argument("--html", metavar="OUT", type=Path, help="write the report here")
    parser.add_argument("--weights", metavar="ID|FOLDER", help="speech weights by id, or a folder that holds them")
    parser.add_argument("--no-window", action="store_true", help="open neither the report nor the window")


def _add_voice(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Remembers what your own voice sounds like, on this computer alone, so that reviews find you by themselves. "
        "Nothing is kept of anybody else."
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions")
    enrol = actions.add_parser("enrol", help="remember your voice from a recording")
    enrol.add_argument("file", metavar="FILE", help="a recording of you, with at least ten seconds of your voice alone")
    enrol.add_argument("--me", metavar="WHO", help="your voice in it: S1, 1, left or right; without it they are listed")
    enrol.add_argument(
        "--speakers", metavar="N", type=speakers, default=_NOT_SAID, help="how many people share one channel at most"
    )
    enrol.add_argument("--weights", metavar="ID|FOLDER", help="speech weights by id, or a folder that holds them")
    actions.add_parser("show", help="what is kept of it (also without an action)")
    actions.add_parser("forget", help="delete it")
