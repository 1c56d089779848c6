"""Time in which nobody speaks."""

import math
from itertools import pairwise

from coach.conversation import Conversation
from coach.measures.enough import SPEECH, too_short
from coach.measures.intervals import Z95
from coach.measures.measure import Kind, Measure, Need, Strength
from coach.measures.result import Result, Status, Unit
from coach.measures.trust import edge_error, in_times
from coach.moments.moment import Moment, Passage
from coach.times import Span, total

LONGEST_SHOWN = 5


def silence_share(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """Time from first speech to last in which nobody speaks, backchannels counted as speech."""
    window = conversation.window
    everybody = [speaker.id for speaker in conversation.speakers]
    speech = conversation.speech_of(everybody, backchannels=True)
    silent = window.duration - total(speech)
    edges = Z95 * 2 * edge_error(conversation) * math.sqrt(len(speech)) / window.duration
    share = silent / window.duration
    why = too_short(window.duration, SPEECH, of="conversation")
    return Result(
        SILENCE.name,
        Unit.SHARE,
        Status.NOT_ENOUGH if why else Status.OK,
        value=share,
        numerator=silent,
        denominator=window.duration,
        low=max(0.0, share - edges),
        high=min(1.0, share + edges),
        confidence=in_times(conversation),
        why=why,
        evidence=_longest_silences(conversation, speech),
    )


def _longest_silences(conversation: Conversation, speech: tuple[Span, ...]) -> tuple[Passage, ...]:
    """The five longest silences, each shown with the turn after it."""
    gaps = [Span(before.end, after.start) for before, after in pairwise(speech)]
    chosen = sorted(sorted(gaps, key=lambda gap: -gap.duration)[:LONGEST_SHOWN])
    turns = conversation.turns
    passages = []
    for gap in chosen:
        index = next(i for i, turn in enumerate(turns) if turn.end > gap.end)
        passages.append(Passage(turns[index].speaker, gap.start, gap.end, "", index))
    return tuple(passages)


SILENCE = Measure(
    name="silence_share",
    title="Silence",
    unit=Unit.SHARE,
    definition="How much of the time nobody spoke. Neither more nor less is better.",
    formula="time without speech ÷ time from the first word to the last",
    source="shown only; no target is known to us",
    strength=Strength.OURS,
    kind=Kind.MEASURED,
    family="pauses",
    needs=frozenset({Need.PARTNER, Need.SOUND}),
    compute=silence_share,
)
