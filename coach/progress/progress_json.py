"""Progress as JSON: a public contract of version 1. Fields are added, never renamed."""

from collections.abc import Sequence
from typing import Any

from coach import __version__
from coach.measures.registry import measure
from coach.partner.agreement import Agreement, agreement
from coach.partner.sheet import Given
from coach.progress import words
from coach.progress.calibration import GuessLine
from coach.progress.compare import Difference
from coach.progress.gather import Gathered
from coach.progress.outlook import Line, Outlook
from coach.progress.plan import Plan, sentence
from coach.progress.series import LeftOut
from coach.progress.trend import Trend
from coach.review import RULES

VERSION = 1
_DECIMALS = 6

_Json = dict[str, Any]  # JSON objects, which hold values of every kind


def progress_json(
    gathered: Gathered,
    shown: Sequence[Outlook],
    guesses: Sequence[GuessLine],
    plan: Plan | None,
    verdicts: Sequence[Given],
) -> _Json:
    """All of it as plain values; times are ISO 8601 with their zone, shares 0 to 1."""
    return {
        "version": VERSION,
        "program": f"sayback {__version__}",
        "rules": RULES,
        "contexts": [_outlook(one) for one in shown],
        "left_out": [_left_out(one) for one in gathered.left_out],
        "guesses": [_guesses(one) for one in guesses],
        "plan": None
        if plan is None
        else {
            "text": sentence(plan),
            "situation": plan.situation,
            "action": plan.action,
            "measure": plan.measure,
            "context": plan.context or None,
            "made": plan.made.isoformat(),
        },
        "partner": {
            "verdicts": [_verdict(one) for one in verdicts],
            "agreement": _agreement(agreement([pair for one in verdicts for pair in one.pairs])),
        },
    }


def _outlook(shown: Outlook) -> _Json:
    return {
        "context": shown.context.id,
        "sessions": [
            {"id": one.session, "title": one.title, "made": one.made.isoformat(), "rescored": one.is_rescored}
            for one in shown.sessions
        ],
        "measures": [_line(line) for line in shown.lines],
        "first_and_last": [_difference(one) for one in shown.differences],
    }


def _line(line: Line) -> _Json:
    known = measure(line.measure)
    return {
        "name": known.name,
        "title": known.title,
        "unit": known.unit.value,
        "kind": known.kind.value,
        "finding": words.finding(line.measure, line.series),
        "points": [
            {
                "session": point.session,
                "value": _number(point.value),
                "low": _number(point.low),
                "high": _number(point.high),
            }
            for point in line.series.points
        ],
        "left_out": [_left_out(one) for one in line.series.left_out],
        "trend": None if line.trend is None else _trend(line.trend),
    }


def _trend(line: Trend) -> _Json:
    return {
        "direction": line.direction.value,
        "sessions": line.sessions,
        "median": _number(line.middle),
        "slope": _number(line.slope),
        "low": _number(line.low),
        "high": _number(line.high),
        "start": _number(line.start),
        "end": _number(line.end),
    }


def _difference(one: Difference) -> _Json:
    return {
        "measure": one.measure,
        "first": None if one.first is None else _number(one.first.value),
        "last": None if one.second is None else _number(one.second.value),
        "change": one.change.value,
        "size": _number(one.size),
        "low": _number(one.low),
        "high": _number(one.high),
        "aim": None if one.aim is None else one.aim.value,
        "why": one.why or None,
    }


def _left_out(one: LeftOut) -> _Json:
    return {"session": one.session, "why": one.why}


def _guesses(line: GuessLine) -> _Json:
    return {
        "aspect": line.aspect.value,
        "gaps": [
            {"session": one.session, "made": one.made.isoformat(), "gap": _number(one.gap)} for one in line.guesses
        ],
        "median_distance": _number(line.recent),
        "median_distance_before": _number(line.before),
    }


def _verdict(given: Given) -> _Json:
    return {
        "session": given.sheet.session,
        "partner": given.sheet.partner,
        "felt_heard": given.verdict.felt_heard,
        "way": given.way.value,
        "answered": given.answered.isoformat(),
        "marks": [
            {
                "start": _number(item.start),
                "partner": None if mark is None else mark.value,
                "machine": None if item.machine is None else item.machine.value,
            }
            for item, mark in zip(given.sheet.items, given.verdict.marks, strict=True)
        ],
    }


def _agreement(found: Agreement | None) -> _Json | None:
    if found is None:
        return None
    kappa = found.kappa
    return {
        "same": found.same,
        "of": found.of,
        "low": _number(found.share.low),
        "high": _number(found.share.high),
        "weighted_kappa": None if kappa is None else _number(kappa.value),
        "kappa_low": None if kappa is None or kappa.interval is None else _number(kappa.interval.low),
        "kappa_high": None if kappa is None or kappa.interval is None else _number(kappa.interval.high),
    }


def _number(value: float | None) -> float | None:
    return None if value is None else round(float(value), _DECIMALS)
