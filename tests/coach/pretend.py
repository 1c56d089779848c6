"""A listener that only pretends: quick, and does what the name of the file says.

``3-beats.wav`` takes three beats, each with a report of progress and a word; ``2-beats-then-crash``,
``-then-error``, ``-then-fault`` and ``-then-hang`` go on as they say.
"""

import os
import re
import time
from pathlib import Path

from coach.conversation import Timing
from coach.errors import ExitCode, UserError
from coach.hearing.heard import Engines, Heard, Source
from coach.hearing.request import Listened, Listener, ListenRequest, Report, Stage, StageTime
from models.records import VoiceSpan, Word

BEAT = 0.02


def heard_after(beats: int, name: str = "talk") -> Heard:
    """What has been heard after so many beats."""
    words = tuple(Word(i, i + 0.9, f"word{i}") for i in range(beats))
    voice = tuple(VoiceSpan(word.start, word.end) for word in words)
    return Heard(Source(name, 60, 1, ""), Engines("pretend"), Timing.VOICES, "en", (voice,), (words,), channels=(0,))


def listener() -> Listener:
    """A pretending listener, with the process's id as its version."""
    return _listen


def _listen(request: ListenRequest, folder: Path, report: Report) -> Listened:
    name = request.path.name
    match = re.match(r"(\d+)-beats(?:-then-(\w+))?", name)
    assert match, name
    beats = int(match[1])
    (folder / "samples").write_bytes(b"\0" * 1000)
    print("an engine that prints")
    for i in range(beats):
        time.sleep(BEAT)
        report.progress((i + 1) / beats, Stage.WORDS)
        report.heard(heard_after(i + 1, name))
    match match[2]:
        case "crash":
            os.abort()
        case "error":
            raise ZeroDivisionError("our own mistake")
        case "fault":
            raise UserError(f"“{name}” is damaged.", "Choose another file.", ExitCode.UNREADABLE)
        case "hang":
            while True:  # as an engine does that never comes back: only a kill ends it
                time.sleep(0.01)
    return Listened(heard_after(beats, f"{name} by {os.getpid()}"), (StageTime(Stage.WORDS, 0.1, 0.1),))


def broken() -> Listener:
    """A listener that cannot even be made."""
    os._exit(3)
