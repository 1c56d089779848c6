"""The scorecard: every result graded, the whole as a band with a range, one strength, one focus, moments to hear."""

from coach.contexts.context import Context
from coach.conversation import Conversation
from coach.feedback.composite import ENOUGH_POINTS, Whole, whole
from coach.feedback.focus import MOST_SHOWN, Evidence, focus, most_telling
from coach.feedback.goal import how_it_went
from coach.feedback.grade import band, grade
from coach.feedback.scorecard import Graded, Note, Scorecard
from coach.feedback.strength import strength
from coach.measures.counted import in_order
from coach.measures.result import Result, Status
from coach.moments.moment import Moment

# Where there is no focus, moments of these measures are worth hearing, in this order: our choice.
_WORTH_HEARING = ("missed_moments", "interruptions", "advice", "shift_share")


def compose(
    conversation: Conversation,
    results: tuple[Result, ...],
    context: Context,
    *,
    resting: frozenset[str] = frozenset(),
    goal: str | None = None,
) -> Scorecard:
    """What the results amount to in this context.

    Args:
        resting: measures that have been the focus of the last sessions and so take a rest, if the person agrees.
        goal: the measure of the goal that the person chose; the focus then is on that, however it went.
    """
    graded = grade(conversation, results, context)
    if conversation.me is None:
        why = "Nobody is marked as you yet. Say which voice is yours."
        return Scorecard(None, None, None, why, None, None, graded=graded)
    points = whole(conversation, graded, context)
    if goal is not None:
        work_on: Note | None = how_it_went(conversation, graded, context, goal)
    else:
        work_on = focus(conversation, graded, context, resting=resting)
    well = strength(conversation, graded, besides=work_on.measure if work_on else None)
    moments = work_on.moments if work_on else _worth_hearing(results, well)
    if points is None or points.judged < ENOUGH_POINTS - 1e-9:
        why = _why_no_grade(graded, context, points)
        return Scorecard(None, None, None, why, well, work_on, moments, graded)
    return Scorecard(band(points.score), points.low, points.high, None, well, work_on, moments, graded)


def _worth_hearing(results: tuple[Result, ...], well: Note | None) -> Evidence:
    """One to three moments to come back to where there is no focus; the strength's own where nothing else is found."""
    by_name = {result.name: result for result in results}
    for name in _WORTH_HEARING:
        events = tuple(m for m in by_name[name].evidence if isinstance(m, Moment)) if name in by_name else ()
        if events:
            return most_telling(events)
    return in_order(well.moments[:MOST_SHOWN]) if well else ()


def _why_no_grade(graded: tuple[Graded, ...], context: Context, points: Whole | None) -> str:
    """Why there is no grade: what the heaviest of the measures without one lacks."""
    weights = {target.measure: target.weight for target in context.targets}
    lacking = [one.result for one in graded if one.score is None and weights.get(one.result.name, 0.0) > 0.0]
    if not lacking:
        return "Nothing that was found here has a target in this context, so there is no grade."
    heaviest = max(lacking, key=lambda result: weights[result.name])
    if heaviest.status is Status.NOT_MEASURABLE:
        return f"There is no grade for this recording: {heaviest.why}."
    if heaviest.status is Status.OK or not heaviest.why:
        share, needed = round(100 * points.judged) if points else 0, round(100 * ENOUGH_POINTS)
        return f"Only {share} % of what counts can be judged on this recording, and a grade needs {needed} %."
    lack = heaviest.why.removeprefix("not enough conversation yet: ").removeprefix("an early reading: ")
    return f"Not enough conversation yet for a grade, which is no failing: {lack}."
