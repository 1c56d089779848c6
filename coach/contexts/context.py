"""A context: what kind of conversation it is, and so which targets hold."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Target:
    """What a context asks of one measure.

    ``knots`` are (value, score) pairs, sorted by value, score 0 to 100; between them the score runs in straight
    lines, beyond them it stays. Scores from 67 are good, from 34 fair. ``source`` names the origin, ``strength`` is one
    of: research, coding manual, industry analysis, our default.
    """

    measure: str
    knots: tuple[tuple[float, float], ...]
    text: str
    source: str
    strength: str
    weight: float = 0.0
    group: str = ""
    minimum_speech: float = 0.0


@dataclass(frozen=True, slots=True)
class Context:
    """A named set of targets; ``id`` is what the command line takes, ``title`` what people read."""

    id: str
    title: str
    description: str
    targets: tuple[Target, ...]

    def without(self, measures: frozenset[str]) -> "Context":
        """The same context without targets for these measures: people differ, and any target can be switched off."""
        return replace(self, targets=tuple(target for target in self.targets if target.measure not in measures))
