"""The arguments of sayback progress and sayback partner."""

import argparse
from pathlib import Path


def add_progress(parser: argparse.ArgumentParser) -> None:
    """What progress can be asked."""
    parser.description = (
        "Shows your own trends for each kind of conversation: a usual value from three sessions on, a direction from "
        "six; your first session against your last; how near your own guesses came; and what your partners said."
    )
    add = parser.add_argument
    add("--context", metavar="ID", help="only this kind of conversation")
    add("--measure", metavar="NAME", help="only this measure, with all its points")
    add("--json", metavar="OUT", nargs="?", const="-", help="write it as JSON, to standard output without OUT")


def add_partner(parser: argparse.ArgumentParser) -> None:
    """What can be asked of a partner."""
    parser.description = "Asks the other person how heard they felt, and which answers caught what they meant."
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions")
    show = actions.add_parser("show", help="what partners said (also without an action)")
    show.add_argument("session", nargs="?", metavar="SESSION", help="only of this session")
    form = actions.add_parser("form", help="make a form of one file that works without Sayback")
    form.add_argument(
        "session", metavar="SESSION", help="latest, the beginning of an id (see sayback sessions), or a title"
    )
    form.add_argument("--out", metavar="FILE", type=Path, required=True, help="write the form here")
    form.add_argument("--partner", metavar="WHO", help="who is to answer, where there are several")
    form.add_argument("--yes", action="store_true", help="do not ask whether the words in it may leave")
    read = actions.add_parser("read", help="take in an answer")
    read.add_argument("answer", metavar="FILE|CODE", help="the file that the form saved, or the code that it showed")
    read.add_argument("--session", metavar="SESSION", help="refuse an answer about another session")
    read.add_argument("--replace", action="store_true", help="take the place of another answer to the same questions")
    forget = actions.add_parser("forget", help="remove what partners said of a session")
    forget.add_argument("session", metavar="SESSION", help="as for form")
    forget.add_argument("--yes", action="store_true", help="do not ask")
