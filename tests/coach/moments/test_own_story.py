import pytest

from coach.moments.find import find_moments
from coach.moments.moment import MomentType
from tests.coach.moments.exchanges import types
from tests.factories import conversation

TOLD = "I haven't slept since the operation, and I keep seeing the nurse's face when she took my hand."

SHIFTS = [
    "I had an operation in my twenties. I was in bed for six weeks.",
    "My father had the same operation. He was fine after a month.",
    "I know exactly how that is, I was in hospital for my whole summer.",
    "When I was in hospital I read forty books. I loved the food there.",
    "I never sleep well. I've tried everything, and I lost my job over it.",
    "My sister works in that hospital, and my brother had his knee done.",
    "I broke my leg last year and I spent my holiday on the sofa.",
    "I was so ill in March that I lost my voice for a month.",
    "Well, I worked in a hospital once. I saw things there.",
    "I used to wake up at four, and my wife thought I was mad.",
]
NO_SHIFTS = [
    "I hear how hard that was.",
    "I'm so sorry.",
    "You keep seeing her face.",
    "I was in hospital too. How are your nights now?",
    "What happened then?",
    "I'll call you tonight.",
    "I see.",
    "The nurses there are good people.",
    "I think you should rest.",
    "My goodness.",
    "I understand that you're afraid.",
    "Thank you for telling me.",
]
GROUND = [
    "I've been there. What helped you most?",
    "Me too. How do you get through the nights?",
    "We both know those nights, then.",
    "Same here. What do you do when you wake up?",
    "We've both had that hand on ours.",
    "I also slept badly after mine. What do you see?",
    "We both lie awake, then.",
    "I know that feeling. When is it worst?",
    "Us too! What did the doctor say?",
    "We're both bad sleepers, then.",
]
NO_GROUND = [
    "You slept badly.",
    "I was in bed for six weeks.",
    "It was the same nurse as before.",
    "Both doctors were kind.",
    "That's too bad.",
    "The other ward had the same food.",
    "What do you both do at night?",
    "I see.",
    "They were both there.",
    "You too?",
]


@pytest.mark.parametrize("said", SHIFTS)
def test_an_own_story_that_keeps_the_topic_is_a_shift(said: str) -> None:
    assert MomentType.SELF_SHIFT in types(TOLD, said)


@pytest.mark.parametrize("said", NO_SHIFTS)
def test_an_answer_that_stays_with_the_other_is_no_shift(said: str) -> None:
    assert MomentType.SELF_SHIFT not in types(TOLD, said)


@pytest.mark.parametrize("said", GROUND)
def test_a_likeness_that_keeps_the_other_in_the_picture_is_common_ground(said: str) -> None:
    assert MomentType.COMMON_GROUND in types(TOLD, said)


@pytest.mark.parametrize("said", NO_GROUND)
def test_no_common_ground_without_a_likeness_of_the_two(said: str) -> None:
    assert MomentType.COMMON_GROUND not in types(TOLD, said)


def test_a_long_own_story_after_a_likeness_is_a_hijack() -> None:
    said = "Me too. I had mine in the spring. " + "I was in bed and I had nothing to do and I was bored all day. " * 4
    found = types(TOLD, said)
    assert MomentType.SELF_SHIFT in found
    assert MomentType.COMMON_GROUND not in found


@pytest.mark.parametrize(
    "said", ["I also hear that you don't want to go back.", "I want to make sure that's clear as well."]
)
def test_also_about_the_talk_itself_is_no_common_ground(said: str) -> None:
    assert MomentType.COMMON_GROUND not in types(TOLD, said)


def test_the_teller_does_not_shift() -> None:
    talk = conversation(
        "B 0-8 I lost my job in May and I haven't told my wife, and I leave the house every morning.",
        "A 8.5-10 I had no idea that you were out of work.",
        "B 10.5-18 I was there for ten years. My boss was a friend, and I went to his wedding.",
    )
    assert not [m for m in find_moments(talk) if m.type is MomentType.SELF_SHIFT]


def test_an_answer_to_a_question_is_no_shift() -> None:
    assert MomentType.SELF_SHIFT not in types(
        TOLD + " Were you ever in hospital?", "I was there for my whole summer in 1999."
    )


def test_small_talk_cannot_be_shifted_away_from() -> None:
    assert MomentType.SELF_SHIFT not in types("Nice day.", "I was at the lake and my brother was there.")
