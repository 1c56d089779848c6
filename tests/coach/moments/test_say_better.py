"""What could have been said instead of an answer that passed something by."""

import pytest

from coach.moments.exchange import Talk
from coach.moments.find import find_moments
from coach.moments.lexicon import content, tokens
from coach.moments.moment import REFLECTIONS, MomentType
from coach.moments.say_better import FALLBACK, say_better
from tests.coach.moments.exchanges import exchange, types
from tests.coach.moments.test_on_labelled_talks import talk_of, truths

TOLD = [
    "My dog died on Sunday, and I'm so sad that I can't even clean the bowl.",
    "I was late three times because of the trains, and I feel awful about it.",
    "I'm angry with him, he never asked me.",
    "I feel stuck in my job, to be honest, and nobody at work listens to me any more.",
    "We lost our best customer and I was ashamed in front of my team.",
]


def better(told: str, said: str = "You should go for a walk.") -> str:
    talk = Talk(exchange(told, said))
    return say_better(talk, 2, talk.spoken[1])


@pytest.mark.parametrize("told", TOLD)
def test_what_is_proposed_is_short_and_in_their_words(told: str) -> None:
    said = better(told)
    assert said != FALLBACK
    assert len(said.split()) <= 25
    assert content(tokens(said))
    assert content(tokens(said)) <= content(tokens(told))


@pytest.mark.parametrize("told", TOLD)
def test_what_is_proposed_is_a_reflection_by_our_own_judge(told: str) -> None:
    assert types(told, better(told)) & REFLECTIONS


def test_i_and_you_change_places() -> None:
    assert better(TOLD[2]) == "So you're angry with him, he never asked you."


@pytest.mark.parametrize("hedge", ["I suppose", "I guess", "Well, I mean,"])
def test_what_they_hedged_is_said_back_plainly(hedge: str) -> None:
    assert better(f"{hedge} I was ashamed in front of my team.") == "So you were ashamed in front of your team."


@pytest.mark.parametrize("told", ["It rained. The bus was full.", "Do you like it?", "Hm."])
def test_where_nothing_can_be_said_back_a_fixed_sentence_stands(told: str) -> None:
    assert better(told) == FALLBACK


def test_each_missed_moment_says_what_would_have_met_it_and_no_other_moment_does() -> None:
    for moment in find_moments(exchange(TOLD[0], "You should get a new one.")):
        assert (moment.better is not None) == (moment.type is MomentType.MISSED_MOMENT)


@pytest.mark.data
def test_most_missed_moments_of_scripted_talks_are_met_in_their_own_words() -> None:
    proposed = [m.better for t in truths() for m in find_moments(talk_of(t)) if m.type is MomentType.MISSED_MOMENT]
    assert proposed
    assert sum(said != FALLBACK for said in proposed) >= 0.6 * len(proposed)
