"""Holding back: advice nobody asked for, and taking the talk over to myself."""

from coach.conversation import Conversation
from coach.measures.counted import in_order, mine, share_of, share_of_events
from coach.measures.enough import too_few_turns
from coach.measures.measure import Kind, Measure, Need, Strength
from coach.measures.questions import asked
from coach.measures.reflections import credited
from coach.measures.result import Confidence, Result, Unit
from coach.measures.sides import my_turns, turns_with
from coach.measures.trust import in_judgement
from coach.moments.moment import Moment, MomentType, Trait

_SUPPORT = frozenset({MomentType.VALIDATION, MomentType.EMPATHY})


def unasked_advice(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """My turns with advice that was neither asked for nor allowed, among all my turns."""
    given = tuple(
        m
        for m in mine(conversation, moments, frozenset({MomentType.ADVICE}))
        if m.counted and Trait.ASKED not in m.traits
    )
    turns = my_turns(conversation)
    return share_of(
        ADVICE.name,
        turns_with(turns, given),
        len(turns),
        nothing="you never had the floor in this conversation",
        why=too_few_turns(len(turns)),
        unit=ADVICE.unit,
        confidence=in_judgement(conversation, Confidence.MEDIUM),
        evidence=given,
    )


def shift_share(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """My turns that took the talk over to me, among those that did that or stayed with the other."""
    shifts = tuple(m for m in mine(conversation, moments, frozenset({MomentType.SELF_SHIFT})) if m.counted)
    followed = (m for m in asked(conversation, moments) if Trait.FOLLOW_UP in m.traits)
    felt = (m for m in mine(conversation, moments, _SUPPORT) if m.counted)
    shifted = {m.turn for m in shifts}
    stayed = {m.turn for m in (*followed, *felt, *credited(conversation, moments))} - shifted
    return share_of_events(
        SHIFT.name,
        len(shifted),
        len(shifted) + len(stayed),
        many="turns on your side or theirs",
        one="turn on your side or theirs",
        confidence=in_judgement(conversation, Confidence.LOW),
        evidence=in_order(shifts),
    )


_NEEDS = frozenset({Need.PARTNER, Need.WORDS, Need.ENGLISH})

ADVICE = Measure(
    name="advice",
    title="Unasked advice",
    unit=Unit.PER_TURN,
    definition="In how many of your turns you advised, explained or persuaded without being asked. Single sentences "
    "are easily misjudged; the whole is surer.",
    formula="your turns with unasked advice ÷ your turns",
    source="113 counselling demonstrations rated by experts: good ones advise in 15 % of turns, poor ones in 54 %",
    strength=Strength.RESEARCH,
    kind=Kind.JUDGED,
    family="advice",
    needs=_NEEDS,
    compute=unasked_advice,
)

SHIFT = Measure(
    name="shift_share",
    title="Turning the talk to yourself",
    unit=Unit.SHARE,
    definition="How often your reply to their story went to a story of your own, rather than staying with theirs.",
    formula="replies that shift to you ÷ (replies that shift + replies that support)",
    source="shift and support responses after Derber; limits are ours",
    strength=Strength.OURS,
    kind=Kind.JUDGED,
    family="advice",
    needs=_NEEDS,
    compute=shift_share,
)
