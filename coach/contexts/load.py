"""The contexts that come with the program, read from their data files."""

import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from coach.contexts.context import Context, Target
from coach.contexts.parse import Draft, Weight, draft, weights
from coach.errors import ExitCode, UserError

# What holds where nobody chose a context.
DEFAULT = "everyday"


@cache
def contexts() -> tuple[Context, ...]:
    """Every context, the default one first, then by title."""
    folder = files("coach.contexts")
    points = weights("weights.toml", _read(folder / "weights.toml"))
    drafts = {
        found.id: found
        for file in sorted(folder.joinpath("data").iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
        for found in [draft(file.name, _read(file))]
    }
    made = (_context(found, drafts, points) for found in drafts.values())
    return tuple(sorted(made, key=lambda context: (context.id != DEFAULT, context.title)))


def context(context_id: str) -> Context:
    """The context of that id.

    Raises:
        UserError: there is none; the next step names those there are.
    """
    for known in contexts():
        if known.id == context_id:
            return known
    known_ids = ", ".join(known.id for known in contexts())
    raise UserError(f"There is no context “{context_id}”.", f"Choose one of: {known_ids}.", ExitCode.USAGE)


def _read(file: Traversable) -> dict[str, object]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _context(found: Draft, drafts: dict[str, Draft], points: dict[str, Weight]) -> Context:
    """The draft with the targets of what it extends and the points of each."""
    targets: dict[str, Target] = {}
    if found.extends is not None:
        if found.extends not in drafts:
            raise ValueError(f"{found.id}.toml extends “{found.extends}”, which is no context")
        if drafts[found.extends].extends is not None:
            raise ValueError(f"{found.id}.toml extends “{found.extends}”, which itself extends another")
        targets = {target.measure: target for target in drafts[found.extends].targets}
    targets |= {target.measure: target for target in found.targets}
    if strangers := set(found.not_graded) - set(targets):
        raise ValueError(f"{found.id}.toml does not grade {sorted(strangers)}, which have no target anyway")
    graded = (target for target in targets.values() if target.measure not in found.not_graded)
    return Context(found.id, found.title, found.description, tuple(_weighed(target, points) for target in graded))


def _weighed(target: Target, points: dict[str, Weight]) -> Target:
    weight = points.get(target.measure)
    return replace(target, weight=weight.points, group=weight.group) if weight else target
