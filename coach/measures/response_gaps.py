"""How soon I begin after the partner has stopped."""

from statistics import median

from coach.conversation import Conversation
from coach.measures.enough import too_few
from coach.measures.intervals import median_interval
from coach.measures.measure import Kind, Measure, Need, Strength
from coach.measures.result import Result, Status, Unit
from coach.measures.sides import Change, replies
from coach.measures.trust import edge_error, in_edges
from coach.moments.moment import Moment, Passage

LONG_GAP = 2.0


def response_gaps(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """The median floor-transfer offset from partner to me, in seconds; all of them in ``values``, in order of time."""
    changes = replies(conversation)
    if not changes:
        return Result(GAPS.name, Unit.SECONDS, Status.NOT_ENOUGH, why="you never took over from them")
    offsets = tuple(change.offset for change in changes)
    why = too_few(len(offsets), of="replies", one="reply")
    interval = median_interval(offsets)
    # Two edges make an offset; the median of n offsets errs about as their mean does.
    blur = 2**0.5 * edge_error(conversation) / len(offsets) ** 0.5
    return Result(
        GAPS.name,
        Unit.SECONDS,
        Status.NOT_ENOUGH if why else Status.OK,
        value=median(offsets),
        denominator=len(offsets),
        low=interval.low - blur if interval else min(offsets) - blur,
        high=interval.high + blur if interval else max(offsets) + blur,
        confidence=in_edges(conversation),
        why=why,
        values=offsets,
        evidence=tuple(gap_passage(conversation, change) for change in changes),
    )


def gap_passage(conversation: Conversation, change: Change) -> Passage:
    """The gap or overlap between two turns as evidence, quoting the reply."""
    before, after = conversation.turns[change.before], conversation.turns[change.after]
    start, end = sorted((before.end, after.start))
    return Passage(after.speaker, start, end, after.text, change.after)


def share_below_zero(values: tuple[float, ...]) -> float:
    """The share of replies that began before the partner had stopped; 0 without replies."""
    return sum(value < 0.0 for value in values) / len(values) if values else 0.0


def share_of_long(values: tuple[float, ...]) -> float:
    """The share of replies after more than ``LONG_GAP`` seconds; 0 without replies."""
    return sum(value > LONG_GAP for value in values) / len(values) if values else 0.0


GAPS = Measure(
    name="response_gaps",
    title="Response gaps",
    unit=Unit.SECONDS,
    definition="How soon you began after they stopped. Below zero you overlapped. Longer is not better.",
    formula="median of (start of your turn − end of theirs); breaks over 10 s left out",
    source="Heldner & Edlund 2010, Stivers 2009: gaps near 0.2 s are usual, about 40 % of changes overlap",
    strength=Strength.RESEARCH,
    kind=Kind.MEASURED,
    family="response_gaps",
    needs=frozenset({Need.PARTNER, Need.SOUND}),
    compute=response_gaps,
)
