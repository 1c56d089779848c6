"""Moments that count, picked out for the measures, and shares of them."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from coach.conversation import Conversation
from coach.measures.enough import too_few
from coach.measures.intervals import wilson
from coach.measures.result import Confidence, Result, Status, Unit
from coach.measures.sides import my_id
from coach.moments.moment import Moment, MomentType, Passage

P = TypeVar("P", bound=Passage)


def in_order(passages: Iterable[P]) -> tuple[P, ...]:
    """The passages in order of time."""
    return tuple(sorted(passages, key=lambda passage: (passage.start, passage.end)))


def mine(conversation: Conversation, moments: Iterable[Moment], types: frozenset[MomentType]) -> tuple[Moment, ...]:
    """My moments of these types that are surer than a maybe, counted or not, in order of time."""
    me = my_id(conversation)
    return in_order(m for m in moments if m.type in types and m.speaker == me and not m.maybe)


def share_of(
    name: str,
    found: int,
    of: int,
    *,
    nothing: str,
    why: str | None = None,
    unit: Unit = Unit.SHARE,
    confidence: Confidence = Confidence.MEDIUM,
    values: tuple[float, ...] = (),
    evidence: Sequence[Moment | Passage] = (),
) -> Result:
    """The share ``found / of`` with its Wilson interval.

    Args:
        nothing: why there is no share at all where ``of`` is 0.
        why: why ``of`` is not enough; by default that it is below ``enough.EVENTS``.
    """
    if not of:
        return Result(name, unit, Status.NOT_ENOUGH, numerator=0, denominator=0, confidence=confidence, why=nothing)
    interval = wilson(found, of)
    return Result(
        name,
        unit,
        Status.NOT_ENOUGH if why else Status.OK,
        value=found / of,
        numerator=found,
        denominator=of,
        low=interval.low,
        high=interval.high,
        confidence=confidence,
        why=why,
        values=values,
        evidence=tuple(evidence),
    )


def share_of_events(
    name: str,
    found: int,
    of: int,
    *,
    many: str,
    one: str,
    confidence: Confidence,
    values: tuple[float, ...] = (),
    evidence: Sequence[Moment | Passage] = (),
) -> Result:
    """A share of counted events, enough from ``enough.EVENTS`` of them on; ``many`` and ``one`` name the events."""
    why = too_few(of, of=many, one=one)
    return share_of(
        name,
        found,
        of,
        nothing=f"no {many} were found",
        why=why,
        confidence=confidence,
        values=values,
        evidence=evidence,
    )
