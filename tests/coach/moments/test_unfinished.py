import pytest

from coach.moments.unfinished import Ending, completeness, usually_punctuated

STRICT = [
    "and then I gave it to the",
    "I wanted to ask you if",
    "We drove there because",
    "the thing is that she —",
    "She said that she was trying to.",
    "It depends on how we could have.",
    "He said that I'm",
    "and what I need from your",
    "so I thought it was a.",
    "she works there and",
    "I wouldn't mind but it's.",
    "In the end I think I'd rather.",
]
COMPLETE = [
    "I gave it to the dog.",
    "Yes, I am.",
    "So do I.",
    "Where is she?",
    "What are you looking for?",
    "That's it!",
    "I will.",
    "We had a good time there.",
    "It isn't that simple.",
    "No.",
    "I told her on Sunday.",
    "Who is it for?",
]


@pytest.mark.parametrize("text", STRICT)
def test_a_turn_that_stops_inside_a_phrase_is_unfinished_even_with_a_full_stop(text: str) -> None:
    assert completeness(text, punctuated=True).ending is Ending.STRICT


@pytest.mark.parametrize("text", COMPLETE)
def test_a_finished_turn_is_complete(text: str) -> None:
    assert completeness(text, punctuated=True).ending is Ending.COMPLETE


def test_a_comma_and_a_missing_mark_leave_it_open() -> None:
    assert completeness("I looked at the oven, the paint,", punctuated=True).ending is Ending.OPEN
    assert completeness("I looked at the oven and the paint", punctuated=True).ending is Ending.OPEN


def test_a_missing_mark_means_nothing_where_nobody_has_any() -> None:
    assert completeness("I looked at the oven and the paint", punctuated=False).ending is Ending.COMPLETE


def test_dots_trail_off() -> None:
    assert completeness("I looked at the oven and...", punctuated=True).ending is Ending.STRICT
    assert completeness("I don't know...", punctuated=True).ending is Ending.WIDE


def test_nothing_said_is_complete() -> None:
    assert completeness("", punctuated=True).ending is Ending.COMPLETE
    assert completeness("—", punctuated=True).ending is Ending.COMPLETE


def test_the_reason_names_the_last_words() -> None:
    assert completeness("and then I gave it to the", punctuated=True).why == 'stopped at "the"'


def test_marks_are_usual_where_half_the_turns_have_them() -> None:
    assert usually_punctuated(["Yes.", "no"])
    assert not usually_punctuated(["yes", "no", "Maybe."])
    assert not usually_punctuated([])
