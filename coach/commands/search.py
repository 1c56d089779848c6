"""sayback search: where something was said."""

from coach.errors import ExitCode, UserError
from coach.library.library import Library
from coach.library.search import Found, terms
from coach.paths import Paths
from coach.terminal import Terminal
from coach.times import clock


def run(words: str, terminal: Terminal, paths: Paths) -> ExitCode:
    """Print each session that holds all of the words, and where the best place is. None found is no failure."""
    if not terms(words):
        raise UserError("There is nothing to look for.", 'Name words: sayback search "the move".', ExitCode.USAGE)
    with Library.open(paths.library) as library:
        found = library.find(words)
    if not found:
        terminal.say("No session holds all of these words. Try fewer, or the beginning of a word.")
    for one in found:
        _say(one, terminal)
    return ExitCode.OK


def _say(found: Found, terminal: Terminal) -> None:
    row = found.row
    people = ", ".join(row.people)
    terminal.say(f"{row.title}  ({row.created.astimezone():%Y-%m-%d}{', ' if people else ''}{people})")
    if (hit := found.hit) is not None:
        text = "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in hit.excerpt)
        more = f"  and {hit.turns - 1} more" if hit.turns > 1 else ""
        terminal.say(f"  {clock(hit.start):>7}  {hit.speaker}: {text}{more}")
