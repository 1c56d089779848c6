"""Small signals of listening: mm-hm, yes, I see."""

from coach.conversation import Conversation, TurnKind
from coach.measures.enough import WINDOW, too_short
from coach.measures.intervals import poisson
from coach.measures.measure import Kind, Measure, Need, Strength
from coach.measures.result import Result, Status, Unit
from coach.measures.sides import my_id, partner_side, passage
from coach.measures.trust import in_times, lower
from coach.moments.moment import Moment, MomentType


def backchannels(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """My backchannels for each minute of the partners' speech. Recognisers lose quiet ones: at least that many."""
    me = my_id(conversation)
    judged = {m.turn: m for m in moments if m.type is MomentType.BACKCHANNEL and m.speaker == me}
    found = tuple(
        judged.get(i) or passage(conversation, i)
        for i, turn in enumerate(conversation.turns)
        if turn.kind is TurnKind.BACKCHANNEL and turn.speaker == me
    )
    minutes, interval = partner_side(conversation).seconds / 60.0, poisson(len(found))
    why = too_short(conversation.window.duration, WINDOW, of="conversation")
    return Result(
        RATE.name,
        RATE.unit,
        Status.NOT_ENOUGH if why else Status.OK,
        value=len(found) / minutes,
        numerator=len(found),
        denominator=minutes,
        low=interval.low / minutes,
        high=interval.high / minutes,
        confidence=lower(in_times(conversation)),
        why=why,
        evidence=found,
    )


RATE = Measure(
    name="backchannels",
    title="Signals of listening",
    unit=Unit.PER_MINUTE,
    definition="How often you said “mm-hm”, “yes” or the like while they went on. Quiet ones are easily missed, so a "
    "low number only says that few were heard.",
    formula="your backchannels ÷ minutes of their speech",
    source="16 to 19 % of contributions in Dutch and German; Reece et al. 2023: some 1,000 an hour of speech",
    strength=Strength.RESEARCH,
    kind=Kind.JUDGED,
    family="backchannels",
    needs=frozenset({Need.PARTNER, Need.SOUND, Need.WORDS, Need.ENGLISH}),
    compute=backchannels,
)
