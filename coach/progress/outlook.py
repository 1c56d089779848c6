"""All that progress says of one kind of conversation, put together."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.contexts.context import Context
from coach.progress.compare import Difference, compare
from coach.progress.series import Series, Taken, comparable, series
from coach.progress.trend import Trend, trend


@dataclass(frozen=True, slots=True)
class Line:
    """A measure over the sessions of one context; ``trend`` is None while a baseline is being built."""

    measure: str
    series: Series
    trend: Trend | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """The sessions of one context in order of time, a line for each measure with a point, the first against the last.

    ``differences`` is empty where there are no two sessions.
    """

    context: Context
    sessions: tuple[Taken, ...]
    lines: tuple[Line, ...]
    differences: tuple[Difference, ...]

    def line(self, measure: str) -> Line | None:
        """The line of that measure; None where no session has such a number."""
        return next((one for one in self.lines if one.measure == measure), None)


def outlook(context: Context, sessions: Sequence[Taken]) -> Outlook:
    """What the sessions of that context amount to; sessions of others are left aside, for their aims differ."""
    own = tuple(sorted((one for one in sessions if one.context == context.id), key=lambda one: (one.made, one.session)))
    lines = []
    for known in comparable():
        found = series(known.name, own)
        if found.points:
            lines.append(Line(known.name, found, trend(found.values)))
    differences = compare(own[0], own[-1], context) if len(own) > 1 else ()
    return Outlook(context, own, tuple(lines), differences)
