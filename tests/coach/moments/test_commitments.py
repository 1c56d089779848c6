import pytest

from coach.moments.moment import MomentType
from tests.coach.moments.exchanges import types

TOLD = "That would help a lot, because the form is due soon."

PROMISES = [
    "I'll send you the file by Friday.",
    "I will call her tomorrow.",
    "I'm going to ask Daniel about it.",
    "Leave it with me.",
    "I'll book the room tonight.",
    "I owe you an answer on the budget.",
    "Let's talk again on Monday.",
    "I'll introduce you to Helen.",
    "And I'll put it in my calendar.",
    "I can send you the template.",
    "I'll get back to you.",
    "I'll tell the foreman in the morning.",
]
NO_PROMISES = [
    "I'll be honest with you.",
    "I'd call her.",
    "I won't send it.",
    "I called her yesterday.",
    "I'll let you go now.",
    "If it rains, I'll call you.",
    "I suppose I'll tell him.",
    "I'll share my screen.",
    "You'll send it on Friday.",
    "Will you send it?",
    "I'll never forget that.",
    "She said I'll call you.",
]


@pytest.mark.parametrize("said", PROMISES)
def test_a_promised_deed_is_a_commitment(said: str) -> None:
    assert MomentType.COMMITMENT in types(TOLD, said)


@pytest.mark.parametrize("said", NO_PROMISES)
def test_figures_conditions_and_the_past_promise_nothing(said: str) -> None:
    assert MomentType.COMMITMENT not in types(TOLD, said)
