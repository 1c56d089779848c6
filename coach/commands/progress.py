"""sayback progress: how the person's own listening goes over several sessions."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.contexts.context import Context
from coach.contexts.load import context, contexts
from coach.errors import ExitCode, UserError
from coach.files import write_file
from coach.library.guess_rows import Calibration
from coach.library.library import Library
from coach.measures.registry import measure
from coach.partner.sheet import Given
from coach.partner.words import over_sessions
from coach.paths import Paths
from coach.progress import progress_json, words
from coach.progress.calibration import guess_lines
from coach.progress.compare import Change
from coach.progress.gather import Gathered, gather
from coach.progress.outlook import Line, Outlook, outlook
from coach.progress.plan import Plan, sentence, since
from coach.progress.series import contexts_of
from coach.terminal import ProgressLine, Terminal


@dataclass(frozen=True, slots=True)
class Options:
    """``context`` None shows every kind of conversation; ``json`` is a file, or "-" for standard output."""

    context: str | None = None
    measure: str | None = None
    json: str | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    gathered: Gathered
    guesses: tuple[Calibration, ...]
    plan: Plan | None
    verdicts: tuple[Given, ...]


def run(options: Options, terminal: Terminal, paths: Paths) -> ExitCode:
    """Print trends, own guesses, the plan, and what partners said; or write all of it as JSON."""
    chosen = None if options.context is None else context(options.context)
    if options.measure is not None:
        _check_measure(options.measure)
    line = ProgressLine(terminal, "Progress")
    with Library.open(paths.library) as library:
        read = _Read(
            gather(library, on_progress=lambda done: line.show(done, "reading sessions", None)),
            library.calibrations(),
            library.plans.current(),
            library.verdicts.all(),
        )
    shown = [outlook(one, read.gathered.sessions) for one in _wanted(chosen, read.gathered)]
    if options.json is not None:
        _write(options.json, read, shown, terminal)
        return ExitCode.OK
    if not read.gathered.sessions:
        terminal.say("No session to go by yet. Review a conversation and keep it: sayback review --save FILE.")
    for each in shown:
        _say(each, options.measure, read.plan, terminal)
    _say_rest(read, shown, terminal)
    return ExitCode.OK


def _check_measure(name: str) -> None:
    try:
        measure(name)
    except KeyError as error:
        raise UserError(
            f"There is no measure “{name}”.", "See sayback progress --json for the names.", ExitCode.USAGE
        ) from error


def _wanted(chosen: Context | None, gathered: Gathered) -> Sequence[Context]:
    if chosen is not None:
        return (chosen,)
    known = {one.id: one for one in contexts()}
    return [known[id_] for id_ in contexts_of(gathered.sessions) if id_ in known]


def _say(shown: Outlook, only: str | None, plan: Plan | None, terminal: Terminal) -> None:
    count = len(shown.sessions)
    terminal.say(f"{shown.context.title}: {count} session{'' if count == 1 else 's'}")
    for line in shown.lines:
        if only in (None, line.measure):
            _say_line(line, plan, terminal, is_whole=only is not None)
    clear = [one for one in shown.differences if one.change in (Change.MORE, Change.LESS)]
    if shown.differences and only is None:
        first, last = shown.sessions[0], shown.sessions[-1]
        terminal.say(f"  First and last session, {_day(first.made)} and {_day(last.made)}:")
        for one in clear:
            terminal.say(f"    {words.told(one)}")
        unclear = sum(one.change is Change.NONE for one in shown.differences)
        terminal.say(f"    no clear difference in {unclear} {'measure' if unclear == 1 else 'measures'}")
    terminal.say()


def _say_line(line: Line, plan: Plan | None, terminal: Terminal, *, is_whole: bool) -> None:
    unit = measure(line.measure).unit
    terminal.say(f"  {words.finding(line.measure, line.series)}")
    if is_whole:
        is_planned = plan is not None and plan.measure == line.measure
        terminal.say(f"    {words.detail(unit, line.trend, is_planned=is_planned)}")
        terminal.say(f"    {words.points_read(unit, line.series)}")
        for reason in words.left_out(line.series.left_out):
            terminal.say(f"    {reason}")


def _say_rest(read: _Read, shown: Sequence[Outlook], terminal: Terminal) -> None:
    if read.plan is not None:
        terminal.say(f"Your plan: {sentence(read.plan)}")
        line = next(
            (one.line(read.plan.measure) for one in shown if one.context.id == (read.plan.context or one.context.id)),
            None,
        )
        if line is not None:
            terminal.say(f"  {words.plan_told(measure(line.measure).unit, since(read.plan, line.series.points))}")
    if guesses := guess_lines(read.guesses):
        terminal.say("Your own guesses:")
        for guess in guesses:
            terminal.say(f"  {words.guess_told(guess)}")
    if told := over_sessions(read.verdicts):
        terminal.say("What your partners said:")
        for sentence_ in told:
            terminal.say(f"  {sentence_}")
    for reason in (words.rescored(read.gathered.rescored), *words.left_out(read.gathered.left_out)):
        if reason:
            terminal.tell(reason)


def _write(target: str, read: _Read, shown: Sequence[Outlook], terminal: Terminal) -> None:
    written = progress_json.progress_json(read.gathered, shown, guess_lines(read.guesses), read.plan, read.verdicts)
    if target == "-":
        terminal.say(json.dumps(written, ensure_ascii=False, indent=1))
        return
    path = Path(target)
    write_file(path, (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace"))
    terminal.say(f"Written to {path.absolute()}")


def _day(made: object) -> str:
    return f"{made:%Y-%m-%d}"
