"""A result as one sentence, plain and in the second person."""

from collections import Counter
from collections.abc import Callable

from coach.feedback.grade import BALANCED
from coach.feedback.phrase import duration, in_brackets, many, number, percent, times, value, value_range
from coach.measures.registry import measure
from coach.measures.response_gaps import share_below_zero, share_of_long
from coach.measures.result import Confidence, Result, Status, Unit
from coach.moments.moment import Moment, OverlapClass, Trait

# Below this share in at least so many seconds of speech, and above that share of silence, a question is due. Our
# choice, guarded by test_odd_shares_raise_a_question.
QUIET = 0.10
LONG_TALK = 1200.0
MUCH_SILENCE = 0.25

_CONFIDENCE = {
    Confidence.HIGH: "sure",
    Confidence.MEDIUM: "fairly sure",
    Confidence.LOW: "a rough reading",
}


_RATES = frozenset({Unit.PER_HOUR, Unit.PER_MINUTE, Unit.PER_TEN_MINUTES})
_OF_TIME_OR_WORDS = frozenset(
    {"talk_share", "talk_share_of_call", "talk_share_of_words", "silence_share", "overlap_share"}
)


def headline(result: Result) -> str:
    """What the result says, with its range; why there is none; or what was found so far."""
    title = measure(result.name).title
    if result.status is Status.NOT_MEASURABLE:
        return f"{title}: not measurable here: {result.why}."
    if result.status is Status.NOT_ENOUGH:
        found = _so_far(result)
        return f"{title} so far: {found}; {result.why}." if found else f"{title}: {result.why}."
    say = _SENTENCES.get(result.name)
    return say(result) if say else f"{title}: {value(result)}{in_brackets(value_range(result))}."


def _so_far(result: Result) -> str:
    """What was found without a claim: a rate by its count, a share with its counts."""
    if result.value is None:
        return ""
    if result.unit in _RATES:
        return f"{number(result.numerator or 0)} found"
    if result.unit in (Unit.SHARE, Unit.PER_TURN) and result.name not in _OF_TIME_OR_WORDS:
        return f"{value(result)}, {number(result.numerator or 0)} of {number(result.denominator or 0)}"
    return value(result)


def confidence(result: Result) -> str:
    """How sure the result is, in words; empty where it is not measurable."""
    return "" if result.status is Status.NOT_MEASURABLE else _CONFIDENCE[result.confidence]


def _range(result: Result) -> str:
    return in_brackets(value_range(result))


def _talk_share(result: Result) -> str:
    share, spoken = result.value or 0.0, result.denominator or 0.0
    quiet = " You were very quiet here; did you take part?" if share < QUIET and spoken >= LONG_TALK else ""
    return f"You did {value(result)} of the talking{_range(result)}.{quiet}"


def _of_call(result: Result) -> str:
    return f"You spoke for {value(result)} of the whole time{_range(result)}."


def _of_words(result: Result) -> str:
    return f"{value(result)} of the words were yours{_range(result)}."


def _monologue(result: Result) -> str:
    return f"Your longest turn took {value(result)}."


def _story(result: Result) -> str:
    return f"The longest they could speak was {value(result)}."


def _turn_words(result: Result) -> str:
    return f"Your turns had {round(result.value or 0.0)} words on average{_range(result)}."


def _gaps(result: Result) -> str:
    middle = result.value or 0.0
    when = "after they stopped" if middle >= 0.0 else "before they stopped"
    early, late = percent(share_below_zero(result.values)), percent(share_of_long(result.values))
    return (
        f"You usually began {duration(abs(middle))} {when}; {early} of your replies overlapped their end, "
        f"{late} came after more than 2 s."
    )


def _pauses(result: Result) -> str:
    left, of = round(result.numerator or 0), round(result.denominator or 0)
    return f"You left the silence to them after {left} of {of} open questions{_range(result)}."


def _after_stories(result: Result) -> str:
    left, of = round(result.numerator or 0), round(result.denominator or 0)
    return f"You left a breath of room after {left} of {of} of their long turns{_range(result)}."


def _silence(result: Result) -> str:
    much = " That is a lot; the recording may have gaps." if (result.value or 0.0) > MUCH_SILENCE else ""
    return f"For {value(result)} of the time nobody spoke.{much}"


def _questions(result: Result) -> str:
    sure, most = round(result.value or 0), round(result.high or 0)
    if most > sure:
        return f"You asked about {many(most, 'question', 'questions')}, at least {sure}."
    return f"You asked {many(sure, 'question', 'questions')}." if sure else "You asked no questions."


def _rate(result: Result) -> str:
    return f"You asked {many(result.numerator or 0, 'question', 'questions')}: {value(result)} an hour{_range(result)}."


def _kind_of_question(kind: str) -> Callable[[Result], str]:
    def say(result: Result) -> str:
        found, of = round(result.numerator or 0), round(result.denominator or 0)
        verb = "was" if found == 1 else "were"
        return f"{found} of your {many(of, 'question', 'questions')} {verb} {kind}{_range(result)}."

    return say


