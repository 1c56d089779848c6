"""Listening to one file while the person watches."""

from dataclasses import dataclass

from coach.audio.names import shown_name
from coach.errors import UserError
from coach.hearing.heard import Heard
from coach.hearing.request import ListenRequest, StageTime
from coach.jobs import Jobs
from coach.terminal import ProgressLine, Terminal
from coach.work import Cancelled, Failed, Finished, Progress

_PATIENCE = 0.5
"""Seconds between two looks at a worker that says nothing."""


@dataclass(frozen=True, slots=True)
class Listening:
    """What was heard; ``fault`` says why it is not all of it. ``times`` says what each stage took, once it ended."""

    heard: Heard
    fault: UserError | None = None
    times: tuple[StageTime, ...] = ()


def listen(jobs: Jobs, request: ListenRequest, terminal: Terminal) -> Listening:
    """Hear one recording; the work ends with this call, also when it is interrupted.

    Raises:
        UserError: it failed before anything was heard.
    """
    line = ProgressLine(terminal, shown_name(request.path))
    job = jobs.start(request)
    try:
        while True:
            for message in jobs.wait(_PATIENCE):
                match message:
                    case Progress():
                        line.show(message.fraction, message.stage.value, message.seconds_left)
                    case Finished():
                        return Listening(message.heard, times=message.times)
                    case Failed():
                        if message.partial is None or not any(message.partial.words):
                            raise message.error
                        return Listening(message.partial, message.error)
                    case Cancelled():
                        raise AssertionError("nobody cancelled this job")
    finally:
        jobs.cancel(job)
        terminal.clear()
