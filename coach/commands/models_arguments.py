"""The arguments of sayback models."""

import argparse


def add_models(parser: argparse.ArgumentParser) -> None:
    """What can be asked of the speech weights."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions")
    actions.add_parser("list", help="every set, where it is, its size and licence (also without an action)")
    for name, words, many in (
        ("fetch", "download sets", "+"),
        ("verify", "check every file of these sets, or of all that are there", "*"),
        ("remove", "delete downloaded sets", "+"),
    ):
        action = actions.add_parser(name, help=words)
        action.add_argument("weights", nargs=many, metavar="ID", help="see sayback models list")
