"""Trends as pictures: which dots, which lines, and how each is read."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from coach.contexts.context import Context, Target
from coach.feedback.guess import Aspect
from coach.feedback.phrase import amount
from coach.feedback.scorecard import Band
from coach.measures.registry import measure
from coach.measures.result import Unit
from coach.partner.sheet import HIGHEST, Given
from coach.progress.calibration import GuessLine
from coach.progress.outlook import Line
from coach.progress.plan import Plan
from coach.progress.series import Point
from coach.progress.trend import Direction, Trend, trend
from coach.progress.words import change
from ui.painters.band_geometry import axis, zones
from ui.painters.trend import TrendPicture
from ui.painters.trend_geometry import Dot
from ui.text import _


def day(made: datetime) -> str:
    """A day as the person's language writes it, short."""
    local = made.astimezone()
    return QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.ShortFormat)


def measure_picture(line: Line, context: Context, plan: Plan | None) -> TrendPicture:
    """The sessions of a measure with its aim in the context, and where the plan for it was made."""
    points = line.series.points
    target = next((one for one in context.targets if one.measure == line.measure), None)
    mark = None
    if plan is not None and plan.measure == line.measure and plan.context in ("", context.id):
        mark = sum(point.made < plan.made for point in points)
    return TrendPicture(
        tuple(Dot(point.value, point.low, point.high) for point in points),
        tuple(day(point.made) for point in points),
        line=_line(line.trend),
        is_clear=_is_clear(line.trend),
        aims=_aims(target),
        mark=mark,
        mark_text=_("your plan"),
    )


def measure_read(line: Line) -> tuple[str, ...]:
    """Each session of a measure as text."""
    unit = measure(line.measure).unit
    return tuple(
        _("{day}, {title}: {value}", day=day(point.made), title=point.title, value=_ranged(unit, point))
        for point in line.series.points
    )


def guess_picture(line: GuessLine) -> TrendPicture:
    """Guesses less measures; on the line at 0 they meet."""
    return TrendPicture(
        tuple(Dot(one.gap) for one in line.guesses), tuple(day(one.made) for one in line.guesses), zero=True
    )


def guess_valued(aspect: Aspect) -> Callable[[float], str]:
    """How far a guess lies above or below the measure."""
    unit = Unit.SHARE if aspect is Aspect.TALK_SHARE else Unit.RATIO

    def valued(gap: float) -> str:
        return change(unit, gap)

    return valued


def guess_read(line: GuessLine) -> tuple[str, ...]:
    """Each guess as text."""
    valued = guess_valued(line.aspect)
    return tuple(_("{day}: {gap} off", day=day(one.made), gap=valued(one.gap)) for one in line.guesses)


def heard_picture(given: Sequence[Given]) -> TrendPicture:
    """How heard partners felt."""
    line = trend([float(one.verdict.felt_heard) for one in given])
    return TrendPicture(
        tuple(Dot(float(one.verdict.felt_heard)) for one in given),
        tuple(day(one.answered) for one in given),
        line=_line(line),
        is_clear=_is_clear(line),
    )


def heard_read(given: Sequence[Given]) -> tuple[str, ...]:
    """Each rating as text."""
    return tuple(
        _(
            "{day}, {name}: {heard} of {highest}",
            day=day(one.answered),
            name=one.sheet.partner,
            heard=one.verdict.felt_heard,
            highest=HIGHEST,
        )
        for one in given
    )


def _ranged(unit: Unit, point: Point) -> str:
    shown = amount(unit, point.value)
    low, high = (None if end is None else amount(unit, end) for end in (point.low, point.high))
    if low is None or high is None or low == high:
        return shown
    return _("{value} ({low} to {high})", value=shown, low=low, high=high)


def _line(line: Trend | None) -> tuple[float, float] | None:
    """The line where a direction is clear, else the usual value."""
    if line is None:
        return None
    return (line.start, line.end) if _is_clear(line) else (line.middle, line.middle)


def _is_clear(line: Trend | None) -> bool:
    return line is not None and line.direction in (Direction.UP, Direction.DOWN)


def _aims(target: Target | None) -> tuple[tuple[float, float], ...]:
    if target is None or len(target.knots) < 2:
        return ()
    along = axis(target.knots)
    reach = along.high - along.low
    return tuple(
        (along.low + zone.start * reach, along.low + zone.end * reach)
        for zone in zones(target)
        if zone.band is Band.GOOD
    )
