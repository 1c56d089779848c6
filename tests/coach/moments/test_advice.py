import pytest

from coach.moments.find import find_moments
from coach.moments.moment import MomentType, Trait
from tests.coach.moments.exchanges import found
from tests.factories import conversation

TOLD = "My neighbour plays the drums every night, and I have to get up at five."

ADVICE = [
    "You should talk to him.",
    "You really need to sleep more.",
    "If I were you, I would move out.",
    "Why don't you write him a note?",
    "Have you tried earplugs?",
    "I'd suggest a talk with the landlord.",
    "You could ask the landlord for help.",
    "Maybe you could sleep in the other room.",
    "You have to tell him tonight.",
    "You'd better call somebody.",
    "What you want to do is buy a fan.",
    "I recommend white noise.",
    "You ought to complain.",
    "You might want to try a different room.",
    "I want you to write down the times.",
    "You should sit down with him on Friday and go through it line by line.",
    "You need to knock and say hello first.",
]
NO_ADVICE = [
    "You sound tired.",
    "You need your sleep, and you can't get it.",
    "I should call my mother tonight.",
    "He told me I should move.",
    "What would you like to do?",
    "Drums are louder in old houses.",
    "Go on.",
    "Take your time.",
    "I'll ask the landlord for you.",
    "You must be exhausted.",
    "Tell me about the nights.",
    "You should have called me.",
    "I want you to know that I'm here.",
    "Thank you for telling me.",
    "Let me think about it.",
]


def _advice(said: str, told: str = TOLD):
    return [m for m in found(told, said) if m.type is MomentType.ADVICE]


@pytest.mark.parametrize("said", ADVICE)
def test_advice_is_found_and_counts_when_nobody_asked(said: str) -> None:
    (moment,) = _advice(said)
    assert moment.counted
    assert Trait.ASKED not in moment.traits
    assert moment.why.startswith("looks like advice")


@pytest.mark.parametrize("said", NO_ADVICE)
def test_what_only_sounds_like_advice_is_none(said: str) -> None:
    assert _advice(said) == []


@pytest.mark.parametrize(
    "told",
    [
        "He plays every night. What should I do?",
        "What would you do in my place?",
        "How would you handle him?",
        "Any ideas?",
    ],
)
def test_advice_that_was_asked_for_does_not_count(told: str) -> None:
    (moment,) = _advice("I'd talk to him on a Sunday.", told)
    assert Trait.ASKED in moment.traits
    assert not moment.counted


def test_advice_with_permission_does_not_count() -> None:
    talk = conversation(
        "B 0-4 My neighbour plays the drums every night.",
        "A 4.5-6 Can I suggest something?",
        "B 6.5-7 Please.",
        "A 7.5-10 You could write down the times.",
    )
    (moment,) = (m for m in find_moments(talk) if m.type is MomentType.ADVICE)
    assert Trait.ASKED in moment.traits


def test_a_request_more_than_two_turns_ago_is_spent() -> None:
    talk = conversation(
        "B 0-2 What should I do?",
        "A 2.5-4 What have you thought of?",
        "B 4.5-6 Nothing yet.",
        "A 6.5-8 I see how tired you are.",
        "B 8.5-10 He plays until two.",
        "A 10.5-13 You should move out.",
    )
    (moment,) = (m for m in find_moments(talk) if m.type is MomentType.ADVICE)
    assert moment.counted


def test_the_steps_of_one_instruction_are_one_advice() -> None:
    said = "You should breathe slowly. You put one hand here, and you count to four. Do that three times."
    assert [m.quote for m in _advice(said)] == [said]


def test_an_order_alone_is_only_a_maybe() -> None:
    talk = conversation("B 0-3 I'll be there on Thursday.", "A 3.5-5 Bring the numbers.")
    (moment,) = (m for m in find_moments(talk) if m.type is MomentType.ADVICE)
    assert moment.maybe
    assert not moment.counted


def test_advice_in_a_question_is_both() -> None:
    assert {m.type for m in found(TOLD, "Have you tried earplugs?")} == {MomentType.ADVICE, MomentType.QUESTION_CLOSED}
