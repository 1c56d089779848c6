"""What can be asked of sayback search and sayback library."""

import argparse
from pathlib import Path


def add_search(parser: argparse.ArgumentParser) -> None:
    """The words to look for."""
    parser.description = (
        "Finds the sessions of your library that hold all of the words: in what was said, titles, people, tags and "
        "kinds of conversation. The beginning of a word is enough; quotes keep words together."
    )
    parser.add_argument("words", nargs="+", metavar="WORDS", help="what to look for")


def add_library(parser: argparse.ArgumentParser) -> None:
    """Its actions."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions")
    actions.add_parser("status", help="where it is, what it holds and how big that is (also without an action)")
    backup = actions.add_parser("backup", help="write all of it, with its recordings, into one file")
    backup.add_argument("file", metavar="FILE", type=Path, help="the backup, or a folder for it")
    restore = actions.add_parser("restore", help="bring back from a backup what the library lacks")
    restore.add_argument("file", metavar="FILE", type=Path, help="a backup")
    restore.add_argument(
        "--to", metavar="FOLDER", type=Path, help="a new or empty folder to unpack all of it into instead"
    )
    move = actions.add_parser("move", help="move it to another folder; close the window first")
    move.add_argument("folder", metavar="FOLDER", type=Path, help="a new or an empty folder")
    actions.add_parser("trash", help="what lies in the trash, and for how long")
    empty = actions.add_parser("empty-trash", help="delete for good what lies in the trash")
    empty.add_argument("--yes", action="store_true", help="do not ask")
