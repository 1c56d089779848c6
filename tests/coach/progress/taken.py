"""Sessions with chosen numbers."""

from datetime import UTC, datetime, timedelta

from coach.measures.intervals import wilson
from coach.measures.result import Result, Status, Unit
from coach.progress.series import Taken

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def share(found: int, of: int, *, measure: str = "reflections", unit: Unit = Unit.PER_TURN) -> Result:
    """A share of counted turns with its Wilson interval."""
    interval = wilson(found, of)
    return Result(measure, unit, Status.OK, found / of, found, of, interval.low, interval.high)


def session(day: int, *results: Result, context: str = "everyday") -> Taken:
    """The session of that day with these results."""
    return Taken(f"s{day}", f"Talk {day}", START + timedelta(days=day), context, results)
