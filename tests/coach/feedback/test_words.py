"""Results as sentences."""

import pytest
from hypothesis import given

from coach.conversation import Timing
from coach.feedback.phrase import duration, number, percent, quote, stop, times, value_range
from coach.feedback.words import confidence, headline
from coach.measures.registry import measure_all
from coach.measures.result import Result, Status, Unit
from tests.coach.feedback.listeners import GOOD_LISTENER, OTHERS, talk
from tests.coach.measures.made import conversations, spoken, taken, unhurried

LONG = "B: " + " ".join(["word"] * 500)


def test_talk_share_in_words():
    result = Result("talk_share", Unit.SHARE, Status.OK, 0.716, low=0.7, high=0.74)
    assert headline(result) == "You did 72 % of the talking (70–74 %)."


def test_odd_shares_raise_a_question():
    quiet = Result("talk_share", Unit.SHARE, Status.OK, 0.05, denominator=1500)
    short = Result("talk_share", Unit.SHARE, Status.OK, 0.05, denominator=600)
    assert headline(quiet).endswith("You were very quiet here; did you take part?")
    assert "quiet" not in headline(short)
    assert "gaps" in headline(Result("silence_share", Unit.SHARE, Status.OK, 0.3))
    assert "gaps" not in headline(Result("silence_share", Unit.SHARE, Status.OK, 0.2))


def test_lively_talk_is_called_so():
    both = Result("interruption_balance", Unit.SHARE, Status.OK, 0.5, numerator=5, denominator=10)
    mine = Result("interruption_balance", Unit.SHARE, Status.OK, 0.9, numerator=9, denominator=10)
    assert "Lively" in headline(both)
    assert "Lively" not in headline(mine)


def test_too_little_says_what_was_found_and_what_is_missing():
    result = taken(*spoken("A: " + "word " * 85, "B: " + "word " * 255))["talk_share"]
    assert headline(result) == "Talk share so far: 25 %; not enough conversation yet: 2:16 of speech, 3:00 needed."


def test_what_is_not_measurable_says_why_and_gives_no_number():
    result = taken(*spoken("A: one", "B: two", timing=Timing.CAPTIONS))["interruptions"]
    assert "not measurable here" in headline(result)
    assert not any(letter.isdigit() for letter in headline(result))
    assert confidence(result) == ""


def test_doubt_about_interruptions_is_said():
    sure = ("B: one two three four five", "A@-0.8: But I know that one.{cut competitive}") * 5
    maybe = ("B: one two three four five", "A@-0.4: But I know that one.{cut competitive?}") * 2
    results = taken(*spoken(*sure, *maybe))
    assert headline(results["interruptions_found"]) == "About 7 interruptions, at least 5: 5 competitive."


def test_one_channel_says_at_least():
    results = taken(*spoken(LONG, "A@-0.8: But I know that one.{cut competitive}", timing=Timing.VOICES))
    assert headline(results["interruptions_found"]) == "At least 1 interruption: 1 competitive."
    assert "at least once" in headline(results["interruptions"])


def test_interruptions_given_back_are_told():
    results = taken(*spoken(LONG, "A@-0.8: But no, sorry, please go on.{cut competitive given_back}"))
    assert headline(results["interruptions"]).startswith(
        "You took the floor before they had finished once, and gave the floor back once: 1.5 in 10 minutes"
    )


def test_gaps_say_how_many_overlapped_and_waited():
    pairs = [("B: one two three four five", f"A@{gap}: I see you there.") for gap in (-0.5, *[0.5] * 6, 2.5)]
    result = taken(*spoken(*[line for pair in pairs for line in pair]))["response_gaps"]
    assert headline(result) == (
        "You usually began 0.5 s after they stopped; 12 % of your replies overlapped their end, "
        "12 % came after more than 2 s."
    )


@unhurried
@given(conversations(speakers=3))
def test_every_result_has_one_plain_sentence(talked):
    for result in measure_all(talked, ()):
        text = headline(result)
        assert text.endswith((".", "?")), text
        assert "None" not in text
        assert "nan" not in text
        assert "!" not in text


@pytest.mark.parametrize("replies", [GOOD_LISTENER, *OTHERS.values()])
def test_results_with_moments_have_sentences_too(replies):
    for result in measure_all(*spoken(*talk(replies) * 3)):
        assert headline(result).endswith(".")
        if result.status is Status.OK:
            assert confidence(result)


def test_numbers_in_words():
    assert percent(0.716) == "72 %"
    assert [duration(value) for value in (0.25, 8.24, 59.96, 75, 3723, -75)] == [
        "0.2 s",
        "8.2 s",
        "1:00",
        "1:15",
        "1:02:03",
        "-1:15",
    ]
    assert [number(value) for value in (3, 2.5, 0.04, 131.1)] == ["3", "2.5", "0", "131"]
    assert [times(count) for count in (1, 2, 3)] == ["once", "twice", "3 times"]


def test_ranges_in_words():
    def with_range(unit, low, high):
        return value_range(Result("talk_share", unit, Status.OK, (low + high) / 2, low=low, high=high))

    assert with_range(Unit.SHARE, 0.7, 0.74) == "70–74 %"
    assert with_range(Unit.SHARE, 0.7, 0.701) == ""
    assert with_range(Unit.SECONDS, -0.5, 1.5) == "-0.5 to 1.5 s"
    assert with_range(Unit.SECONDS, 50, 70) == "50.0 s–1:10"
    assert with_range(Unit.PER_TEN_MINUTES, 2, 14.5) == "2–14.5"


def test_long_quotes_are_cut_at_either_end():
    text = "one two three four five"
    assert quote(text) == "“one two three four five”"
    assert quote(text, words=2) == "“one two …”"
    assert quote(text, words=2, end=True) == "“… four five”"
    assert quote("  ") == ""


def test_a_quote_that_ends_a_sentence_ends_it():
    assert stop("you said “Yes.”") == "you said “Yes.”"
    assert stop("you said “yes”") == "you said “yes”."
