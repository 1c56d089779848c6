"""sayback partner: a form for the other person, their answer back, and what partners said."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from coach.commands.export import found
from coach.conversation import Speaker
from coach.errors import ExitCode, UserError
from coach.files import write_file
from coach.library.library import Library
from coach.library.session import Session
from coach.library.verdicts import AnsweredOtherwiseError, Outcome, Taken
from coach.partner.agreement import agreement
from coach.partner.answer import Answer, read_answer
from coach.partner.ask import partners_of, sheet_for
from coach.partner.form import form_html
from coach.partner.words import agreement_told, heard_told, marks_told, over_sessions
from coach.paths import Paths
from coach.reviewing import speaker_named
from coach.terminal import Terminal


def _now() -> datetime:
    return datetime.now(UTC)


def run(asked: argparse.Namespace, terminal: Terminal, paths: Paths) -> ExitCode:
    """Do what was asked."""
    match asked.action:
        case "form":
            return form(asked.session, asked.out, asked.partner, terminal, paths, is_sure=asked.yes)
        case "read":
            return read(asked.answer, asked.session, terminal, paths, replaces=asked.replace)
        case "forget":
            return forget(asked.session, terminal, paths, is_sure=asked.yes)
        case _:
            return show(getattr(asked, "session", None), terminal, paths)


def form(
    session: str,
    out: Path,
    partner: str | None,
    terminal: Terminal,
    paths: Paths,
    *,
    is_sure: bool,
    now: Callable[[], datetime] = _now,
) -> ExitCode:
    """Write the form for one partner, after showing the words that are in it."""
    with Library.open(paths.library) as library:
        kept = library.load(found(session, library.sessions()).id)
        sheet = sheet_for(kept, _partner(kept, partner).id, now=now())
        terminal.tell(f"The form for {sheet.partner} holds your name ({sheet.listener}), theirs, and these words:")
        for item in sheet.items:
            terminal.tell(f"  {sheet.partner}: {item.theirs}")
            terminal.tell(f"  {sheet.listener}: {item.mine}")
        if not sheet.items:
            terminal.tell("  none: it asks only how heard they felt")
        if not is_sure and not terminal.ask("Write it?"):
            terminal.tell("Nothing was written. Where nobody can be asked, add --yes.")
            return ExitCode.USAGE
        write_file(out, form_html(sheet))
        library.verdicts.ask(sheet)
    terminal.say(f"The form is {out.absolute()}")
    terminal.tell("It works in any browser without Sayback. Read their answer with: sayback partner read FILE")
    return ExitCode.OK


def read(answer: str, session: str | None, terminal: Terminal, paths: Paths, *, replaces: bool) -> ExitCode:
    """Take in an answer: a file, or the code itself."""
    came = _answer(answer)
    with Library.open(paths.library) as library:
        expected = None if session is None else found(session, library.sessions()).id
        try:
            taken = library.verdicts.take(came, session=expected, replaces=replaces)
        except AnsweredOtherwiseError as error:
            raise UserError(error.sentence, "Add --replace to take the new answer instead.", ExitCode.USAGE) from error
        title = library.load(taken.given.sheet.session).title
    terminal.say(f"{_outcome(taken)} “{title}”.")
    _say(taken, terminal)
    return ExitCode.OK


def show(session: str | None, terminal: Terminal, paths: Paths) -> ExitCode:
    """What partners said, of one session or of all."""
    with Library.open(paths.library) as library:
        if session is None:
            given = library.verdicts.all()
        else:
            given = library.verdicts.of_session(found(session, library.sessions()).id)
        titles = {row.id: row.title for row in library.sessions()}
    if not given:
        terminal.say("No partner has said anything yet. Begin with: sayback partner form SESSION --out FILE")
    for one in given:
        terminal.say(f"{titles.get(one.sheet.session, '')}  ({one.answered.astimezone():%Y-%m-%d})")
        terminal.say(f"  {heard_told(one)} {marks_told(one)}".rstrip())
    for told in over_sessions(given):
        terminal.say(told)
    return ExitCode.OK


def forget(session: str, terminal: Terminal, paths: Paths, *, is_sure: bool) -> ExitCode:
    """Remove what partners said of a session, after asking."""
    with Library.open(paths.library) as library:
        row = found(session, library.sessions())
        given = library.verdicts.of_session(row.id)
        if not given:
            terminal.say(f"Nobody has said anything of “{row.title}”.")
            return ExitCode.OK
        if not is_sure and not terminal.ask(f"Remove what was said of “{row.title}”?"):
            terminal.tell("Nothing was removed. Where nobody can be asked, add --yes.")
            return ExitCode.USAGE
        for one in given:
            library.verdicts.forget(one.sheet.tag)
    terminal.say(f"What was said of “{row.title}” is removed.")
    return ExitCode.OK


def _partner(session: Session, wanted: str | None) -> Speaker:
    """The partner who is meant; where there is only one it need not be said."""
    others = partners_of(session)
    if wanted is not None:
        speaker = speaker_named(session.review.conversation, wanted)
        if speaker.me:
            raise UserError(f"“{speaker.label}” is you.", "Name the other person.", ExitCode.USAGE)
        return speaker
    if len(others) == 1:
        return others[0]
    names = ", ".join(who.label for who in others) or "nobody"
    raise UserError("Say who is to answer.", f"Add --partner with one of: {names}.", ExitCode.USAGE)


def _answer(given: str) -> Answer:
    path = Path(given)
    try:
        is_file = path.is_file()
    except (OSError, ValueError):
        is_file = False
    if not is_file:
        if given.strip().upper().startswith("SB"):
            return read_answer(given)
        raise UserError(f"“{given}” is neither a file nor a code.", "A code begins with SB1.", ExitCode.UNREADABLE)
    try:
        return read_answer(path.read_bytes())
    except OSError as error:
        raise UserError(
            f"{path} may not be read: {error.strerror}.", "Change its permissions.", ExitCode.UNREADABLE
        ) from error


def _outcome(taken: Taken) -> str:
    return {
        Outcome.KEPT: "The answer is in, for",
        Outcome.SAME: "This answer was in already and nothing changed, for",
        Outcome.REPLACED: "The new answer took the place of the old one, for",
    }[taken.outcome]


def _say(taken: Taken, terminal: Terminal) -> None:
    given = taken.given
    for told in (heard_told(given), marks_told(given), agreement_told(agreement(given.pairs))):
        if told:
            terminal.say(f"  {told}")
