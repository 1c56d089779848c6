"""On scripted conversations the measures of time are those of the truth."""

import pytest

from tests.coach.measures.made import taken
from tests.coach.measures.scripted import conversation_of, truths

pytestmark = pytest.mark.data


def test_measures_of_time_are_exact_on_exact_turns():
    found = truths()
    assert len(found) >= 13
    for truth in found:
        results, known = taken(conversation_of(truth)), truth["metrics"]["you"]
        assert results["talk_share"].value == pytest.approx(known["speech_ratio"], abs=1e-3), truth["id"]
        assert results["talk_share"].value == pytest.approx(known["talk_ratio"], abs=0.025), truth["id"]
        assert results["longest_monologue"].value == pytest.approx(known["longest_turn_s"], abs=0.1), truth["id"]
        assert results["response_gaps"].value == pytest.approx(known["median_response_gap_s"], abs=0.01), truth["id"]
        assert results["backchannels"].numerator == known["backchannel"], truth["id"]
