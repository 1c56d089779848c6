"""The rules on sentences from work, sales, friends, interviews and care, with and without punctuation.

Each file of ``tests/data/rules`` holds one kind, one sentence a line: ``+`` the rule must find it, ``-`` it must not.
``told | reply`` where the answer depends on what was told. A mark doubled (``++``, ``--``) is known to be judged wrong;
it is counted, and the day it is judged right the test asks to strike the second mark.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.moments.exchange import Talk
from coach.moments.feelings import felt
from coach.moments.lexicon import lexicon, tokens
from coach.moments.moment import REFLECTIONS, Moment, MomentType, Trait
from tests.coach.moments.exchanges import found
from tests.factories import conversation

FOLDER = Path(__file__).parents[2] / "data" / "rules"
TOLD = "We talked for a while, and then they all went home, and I stayed."


def _replied(line: str) -> tuple[Moment, ...]:
    told, bar, said = line.partition(" | ")
    return found(told, said) if bar else found(TOLD, line, then="Yes, I think so.")


def _has_type(*types: MomentType) -> Callable[[str], bool]:
    return lambda line: any(moment.type in types for moment in _replied(line))


def _has_trait(trait: Trait) -> Callable[[str], bool]:
    return lambda line: any(trait in moment.traits for moment in _replied(line))


def _tells_feeling(line: str) -> bool:
    """What calls for an answer: a feeling of one's own, or a hard time."""
    spoken = Talk(conversation("A 0-1 Okay.", f"B 2-6 {line}")).spoken[1]
    return any(felt(sentence) is not None or sentence.has("own.hard_time") for sentence in spoken.sentences)


def _asks_leave(line: str) -> bool:
    return any(cue.name == "advice.permission" for cue in lexicon().cues(tokens(line)))


def _tags(line: str) -> bool:
    """A tag, also where it checks a reflection."""
    return any({Trait.TAG, Trait.CHECKED} & moment.traits for moment in _replied(line))


JUDGES: dict[str, Callable[[str], bool]] = {
    "dismissal": _has_type(MomentType.DISMISSAL),
    "feelings": _tells_feeling,
    "leading": _has_trait(Trait.LEADING),
    "permission": _asks_leave,
    "rhetorical": _has_trait(Trait.RHETORICAL),
    "stacked": _has_trait(Trait.STACKED),
    "tag": _tags,
    "validation": _has_type(MomentType.VALIDATION),
}


# Rests on the learned classifier as well, so it is counted, not held sentence by sentence.
_IS_REFLECTION = _has_type(*REFLECTIONS)


def _lines(kind: str) -> list[tuple[str, str]]:
    """Mark and sentence of each line of a kind."""
    text = (FOLDER / f"{kind}.txt").read_text(encoding="utf-8")
    return [(mark, sentence) for mark, _, sentence in (line.partition(" ") for line in text.splitlines())]


@pytest.mark.parametrize("kind", JUDGES)
def test_there_are_thirty_of_each_and_few_are_judged_wrong(kind: str) -> None:
    for mark in "+-":
        known = [(m, sentence) for m, sentence in set(_lines(kind)) if m[0] == mark]
        wrong = sum(len(m) > 1 for m, _ in known)
        assert len(known) >= 30
        assert wrong <= 0.2 * len(known)


@pytest.mark.parametrize(
    ("kind", "mark", "sentence"), [(kind, mark, sentence) for kind in JUDGES for mark, sentence in _lines(kind)]
)
def test_the_rule_judges_the_sentence(kind: str, mark: str, sentence: str) -> None:
    right = JUDGES[kind](sentence) == (mark[0] == "+")
    assert right == (len(mark) == 1)


def test_most_genuine_reflections_are_believed_and_most_fakes_are_not() -> None:
    """At least three in four genuine ones, at most one in five fakes (our choice: what two sets of weights reach)."""
    said = _lines("reflections")
    genuine = [_IS_REFLECTION(sentence) for mark, sentence in said if mark == "+"]
    fakes = [_IS_REFLECTION(sentence) for mark, sentence in said if mark == "-"]
    assert len(genuine) >= 60
    assert len(fakes) >= 60
    assert sum(genuine) >= 0.75 * len(genuine)
    assert sum(fakes) <= 0.2 * len(fakes)
