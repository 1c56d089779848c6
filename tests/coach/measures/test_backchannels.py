"""Small signals of listening."""

import pytest

from coach.measures.result import Status
from tests.coach.measures.made import spoken, taken
from tests.factories import conversation


def test_backchannels_for_each_minute_of_their_speech():
    talk = conversation("B 0-300 so it went", "A~ 20-20.5 mm-hm", "A~ 40-40.5 yes", "B~ 301-302 yes", "A 301-330 well")
    result = taken(talk)["backchannels"]
    assert result.value == pytest.approx(2 / 5)
    assert [p.quote for p in result.evidence] == ["mm-hm", "yes"]
    assert result.status is Status.OK


def test_under_five_minutes_there_is_no_rate():
    assert taken(conversation("B 0-100 so", "A~ 20-20.5 mm-hm"))["backchannels"].status is Status.NOT_ENOUGH


def test_the_moment_is_the_evidence_where_there_is_one():
    talk, moments = spoken("B: one two three four five six seven", "A~: Mm-hmm.{backchannel!}")
    assert taken(talk, moments)["backchannels"].evidence == moments
