"""Talk share by its three usual definitions: of speech, of the call, of the words."""

import math

from coach.conversation import Conversation, TurnKind
from coach.measures.enough import SPEECH, too_short
from coach.measures.intervals import Z95, Interval, share_interval
from coach.measures.measure import Kind, Measure, Need, Strength
from coach.measures.result import Result, Status, Unit
from coach.measures.sides import (
    all_speech,
    longest,
    my_id,
    my_side,
    partner_side,
    stretch_passage,
    stretches,
    words_in,
)
from coach.measures.trust import attribution_error, edge_error, in_times
from coach.moments.moment import Moment, Passage

LONGEST_SHOWN = 5

# Share of words that a small recogniser loses or invents, independent of each other: our choice, within the 6 to 15 %
# word error measured for it.
WORD_ERROR = 0.1


def talk_share_of_speech(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """My talk over everybody's, silence and backchannels left out."""
    mine, theirs = my_side(conversation), partner_side(conversation)
    spoken = mine.seconds + theirs.seconds
    interval = share_interval(
        mine, theirs, edge_error=edge_error(conversation), attribution_error=attribution_error(conversation)
    )
    return _share(conversation, OF_SPEECH.name, mine.seconds, spoken, interval)


def talk_share_of_call(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """My speech over the time from the first speech to the last, silence included."""
    mine, length = my_side(conversation), conversation.window.duration
    share = mine.seconds / length
    edges = 2 * edge_error(conversation) * math.sqrt(mine.stretches / 2 + mine.stretches**2) / length
    spread = Z95 * math.hypot(edges, attribution_error(conversation))
    interval = Interval(max(0.0, share - spread), min(1.0, share + spread))
    return _share(conversation, OF_CALL.name, mine.seconds, length, interval)


def talk_share_of_words(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """My words over everybody's, backchannels left out."""
    me = my_id(conversation)
    spoken = [turn for turn in conversation.turns if turn.kind is not TurnKind.BACKCHANNEL]
    mine = sum(words_in(turn) for turn in spoken if turn.speaker == me)
    everybody = sum(words_in(turn) for turn in spoken)
    if not everybody:
        return Result(OF_WORDS.name, Unit.SHARE, Status.NOT_ENOUGH, why="no words were heard")
    share = mine / everybody
    noise = math.sqrt(WORD_ERROR * share * (1 - share) / everybody)
    spread = Z95 * math.hypot(noise, attribution_error(conversation))
    interval = Interval(max(0.0, share - spread), min(1.0, share + spread))
    return _share(conversation, OF_WORDS.name, mine, everybody, interval)


def _share(conversation: Conversation, name: str, mine: float, of: float, interval: Interval) -> Result:
    """A share with its range and evidence; not enough below the least speech."""
    spoken = all_speech(conversation)
    why = too_short(spoken, SPEECH, of="speech")
    return Result(
        name,
        Unit.SHARE,
        Status.NOT_ENOUGH if why else Status.OK,
        value=mine / of,
        numerator=mine,
        denominator=of,
        low=interval.low,
        high=interval.high,
        confidence=in_times(conversation),
        why=why,
        evidence=_longest_of_both(conversation),
    )


def _longest_of_both(conversation: Conversation) -> tuple[Passage, ...]:
    """The five longest stretches of either side, in order of time."""
    chosen = [
        stretch for mine in (True, False) for stretch in longest(stretches(conversation, mine=mine), LONGEST_SHOWN)
    ]
    return tuple(stretch_passage(conversation, stretch) for stretch in sorted(chosen, key=lambda s: s.start))


OF_SPEECH = Measure(
    name="talk_share",
    title="Talk share",
    unit=Unit.SHARE,
    definition="How much of the talking was yours. Silence and short signals such as “mm-hm” are left out.",
    formula="your talk ÷ (your talk + their talk), in seconds of voice and of pauses up to 0.3 s",
    source="Gong Labs 2017: 43 : 57 in 25,537 sales calls of 17 companies, a correlation",
    strength=Strength.INDUSTRY,
    kind=Kind.MEASURED,
    family="talk_share",
    needs=frozenset({Need.PARTNER}),
    compute=talk_share_of_speech,
)

OF_CALL = Measure(
    name="talk_share_of_call",
    title="Talk share of the call",
    unit=Unit.SHARE,
    definition="How much of the whole time, silence included, you were speaking.",
    formula="your speech ÷ time from the first word to the last",
    source="the definition that Zoom and Amazon Connect use",
    strength=Strength.INDUSTRY,
    kind=Kind.MEASURED,
    family="talk_share",
    needs=frozenset({Need.PARTNER}),
    compute=talk_share_of_call,
)

OF_WORDS = Measure(
    name="talk_share_of_words",
    title="Talk share of the words",
    unit=Unit.SHARE,
    definition="How many of all the words were yours. Fast speakers have more words in the same time.",
    formula="your words ÷ everybody’s words",
    source="the definition of word-based counters",
    strength=Strength.INDUSTRY,
    kind=Kind.MEASURED,
    family="talk_share",
    needs=frozenset({Need.PARTNER, Need.WORDS}),
    compute=talk_share_of_words,
)
