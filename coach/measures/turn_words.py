"""How long my turns are, in words."""

import math
from statistics import mean, stdev

from coach.conversation import Conversation
from coach.measures.enough import too_few
from coach.measures.intervals import Z95
from coach.measures.measure import Kind, Measure, Need, Strength
from coach.measures.result import Result, Status, Unit
from coach.measures.sides import longest, my_turns, stretch_passage, stretches, words_in
from coach.measures.trust import in_times
from coach.moments.moment import Moment

LONGEST_SHOWN = 3


def turn_words(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """The mean number of words in my turns, backchannels left out; each turn's number in ``values``."""
    counts = tuple(sum(words_in(conversation.turns[i]) for i in said) for said in my_turns(conversation))
    if not counts:
        nothing = "you never had the floor in this conversation"
        return Result(WORDS.name, WORDS.unit, Status.NOT_ENOUGH, why=nothing)
    spread = Z95 * stdev(counts) / math.sqrt(len(counts)) if len(counts) > 1 else 0.0
    why = too_few(len(counts), of="of your turns", one="of your turns")
    shown = longest(stretches(conversation, mine=True), LONGEST_SHOWN)
    return Result(
        WORDS.name,
        WORDS.unit,
        Status.NOT_ENOUGH if why else Status.OK,
        value=mean(counts),
        numerator=sum(counts),
        denominator=len(counts),
        low=max(0.0, mean(counts) - spread),
        high=mean(counts) + spread,
        confidence=in_times(conversation),
        why=why,
        values=counts,
        evidence=tuple(stretch_passage(conversation, stretch) for stretch in shown),
    )


WORDS = Measure(
    name="turn_words",
    title="Words in a turn of yours",
    unit=Unit.COUNT,
    definition="How many words you used each time you spoke, on average. “Mm-hm” and the like are left out.",
    formula="your words ÷ your turns",
    source="113 counselling demonstrations rated by experts: 22 words in good ones, 30 in poor ones (medians)",
    strength=Strength.RESEARCH,
    kind=Kind.MEASURED,
    family="longest_monologue",
    needs=frozenset({Need.PARTNER, Need.WORDS}),
    compute=turn_words,
)
