"""The whole: the points of all graded measures together, with a range."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from coach.contexts.context import Context, Target
from coach.conversation import Conversation
from coach.feedback.grade import ONE_BAND, is_lively, score, score_range
from coach.feedback.scorecard import Graded
from coach.measures.result import Result, Status
from coach.measures.sides import my_turns, partner_side, turns_with
from coach.moments.moment import Moment, MomentType, Trait

# Of all the points in a context, this share must be judged for a grade. Our choice, guarded by
# test_less_than_sixty_percent_of_the_points_give_no_grade.
ENOUGH_POINTS = 0.6

# What is good by not happening, or by little. Someone who says nothing does all of this well.
ABSENCES = frozenset(
    {
        "interruptions",
        "longest_monologue",
        "turn_words",
        "pauses",
        "advice",
        "shift_share",
        "stacked_share",
        "talk_share",
    }
)

# Absences earn all their points where this share of my turns takes up what was said, and so many of them fall on each
# minute of the partners' speech; without any they earn at most the top of "work on". Our choice, the share after the
# limit of good for reflections; guarded by test_silence_is_not_listening and by the ranking in test_listeners.py.
ACTIVE_SHARE = 0.3
ACTIVE_A_MINUTE = 0.5
SILENT_CAP = 33.0

# Below this a moment may well be something else: it earns no absence its points and is not told as a strength. Our
# choice, guarded by test_a_doubtful_reflection_is_no_strength and test_unsure_reflections_do_not_lift_a_lecture.
SURE = 0.6


@dataclass(frozen=True, slots=True)
class Part:
    """One measure in the whole: its weight in points, its score 0 to 100 and the range of that."""

    measure: str
    weight: float
    score: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Whole:
    """The weighted mean of the parts, 0 to 100, its range, and the share of all points that could be judged."""

    score: float
    low: float
    high: float
    judged: float


def whole(conversation: Conversation, graded: tuple[Graded, ...], context: Context) -> Whole | None:
    """The whole over all measures with a grade, however few; None where there is none."""
    with_grade = {one.result.name for one in graded if one.score is not None}
    return _whole(conversation, tuple(one.result for one in graded), context, with_grade)


def raw_whole(conversation: Conversation, results: tuple[Result, ...], context: Context) -> Whole | None:
    """The same over every measure with a value, enough evidence or not: for comparison only, never to be shown."""
    return _whole(conversation, results, context, {result.name for result in results if result.value is not None})


def _whole(conversation: Conversation, results: tuple[Result, ...], context: Context, names: set[str]) -> Whole | None:
    by_name = {result.name: result for result in results}
    targets = [target for target in context.targets if target.weight > 0.0]
    parts = [_part(by_name[target.measure], target) for target in targets if target.measure in names]
    if not parts:
        return None
    if is_lively(results):
        parts = [_raised(part) if part.measure == "interruptions" else part for part in parts]
    parts = [_capped(part, _cap(conversation, by_name)) if part.measure in ABSENCES else part for part in parts]
    parts = _without_empty_lift(parts, by_name)
    judged = sum(target.weight for target in targets if target.measure in names)
    weight = sum(part.weight for part in parts)
    mean = sum(part.weight * part.score for part in parts) / weight
    # The parts err apart from each other, so their errors add as squares.
    below = math.hypot(*(part.weight * (part.score - part.low) for part in parts)) / weight
    above = math.hypot(*(part.weight * (part.high - part.score) for part in parts)) / weight
    return Whole(mean, max(0.0, mean - below), min(100.0, mean + above), judged / sum(t.weight for t in targets))


def _part(result: Result, target: Target) -> Part:
    points, scores = score(target, result.value or 0.0), score_range(target, result)
    return Part(target.measure, target.weight, points, scores.low, scores.high)


def _raised(part: Part) -> Part:
    """The part one band up."""
    low, points, high = (min(100.0, value + ONE_BAND) for value in (part.low, part.score, part.high))
    return replace(part, low=low, score=points, high=high)


def _capped(part: Part, cap: float) -> Part:
    return replace(part, low=min(cap, part.low), score=min(cap, part.score), high=min(cap, part.high))


def _cap(conversation: Conversation, by_name: dict[str, Result]) -> float:
    """What an absence can earn at most: all where I took up what was said, little where I was only silent."""
    minutes, turns = partner_side(conversation).seconds / 60.0, my_turns(conversation)
    if minutes <= 0.0 or not turns or not _could_be_active(by_name):
        return 100.0
    active = turns_with(turns, active_replies(by_name.values()))
    activity = min(active / len(turns) / ACTIVE_SHARE, active / minutes / ACTIVE_A_MINUTE, 1.0)
    return SILENT_CAP + (100.0 - SILENT_CAP) * activity


def _could_be_active(by_name: dict[str, Result]) -> bool:
    """Whether taking up could be seen at all on this recording."""
    names = ("reflections", "follow_up_share")
    return any(name in by_name and by_name[name].status is not Status.NOT_MEASURABLE for name in names)


def active_replies(results: Iterable[Result]) -> tuple[Moment, ...]:
    """My sure reflections, feelings met, and open questions that follow up."""
    return tuple(
        moment
        for result in results
        for moment in result.evidence
        if isinstance(moment, Moment) and _takes_up(result.name, moment)
    )


def _takes_up(name: str, moment: Moment) -> bool:
    if moment.confidence < SURE:
        return False
    if name == "follow_up_share":
        return moment.type is MomentType.QUESTION_OPEN and Trait.FOLLOW_UP in moment.traits
    met = name == "feeling_moments_met" and moment.type is not MomentType.MISSED_MOMENT
    return met or name == "reflections"


def _without_empty_lift(parts: list[Part], by_name: dict[str, Result]) -> list[Part]:
    """Talk share left out where it would lift a conversation without any reflection or follow-up question."""
    names = ("reflections", "follow_up_share")
    if any(name in by_name and by_name[name].numerator for name in names) or not _could_be_active(by_name):
        return parts
    rest = [part for part in parts if part.measure != "talk_share"]
    weight = sum(part.weight for part in rest)
    mean = sum(part.weight * part.score for part in rest) / weight if weight else 0.0
    return [part for part in parts if part in rest or part.score <= mean] or parts
