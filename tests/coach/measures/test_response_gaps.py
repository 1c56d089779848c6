"""Gaps between their last word and my first."""

import pytest
from hypothesis import given

from coach.conversation import Timing
from coach.measures.response_gaps import share_below_zero, share_of_long
from coach.measures.result import Confidence, Status
from tests.coach.measures.made import conversations, taken, unhurried
from tests.factories import conversation


def eight_replies(*gaps):
    lines, time = [], 0.0
    for gap in gaps:
        lines.append(f"B {time:.3f}-{time + 10:.3f} so it went")
        lines.append(f"A {time + 10 + gap:.3f}-{time + 12 + gap:.3f} I see you there")
        time += 30
    return conversation(*lines)


def test_the_median_gap_by_hand():
    result = taken(eight_replies(-0.5, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 3.0))["response_gaps"]
    assert result.value == pytest.approx(0.4)
    assert result.values == pytest.approx((-0.5, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 3.0))
    assert share_below_zero(result.values) == pytest.approx(1 / 8)
    assert share_of_long(result.values) == pytest.approx(2 / 8)
    assert result.status is Status.OK
    assert result.low <= -0.5
    assert result.high >= 3.0


def test_each_gap_is_its_own_evidence():
    result = taken(eight_replies(*[0.5] * 7, -0.5))["response_gaps"]
    assert [(round(p.start, 3), round(p.end, 3)) for p in result.evidence[-2:]] == [(190, 190.5), (219.5, 220)]
    assert {p.speaker for p in result.evidence} == {"A"}


def test_a_break_is_no_reply():
    talk = conversation("B 0-10 so", "A 30-32 Back again.", "B 32-40 yes", "A 41-42 And then?")
    assert taken(talk)["response_gaps"].values == pytest.approx((1.0,))


def test_a_backchannel_is_no_reply():
    talk = conversation("B 0-10 so", "A~ 10.2-10.5 mm-hm", "B 11-20 and so on", "A 20.5-22 I see it now")
    assert taken(talk)["response_gaps"].values == pytest.approx((0.5,))


def test_seven_replies_are_not_enough():
    result = taken(eight_replies(*[0.3] * 7))["response_gaps"]
    assert result.status is Status.NOT_ENOUGH
    assert result.why == "not enough conversation yet: 7 replies, 8 needed"


def test_the_gap_counts_from_the_last_partner_to_stop():
    talk = conversation("B 0-20 long story", "C 5-8 yes indeed it was", "A 20.5-22 I see it now")
    assert taken(talk)["response_gaps"].values == pytest.approx((0.5,))


def test_captions_do_not_tell_gaps():
    talk = conversation("B 0-10 so", "A 10.5-12 I see", timing=Timing.CAPTIONS)
    assert taken(talk)["response_gaps"].status is Status.NOT_MEASURABLE
    assert taken(talk)["response_gaps"].value is None


def test_unknown_edges_lower_the_confidence():
    talk = conversation("B 0-10 so", "A 10.5-12 I see", boundary_error=None)
    assert taken(talk)["response_gaps"].confidence is Confidence.MEDIUM


@unhurried
@given(conversations(speakers=3))
def test_the_median_lies_among_its_values(talk):
    result = taken(talk)["response_gaps"]
    if result.value is not None:
        assert min(result.values) <= result.value <= max(result.values)
        assert len(result.evidence) == len(result.values)
