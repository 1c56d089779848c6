"""What sounds like a backchannel."""

import pytest

from coach.hearing.backchannels import backchannels_of
from tests.coach.hearing.said import spread


@pytest.mark.parametrize(
    "text",
    [
        "Mm-hmm.",
        "Uh-huh,",
        "Yeah.",
        "Right, right.",
        "Oh, no.",
        "I see.",
        "No way!",
        "That makes sense.",
        "Oh dear.",
        "Okay.",
    ],
)
def test_continuers_and_assessments_sound_like_backchannels(text: str) -> None:
    assert backchannels_of("en").sound(spread(0, 1, text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "I yeah",
        "But yeah.",
        "No.",
        "I'm okay.",
        "Tell me more.",
        "Yeah, the white one.",
        "The one, yeah, right?",
    ],
)
def test_content_openers_and_long_answers_do_not(text: str) -> None:
    assert not backchannels_of("en").sound(spread(0, 1, text))


def test_half_of_the_words_must_be_listed() -> None:
    english = backchannels_of("en")
    assert english.sound(spread(0, 1, "yeah Tom"))
    assert not english.sound(spread(0, 1, "yeah poor Tom"))


def test_each_language_has_its_own_words() -> None:
    assert backchannels_of("de").sound(spread(0, 1, "Ach so."))
    assert not backchannels_of("en").sound(spread(0, 1, "Ach so."))


def test_language_without_a_list_knows_the_sounds_all_share() -> None:
    finnish = backchannels_of("fi")
    assert finnish.sound(spread(0, 1, "Mm-hmm"))
    assert not finnish.sound(spread(0, 1, "yeah"))
