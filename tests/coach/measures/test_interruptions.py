"""Interruptions, their balance, and talking at once."""

import pytest
from hypothesis import given

from coach.conversation import Timing
from coach.measures.result import Confidence, Status
from tests.coach.measures.made import conversations, spoken, taken, unhurried
from tests.factories import conversation

LONG = "B: " + " ".join(["word"] * 150)
CUTS = (LONG, "A@-0.8: But I know that one.{cut competitive}", LONG, "A@-0.8: You mean the shop?{cut cooperative}")


def test_only_competitive_interruptions_count():
    results = taken(*spoken(*CUTS, LONG, LONG))
    assert results["interruptions"].numerator == 1
    assert results["interruptions"].value == pytest.approx(1 / (4 * 60 / 600))
    assert results["interruptions"].status is Status.OK
    assert results["interruptions_found"].value == 2
    assert len(results["interruptions_found"].evidence) == 2


def test_giving_the_floor_back_halves_an_interruption():
    lines = (LONG, "A@-0.8: But no, sorry, go on please.{cut competitive given_back}", LONG, LONG)
    result = taken(*spoken(*lines))["interruptions"]
    assert result.numerator == 0.5
    assert len(result.evidence) == 1
    assert result.low < result.value < result.high


def test_doubtful_interruptions_are_shown_but_not_counted():
    results = taken(*spoken(*CUTS, LONG, "A@-0.3: But look at that now.{cut competitive?}"))
    assert results["interruptions"].numerator == 1
    assert (results["interruptions_found"].value, results["interruptions_found"].high) == (2, 3)


def test_two_minutes_of_their_speech_are_not_enough():
    result = taken(*spoken(*CUTS))["interruptions"]
    assert result.status is Status.NOT_ENOUGH
    assert result.why == "not enough conversation yet: 2:00 of their speech, 3:00 needed"
    assert result.value is not None


def test_one_channel_shows_at_least_so_many():
    for name in ("interruptions", "interruptions_found", "overlap_share"):
        result = taken(*spoken(*CUTS, LONG, LONG, timing=Timing.VOICES))[name]
        assert result.at_least, name
        assert result.high is None, name
        assert result.confidence is Confidence.MEDIUM


def test_captions_show_no_interruptions():
    results = taken(*spoken(*CUTS, LONG, LONG, timing=Timing.CAPTIONS))
    for name in ("interruptions", "interruptions_found", "interruption_balance", "overlap_share", "backchannels"):
        assert results[name].status is Status.NOT_MEASURABLE
        assert results[name].value is None
        assert "transcript" in results[name].why


def test_the_balance_counts_both_sides():
    mine = ("B: one two three four five", "A@-0.8: But I know that one.{cut competitive}")
    theirs = ("B@-0.8: But I know that one.{cut competitive}", "A: one two three four five")
    result = taken(*spoken(*mine * 5, *theirs * 3))["interruption_balance"]
    assert (result.numerator, result.denominator) == (5, 8)
    assert result.status is Status.OK


def test_overlap_by_hand():
    talk = conversation("B 0-100 so", "A 98-200 well", "A~ 50-51 mm-hm")
    result = taken(talk)["overlap_share"]
    assert result.value == pytest.approx(2 / 200)
    assert [(p.start, p.end, p.quote) for p in result.evidence] == [(98, 100, "well")]


@unhurried
@given(conversations(speakers=3))
def test_overlap_is_less_than_either_speech(talk):
    results = taken(talk)
    if results["overlap_share"].value is not None:
        assert results["overlap_share"].numerator <= results["talk_share"].numerator + 1e-9
        assert [p.start for p in results["overlap_share"].evidence] == sorted(
            p.start for p in results["overlap_share"].evidence
        )
