"""What survives is counted as by hand."""

from types import ModuleType, SimpleNamespace
from typing import cast

from tests.accuracy.wordlists import Kept, aligned, kept_fillers, kept_questions


def _words(text: str, fillers: bool = False) -> list[str]:
    assert fillers
    return [word.strip(".,?!").lower().replace("-", "") for word in text.split()]


SCORE = cast("ModuleType", SimpleNamespace(words=_words))


def test_words_are_laid_beside_each_other() -> None:
    assert aligned(["a", "b", "c"], ["a", "x", "c", "d"]) == [("a", "a"), ("b", "x"), ("c", "c"), (None, "d")]
    assert aligned(["a", "b"], ["b"]) == [("a", None), ("b", "b")]


def test_a_filler_is_kept_in_any_spelling_but_only_in_its_place() -> None:
    ums, hums = kept_fillers(["Um, so it", "Mm-hmm.", "is uh late"], ["uh so it mm is late um"], SCORE)
    assert ums == Kept(1, 2)
    assert hums == Kept(1, 1)


def test_a_question_mark_is_kept_behind_the_same_word() -> None:
    assert kept_questions(["So are you?", "Yes. Why?"], ["So are you? Yes, why."], SCORE) == Kept(1, 2)
    assert kept_questions(["Are you there?"], ["Are you their?"], SCORE) == Kept(1, 1)
    assert kept_questions(["Are you there?"], ["Are you?"], SCORE) == Kept(0, 1)


def test_nothing_said_loses_nothing() -> None:
    assert kept_questions([], ["Why?"], SCORE).share == 1.0
