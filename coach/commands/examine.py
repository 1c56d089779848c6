"""sayback doctor: what is missing here, and the command that brings it."""

import os

from coach.doctor import examine
from coach.errors import ExitCode
from coach.paths import Paths
from coach.terminal import Terminal


def run(terminal: Terminal, paths: Paths) -> ExitCode:
    """A line for each thing that was looked at."""
    found = examine(paths, os.environ)
    for one in found:
        terminal.say(f"{'ok' if one.is_fine else 'MISSING':8} {one.title}: {one.says}")
        if one.command and not one.is_fine:
            terminal.say(f"{'':8}   {one.command}")
    lacking = sum(not one.is_fine for one in found)
    if not lacking:
        terminal.say("\nEverything is there.")
        return ExitCode.OK
    terminal.say(f"\n{lacking} of {len(found)} need something; run the commands above.")
    return ExitCode.SYSTEM
