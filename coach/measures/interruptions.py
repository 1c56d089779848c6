"""Cutting in: how often I did, which kinds were found, and how it lay between us."""

from collections.abc import Iterable

from coach.conversation import Conversation, Timing
from coach.measures.counted import in_order, share_of_events
from coach.measures.enough import PARTNER_SPEECH, too_short
from coach.measures.intervals import poisson
from coach.measures.measure import Kind, Measure, Need, Strength
from coach.measures.result import Result, Status, Unit
from coach.measures.sides import my_id, partner_side
from coach.measures.trust import in_edges
from coach.moments.moment import Moment, MomentType, OverlapClass, Trait

_TEN_MINUTES = 600.0

# An interruption after which the floor was given back counts half: our choice, guarded by
# test_giving_the_floor_back_halves_an_interruption.
_GIVEN_BACK = 0.5


def counted_interruptions(moments: Iterable[Moment]) -> tuple[Moment, ...]:
    """Anybody's interruptions that count: competitive, and surer than a maybe."""
    return in_order(
        m
        for m in moments
        if m.type is MomentType.INTERRUPTION and m.counted and not m.maybe and m.kind is OverlapClass.COMPETITIVE
    )


def interruptions(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """My competitive interruptions for each ten minutes of the partners' speech."""
    me = my_id(conversation)
    found = tuple(m for m in counted_interruptions(moments) if m.speaker == me)
    spoken = partner_side(conversation).seconds
    tens = spoken / _TEN_MINUTES
    events = sum(_GIVEN_BACK if Trait.GIVEN_BACK in m.traits else 1.0 for m in found)
    weight = events / len(found) if found else 1.0
    interval = poisson(len(found))
    why = too_short(spoken, PARTNER_SPEECH, of="their speech")
    return Result(
        RATE.name,
        RATE.unit,
        Status.NOT_ENOUGH if why else Status.OK,
        value=events / tens,
        numerator=events,
        denominator=tens,
        low=weight * interval.low / tens,
        high=None if _shows_a_part(conversation) else weight * interval.high / tens,
        confidence=in_edges(conversation),
        why=why,
        evidence=found,
        at_least=_shows_a_part(conversation),
    )


def interruptions_found(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """Every time I took the floor from an unfinished turn, of whatever class; ``high`` adds the doubtful ones."""
    me = my_id(conversation)
    taken = in_order(m for m in moments if m.type is MomentType.INTERRUPTION and m.speaker == me)
    sure = sum(not m.maybe for m in taken)
    return Result(
        FOUND.name,
        FOUND.unit,
        Status.OK,
        value=sure,
        numerator=sure,
        low=sure,
        high=None if _shows_a_part(conversation) else len(taken),
        confidence=in_edges(conversation),
        evidence=taken,
        at_least=_shows_a_part(conversation),
    )


def interruption_balance(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """My share of all interruptions that count."""
    me = my_id(conversation)
    found = counted_interruptions(moments)
    return share_of_events(
        BALANCE.name,
        sum(m.speaker == me for m in found),
        len(found),
        many="interruptions by either of you",
        one="interruption by either of you",
        confidence=in_edges(conversation),
        evidence=found,
    )


def _shows_a_part(conversation: Conversation) -> bool:
    """Whether one channel hides some of the overlaps: voices told apart find about 7 in 10."""
    return conversation.timing is Timing.VOICES


_NEEDS = frozenset({Need.PARTNER, Need.SOUND, Need.WORDS, Need.ENGLISH})

RATE = Measure(
    name="interruptions",
    title="Interruptions",
    unit=Unit.PER_TEN_MINUTES,
    definition="How often you took the floor before they had finished, to say something else. Signals such as “mm-hm”, "
    "finishing a sentence together and starting at once do not count.",
    formula="interruptions that compete ÷ tens of minutes of their speech; half where you gave the floor back",
    source="turn-taking after Sacks, Schegloff & Jefferson 1974; no usual rate is published, limits are ours",
    strength=Strength.OURS,
    kind=Kind.JUDGED,
    family="interruptions",
    needs=_NEEDS,
    compute=interruptions,
)

FOUND = Measure(
    name="interruptions_found",
    title="Interruptions found",
    unit=Unit.COUNT,
    definition="Every time you took the floor from an unfinished turn, also to help, agree or ask back.",
    formula="floors you took from unfinished turns, of every class",
    source="classes after Goldberg 1990 and French & Local 1983",
    strength=Strength.RESEARCH,
    kind=Kind.JUDGED,
    family="interruptions",
    needs=_NEEDS,
    compute=interruptions_found,
)

BALANCE = Measure(
    name="interruption_balance",
    title="Balance of interruptions",
    unit=Unit.SHARE,
    definition="How many of all interruptions were yours. Near one half, you both cut in as often.",
    formula="your interruptions ÷ (yours + theirs)",
    source="two people’s overlaps go together: Yuan 2007",
    strength=Strength.RESEARCH,
    kind=Kind.JUDGED,
    family="interruptions",
    needs=_NEEDS,
    compute=interruption_balance,
)
