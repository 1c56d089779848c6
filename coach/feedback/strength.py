"""One thing that went well, told by one moment."""

from collections.abc import Iterable
from dataclasses import dataclass

from coach.conversation import Conversation
from coach.feedback.composite import SURE
from coach.feedback.phrase import duration, quote, stop
from coach.feedback.scorecard import Band, Graded, Note
from coach.measures.pauses import silence_after
from coach.measures.result import Result, Status
from coach.moments.moment import Moment, MomentType, Trait
from coach.times import clock

# A story this long, or a pause this long that was left, is worth telling. Our choice, after the limits of good in
# everyday talk and Rowe's 3 s, half of which is already rare between adults.
LONG_STORY = 60.0
LONG_PAUSE = 1.5

# What is told as a strength lies in no turn that also did one of these.
_SPOILS = ("interruptions_found", "advice", "shift_share", "missed_moments")

_DEEP = frozenset({MomentType.REFLECTION_COMPLEX, MomentType.SUMMARY})
_WARM = frozenset({MomentType.EMPATHY, MomentType.VALIDATION})


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A note with its rank: lower is better, by how much it says about listening (our choice)."""

    rank: int
    sureness: float
    note: Note


def strength(conversation: Conversation, graded: tuple[Graded, ...], *, besides: str | None) -> Note | None:
    """The moment that shows listening best, from a measure graded good where there is one.

    Args:
        besides: the measure of the focus, which is told as a strength only where nothing else was found.
    """
    bands = {one.result.name: one.band for one in graded}
    results = {one.result.name: one.result for one in graded}
    spoilt = {m.turn for name in _SPOILS for m in _moments(results, name) if Trait.GIVEN_BACK not in m.traits}
    candidates = [c for c in _candidates(conversation, results) if c.note.moments[0].turn not in spoilt]
    if not candidates:
        return None

    def order(candidate: _Candidate) -> tuple[bool, bool, int, float, float]:
        note = candidate.note
        is_good = bands.get(note.measure) is Band.GOOD
        return (note.measure == besides, not is_good, candidate.rank, -candidate.sureness, note.moments[0].start)

    return min(candidates, key=order).note


def _candidates(conversation: Conversation, results: dict[str, Result]) -> Iterable[_Candidate]:
    for moment in _sure(results, "reflections"):
        deep = moment.type in _DEEP or Trait.FEELING in moment.traits
        yield _Candidate(0 if deep else 2, moment.confidence, _said_back(conversation, moment))
    for moment in _sure(results, "feeling_moments_met"):
        if moment.type in _WARM:
            yield _Candidate(1, moment.confidence, _met(conversation, moment))
    for moment in _sure(results, "follow_up_share"):
        if Trait.FOLLOW_UP in moment.traits and Trait.LEADING not in moment.traits and _told(conversation, moment):
            is_open = moment.type is MomentType.QUESTION_OPEN
            yield _Candidate(3 if is_open else 5, moment.confidence, _followed(conversation, moment))
    for moment in _sure(results, "interruptions"):
        if Trait.GIVEN_BACK in moment.traits:
            text = f"At {clock(moment.start)} you came in early and gave the floor back, so they could finish."
            yield _Candidate(4, moment.confidence, Note("interruptions", text, (moment,)))
    yield from _pauses(conversation, results)
    yield from _story(results)
    yield from _signals(results)


def _moments(results: dict[str, Result], name: str) -> tuple[Moment, ...]:
    found = results.get(name)
    return tuple(m for m in found.evidence if isinstance(m, Moment)) if found else ()


def _sure(results: dict[str, Result], name: str) -> tuple[Moment, ...]:
    return tuple(m for m in _moments(results, name) if m.confidence >= SURE)


def _told(conversation: Conversation, moment: Moment) -> bool:
    """Whether the moment takes up something told, rather than turning a question back."""
    return moment.answers is not None and not conversation.turns[moment.answers].text.rstrip().endswith("?")


def _heard(conversation: Conversation, moment: Moment) -> str:
    """“When they said …, ” or nothing where it is not known what the moment answers."""
    if moment.answers is None:
        return ""
    said = quote(conversation.turns[moment.answers].text, words=14, end=True)
    return f"When they said {said}, " if said else ""


def _sentence(start: str, rest: str) -> str:
    return f"{start}{rest}" if start else f"{rest[0].upper()}{rest[1:]}"


def _said_back(conversation: Conversation, moment: Moment) -> Note:
    rest = f"{stop(f'you said back {quote(moment.quote)}')} That let them hear how you had understood them."
    return Note("reflections", _sentence(_heard(conversation, moment), rest), (moment,))


def _met(conversation: Conversation, moment: Moment) -> Note:
    rest = f"{stop(f'you answered {quote(moment.quote)}')} That took up how it was for them."
    return Note("feeling_moments_met", _sentence(_heard(conversation, moment), rest), (moment,))


def _followed(conversation: Conversation, moment: Moment) -> Note:
    rest = f"{stop(f'you asked {quote(moment.quote)}')} The question stayed with what they had brought."
    return Note("follow_up_share", _sentence(_heard(conversation, moment), rest), (moment,))


def _pauses(conversation: Conversation, results: dict[str, Result]) -> Iterable[_Candidate]:
    for moment in _moments(results, "pauses"):
        silence = silence_after(conversation, moment)
        if silence is not None and not silence.refilled and silence.seconds >= LONG_PAUSE:
            left = duration(silence.seconds)
            text = f"After {quote(moment.quote, end=True)} you left {left} of silence, and the next word was theirs."
            yield _Candidate(6, silence.seconds, Note("pauses", text, (moment,)))


def _story(results: dict[str, Result]) -> Iterable[_Candidate]:
    found = results.get("partner_story")
    if found and found.status is not Status.NOT_MEASURABLE and (found.value or 0.0) >= LONG_STORY:
        text = (
            f"From {clock(found.evidence[0].start)} they could speak for {duration(found.value or 0.0)} at a stretch."
        )
        yield _Candidate(7, 0.0, Note("partner_story", text, found.evidence))


def _signals(results: dict[str, Result]) -> Iterable[_Candidate]:
    found = results.get("backchannels")
    if found and len(found.evidence) >= 3:
        text = f"{len(found.evidence)} times you signalled that you were with them, without taking the floor."
        yield _Candidate(8, 0.0, Note("backchannels", text, found.evidence[:1]))
