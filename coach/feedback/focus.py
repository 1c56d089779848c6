"""One thing to work on, told by one to three moments, and what can be done next time."""

from collections.abc import Callable
from dataclasses import dataclass

from coach.contexts.context import Context, Target
from coach.conversation import Conversation
from coach.feedback.grade import GOOD, score
from coach.feedback.phrase import many, percent, quote, stop, times
from coach.feedback.scorecard import Band, Graded, Note
from coach.measures.counted import in_order
from coach.measures.pauses import silence_after
from coach.measures.result import Confidence, Result
from coach.measures.sides import longest, passage, replies, stretch_passage, stretches, words_in
from coach.moments.moment import Moment, MomentType, Passage, Trait
from coach.times import clock

# A focus rests on at least so many moments, and shows at most so many. Our choice, guarded by
# test_two_events_are_no_focus.
LEAST_EVENTS = 3
MOST_SHOWN = 3

# A focus costs at least so many of the 100 points. Talk share alone, a weak sign, does so only well below good. Our
# choice, guarded by test_a_talk_share_just_off_good_is_no_focus.
LEAST_LOST = 2.5

# A partner's turn of this many seconds and words holds something to say back: our choice.
WORTH_SAYING_BACK = 12.0
WORTH_WORDS = 15

Evidence = tuple[Moment | Passage, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """A result below good, with its target and all results beside it."""

    conversation: Conversation
    result: Result
    target: Target
    results: dict[str, Result]


@dataclass(frozen=True, slots=True)
class _Way:
    """How a measure becomes a focus: the events behind it, and the sentences about them."""

    events: Callable[[_Case], Evidence]
    text: Callable[[_Case, Evidence], str]


def focus(
    conversation: Conversation, graded: tuple[Graded, ...], context: Context, *, resting: frozenset[str]
) -> Note | None:
    """The measure that loses the most points below good, with at least three events and medium confidence.

    Args:
        resting: measures that were the focus often enough of late; another one takes its turn.
    """
    targets = {target.measure: target for target in context.targets}
    results = {one.result.name: one.result for one in graded}
    best: tuple[float, Note] | None = None
    for one in graded:
        name, target = one.result.name, targets.get(one.result.name)
        if name not in _WAYS or name in resting or target is None or one.score is None or one.band is Band.GOOD:
            continue
        lost = target.weight * (100.0 - one.score) / 100.0
        if one.result.confidence is Confidence.LOW or lost < LEAST_LOST or (best is not None and lost <= best[0]):
            continue
        case, way = _Case(conversation, one.result, target, results), _WAYS[name]
        events = way.events(case)
        if len(events) >= LEAST_EVENTS:
            best = lost, Note(name, way.text(case, events), most_telling(events))
    return best[1] if best else None


def focus_on(conversation: Conversation, graded: tuple[Graded, ...], context: Context, measure: str) -> Note | None:
    """What a focus on this measure says; None where it is good already, or rests on too little to say it.

    Unlike ``focus`` it asks neither how much the measure weighs nor how sure it is: somebody chose it.
    """
    target = next((target for target in context.targets if target.measure == measure), None)
    one = next((one for one in graded if one.result.name == measure), None)
    if measure not in _WAYS or target is None or one is None or one.score is None or one.band is Band.GOOD:
        return None
    case, way = (
        _Case(conversation, one.result, target, {each.result.name: each.result for each in graded}),
        _WAYS[measure],
    )
    events = way.events(case)
    return Note(measure, way.text(case, events), most_telling(events)) if len(events) >= LEAST_EVENTS else None


def most_telling(events: Evidence, count: int = MOST_SHOWN) -> Evidence:
    """The surest moments, or the longest passages, in order of time."""

    def order(event: Moment | Passage) -> tuple[float, float, float]:
        sure = event.confidence if isinstance(event, Moment) else 0.0
        return (-sure, -event.span.duration, event.start)

    return in_order(sorted(events, key=order)[:count])


def _all(case: _Case) -> Evidence:
    return case.result.evidence


def _questions(keep: Callable[[Moment], bool]) -> Callable[[_Case], Evidence]:
    def events(case: _Case) -> Evidence:
        return tuple(m for m in case.result.evidence if isinstance(m, Moment) and keep(m))

    return events


def _refilled(case: _Case) -> Evidence:
    found = (m for m in case.result.evidence if isinstance(m, Moment))
    silences = ((m, silence_after(case.conversation, m)) for m in found)
    return tuple(m for m, silence in silences if silence is not None and silence.refilled)


def _long_turns(case: _Case) -> Evidence:
    mine = stretches(case.conversation, mine=True)
    return tuple(stretch_passage(case.conversation, s) for s in mine if score(case.target, s.seconds) < GOOD)


def _talk(case: _Case) -> Evidence:
    """My longest turns where I talked much, the partner's where I hardly did."""
    found = longest(stretches(case.conversation, mine=not _is_quiet(case)), LEAST_EVENTS)
    return tuple(stretch_passage(case.conversation, stretch) for stretch in found)


def _is_quiet(case: _Case) -> bool:
    return (case.result.value or 0.0) < case.target.knots[len(case.target.knots) // 2][0]


def _not_said_back(case: _Case) -> Evidence:
    """Partner turns with something to say back, answered without saying it back."""
    reflections = case.results.get("reflections")
    back = {event.turn for event in reflections.evidence} if reflections else set()
    turns = case.conversation.turns
    return tuple(
        passage(case.conversation, change.before)
        for change in replies(case.conversation)
        if change.after not in back
        and turns[change.before].duration >= WORTH_SAYING_BACK
        and words_in(turns[change.before]) >= WORTH_WORDS
    )


def _first(events: Evidence) -> str:
    return f"first at {clock(events[0].start)}"


def _about_interruptions(case: _Case, events: Evidence) -> str:
    return (
        f"{_count(events)} you took the floor before they had finished, {_first(events)}. "
        "Next time, let the sentence come to its end, breathe once, and begin then."
    )


def _about_long_turns(case: _Case, events: Evidence) -> str:
    return (
        f"{many(len(events), 'of your turns', 'of your turns')} went on longer than this kind of talk asks for "
        f"({case.target.text}), {_first(events)}. Next time, stop after the first point and ask what they make of it."
    )


def _about_pauses(case: _Case, events: Evidence) -> str:
    return (
        f"After {len(events)} open questions you spoke again before they could, first after "
        f"{stop(quote(events[0].quote, end=True))} Next time, ask once and count to three in silence."
    )


def _about_advice(case: _Case, events: Evidence) -> str:
    return (
        f"{_count(events)} you offered something that looks like advice nobody had asked for, as in "
        f"{stop(quote(events[0].quote))} Next time, say back what you heard first, and ask whether an idea would help."
    )


def _about_open(case: _Case, events: Evidence) -> str:
    return (
        f"{len(events)} of your questions could be answered with a word, as {stop(quote(events[0].quote, end=True))} "
        "Next time, begin one of them with “what” or “how”."
    )


def _about_follow_up(case: _Case, events: Evidence) -> str:
    return (
        f"{len(events)} of your questions went to something new, as {stop(quote(events[0].quote, end=True))} "
        "Next time, take one of their words into your next question."
    )


def _about_stacked(case: _Case, events: Evidence) -> str:
    return (
        f"{_count(events)} one question came on top of another, as {stop(quote(events[0].quote, end=True))} "
        "Next time, ask one and stop there."
    )


def _about_saying_back(case: _Case, events: Evidence) -> str:
    said = quote(most_telling(events, 1)[0].quote, end=True)
    return (
        f"{_count(events)} they told you something at length and your reply went on without saying it back, "
        f"as after {stop(said)} Next time, begin with what you heard, in your own words, before anything else."
    )


def _about_feelings(case: _Case, events: Evidence) -> str:
    answers = events[0].answers if isinstance(events[0], Moment) else None
    said = f", as in {quote(case.conversation.turns[answers].text, end=True)}" if answers is not None else ""
    return (
        f"{stop(f'{_count(events)} there was more in their words than the reply took up{said}')} "
        "Next time, begin by naming what you heard."
    )


def _about_talk(case: _Case, events: Evidence) -> str:
    share = percent(case.result.value or 0.0)
    if _is_quiet(case):
        return (
            f"You did {share} of the talking. Next time, after one of their stories, say in a sentence "
            "what you took from it, so that they know it arrived."
        )
    return (
        f"You did {share} of the talking; your longest turns are here to listen to. "
        "Next time, end a turn with a question about them."
    )


def _count(events: Evidence) -> str:
    words = times(len(events))
    return f"{words[0].upper()}{words[1:]}"


_WAYS: dict[str, _Way] = {
    "interruptions": _Way(_all, _about_interruptions),
    "longest_monologue": _Way(_long_turns, _about_long_turns),
    "pauses": _Way(_refilled, _about_pauses),
    "advice": _Way(_all, _about_advice),
    "open_share": _Way(_questions(lambda m: m.type is MomentType.QUESTION_CLOSED), _about_open),
    "follow_up_share": _Way(_questions(lambda m: Trait.FOLLOW_UP not in m.traits), _about_follow_up),
    "stacked_share": _Way(_questions(lambda m: Trait.STACKED in m.traits), _about_stacked),
    "reflections": _Way(_not_said_back, _about_saying_back),
    "reflection_ratio": _Way(_not_said_back, _about_saying_back),
    "feeling_moments_met": _Way(_questions(lambda m: m.type is MomentType.MISSED_MOMENT), _about_feelings),
    "talk_share": _Way(_talk, _about_talk),
}
