from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.conversation import Turn
from coach.moments.sentences import sentences
from models.records import Word


def texts(text: str, words: tuple[Word, ...] = ()) -> list[str]:
    return [s.text for s in sentences(0, Turn(0, 10, "A", text, words=words))]


def spaced(*groups: str, pause: float) -> tuple[str, tuple[Word, ...]]:
    """Groups of words, 0.2 s a word, with a pause between the groups."""
    words: list[Word] = []
    at = 0.0
    for group in groups:
        for text in group.split():
            words.append(Word(at, at + 0.2, text))
            at += 0.2
        at += pause
    return " ".join(groups), tuple(words)


def test_marks_end_sentences() -> None:
    assert texts("I see. What then? Oh no! Go on…") == ["I see.", "What then?", "Oh no!", "Go on…"]


def test_titles_and_hesitations_do_not_end_a_sentence() -> None:
    assert texts("Dr. Weiss said... well, no. Mrs. Hall agreed.") == [
        "Dr. Weiss said... well, no.",
        "Mrs. Hall agreed.",
    ]


def test_times_come_from_the_words() -> None:
    text, words = spaced("I see.", "What then?", pause=1.0)
    first, second = sentences(0, Turn(0, 10, "A", text, words=words))
    assert (first.start, first.end) == pytest.approx((0.0, 0.4))
    assert (second.start, second.end) == pytest.approx((1.4, 1.8))


def test_without_word_times_the_sentences_share_the_turn_by_letters() -> None:
    first, second = sentences(0, Turn(2, 12, "A", "Abcd. Efgh."))
    assert (first.start, second.end) == (2, 12)
    assert first.end == pytest.approx(7)


def test_a_corrected_text_keeps_the_times_where_the_words_still_match_in_number() -> None:
    words = (Word(0, 1, "Eye"), Word(5, 6, "see."))
    (sentence,) = sentences(0, Turn(0, 10, "A", "I see.", words=words))
    assert (sentence.text, sentence.end) == ("I see.", 6)


@pytest.mark.parametrize(("pause", "count"), [(0.55, 2), (0.45, 1)])
def test_a_pause_ends_a_sentence_without_punctuation(pause: float, count: int) -> None:
    text, words = spaced("they came on monday morning", "nobody told my sister", pause=pause)
    assert len(texts(text, words)) == count


def test_a_pause_inside_a_phrase_ends_nothing() -> None:
    text, words = spaced("they came on the", "monday after easter", pause=0.9)
    assert len(texts(text, words)) == 1


def test_strong_starts_end_a_sentence_without_punctuation() -> None:
    said = "you moved last month in the rain how did that feel tell me about the flat"
    assert texts(said) == ["you moved last month in the rain", "how did that feel", "tell me about the flat"]


def test_words_taken_in_by_others_start_nothing() -> None:
    assert len(texts("i know what is the matter and i see how the people live there")) == 1


def test_short_stretches_stay_whole() -> None:
    assert texts("so what do you want") == ["so what do you want"]


def test_a_punctuated_turn_is_not_cut_at_strong_starts() -> None:
    assert len(texts("You moved in the rain, how did that feel, I wonder.")) == 1


def test_a_very_long_stretch_is_cut_at_strong_starts() -> None:
    said = "We went on and on, " * 12 + "how did you find that out."
    assert texts(said)[-1] == "how did you find that out."


def test_stutters_are_read_once() -> None:
    (sentence,) = sentences(0, Turn(0, 3, "A", "What- what do you, do you mean?"))
    assert sentence.tokens == ("what", "do", "you", "mean")


def test_marks_are_noted() -> None:
    asks, ends, breaks = sentences(0, Turn(0, 9, "A", "Who? I was. But then —"))
    assert asks.asks
    assert asks.ended
    assert not ends.asks
    assert ends.ended
    assert breaks.broken
    assert not breaks.ended


def test_a_turn_without_words_has_no_sentences() -> None:
    assert sentences(0, Turn(0, 1, "A", "")) == ()
    assert sentences(0, Turn(0, 1, "A", "— …")) == ()


@given(
    st.lists(
        st.sampled_from(["so", "you", "what", "did", "tell", "me", "house.", "Why?", "the", "and", "—", "3.5", "no!"]),
        max_size=40,
    )
)
def test_no_word_is_lost_and_times_run_on(words: list[str]) -> None:
    made = sentences(0, Turn(1, 9, "A", " ".join(words)))
    kept = " ".join(s.text for s in made).split()
    assert [w for w in kept if w != "—"] == [w for w in words if w != "—"]
    assert all(1 <= s.start <= s.end <= 9 + 1e-9 for s in made)
    assert all(a.end <= b.start + 1e-9 for a, b in pairwise(made))


@pytest.mark.parametrize(("pause", "count"), [(0.4, 2), (0.3, 1)])
def test_a_breath_before_a_strong_start_ends_a_sentence(pause: float, count: int) -> None:
    text, words = spaced("Yes,", "don't you think that it helps?", pause=pause)
    found = sentences(0, Turn(0, 10, "A", text, words=words))
    assert len(found) == count
    assert found[-1].start == pytest.approx(0.2 + pause if count == 2 else 0.0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("I tried it twice,", "and both times they came back."),
        ("And then my boss said,", "what did you expect?"),
        ("The room was great,", "wasn't it?"),
    ],
)
def test_a_breath_inside_a_sentence_ends_nothing(before: str, after: str) -> None:
    text, words = spaced(before, after, pause=0.6)
    assert texts(text, words) == [text]


def test_an_opener_belongs_to_what_it_opens() -> None:
    text, words = spaced("Okay, I hear you,", "so you're grieving a little.", pause=0.5)
    assert texts(text, words) == ["Okay, I hear you,", "so you're grieving a little."]
