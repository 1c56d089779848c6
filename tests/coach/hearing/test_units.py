"""Voice and words to inter-pausal units."""

import pytest

from coach.hearing.units import stretches, units
from coach.times import Span
from models.records import Word


def test_silence_under_a_fifth_is_bridged() -> None:
    assert stretches([Span(0, 1), Span(1.19, 2)]) == (Span(0, 2),)


def test_silence_of_a_fifth_bounds_a_unit() -> None:
    assert stretches([Span(0, 1), Span(1.2, 2)]) == (Span(0, 1), Span(1.2, 2))


def test_voice_shorter_than_a_tenth_is_dropped() -> None:
    assert stretches([Span(0, 0.09), Span(1, 1.1)]) == (Span(1, 1.1),)


def test_short_voice_is_bridged_before_it_is_dropped() -> None:
    assert stretches([Span(0, 0.08), Span(0.2, 0.28)]) == (Span(0, 0.28),)


def test_word_belongs_to_the_voice_it_shares_most_time_with() -> None:
    found = units(0, [Span(0, 1), Span(1.4, 3)], [Word(0.9, 1.8, "move")])
    assert [len(unit.words) for unit in found] == [0, 1]
    assert found[1].words[0].start == pytest.approx(1.4)


def test_word_beside_all_voice_goes_to_the_nearest() -> None:
    found = units(0, [Span(0, 1), Span(2, 3)], [Word(1.1, 1.3, "one"), Word(1.7, 1.9, "two")])
    assert [[word.text for word in unit.words] for unit in found] == [["one"], ["two"]]
    assert (found[0].words[0].start, found[0].words[0].end) == (1.0, 1.0)


def test_word_far_from_any_voice_makes_its_own() -> None:
    found = units(0, [Span(0, 1)], [Word(2.5, 2.9, "hello")])
    assert [unit.span for unit in found] == [Span(0, 1), Span(2.5, 2.9)]


def test_word_without_length_far_from_any_voice_is_kept() -> None:
    (found,) = units(0, [], [Word(2.5, 2.5, "hello")])
    assert [word.text for word in found.words] == ["hello"]
    assert found.span.duration > 0


def test_no_voice_and_no_words_give_nothing() -> None:
    assert units(0, [], []) == ()


def words_of(*said: tuple[float, float, str]) -> list[Word]:
    return [Word(*each) for each in said]


def test_first_word_heard_into_a_hum_goes_back_to_its_sentence() -> None:
    voice = [Span(0, 0.5), Span(3, 5)]
    hum, question = units(0, voice, words_of((0, 0.5, "What"), (3.0, 3.2, "do"), (3.2, 4.5, "you think?")))
    assert hum.words == ()
    assert [word.text for word in question.words] == ["What", "do", "you think?"]
    assert question.words[0].start == 3.0


@pytest.mark.parametrize(
    ("first", "second", "pause"),
    [("What?", "do", 3.0), ("What", "Do", 3.0), ("what", "do", 3.0), ("Well,", "do", 3.0), ("What", "do", 1.9)],
)
def test_a_word_said_by_itself_stays_where_it_was_said(first: str, second: str, pause: float) -> None:
    lone, _ = units(0, [Span(0, 0.5), Span(pause, 5)], words_of((0, 0.5, first), (pause, 4.0, second)))
    assert [word.text for word in lone.words] == [first]
