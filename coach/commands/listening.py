"""Listening to one file while the person watches."""

from dataclasses import dataclass

from coach.audio.names import shown_name
from coach.errors import UserError
from coach.hearing.heard import Heard
from coach.hearing.request import ListenRequest, OwnVoice, StageTime, VoiceRequest
from coach.jobs import Jobs
from coach.terminal import ProgressLine, Terminal
from coach.work import Ending, Failed, Finished, Progress, VoiceTaken

_PATIENCE = 0.5
"""Seconds between two looks at a worker that says nothing."""


@dataclass(frozen=True, slots=True)
class Listening:
    """What was heard; ``fault`` says why it is not all of it. ``times`` says what each stage took, once it ended."""

    heard: Heard
    fault: UserError | None = None
    times: tuple[StageTime, ...] = ()


def listen(jobs: Jobs, request: ListenRequest, terminal: Terminal, *, name: str = "") -> Listening:
    """Hear one recording; the work ends with this call, also when it is interrupted.

    Args:
        name: what to call it on the screen; empty takes that of the file.

    Raises:
        UserError: it failed before anything was heard.
    """
    ending = _ending(jobs, request, terminal, name)
    match ending:
        case Finished():
            return Listening(ending.heard, times=ending.times)
        case Failed(partial=partial) if partial is not None and any(partial.words):
            return Listening(partial, ending.error)
        case Failed():
            raise ending.error
    raise AssertionError(f"nobody asked for this: {ending}")


def take_voice(jobs: Jobs, request: VoiceRequest, terminal: Terminal) -> OwnVoice:
    """What the person's own voice sounds like; the work ends with this call, also when it is interrupted.

    Raises:
        UserError: it cannot be said.
    """
    ending = _ending(jobs, request, terminal)
    match ending:
        case VoiceTaken():
            return ending.own
        case Failed():
            raise ending.error
    raise AssertionError(f"nobody asked for this: {ending}")


def _ending(jobs: Jobs, request: ListenRequest | VoiceRequest, terminal: Terminal, name: str = "") -> Ending:
    """How a job ends, with its progress shown."""
    line = ProgressLine(terminal, name or shown_name(request.path))
    job = jobs.start(request)
    try:
        while True:
            for message in jobs.wait(_PATIENCE):
                if isinstance(message, Progress):
                    line.show(message.fraction, message.stage.value, message.seconds_left)
                elif isinstance(message, Ending):
                    return message
    finally:
        jobs.cancel(job)
        terminal.clear()
