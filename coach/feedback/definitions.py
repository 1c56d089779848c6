"""Talk share by each of the definitions in use, for people to compare. Grades and JSON keep the first."""

from dataclasses import dataclass, replace

from coach.conversation import HESITATION, Conversation
from coach.feedback.phrase import in_brackets, value, value_range
from coach.feedback.words import headline
from coach.measures.intervals import Side, share_interval
from coach.measures.measure import Measure, Strength
from coach.measures.result import Result, Status
from coach.measures.sides import my_id
from coach.measures.talk_share import OF_CALL, OF_SPEECH, OF_WORDS
from coach.measures.trust import attribution_error, edge_error
from coach.review import Review
from coach.times import join, union


@dataclass(frozen=True, slots=True)
class Counted:
    """Talk share by one definition: its name in a list, what it means, the result, and that as a sentence."""

    name: str
    measure: Measure
    result: Result
    headline: str


def talk_shares(review: Review) -> tuple[Counted, ...]:
    """Talk share by each definition, that of the grades first."""
    of_speech = review.result(OF_SPEECH.name)
    with_signals = _with_signals(of_speech, review.conversation)
    return (
        Counted("Share of the talking", OF_SPEECH, of_speech, headline(of_speech)),
        Counted("The same, “mm-hm” counted", WITH_SIGNALS, with_signals, _sentence(with_signals, of_speech)),
        _as_measured("Share of the whole time", OF_CALL, review),
        _as_measured("Share of the words", OF_WORDS, review),
    )


def _as_measured(name: str, measure: Measure, review: Review) -> Counted:
    result = review.result(measure.name)
    return Counted(name, measure, result, headline(result))


def _with_signals(base: Result, conversation: Conversation) -> Result:
    """My talk over everybody's with backchannels, silence left out; as sure, and as measurable, as without them."""
    if base.value is None:
        return replace(base, name=WITH_SIGNALS.name)
    me = my_id(conversation)
    mine = _talk(conversation, [me])
    theirs = _talk(conversation, [speaker.id for speaker in conversation.partners])
    interval = share_interval(
        mine, theirs, edge_error=edge_error(conversation), attribution_error=attribution_error(conversation)
    )
    spoken = mine.seconds + theirs.seconds
    return replace(
        base,
        name=WITH_SIGNALS.name,
        value=mine.seconds / spoken,
        numerator=mine.seconds,
        denominator=spoken,
        low=interval.low,
        high=interval.high,
    )


def _talk(conversation: Conversation, speakers: list[str]) -> Side:
    """How long each of these talked, then summed, with the short pauses inside a turn and with backchannels."""
    spans = [
        span
        for speaker in speakers
        for span in union(
            part for turn in conversation.turns if turn.speaker == speaker for part in join(turn.speech, gap=HESITATION)
        )
    ]
    return Side(sum(span.duration for span in spans), len(spans))


def _sentence(result: Result, base: Result) -> str:
    if result.status is not Status.OK:
        return headline(base)
    return f"With each “mm-hm” counted you did {value(result)} of the talking{in_brackets(value_range(result))}."


WITH_SIGNALS = replace(
    OF_SPEECH,
    name="talk_share_with_signals",
    title="Talk share with short signals",
    definition="How much of the talking was yours, signals such as “mm-hm” counted as talking. Silence is left out.",
    formula="your voice ÷ (your voice + their voice), in seconds of voice and of pauses up to 0.3 s",
    source="our choice, for comparison: the same count with the signals left in",
    strength=Strength.OURS,
)
