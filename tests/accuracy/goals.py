"""The goals: what the figures are to reach, each against one figure of the table."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

GOALS = Path(__file__).with_name("goals.toml")


@dataclass(frozen=True, slots=True)
class Goal:
    """One row: the figure it looks at, and the value that is wanted, at least or at most."""

    row: str
    figure: str
    at_least: float | None = None
    at_most: float | None = None

    def __post_init__(self) -> None:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError(f"a goal is at least or at most: {self.row}")

    @property
    def reach(self) -> str:
        """The wanted value, in print."""
        return f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"

    def is_reached(self, value: float) -> bool:
        """Whether this value is good enough."""
        return value >= self.at_least if self.at_least is not None else value <= (self.at_most or 0.0)


def goals(path: Path = GOALS) -> tuple[Goal, ...]:
    """All goals, in the order of the file."""
    return tuple(Goal(**row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["goal"])
