"""Whether a verdict survives the recogniser: the listener's turns judged from true and from heard words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from coach.moments.find import find_moments
from tests.scripted import talk_of

# The verdicts of the scale that experts use; simple and complex reflections and summaries are all reflections.
_VERDICTS = {
    "question_open": "open question",
    "question_closed": "closed question",
    "reflection_simple": "reflection",
    "reflection_complex": "reflection",
    "reflection": "reflection",
    "summary": "reflection",
    "advice": "advice",
}


@dataclass(frozen=True, slots=True)
class Flips:
    """How many of the listener's turns are judged otherwise, and of how many."""

    flipped: int
    turns: int


@dataclass(frozen=True, slots=True)
class _Judged:
    """One verdict and the stretch of talk that it is about."""

    verdict: str
    speaker: str
    start: float
    end: float


def flips(truth: Mapping[str, Any], review: Mapping[str, Any], names: Mapping[str, str]) -> Flips:
    """Turns of the listener whose verdicts differ between the true words at their true times and the review.

    Both sides are judged by the same rules, so what the rules judge wrongly does not count; a turn that the review
    missed counts where it deserved a verdict. A maybe is no verdict.

    Args:
        truth: a scripted truth file.
        review: a review of its sound, as the program writes it.
        names: who is who: the truth's name of each of the review's speakers.
    """
    me = truth["you"]
    heard = [
        _Judged(_VERDICTS[event["type"]], me, event["start"], event["end"])
        for event in review["events"]
        if event["type"] in _VERDICTS and not event.get("maybe") and names.get(event["speaker"]) == me
    ]
    meant = [
        _Judged(_VERDICTS[moment.type.value], me, moment.start, moment.end)
        for moment in find_moments(talk_of(truth))
        if moment.type.value in _VERDICTS and not moment.maybe and moment.speaker == me
    ]
    turns = [turn for turn in truth["turns"] if turn["who"] == me and turn["kind"] == "turn"]
    by_heard, by_meant = _by_turn(heard, turns), _by_turn(meant, turns)
    return Flips(sum(a != b for a, b in zip(by_heard, by_meant, strict=True)), len(turns))


def _by_turn(judged: Iterable[_Judged], turns: list[dict[str, Any]]) -> list[set[str]]:
    """The verdicts of each turn: each belongs to the turn with which it shares most time, or which lies nearest."""
    found: list[set[str]] = [set() for _ in turns]
    for one in judged:
        shared = [min(one.end, turn["end"]) - max(one.start, turn["start"]) for turn in turns]
        if shared:
            found[shared.index(max(shared))].add(one.verdict)
    return found
