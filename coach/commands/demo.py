"""sayback demo: the whole way on the sample conversation that comes with the program."""

import contextlib
import os
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.commands.listening import listen
from coach.doctor import has_display, window_trouble
from coach.errors import ExitCode, UserError
from coach.exports.report import report_html
from coach.exports.text import scorecard_text
from coach.files import private_folder, write_file
from coach.hearing.heard import Heard
from coach.hearing.request import ListenRequest
from coach.jobs import Jobs
from coach.library.library import Library
from coach.paths import Paths
from coach.review import Review
from coach.reviewing import check_heard
from coach.sample import Sample, sample
from coach.sample.session import keep_sample, review_sample
from coach.terminal import Terminal

OpenWindow = Callable[[Sequence[Path], str | None], int]
"""Opens the window on files or on a session, and gives the exit code when it is closed."""


@dataclass(frozen=True, slots=True)
class Options:
    """Where the report goes (its usual place where None), and whether window and browser may open."""

    weights: str
    weights_folder: Path | None
    html: Path | None = None
    shows: bool = True


def run(options: Options, terminal: Terminal, paths: Paths, open_window: OpenWindow) -> ExitCode:
    """Listen, score, report, keep, show. A missing screen is said, and is no failure."""
    talk = sample()
    private_folder(paths.cache)
    peaks = paths.cache / f"sample-{os.getpid()}.peaks"
    try:
        heard = _listen(talk, options, terminal, paths, peaks)
        reviewed = review_sample(heard, talk)
        check_heard(reviewed)
        terminal.say(scorecard_text(reviewed, title=talk.title, width=terminal.width))
        report = _report(reviewed, talk, options, paths)
        with Library.open(paths.library) as library:
            session = keep_sample(library, reviewed, heard, talk, peaks if peaks.exists() else None)
    finally:
        peaks.unlink(missing_ok=True)
    terminal.say(f"\nThe report: {report}")
    if options.shows:
        _show(report, session, terminal, open_window)
    return ExitCode.OK


def _listen(talk: Sample, options: Options, terminal: Terminal, paths: Paths, peaks: Path) -> Heard:
    request = ListenRequest(
        path=talk.path,
        store=paths.weights,
        speakers=len(talk.people),
        language="en",
        weights=options.weights,
        weights_folder=options.weights_folder,
        peaks=peaks,
    )
    with contextlib.closing(Jobs(folder=paths.cache)) as jobs:
        found = listen(jobs, request, terminal)
    if found.fault is not None:
        raise found.fault
    return found.heard


def _report(reviewed: Review, talk: Sample, options: Options, paths: Paths) -> Path:
    target = options.html
    if target is None:
        private_folder(paths.reports)
        target = paths.reports / "sample.html"
    write_file(target, report_html(reviewed, title=talk.title))
    return target.absolute()


def _show(report: Path, session: str, terminal: Terminal, open_window: OpenWindow) -> None:
    if has_display(os.environ):
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(report.as_uri())
    if (trouble := window_trouble(os.environ)) is not None:
        terminal.trouble(trouble)
        return
    try:
        open_window((), session)
    except UserError as error:
        terminal.trouble(error)
