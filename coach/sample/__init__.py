"""The sample conversation: Nora listens to Daniel, six weeks into a new role. Nobody in it is real."""

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sample:
    """The recording and what is known of it. ``people`` are in the order of their channels."""

    path: Path
    title: str
    context: str
    people: tuple[str, ...]
    me: str


def sample() -> Sample:
    """The sample that is installed with the program."""
    folder = Path(str(files(__package__)))
    known = json.loads((folder / "sample.json").read_text(encoding="utf-8"))
    return Sample(
        path=folder / "sample.opus",
        title=known["title"],
        context=known["context"],
        people=tuple(known["people"]),
        me=known["me"],
    )
