"""Words are brought to where there is voice, and voice without words is noticed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import VoiceSpan, Word
from models.word_times import fitted, left_out, mended, wordless

VOICE = (VoiceSpan(1.0, 3.0), VoiceSpan(5.0, 6.0))


def times(*words: tuple[float, float]) -> list[tuple[float, float]]:
    return [(word.start, word.end) for word in fitted([Word(*word, "so") for word in words], VOICE)]


@st.composite
def voices(draw: st.DrawFn) -> list[VoiceSpan]:
    edges = sorted(draw(st.lists(st.floats(0, 100), min_size=2, max_size=12, unique=True)))
    return [VoiceSpan(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False)]


@st.composite
def spoken(draw: st.DrawFn) -> list[Word]:
    starts = sorted(draw(st.lists(st.floats(0, 100), max_size=15)))
    return [Word(start, start + draw(st.floats(0, 4)), "so") for start in starts]


def test_a_word_in_voice_stays() -> None:
    assert times((1.5, 2.0)) == [(1.5, 2.0)]


def test_a_word_that_reaches_into_a_pause_is_cut_at_the_voice() -> None:
    assert times((0.2, 1.4), (2.8, 4.9), (4.0, 5.5)) == [(1.0, 1.4), (2.8, 3.0), (5.0, 5.5)]


def test_a_word_in_silence_goes_to_the_nearest_voice() -> None:
    assert times((3.2, 3.6)) == [(pytest.approx(2.9), 3.0)]
    assert times((4.5, 4.8)) == [(5.0, pytest.approx(5.1))]


def test_a_word_without_length_inside_voice_stays_where_it_is() -> None:
    assert times((2.0, 2.0), (2.0, 2.5)) == [(2.0, 2.0), (2.0, 2.5)]


@given(spoken(), voices())
def test_words_keep_their_order_and_lie_in_voice(words: list[Word], voice: list[VoiceSpan]) -> None:
    placed = fitted(words, voice)
    assert [word.text for word in placed] == [word.text for word in words]
    assert all(before.end <= after.start for before, after in pairwise(placed))
    for word in placed:
        assert any(span.start <= word.start and word.end <= span.end for span in voice)


def test_voice_without_words_is_noticed() -> None:
    words = [Word(1.0, 1.4, "so"), Word(5.0, 5.2, "yes")]
    assert left_out(words, VOICE) == (VoiceSpan(1.4, 3.0),)
    assert left_out([Word(1.0, 2.9, "so")], VOICE) == VOICE, "the long word covers nothing"
    assert left_out([Word(1.8, 2.9, "so"), Word(5.1, 5.3, "yes")], VOICE) == (), "less than 1.5 s each"


def test_a_short_stretch_of_its_own_without_a_word_may_be_a_backchannel() -> None:
    voice = (VoiceSpan(1.0, 3.0), VoiceSpan(4.0, 4.3), VoiceSpan(4.6, 4.7))
    assert wordless([Word(2.0, 2.9, "so")], voice) == (VoiceSpan(4.0, 4.3),)
    assert wordless([Word(2.0, 2.9, "so"), Word(4.0, 4.3, "mm")], voice) == ()


def test_short_stretches_without_a_word_between_add_up() -> None:
    voice = (VoiceSpan(0.0, 1.0), VoiceSpan(2.0, 3.0), VoiceSpan(4.0, 5.0))
    assert left_out([], voice) == voice
    words = [Word(0.6, 0.9, "so"), Word(2.2, 2.6, "how"), Word(4.2, 4.6, "yes")]
    assert left_out(words, voice) == ()


def test_a_word_stretched_over_what_was_left_out_covers_nothing() -> None:
    words = [Word(1.0, 1.3, "so"), Word(1.3, 3.0, "yes"), Word(5.0, 5.2, "then")]
    assert left_out(words, VOICE) == (VoiceSpan(1.3, 3.0),)


def test_a_second_hearing_replaces_the_stretched_word() -> None:
    first = (Word(1.0, 1.3, "so"), Word(1.3, 3.0, "yes"), Word(5.0, 5.4, "then"))
    again = (Word(1.4, 1.8, "how"), Word(1.8, 2.6, "was"), Word(2.6, 3.0, "it?"))
    assert [word.text for word in mended(first, again, left_out(first, VOICE))] == ["so", "how", "was", "it?", "then"]


def test_a_second_hearing_that_is_hardly_believed_changes_nothing() -> None:
    first = (Word(1.0, 1.3, "so"), Word(1.3, 3.0, "yes"))
    again = (Word(1.4, 1.8, "thank", 0.2), Word(1.8, 2.6, "you", 0.5))
    assert mended(first, again, left_out(first, VOICE)) == first
    assert mended(first, (), left_out(first, VOICE)) == first


@given(spoken(), voices())
def test_what_is_left_out_is_voice_and_touches_no_credible_word(words: list[Word], voice: list[VoiceSpan]) -> None:
    placed = fitted(words, voice)
    for hole in left_out(placed, voice):
        assert any(span.start <= hole.start and hole.end <= span.end for span in voice)
        assert all(w.end <= hole.start or w.start >= hole.end for w in placed if w.end - w.start <= 1.2)


@given(spoken(), spoken(), voices())
def test_mending_keeps_order_and_every_credible_word(
    words: list[Word], more: list[Word], voice: list[VoiceSpan]
) -> None:
    placed = fitted(words, voice)
    holes = left_out(placed, voice)
    again = fitted(more, holes) if holes else ()
    whole = mended(placed, again, holes)
    assert [word.start for word in whole] == sorted(word.start for word in whole)
    assert all(word in whole for word in placed if word.end - word.start <= 1.2)
