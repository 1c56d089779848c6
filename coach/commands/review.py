"""sayback review: listen to recordings, or read transcripts, and say how one person listened."""

import contextlib
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from coach.audio.names import check_readable, shown_name
from coach.commands.listening import Listening, listen
from coach.commands.targets import HTML, JSON, targets
from coach.commands.timings import Stopwatch, timings_text
from coach.commands.voice import own_profile
from coach.commands.worst import worst
from coach.contexts.context import Context
from coach.contexts.load import context
from coach.errors import ExitCode, UserError
from coach.exports.report import report_html
from coach.exports.review_json import review_json
from coach.exports.statements import CONSENT
from coach.exports.text import recognised_text, scorecard_text, voices_text
from coach.files import private_folder, write_file
from coach.hearing.assemble import assemble
from coach.hearing.heard import Heard
from coach.hearing.request import ListenRequest, StageTime
from coach.jobs import Jobs
from coach.library.library import Library
from coach.library.session import Consent
from coach.paths import Paths
from coach.profile import Profile
from coach.review import Review
from coach.reviewing import check_heard, review_heard, review_transcript, speaker_named
from coach.terminal import Terminal
from coach.transcripts import is_transcript, read

# What would go wrong with the next file in the same way.
_STOPS_ALL = frozenset({ExitCode.WEIGHTS, ExitCode.SYSTEM})


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for. ``me`` is an id, a number, a side or a name; ``consent`` how everybody agreed."""

    files: tuple[Path, ...]
    weights: str
    weights_folder: Path | None
    context: str
    me: str | None = None
    speakers: int | None = 2
    language: str | None = None
    json: Path | None = None
    html: Path | None = None
    keep: bool = False
    consent: str | None = None
    timings: bool = False


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """A review and what it rests on; ``fault`` says why not all was heard, ``listening`` how many seconds it took."""

    review: Review
    heard: Heard | None = None
    peaks: Path | None = None
    fault: UserError | None = field(default=None)
    times: tuple[StageTime, ...] = ()
    listening: float = 0.0


def run(options: Options, terminal: Terminal, paths: Paths) -> ExitCode:
    """Review the files one after the other; one that fails does not stop the rest. Gives the worst of their codes."""
    kind = context(options.context)
    as_json = targets(options.files, options.json, JSON)
    as_html = targets(options.files, options.html, HTML)
    if options.consent is None:
        terminal.tell(CONSENT)
    private_folder(paths.cache)
    # Who says which voice is theirs need not be recognised.
    profile = own_profile(terminal, paths) if options.me is None else None
    codes: list[ExitCode] = []
    with contextlib.closing(Jobs(folder=paths.cache)) as jobs:
        for path, json_target, html_target in zip(options.files, as_json, as_html, strict=True):
            one = _One(path, kind, options, terminal, paths, jobs, profile)
            try:
                codes.append(one.run(json_target, html_target))
            except UserError as error:
                terminal.trouble(error)
                codes.append(error.code)
                if error.code in _STOPS_ALL:
                    break
    return worst(codes)


@dataclass(frozen=True, slots=True)
class _One:
    """The review of one file."""

    path: Path
    context: Context
    options: Options
    terminal: Terminal
    paths: Paths
    jobs: Jobs
    profile: Profile | None

    def run(self, json_target: Path | None, html_target: Path | None) -> ExitCode:
        """Write what was asked for, then say the scorecard."""
        watch = Stopwatch.started()
        check_readable(self.path)
        try:
            done = self._transcript() if is_transcript(self.path) else self._recording()
            if json_target is not None:
                write_file(json_target, review_json(done.review, is_whole=done.fault is None))
            if html_target is not None:
                write_file(html_target, report_html(done.review, title=shown_name(self.path)))
            check_heard(done.review)
            self._say(done)
            if self.options.keep:
                self._keep(done)
            if self.options.timings and done.times:
                self.terminal.tell_lines(timings_text(done.times, listening=done.listening, whole=watch.seconds))
        finally:
            self._peaks.unlink(missing_ok=True)
        if done.fault is not None:
            raise done.fault
        return ExitCode.OK

    @property
    def _peaks(self) -> Path:
        return self.paths.cache / f"review-{os.getpid()}.peaks"

    def _transcript(self) -> _Reviewed:
        me = None if self.options.me is None else speaker_named(read(self.path), self.options.me).id
        return _Reviewed(review_transcript(self.path, context=self.context, me=me))

    def _recording(self) -> _Reviewed:
        watch = Stopwatch.started()
        found = self._listen()
        listening = watch.seconds
        me = self.options.me
        if me is not None:  # where nobody speaks, nobody can be me
            me = speaker_named(assemble(found.heard), me).id if any(found.heard.words) else None
        reviewed = review_heard(found.heard, context=self.context, me=me)
        peaks = self._peaks if self._peaks.exists() else None
        return _Reviewed(reviewed, found.heard, peaks, found.fault, found.times, listening)

    def _listen(self) -> Listening:
        options = self.options
        request = ListenRequest(
            path=self.path,
            store=self.paths.weights,
            speakers=options.speakers,
            language=options.language,
            weights=options.weights,
            weights_folder=options.weights_folder,
            peaks=self._peaks if options.keep else None,
            profile=self.profile,
        )
        return listen(self.jobs, request, self.terminal)

    def _say(self, done: _Reviewed) -> None:
        width = self.terminal.width
        if len(self.options.files) > 1 and self.path != self.options.files[0]:
            self.terminal.say()
        self.terminal.say(scorecard_text(done.review, title=shown_name(self.path), width=width))
        if told := recognised_text(done.review.conversation, width=width):
            self.terminal.say(f"\n{told}")
        if done.review.conversation.me is None:
            self.terminal.say("\nWhich voice is yours? Name it with --me:")
            self.terminal.say(voices_text(done.review.conversation, width=width))

    def _keep(self, done: _Reviewed) -> None:
        with Library.open(self.paths.library) as library:
            session = library.add(
                done.review,
                done.heard,
                title=Path(shown_name(self.path)).stem,
                consent=_consent(self.options.consent),
                audio=None if done.heard is None else self.path,
                peaks=done.peaks,
            )
            library.answer(session, None)  # its numbers are in the terminal: it is too late for a guess
        self.terminal.tell(f"“{shown_name(self.path)}” is kept in your library.")


def _consent(how: str | None) -> Consent:
    now = datetime.now(UTC)
    if how is None:
        return Consent("not asked", "the command line supposed that everybody had agreed", now)
    return Consent("said on the command line", how, now)
