"""The acts of meetings as features: by words alone, within bounds, nothing for what is unknown but what is usual."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dialogue.acts import Acts, runs_alone, weighed

ASKS, INFORMS = "asks", "informs"
TOLD = {
    "names": [ASKS, INFORMS],
    "constant": [-4.0, 0.0],
    "runs": {"did": [2.0, 0.0, 1.0], "< did": [3.0, 8.0, -2.0], "rubber": [5.0, -90.0, 90.0]},
}


def test_a_run_knows_where_the_sentence_begins_and_ends() -> None:
    assert set(runs_alone(["did", "you"])) == {
        "<", "did", "you", ">", "< did", "did you", "you >", "< did you", "did you >",
    }  # fmt: skip


def test_known_runs_are_scaled_to_length_one() -> None:
    told = weighed(runs_alone(["did", "you"]), {"did": 3.0, "< did": 4.0, "other": 1.0})
    assert told == pytest.approx({"did": 0.6, "< did": 0.8})


def test_words_raise_the_act_that_they_are_a_sign_of() -> None:
    at_the_start, later = (Acts(TOLD).features(text.split()) for text in ("did you", "you did"))
    assert at_the_start[ASKS] > later.get(ASKS, 0.0)


def test_unknown_words_tell_what_is_usual() -> None:
    assert Acts(TOLD).features(["anything"]) == {INFORMS: 1.0}
    assert Acts(TOLD).features([]) == {INFORMS: 1.0}


@given(st.lists(st.sampled_from(["did", "rubber", "you"]), max_size=6))
def test_the_acts_stay_within_their_bounds(words: list[str]) -> None:
    assert all(-0.5 <= value <= 2.0 for value in Acts(TOLD).features(words).values())