def _open(result: Result) -> str:
    found, of = round(result.numerator or 0), round(result.denominator or 0)
    share = result.value or 0.0
    mostly = "mostly open" if share >= 0.6 else "mostly closed" if share <= 0.4 else "open and closed about as often"
    return f"Your questions were {mostly}: {found} of {of} open{_range(result)}."


def _run(result: Result) -> str:
    return f"You asked up to {many(result.value or 0, 'question', 'questions')} in a row without saying anything back."


def _interruptions(result: Result) -> str:
    count = len(result.evidence)
    back = sum(isinstance(m, Moment) and Trait.GIVEN_BACK in m.traits for m in result.evidence)
    if not count:
        return f"We found no interruption of yours that competes{_unseen(result)}."
    returned = f", and gave the floor back {times(back)}" if back else ""
    least = "at least " if result.at_least else ""
    rate = f"{number(result.value or 0)} in 10 minutes of their speech{_range(result)}"
    return f"You took the floor before they had finished {least}{times(count)}{returned}: {rate}."


def _unseen(result: Result) -> str:
    return "; this recording hides some" if result.at_least else ""


def _found(result: Result) -> str:
    sure = [m for m in result.evidence if isinstance(m, Moment) and not m.maybe]
    maybe = len(result.evidence) - len(sure)
    kinds = Counter(m.kind for m in sure if m.kind is not None)
    each = ", ".join(f"{kinds[kind]} {kind.value.replace('_', ' ')}" for kind in OverlapClass if kinds[kind])
    if maybe:
        start = f"About {many(len(result.evidence), 'interruption', 'interruptions')}, at least {len(sure)}"
    elif result.at_least and sure:
        start = f"At least {many(len(sure), 'interruption', 'interruptions')}"
    elif sure:
        start = many(len(sure), "interruption", "interruptions")
    else:
        return f"No interruption was found{_unseen(result)}."
    return f"{start}{': ' + each if each else ''}."


def _balance(result: Result) -> str:
    found, of = round(result.numerator or 0), round(result.denominator or 0)
    lively = " Lively overlap on both sides." if 0.0 < (result.value or 0.0) <= BALANCED else ""
    return f"{found} of the {of} interruptions were yours{_range(result)}.{lively}"


def _overlap(result: Result) -> str:
    least = "at least " if result.at_least else ""
    return f"You both spoke at once for {least}{value(result)} of the time."


def _backchannels(result: Result) -> str:
    count = round(result.numerator or 0)
    if not count:
        return "We heard no “mm-hm” or the like from you; quiet ones are easily missed."
    rate = f"{value(result)} in a minute of their speech{_range(result)}"
    return f"We heard {many(count, 'signal', 'signals')} that you were listening: {rate}."


def _reflections(result: Result) -> str:
    found, of = round(result.numerator or 0), round(result.denominator or 0)
    return f"You said back what you had heard in {found} of your {of} turns{_range(result)}."


def _ratio(result: Result) -> str:
    back, asked = many(result.numerator or 0, "reflection", "reflections"), round(result.denominator or 0)
    return f"{back} to {many(asked, 'question', 'questions')}: {value(result)} for each{_range(result)}."


def _advice(result: Result) -> str:
    found, of = round(result.numerator or 0), round(result.denominator or 0)
    return f"{found} of your {of} turns had advice that looks unasked{_range(result)}."


def _shift(result: Result) -> str:
    found, of = round(result.numerator or 0), round(result.denominator or 0)
    return f"{found} of {of} replies to their story went to one of your own{_range(result)}."


def _met(result: Result) -> str:
    found, of = round(result.numerator or 0), round(result.denominator or 0)
    return f"You took up {found} of {of} moments with a feeling in their words{_range(result)}."


def _missed(result: Result) -> str:
    count = round(result.value or 0)
    if not count:
        return "We found no moment that was passed by."
    return f"{many(count, 'moment', 'moments')} of theirs to come back to."


_SENTENCES: dict[str, Callable[[Result], str]] = {
    "talk_share": _talk_share,
    "talk_share_of_call": _of_call,
    "talk_share_of_words": _of_words,
    "longest_monologue": _monologue,
    "partner_story": _story,
    "turn_words": _turn_words,
    "response_gaps": _gaps,
    "pauses": _pauses,
    "pauses_after_stories": _after_stories,
    "silence_share": _silence,
    "questions": _questions,
    "question_rate": _rate,
    "open_share": _open,
    "follow_up_share": _kind_of_question("about what they had just said"),
    "leading_share": _kind_of_question("leading"),
    "stacked_share": _kind_of_question("stacked"),
    "rhetorical_share": _kind_of_question("rhetorical"),
    "question_run": _run,
    "interruptions": _interruptions,
    "interruptions_found": _found,
    "interruption_balance": _balance,
    "overlap_share": _overlap,
    "backchannels": _backchannels,
    "reflections": _reflections,
    "reflection_ratio": _ratio,
    "advice": _advice,
    "shift_share": _shift,
    "feeling_moments_met": _met,
    "missed_moments": _missed,
}
