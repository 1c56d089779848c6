"""Saying back: how many of my turns reflect what I heard, and how that compares with my questions."""

import math
from collections.abc import Iterable

from coach.conversation import Conversation
from coach.measures.counted import in_order, mine, share_of
from coach.measures.enough import too_few_turns
from coach.measures.intervals import ratio_of_counts
from coach.measures.measure import Kind, Measure, Need, Strength
from coach.measures.questions import asked
from coach.measures.result import Confidence, Result, Status, Unit
from coach.measures.sides import my_turns, turns_with
from coach.measures.trust import in_judgement
from coach.moments.moment import REFLECTIONS, Moment
from coach.times import overlap


def credited(conversation: Conversation, moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """My counted reflections in order of time, each stretch of speech once."""
    return tuple(_once(m for m in mine(conversation, moments, REFLECTIONS) if m.counted))


def _once(moments: Iterable[Moment]) -> list[Moment]:
    """The moments without those that mark the same speech again, as a summary that is also a complex reflection."""
    kept: list[Moment] = []
    for moment in moments:
        same = [k for k in kept if k.turn == moment.turn and overlap(k.span, moment.span) > 0.5 * moment.span.duration]
        if not same:
            kept.append(moment)
    return kept


def reflections(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """My turns with at least one reflection, among all my turns; backchannels are no turns."""
    turns, found = my_turns(conversation), credited(conversation, moments)
    return share_of(
        PER_TURN.name,
        turns_with(turns, found),
        len(turns),
        nothing="you never had the floor in this conversation",
        why=too_few_turns(len(turns)),
        unit=PER_TURN.unit,
        confidence=in_judgement(conversation, Confidence.MEDIUM),
        evidence=found,
    )


def reflection_ratio(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """Reflections over questions; a reflection that asks whether it is right is no question."""
    found = credited(conversation, moments)
    questions = tuple(m for m in asked(conversation, moments) if not _reflects(m, found))
    confidence = in_judgement(conversation, Confidence.MEDIUM)
    evidence = in_order([*found, *questions])
    if not questions:
        why = f"you asked no questions, so there is no ratio; reflections: {len(found)}"
        return Result(
            RATIO.name,
            RATIO.unit,
            Status.NOT_ENOUGH,
            numerator=len(found),
            denominator=0,
            confidence=confidence,
            why=why,
            evidence=evidence,
        )
    interval = ratio_of_counts(len(found), len(questions))
    few = too_few_turns(len(my_turns(conversation)))
    return Result(
        RATIO.name,
        RATIO.unit,
        Status.NOT_ENOUGH if few else Status.OK,
        value=len(found) / len(questions),
        numerator=len(found),
        denominator=len(questions),
        low=interval.low,
        high=interval.high if math.isfinite(interval.high) else None,
        confidence=confidence,
        why=few,
        evidence=evidence,
    )


def _reflects(question: Moment, reflections: tuple[Moment, ...]) -> bool:
    return any(r.turn == question.turn and overlap(r.span, question.span) > 0.0 for r in reflections)


_NEEDS = frozenset({Need.PARTNER, Need.WORDS, Need.ENGLISH})

PER_TURN = Measure(
    name="reflections",
    title="Reflections",
    unit=Unit.PER_TURN,
    definition="In how many of your turns you said back, in your own words, what you had heard.",
    formula="your turns with a reflection ÷ your turns; repeating their words three times running is no reflection",
    source="113 counselling demonstrations rated by experts: good ones reflect in 44 % of turns, poor ones in 8 %",
    strength=Strength.RESEARCH,
    kind=Kind.JUDGED,
    family="reflections",
    needs=_NEEDS,
    compute=reflections,
)

RATIO = Measure(
    name="reflection_ratio",
    title="Reflections for each question",
    unit=Unit.RATIO,
    definition="How many reflections you gave for each question you asked.",
    formula="reflections ÷ questions; “did I get that right?” belongs to its reflection",
    source="MITI 4.2.1 coding manual: 1 is fair, 2 is good, by expert opinion",
    strength=Strength.MANUAL,
    kind=Kind.JUDGED,
    family="reflections",
    needs=_NEEDS,
    compute=reflection_ratio,
)
