"""sayback erase: delete everything that Sayback keeps."""

from coach.errors import ExitCode
from coach.library.erase import erase, held
from coach.logs import stop_log
from coach.paths import Paths
from coach.terminal import Terminal


def run(terminal: Terminal, paths: Paths, *, is_sure: bool) -> ExitCode:
    """Say what there is, ask, delete. Recordings outside the library are never touched."""
    found = held(paths)
    if not found:
        terminal.say("There is nothing to erase.")
        return ExitCode.OK
    terminal.say(
        "This deletes all sessions with their recordings, settings, your voice, fetched weights, caches and logs:"
    )
    for one in found:
        terminal.say(f"  {one.size / 1e6:8.1f} MB  {one.place}")
    terminal.say("Your own files elsewhere stay. Close the window of Sayback first.")
    if not is_sure and not terminal.ask("Erase all of it for good?"):
        terminal.tell("Nothing was erased. Where nobody can be asked, sayback erase --yes erases at once.")
        return ExitCode.USAGE
    stop_log()
    erase(paths)
    terminal.say("Everything is erased.")
    return ExitCode.OK
