"""The world's faults, said plainly, and the exit codes that go with them."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command line returns. Documented in ``sayback --help``; never renumbered."""

    OK = 0
    BUG = 1
    USAGE = 2
    UNREADABLE = 3  # missing, empty, not audio, damaged, a folder, no permission
    NOTHING_HEARD = 4  # readable, but no speech in it
    WEIGHTS = 5  # speech weights missing or damaged, or a download that failed
    STORAGE = 6  # disk full, read-only, a damaged or newer library
    SYSTEM = 7  # no display, a system library is missing, no sound device
    WORKER = 8  # the listening process ended unexpectedly
    STOPPED = 130  # Ctrl-C


class UserError(Exception):
    """The world's fault: a plain sentence naming the thing, and the next step.

    Args:
        sentence: what happened, naming the file or device, ended by a full stop.
        next_step: what the person can do now, ended by a full stop.
        code: the exit code of the command line.
    """

    def __init__(self, sentence: str, next_step: str, code: ExitCode) -> None:
        super().__init__(f"{sentence} {next_step}")
        self.sentence = sentence
        self.next_step = next_step
        self.code = code

    def __reduce__(self) -> tuple[type["UserError"], tuple[str, str, ExitCode]]:
        """Errors cross the worker's pipe; ``Exception`` would replay its single argument."""
        return UserError, (self.sentence, self.next_step, self.code)
