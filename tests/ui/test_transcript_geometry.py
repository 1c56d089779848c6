from hypothesis import given
from hypothesis import strategies as st

from coach.conversation import Turn
from coach.times import Span
from tests.factories import conversation
from ui.painters.transcript_geometry import marked, quoted, word_at, word_ranges

TALK = conversation("A 0-4 So that was hard. How did you cope?", "B 4-6 I went home.")
TURN = TALK.turns[0]


def text_of(turn, place):
    return turn.text[place.start : place.start + place.length]


def test_each_word_is_found_in_its_place():
    assert [text_of(TURN, place) for place in word_ranges(TURN)] == TURN.text.split()


def test_a_quote_is_found_whatever_its_capitals_and_spaces():
    assert quoted("So that was  hard.", "THAT was hard") == (3, 14)


def test_a_quote_that_is_not_there_is_not_found():
    assert quoted("So that was hard.", "easy") is None
    assert quoted("So that was hard.", " … ") is None


def test_a_moment_stands_on_the_words_of_its_quote():
    (place,) = marked(TURN, [(Span(2, 4), "How did you cope?")])
    assert text_of(TURN, place) == "How did you cope?"


def test_without_its_quote_a_moment_stands_on_the_words_of_its_time():
    (place,) = marked(TURN, [(Span(0.0, 0.9), "something else")])
    assert text_of(TURN, place) == "So that"


def test_without_quote_and_words_a_moment_stands_on_the_whole_turn():
    bare = Turn(0.0, 4.0, "A", "So that was hard.")
    (place,) = marked(bare, [(Span(1, 2), "nothing of it")])
    assert text_of(bare, place) == bare.text


def test_the_word_being_said_is_known():
    assert text_of(TURN, word_at(TURN, 0.1)) == "So"
    assert word_at(TURN, 4.0) is None


@given(st.text(min_size=1, max_size=80), st.text(max_size=40))
def test_what_is_marked_always_lies_within_the_text(text, quote):
    (place,) = marked(Turn(0.0, 1.0, "A", text), [(Span(0, 1), quote)])
    assert 0 <= place.start <= place.start + place.length <= len(text)
