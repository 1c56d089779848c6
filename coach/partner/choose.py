"""Which moments the other person is asked about."""

from collections.abc import Sequence

from coach.conversation import Conversation
from coach.moments.moment import REFLECTIONS, Moment, MomentType
from coach.partner.sheet import Item, Mark
from coach.times import overlap

MOST = 12
"""Questions on a sheet: about three minutes of somebody's time (our choice)."""

WORDS = 45
"""Words quoted of each: enough to know the place again, and no more than the question needs (our choice)."""

# How the questions are shared out where there are more moments: machine and partner can only be compared where not
# all are alike, and a sheet of misses alone would lead (our choice, guarded by test_a_sheet_mixes_what_was_found).
_SHARES = {Mark.HIT: 6, Mark.NEAR: 3, Mark.MISS: 3}

_PASSED = frozenset({MomentType.MISSED_MOMENT, MomentType.ADVICE, MomentType.DISMISSAL, MomentType.SELF_SHIFT})


def items_for(
    conversation: Conversation, moments: Sequence[Moment], found: Sequence[Moment], partner: str
) -> tuple[Item, ...]:
    """Up to ``MOST`` answers of mine to that partner, in order of time, each stretch of speech once.

    Args:
        moments: those of the review as the person sees it: what they rejected is not asked about.
        found: those that the program found by itself, for what it made of each.
        partner: the speaker's id.
    """
    me = conversation.me
    if me is None:
        return ()
    by_mark: dict[Mark, list[Moment]] = {mark: [] for mark in Mark}
    taken: list[Moment] = []
    for moment in sorted(moments, key=lambda one: (_rank(one), one.start)):
        mark = _mark(moment)
        if mark is None or moment.speaker != me.id or _told_before(conversation, moment, partner) is None:
            continue
        if any(one.turn == moment.turn for one in taken):
            continue
        taken.append(moment)
        by_mark[mark].append(moment)
    return tuple(
        Item(
            theirs=_end(_told_before(conversation, moment, partner) or ""),
            mine=_beginning(moment.quote),
            start=moment.start,
            machine=_made_of(moment, found),
        )
        for moment in sorted(_mixed(by_mark), key=lambda one: one.start)
    )


def _mark(moment: Moment) -> Mark | None:
    if moment.type in REFLECTIONS:
        return Mark.NEAR if moment.maybe else Mark.HIT
    return Mark.MISS if moment.type in _PASSED and not moment.maybe else None


def _rank(moment: Moment) -> int:
    """Where several mark one turn the reflection is asked about: it is what the partner can judge."""
    mark = _mark(moment)
    return 3 if mark is None else (Mark.HIT, Mark.NEAR, Mark.MISS).index(mark)


def _told_before(conversation: Conversation, moment: Moment, partner: str) -> str | None:
    """What the partner said last before the moment's turn; None where somebody else, or nobody, spoke."""
    for turn in reversed(conversation.turns[: moment.turn]):
        if turn.speaker == moment.speaker or not turn.holds_floor:
            continue
        return turn.text if turn.speaker == partner else None
    return None


def _made_of(moment: Moment, found: Sequence[Moment]) -> Mark | None:
    """What the program made of the same words by itself."""
    same = [
        one
        for one in found
        if one.speaker == moment.speaker and _mark(one) is not None and overlap(one.span, moment.span) > 0.0
    ]
    return _mark(min(same, key=_rank)) if same else None


def _mixed(by_mark: dict[Mark, list[Moment]]) -> list[Moment]:
    """The share of each, and what is left over for those that have more; spread evenly over the talk."""
    sizes = {mark: min(_SHARES[mark], len(found)) for mark, found in by_mark.items()}
    for mark, found in by_mark.items():
        sizes[mark] += min(MOST - sum(sizes.values()), len(found) - sizes[mark])
    return [moment for mark, found in by_mark.items() for moment in _spread(found, sizes[mark])]


def _spread(found: list[Moment], count: int) -> list[Moment]:
    in_order = sorted(found, key=lambda one: one.start)
    return [in_order[(2 * place + 1) * len(in_order) // (2 * count)] for place in range(count)]


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words if len(words) <= WORDS else [*words[:WORDS], "…"])


def _end(text: str) -> str:
    words = text.split()
    return " ".join(words if len(words) <= WORDS else ["…", *words[-WORDS:]])
