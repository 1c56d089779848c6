"""Time in which both sides speak."""

import math

from coach.conversation import Conversation, Timing
from coach.measures.enough import SPEECH, too_short
from coach.measures.intervals import Z95
from coach.measures.measure import Kind, Measure, Need, Strength
from coach.measures.result import Result, Status, Unit
from coach.measures.sides import all_speech, is_mine, my_speech
from coach.measures.trust import edge_error, in_edges
from coach.moments.moment import Moment, Passage
from coach.times import Span, intersection, overlap

# Shorter overlaps are within the error of edges; they count as time but are not shown. Our choice.
_SHOWN = 0.2


def overlap_share(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """Time in which I and a partner speak at once, over the time from first speech to last; backchannels left out."""
    partners = conversation.speech_of(partner.id for partner in conversation.partners)
    both = intersection(my_speech(conversation), partners)
    seconds, window = sum(span.duration for span in both), conversation.window.duration
    spread = Z95 * edge_error(conversation) * math.sqrt(2 * max(1, len(both))) / window
    share = seconds / window
    why = too_short(all_speech(conversation), SPEECH, of="speech")
    is_part = conversation.timing is Timing.VOICES
    return Result(
        OVERLAP.name,
        OVERLAP.unit,
        Status.NOT_ENOUGH if why else Status.OK,
        value=share,
        numerator=seconds,
        denominator=window,
        low=max(0.0, share - spread),
        high=None if is_part else min(1.0, share + spread),
        confidence=in_edges(conversation),
        why=why,
        evidence=_shown(conversation, both),
        at_least=is_part,
    )


def _shown(conversation: Conversation, both: tuple[Span, ...]) -> tuple[Passage, ...]:
    """The overlaps that can be heard, each quoting my turn in it; spans and my turns go forward side by side."""
    mine = [(i, turn) for i, turn in enumerate(conversation.turns) if is_mine(conversation, i)]
    passages, first = [], 0
    for span in both:
        if span.duration < _SHOWN:
            continue
        while first < len(mine) - 1 and mine[first][1].end <= span.start:
            first += 1
        near = [pair for pair in mine[first : first + 4] if overlap(pair[1].span, span)]
        if near:
            index, turn = max(near, key=lambda pair: overlap(pair[1].span, span))
            passages.append(Passage(turn.speaker, span.start, span.end, turn.text, index))
    return tuple(passages)


OVERLAP = Measure(
    name="overlap_share",
    title="Talking at once",
    unit=Unit.SHARE,
    definition="How much of the time you both spoke. Some overlap is part of any lively talk.",
    formula="time in which you and they spoke ÷ time from the first word to the last; “mm-hm” left out",
    source="Heldner & Edlund 2010: about 40 % of changes of speaker overlap; no target",
    strength=Strength.RESEARCH,
    kind=Kind.MEASURED,
    family="interruptions",
    needs=frozenset({Need.PARTNER, Need.SOUND}),
    compute=overlap_share,
)
