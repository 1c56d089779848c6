"""Which voice is the person's: compared with the others, and silent where it is not sure."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import VoicePrint
from models.speakers import Likeliest, likeliest
from models.speakers.likeness import LEAST, SURE, SUREST

ME = VoicePrint((1.0, 0.0), 30.0)


def alike(likeness: float, seconds: float = 20.0) -> VoicePrint:
    """A voice of that likeness to me."""
    return VoicePrint((likeness, math.sqrt(1 - likeness**2)), seconds)


def test_the_voice_like_mine_is_taken() -> None:
    found = likeliest(ME, [alike(0.1), alike(0.8)])
    assert found is not None
    assert found.voice == 1
    assert found.sureness == SUREST


def test_across_microphones_i_am_known_and_the_sureness_says_less() -> None:
    found = likeliest(ME, [alike(0.6), alike(0.2)])
    assert found is not None
    assert found.voice == 0
    assert SURE <= found.sureness < SUREST


@pytest.mark.parametrize(
    "voices",
    [
        [],
        [alike(0.9)],  # nobody to compare with
        [alike(0.9), None],
        [alike(0.8, LEAST - 0.1), alike(0.1)],  # too little of the one it would be
        [alike(0.2), alike(-0.1)],  # I am not there
        [alike(0.7), alike(0.69)],  # a voice like mine beside me
        [alike(0.5), alike(0.3, 1.0)],
    ],
)
def test_where_it_is_not_sure_somebody_has_to_be_asked(voices: list[VoicePrint | None]) -> None:
    assert likeliest(ME, voices) is None


def test_a_profile_of_two_seconds_recognises_nobody() -> None:
    assert likeliest(VoicePrint((1.0, 0.0), 2.0), [alike(0.9), alike(0.0)]) is None


def test_somebody_with_little_speech_is_still_somebody_to_compare_with() -> None:
    assert likeliest(ME, [alike(0.7), alike(0.65, 1.0)]) is None


def test_prints_of_two_engines_are_not_compared() -> None:
    with pytest.raises(ValueError):
        likeliest(ME, [VoicePrint((1.0, 0.0, 0.0), 9.0), alike(0.1)])


@pytest.mark.parametrize(("vector", "seconds"), [((0.5, 0.5), 1.0), ((1.0,), 0.0), ((1.0,), math.nan), ((), 3.0)])
def test_a_print_is_a_direction_with_some_speech(vector: tuple[float, ...], seconds: float) -> None:
    with pytest.raises(ValueError):
        VoicePrint(vector, seconds)


voices = st.lists(
    st.builds(alike, st.floats(-1.0, 1.0), st.floats(0.5, 100.0)) | st.none(), max_size=6, unique_by=lambda v: v
)


@given(voices, st.randoms(use_true_random=False))
def test_the_order_of_the_voices_does_not_matter(given_voices: list[VoicePrint | None], order: random.Random) -> None:
    shuffled = order.sample(given_voices, len(given_voices))
    one, other = likeliest(ME, given_voices), likeliest(ME, shuffled)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.sureness == other.sureness
        assert ME.likeness(given_voices[one.voice]) == ME.likeness(shuffled[other.voice])  # type: ignore[arg-type]


@given(st.floats(-1.0, 1.0), st.integers(1, 5))
def test_equal_voices_are_never_told_from_each_other(likeness: float, count: int) -> None:
    assert likeliest(ME, [alike(likeness)] * count) is None


@given(voices)
def test_what_is_taken_is_sure_and_the_most_alike(given_voices: list[VoicePrint | None]) -> None:
    found = likeliest(ME, given_voices)
    if isinstance(found, Likeliest):
        assert SURE <= found.sureness <= SUREST
        taken = given_voices[found.voice]
        assert taken is not None
        assert all(ME.likeness(taken) >= ME.likeness(other) for other in given_voices if other is not None)
