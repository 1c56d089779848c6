import pytest

from coach.moments.moment import MomentType
from tests.coach.moments.exchanges import types

HURT = "They gave the prize to somebody else, and I was so disappointed that I went home and cried."

EMPATHY = [
    "I'm so sorry.",
    "I'm sorry to hear that.",
    "That must have hurt.",
    "That sounds painful.",
    "You felt humiliated.",
    "I can imagine how lonely that was.",
    "You're not alone with this.",
    "It sounds like you're really hurt.",
    "That must be hard to carry.",
    "I'm here for you.",
    "You must be exhausted.",
    "So you were angry and sad at once.",
    "What a painful day.",
]
NO_EMPATHY = [
    "I was so happy last year.",
    "The prize is small.",
    "Did you cry?",
    "You should go and talk to them.",
    "Hm.",
    "That sounds like a plan.",
    "Sorry, I didn't hear you.",
    "It's hard to get a ticket there.",
    "You were at home by six.",
    "That must be the old hall.",
    "I'm sorry I am late.",
    "You don't look angry.",
]
VALIDATION = [
    "That makes sense.",
    "Of course you cried.",
    "Anyone would feel that way.",
    "I can see why you went home.",
    "No wonder you were sad.",
    "It's completely understandable.",
    "You have every right to be angry.",
    "It's okay to cry.",
    "I don't blame you.",
    "That would hurt anybody, and anybody would have gone home.",
    "It's only natural that you feel low.",
]
NO_VALIDATION = [
    "The rules make no difference.",
    "I see a dog.",
    "Does that make sense?",
    "I understand the rules of the prize.",
    "Good.",
    "It would make more sense to ask them.",
    "I can see the hall from here.",
    "You went home.",
    "Everyone got a letter.",
    "Who won it?",
]
DISMISSAL = [
    "At least you were invited.",
    "Don't worry.",
    "It could be worse.",
    "You'll be fine.",
    "Calm down.",
    "Look on the bright side.",
    "Everything happens for a reason.",
    "It's not that bad.",
    "Cheer up.",
    "Other people have it worse.",
    "It's not a big deal.",
]
NO_DISMISSAL = [
    "You need somebody who doesn't tell you to look on the bright side.",
    "At what time was that?",
    "You worry about the others.",
    "I was fine.",
    "That was bad.",
    "You can calm yourself when you sing.",
    "What was the reason?",
    "You were invited.",
    "It was a big deal for you.",
    "I'm here.",
    "You cried all the way home.",
]
AFFIRMATION = [
    "You've been so patient with them.",
    "That took courage.",
    "I admire how you handled it.",
    "You kept going anyway.",
    "Thank you for trusting me.",
    "You care so much about it.",
    "I really respect that.",
    "Well done.",
    "You've come a long way.",
    "You worked so hard for it, and that shows how much you care.",
]
NO_AFFIRMATION = [
    "You went home.",
    "They worked late.",
    "I'm tired.",
    "What helped you?",
    "You should be patient.",
    "That was on Monday.",
    "It sounds like you were hurt.",
    "The hall was full.",
    "Maybe next year.",
    "I'll call you tonight.",
]


@pytest.mark.parametrize("said", EMPATHY)
def test_care_and_named_feelings_are_empathy(said: str) -> None:
    assert MomentType.EMPATHY in types(HURT, said)


@pytest.mark.parametrize("said", NO_EMPATHY)
def test_no_empathy_without_care_for_the_other(said: str) -> None:
    assert MomentType.EMPATHY not in types(HURT, said)


@pytest.mark.parametrize("said", VALIDATION)
def test_calling_it_understandable_is_validation(said: str) -> None:
    assert MomentType.VALIDATION in types(HURT, said)


@pytest.mark.parametrize("said", NO_VALIDATION)
def test_no_validation_of_things(said: str) -> None:
    assert MomentType.VALIDATION not in types(HURT, said)


@pytest.mark.parametrize("said", DISMISSAL)
def test_playing_down_a_feeling_is_dismissal(said: str) -> None:
    assert MomentType.DISMISSAL in types(HURT, said)


@pytest.mark.parametrize("said", NO_DISMISSAL)
def test_no_dismissal_in_other_answers(said: str) -> None:
    assert MomentType.DISMISSAL not in types(HURT, said)


@pytest.mark.parametrize("said", DISMISSAL[:4])
def test_nothing_is_dismissed_where_no_feeling_was_told(said: str) -> None:
    assert MomentType.DISMISSAL not in types("The train leaves at nine from the other platform.", said)


@pytest.mark.parametrize("said", AFFIRMATION)
def test_naming_a_strength_is_affirmation(said: str) -> None:
    assert MomentType.AFFIRMATION in types(HURT, said)


@pytest.mark.parametrize("said", NO_AFFIRMATION)
def test_no_affirmation_in_other_answers(said: str) -> None:
    assert MomentType.AFFIRMATION not in types(HURT, said)


@pytest.mark.parametrize(
    "said",
    [
        "If you're patient, they'll answer.",
        "You have a patient who waits.",
        "That's not good for you.",
        "I appreciate you coming in today.",
        "We've done a good job with the flyers this year.",
    ],
)
def test_conditions_courtesies_and_other_meanings_affirm_nothing(said: str) -> None:
    assert MomentType.AFFIRMATION not in types(HURT, said)


def test_understanding_a_fact_validates_nothing() -> None:
    assert MomentType.VALIDATION not in types(HURT, "I understand that you were referred to us in May.")
    assert MomentType.VALIDATION in types(HURT, "I understand that you feel cheated.")


def test_a_feeling_far_from_you_is_no_label() -> None:
    assert MomentType.EMPATHY not in types(HURT, "You went to the hall where the old ladies are always happy.")
