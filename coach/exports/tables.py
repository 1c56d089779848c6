"""A session as tables for spreadsheets: its turns, its moments, its numbers, each a file of its own."""

import csv
import io
from collections.abc import Iterable, Sequence

from coach.exports.names import band_name, moment_name
from coach.exports.paper import labels_of, one_line
from coach.exports.stamps import stamp
from coach.measures.registry import measure
from coach.review import Review

MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the old code page of the system; other programs pass over it."""

# A cell that begins so would be run as a formula (OWASP, "CSV injection"; the wide forms are taken for the same).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# The heads of the columns; columns are added at the right, never renamed.
_TURNS = ("start", "end", "start_seconds", "end_seconds", "speaker", "is_you", "kind", "text")
_MOMENTS = (
    *("start", "end", "start_seconds", "end_seconds", "speaker", "type", "shown_as", "quote"),
    *("confidence", "counted", "why", "better", "turn"),
)
_NUMBERS = (
    *("measure", "title", "status", "value", "unit", "low", "high", "numerator", "denominator"),
    *("band", "confidence", "target", "why"),
)

_Cell = str | float | None


def turns_table(review: Review) -> bytes:
    """A row a turn, in order of time; times as h:mm:ss and in seconds."""
    talk = review.conversation
    labels = labels_of(talk)
    return _table(
        _TURNS,
        (
            (
                stamp(turn.start),
                stamp(turn.end),
                _seconds(turn.start),
                _seconds(turn.end),
                labels[turn.speaker],
                _yes(talk.speaker(turn.speaker).me),
                turn.kind.value,
                one_line(turn.text),
            )
            for turn in talk.turns
        ),
    )


def moments_table(review: Review) -> bytes:
    """A row for each moment that was found; ``turn`` counts the rows of the turns' table from 1."""
    labels = labels_of(review.conversation)
    return _table(
        _MOMENTS,
        (
            (
                stamp(moment.start),
                stamp(moment.end),
                _seconds(moment.start),
                _seconds(moment.end),
                labels[moment.speaker],
                moment.type.value,
                moment_name(moment),
                one_line(moment.quote),
                round(moment.confidence, 3),
                _yes(moment.counted),
                moment.why,
                moment.better,
                moment.turn + 1,
            )
            for moment in review.moments
        ),
    )


def numbers_table(review: Review) -> bytes:
    """A row a measure, those without a value too, with the reason."""
    graded = {one.result.name: one for one in review.scorecard.graded}
    rows = []
    for result in review.results:
        grade = graded.get(result.name)
        rows.append(
            (
                result.name,
                measure(result.name).title,
                result.status.value,
                _value(result.value),
                result.unit.value,
                _value(result.low),
                _value(result.high),
                _value(result.numerator),
                _value(result.denominator),
                band_name(grade.band) if grade and grade.band else None,
                result.confidence.value,
                grade.target or None if grade else None,
                result.why,
            )
        )
    return _table(
        _NUMBERS,
        rows,
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[_Cell]]) -> bytes:
    """RFC 4180: commas, lines ended by CR and LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return (MARK + out.getvalue()).encode("utf-8", "backslashreplace")


def _safe(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe before what would be a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _yes(claim: bool) -> str:
    return "yes" if claim else "no"


def _seconds(time: float) -> float:
    return round(time, 3)


def _value(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
