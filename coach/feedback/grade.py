"""Results held against a context's targets."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from coach.contexts.context import Context, Target
from coach.conversation import Conversation
from coach.feedback.scorecard import Band, Graded
from coach.measures.intervals import Interval
from coach.measures.result import Result, Status
from coach.measures.sides import all_speech

GOOD = 67.0
FAIR = 34.0

# Both cutting in, and mine no more than this share of it: lively talk rather than taking over. Our choice, guarded by
# test_lively_overlap_on_both_sides_softens_interruptions.
BALANCED = 0.55
ONE_BAND = 34.0


def score(target: Target, value: float) -> float:
    """0 to 100, in straight lines between the target's knots, level beyond them."""
    knots = target.knots
    after = bisect_right([knot[0] for knot in knots], value)
    if after == 0:
        return knots[0][1]
    if after == len(knots):
        return knots[-1][1]
    (left, left_score), (right, right_score) = knots[after - 1], knots[after]
    return left_score + (right_score - left_score) * (value - left) / (right - left)


def score_range(target: Target, result: Result) -> Interval:
    """The lowest and highest score within the result's range; an open end reaches the last knot."""
    value = result.value or 0.0
    low = value if result.low is None else min(value, result.low)
    high = max(value, target.knots[-1][0]) if result.high is None else max(value, result.high)
    inside = [knot_score for knot, knot_score in target.knots if low < knot < high]
    scores = [score(target, low), score(target, value), score(target, high), *inside]
    return Interval(min(scores), max(scores))


def band(points: float) -> Band:
    """The band of a score."""
    return Band.GOOD if points >= GOOD else Band.FAIR if points >= FAIR else Band.WORK_ON


def grade(conversation: Conversation, results: tuple[Result, ...], context: Context) -> tuple[Graded, ...]:
    """Every result with its target, and with score and band where the evidence carries them."""
    targets = {target.measure: target for target in context.targets}
    speech = all_speech(conversation)
    return _softened(tuple(_graded(result, targets.get(result.name), speech) for result in results))


def is_gradable(result: Result, target: Target, speech: float) -> bool:
    """Whether the evidence carries a grade: enough of it, all of it in sight, and as long as the context asks."""
    return result.status is Status.OK and not result.at_least and speech >= target.minimum_speech


def _graded(result: Result, target: Target | None, speech: float) -> Graded:
    if target is None:
        return Graded(result)
    known = Graded(result, target=target.text, source=target.source, strength=target.strength)
    if result.value is None or not is_gradable(result, target, speech):
        return known
    points = score(target, result.value)
    return replace(known, score=points, band=band(points))


def _softened(graded: tuple[Graded, ...]) -> tuple[Graded, ...]:
    """One band up for interruptions where both sides cut in about as often."""
    if not is_lively(one.result for one in graded):
        return graded
    return tuple(_raised(one) if one.result.name == "interruptions" else one for one in graded)


def _raised(one: Graded) -> Graded:
    if one.score is None:
        return one
    points = min(100.0, one.score + ONE_BAND)
    return replace(one, score=points, band=band(points))


def is_lively(results: Iterable[Result]) -> bool:
    """Whether both sides interrupt, and I in no more than about half of the cases."""
    return any(
        result.name == "interruption_balance"
        and result.status is Status.OK
        and result.value is not None
        and 0.0 < result.value <= BALANCED
        for result in results
    )
