"""What can be asked of sayback voice."""

import argparse

from coach.commands.choices import NOT_SAID, speakers


def add_voice(parser: argparse.ArgumentParser) -> None:
    """Its actions."""
    parser.description = (
        "Remembers what your own voice sounds like, on this computer alone, so that reviews find you by themselves. "
        "Nothing is kept of anybody else."
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions")
    enrol = actions.add_parser("enrol", help="remember your voice from a recording")
    enrol.add_argument("file", metavar="FILE", help="a recording of you, with at least ten seconds of your voice alone")
    enrol.add_argument("--me", metavar="WHO", help="your voice in it: S1, 1, left or right; without it they are listed")
    enrol.add_argument(
        "--speakers", metavar="N", type=speakers, default=NOT_SAID, help="how many people share one channel at most"
    )
    enrol.add_argument("--weights", metavar="ID|FOLDER", help="speech weights by id, or a folder that holds them")
    actions.add_parser("show", help="what is kept of it (also without an action)")
    actions.add_parser("forget", help="delete it")
