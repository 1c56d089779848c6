"""sayback voice: enrol your own voice, see what is kept of it, forget it."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coach.audio.names import check_readable, shown_name
from coach.commands.listening import listen, take_voice
from coach.errors import ExitCode, UserError
from coach.exports.text import voices_text
from coach.files import private_folder
from coach.hearing.assemble import assemble
from coach.hearing.request import ListenRequest, VoiceRequest
from coach.jobs import Jobs
from coach.paths import Paths
from coach.profile import OUTDATED, Profile, forget_profile, load_profile, save_profile
from coach.reviewing import speaker_named
from coach.terminal import Terminal
from coach.transcripts import is_transcript


@dataclass(frozen=True, slots=True)
class Options:
    """The recording to enrol from; ``me`` is an id, a number or a side, None where nobody said."""

    file: Path
    me: str | None
    weights: str
    weights_folder: Path | None
    speakers: int | None = 2
    language: str | None = None


def enrol(options: Options, terminal: Terminal, paths: Paths, *, today: Callable[[], date] = date.today) -> ExitCode:
    """Listen to the recording, take the print of the voice that is named, and keep that alone."""
    check_readable(options.file)
    name = shown_name(options.file)
    if is_transcript(options.file):
        raise UserError(f"“{name}” is a transcript, without a voice.", "Enrol from a recording.", ExitCode.USAGE)
    request = ListenRequest(
        path=options.file,
        store=paths.weights,
        speakers=options.speakers,
        language=options.language,
        weights=options.weights,
        weights_folder=options.weights_folder,
    )
    private_folder(paths.cache)
    with contextlib.closing(Jobs(folder=paths.cache)) as jobs:
        found = listen(jobs, request, terminal)
        if found.fault is not None:
            raise found.fault
        talk = assemble(found.heard)
        if not talk.turns:
            raise UserError(
                f"No speech was heard in “{name}”.", "Enrol from a recording of you.", ExitCode.NOTHING_HEARD
            )
        if options.me is None:
            terminal.say("Which voice is yours? Name it with --me:")
            terminal.say(voices_text(talk, width=terminal.width))
            return ExitCode.USAGE
        me = speaker_named(talk, options.me)
        own = take_voice(jobs, VoiceRequest(options.file, talk.clear_speech_of(me.id), me.channel), terminal)
    save_profile(paths.voice, Profile(own.voice, own.engine, today()))
    terminal.say(f"Your voice is remembered, from {own.voice.seconds:.0f} seconds of “{name}”. It stays here:")
    terminal.say(f"  {paths.voice}")
    terminal.say("Reviews now find you by themselves and say how sure they are; --me always wins.")
    terminal.say("Enrol nobody but yourself. To delete it: sayback voice forget")
    return ExitCode.OK


def show(terminal: Terminal, paths: Paths) -> ExitCode:
    """What is kept of the voice, and where."""
    profile = load_profile(paths.voice)
    if profile is None:
        terminal.say("No voice is remembered. To enrol yours: sayback voice enrol FILE --me WHO")
        return ExitCode.OK
    day = profile.enrolled.isoformat()
    terminal.say(
        f"Your voice, enrolled on {day} from {profile.voice.seconds:.0f} seconds of speech ({profile.engine})."
    )
    terminal.say(f"  {paths.voice}")
    if profile.is_outdated:
        terminal.say(OUTDATED)
    return ExitCode.OK


def forget(terminal: Terminal, paths: Paths) -> ExitCode:
    """Delete it."""
    is_gone = forget_profile(paths.voice)
    terminal.say("Your voice is forgotten." if is_gone else "No voice was remembered.")
    return ExitCode.OK


def own_profile(terminal: Terminal, paths: Paths) -> Profile | None:
    """The profile to recognise the person by; one that cannot be used is told, and stops no review."""
    try:
        profile = load_profile(paths.voice)
    except UserError as error:
        terminal.trouble(error)
        return None
    if profile is not None and profile.is_outdated:
        terminal.tell(OUTDATED)
        return None
    return profile
