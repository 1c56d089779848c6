"""The longest anyone spoke at a stretch: my longest monologue, the partner's longest story."""

from coach.conversation import Conversation
from coach.measures.enough import SPEECH, too_short
from coach.measures.intervals import Z95
from coach.measures.measure import Kind, Measure, Need, Strength
from coach.measures.result import Result, Status, Unit
from coach.measures.sides import all_speech, longest, stretch_passage, stretches
from coach.measures.trust import edge_error, in_times
from coach.moments.moment import Moment


def longest_monologue(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """My longest stretch with the floor; the partner's backchannels do not end it."""
    return _longest(conversation, MONOLOGUE.name, mine=True)


def partner_story(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """A partner's longest stretch with the floor; my backchannels and short clarifiers do not end it."""
    return _longest(conversation, STORY.name, mine=False)


def _longest(conversation: Conversation, name: str, *, mine: bool) -> Result:
    found = longest(stretches(conversation, mine=mine), 1)
    if not found:
        who = "you" if mine else "they"
        return Result(name, Unit.SECONDS, Status.NOT_ENOUGH, why=f"{who} never had the floor in this conversation")
    spoken = all_speech(conversation)
    why = too_short(spoken, SPEECH, of="speech")
    seconds = found[0].seconds
    spread = Z95 * 2**0.5 * edge_error(conversation)
    return Result(
        name,
        Unit.SECONDS,
        Status.NOT_ENOUGH if why else Status.OK,
        value=seconds,
        low=max(0.0, seconds - spread),
        high=seconds + spread,
        confidence=in_times(conversation),
        why=why,
        evidence=(stretch_passage(conversation, found[0]),),
    )


MONOLOGUE = Measure(
    name="longest_monologue",
    title="Your longest turn",
    unit=Unit.SECONDS,
    definition="The longest you spoke before the other person had the floor again. Their “mm-hm” does not end it.",
    formula="first to last sound of your longest turn, pauses over 2 s left out",
    source="as Gong and Zoom report it; limits are ours",
    strength=Strength.INDUSTRY,
    kind=Kind.MEASURED,
    family="longest_monologue",
    needs=frozenset({Need.PARTNER}),
    compute=longest_monologue,
)

STORY = Measure(
    name="partner_story",
    title="Their longest story",
    unit=Unit.SECONDS,
    definition="The longest the other person could speak. Your “mm-hm” and questions of up to six words do not end it.",
    formula="first to last sound of their longest turn, pauses over 2 s left out",
    source="Gong: sales calls go better where customers speak for minutes at a stretch, a correlation",
    strength=Strength.INDUSTRY,
    kind=Kind.MEASURED,
    family="partner_story",
    needs=frozenset({Need.PARTNER}),
    compute=partner_story,
)
