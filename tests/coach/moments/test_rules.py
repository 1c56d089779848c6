"""The rules that rest on word lists, each on thirty sentences that it must find and thirty that it must not."""

import pytest

from coach.moments.lexicon import lexicon, tokens
from coach.moments.moment import MomentType
from tests.coach.moments import rule_sentences as said
from tests.coach.moments.exchanges import types


@pytest.mark.parametrize(
    ("found", "none"),
    [
        (said.VALIDATION, said.NO_VALIDATION),
        (said.DISMISSAL, said.NO_DISMISSAL),
        (said.PERMISSION, said.NO_PERMISSION),
    ],
)
def test_there_are_thirty_of_each(found: list[str], none: list[str]) -> None:
    assert len(set(found)) >= 30
    assert len(set(none)) >= 30


@pytest.mark.parametrize("sentence", said.VALIDATION)
def test_validation_is_found(sentence: str) -> None:
    assert MomentType.VALIDATION in types(said.HURT, sentence)


@pytest.mark.parametrize("sentence", said.NO_VALIDATION)
def test_what_only_sounds_like_validation_is_none(sentence: str) -> None:
    assert MomentType.VALIDATION not in types(said.HURT, sentence)


@pytest.mark.parametrize("sentence", said.DISMISSAL)
def test_dismissal_is_found(sentence: str) -> None:
    assert MomentType.DISMISSAL in types(said.HURT, sentence)


@pytest.mark.parametrize("sentence", said.NO_DISMISSAL)
def test_what_only_sounds_like_dismissal_is_none(sentence: str) -> None:
    assert MomentType.DISMISSAL not in types(said.HURT, sentence)


def asks_leave(sentence: str) -> bool:
    return any(cue.name == "advice.permission" for cue in lexicon().cues(tokens(sentence)))


@pytest.mark.parametrize("sentence", said.PERMISSION)
def test_asking_leave_is_found(sentence: str) -> None:
    assert asks_leave(sentence)


@pytest.mark.parametrize("sentence", said.NO_PERMISSION)
def test_what_only_sounds_like_asking_leave_is_none(sentence: str) -> None:
    assert not asks_leave(sentence)
