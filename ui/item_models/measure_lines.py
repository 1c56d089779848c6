"""A review's results as the lines that the measure tree shows."""

from coach.contexts.context import Context
from coach.feedback.definitions import Counted
from coach.feedback.scorecard import Graded
from coach.feedback.words import confidence, headline
from coach.measures.registry import measure
from coach.measures.result import Result, Status
from coach.review import Review
from ui.item_models.measures import MeasureLine, Scale
from ui.painters.band_geometry import axis, zones
from ui.wording import band_name


def measure_lines(review: Review) -> tuple[MeasureLine, ...]:
    """One line for each result, in the review's order."""
    graded = {one.result.name: one for one in review.scorecard.graded}
    return tuple(_line(result, graded.get(result.name, Graded(result)), review.context) for result in review.results)


def counted_lines(review: Review, counted: Counted) -> tuple[MeasureLine, ...]:
    """The lines with talk share by one definition alone, where it stands first."""
    lines = measure_lines(review)
    others = tuple(line for line in lines if line.measure.family != counted.measure.family)
    graded = next((line for line in lines if line.measure.name == counted.measure.name and line.scale), None)
    return (graded or _counted_line(counted), *others)


def _counted_line(counted: Counted) -> MeasureLine:
    result = counted.result
    parts = [confidence(result), result.why or ""] if result.status is Status.OK else []
    return MeasureLine(
        measure=counted.measure,
        result=result,
        headline=counted.headline,
        beside=_sentence(" · ".join(filter(None, parts))),
    )


def _line(result: Result, graded: Graded, context: Context) -> MeasureLine:
    parts = [band_name(graded.band)] if graded.band is not None else []
    if result.status is Status.OK:
        parts.append(confidence(result))
        if result.why:
            parts.append(result.why)
    return MeasureLine(
        measure=measure(result.name),
        result=result,
        headline=headline(result),
        beside=_sentence(" · ".join(parts)),
        target=graded.target,
        target_source=graded.source,
        scale=_scale(result, context) if result.status is Status.OK else None,
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _scale(result: Result, context: Context) -> Scale | None:
    """Where the value lies on the context's band; None where the context sets no target."""
    target = next((one for one in context.targets if one.measure == result.name), None)
    if target is None or result.value is None or len(target.knots) < 2:
        return None
    along = axis(target.knots)
    ends = (result.low, result.high)
    low, high = (None if end is None else along.place(end) for end in ends)
    return Scale(zones(target), along, along.place(result.value), low, high)
