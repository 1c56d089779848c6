"""The longest anyone spoke at a stretch: my longest monologue, the partner's longest story."""

from coach.conversation import Conversation
from coach.measures.enough import SPEECH, too_short
from coach.measures.intervals import Z95
from coach.measures.measure import Kind, Measure, Need, Strength
from coach.measures.questions import asked
from coach.measures.result import Result, Status, Unit
from coach.measures.sides import Stretch, all_speech, longest, my_turns, stretch_passage, stretches, words_in
from coach.measures.trust import edge_error, in_times
from coach.moments.moment import Moment, Trait

# A clarifier such as "In May, or in June?" leaves the story with its teller; a question that goes elsewhere does not.
# Our choice of length, guarded by test_a_short_clarifier_leaves_the_story_whole.
CLARIFIER_WORDS = 6


def longest_monologue(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """My longest stretch with the floor; the partner's backchannels do not end it."""
    found = longest(stretches(conversation, mine=True), 1)
    return _longest(conversation, MONOLOGUE.name, found, nothing="you never had the floor in this conversation")


def partner_story(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """A partner's longest stretch with the floor; my backchannels and short clarifiers do not end it."""
    found = longest(stretches(conversation, mine=False, through=_clarifiers(conversation, moments)), 1)
    return _longest(conversation, STORY.name, found, nothing="they never had the floor in this conversation")


def _clarifiers(conversation: Conversation, moments: tuple[Moment, ...]) -> frozenset[int]:
    """My turns of a few words that do not ask for something new."""
    elsewhere = {m.turn for m in asked(conversation, moments) if Trait.FOLLOW_UP not in m.traits}
    turns = conversation.turns
    return frozenset(
        i
        for said in my_turns(conversation)
        if sum(words_in(turns[i]) for i in said) <= CLARIFIER_WORDS and not said & elsewhere
        for i in said
    )


def _longest(conversation: Conversation, name: str, found: tuple[Stretch, ...], *, nothing: str) -> Result:
    if not found:
        return Result(name, Unit.SECONDS, Status.NOT_ENOUGH, why=nothing)
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
    definition="The longest the other person could speak. Your “mm-hm” and remarks of up to six words do not end it, "
    "unless they ask for something new.",
    formula="first to last sound of their longest turn, pauses over 2 s left out",
    source="Gong: sales calls go better where customers speak for minutes at a stretch, a correlation",
    strength=Strength.INDUSTRY,
    kind=Kind.MEASURED,
    family="partner_story",
    needs=frozenset({Need.PARTNER}),
    compute=partner_story,
)
