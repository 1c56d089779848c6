"""What can be asked of sayback again and sayback versions."""

import argparse

from coach.commands.choices import NOT_SAID, language, speakers

_WHICH = "latest, the beginning of an id (see sayback sessions), or a title"


def add_again(parser: argparse.ArgumentParser) -> None:
    """How to hear it this time."""
    parser.description = (
        "Listens to the recording of a session once more and shows what it heard then. What there was before stays as "
        "a version, with your edits: see sayback versions. Names go with their voices where these are found again."
    )
    add = parser.add_argument
    add("session", metavar="SESSION", help=_WHICH)
    add("--weights", metavar="ID|FOLDER", help="speech weights by id, or a folder that holds them")
    add("--language", metavar="CODE", type=language, default=NOT_SAID, help="of the speech, or auto (default: as now)")
    add(
        "--speakers",
        metavar="N",
        type=speakers,
        default=NOT_SAID,
        help="how many people share one channel at most, or unknown (default: as now)",
    )


def add_versions(parser: argparse.ArgumentParser) -> None:
    """Which session, and what to do with its versions."""
    parser.description = "Lists what was heard in a session, the newest first; or goes back to one of them."
    parser.add_argument("session", metavar="SESSION", help=_WHICH)
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--back", metavar="N", type=int, help="show version N again; the one shown now stays as one")
    act.add_argument("--delete", metavar="N", type=int, help="delete version N for good")
    parser.add_argument("--yes", action="store_true", help="do not ask before something is deleted")
