import pytest

from coach.moments.find import find_moments
from coach.moments.moment import Moment, MomentType
from tests.coach.moments.exchanges import exchange
from tests.factories import conversation

SAD = "My dog died on Sunday, and I'm so sad that I can't even clean the bowl."


def missed(told: str, said: str) -> list[Moment]:
    return [m for m in find_moments(exchange(told, said)) if m.type is MomentType.MISSED_MOMENT]


PASSED_BY = [
    "You should get a new one.",
    "Don't worry.",
    "At least he was old.",
    "I had a cat once. I was ten when my mother gave it away.",
    "Did the post come on Monday?",
    "You need to go for a walk.",
    "Why don't you travel for a week?",
    "It could be worse.",
    "If I were you, I would move the bowl.",
    "When does the film start tonight?",
]
MET = [
    "I'm so sorry.",
    "You miss him.",
    "That must hurt.",
    "Of course you're sad.",
    "Tell me about him.",
    "What was he like?",
    "Was the bowl his favourite?",
    "No wonder.",
    "It sounds like you loved him very much.",
    "I can see why you leave the bowl there.",
]


@pytest.mark.parametrize("said", PASSED_BY)
def test_a_feeling_that_is_passed_by_is_a_missed_moment(said: str) -> None:
    (moment,) = missed(SAD, said)
    assert moment.answers == 1
    assert moment.why.startswith('the other spoke of a feeling ("sad")')


@pytest.mark.parametrize("said", MET)
def test_a_feeling_that_is_met_is_not_missed(said: str) -> None:
    assert missed(SAD, said) == []


@pytest.mark.parametrize(
    "told",
    ["I'm not sad about it.", "You look sad today.", "The bus leaves at noon.", "I think the page confused people."],
)
def test_where_no_own_feeling_was_told_none_is_missed(told: str) -> None:
    assert missed(told, "Did the post come on Monday?") == []


def test_okay_alone_is_only_a_maybe() -> None:
    (moment,) = missed(SAD, "Okay.")
    assert moment.maybe
    assert not moment.counted


@pytest.mark.parametrize(("seconds", "count"), [(20.5, 1), (19.5, 0)])
def test_a_long_story_that_is_passed_by_is_missed(seconds: float, count: int) -> None:
    told = "We took the tram up the hill and it stopped because of a wedding and the driver danced."
    talk = conversation(f"B 0-{seconds} {told}", f"A {seconds + 0.5}-{seconds + 3} You should go by car next time.")
    assert len([m for m in find_moments(talk) if m.type is MomentType.MISSED_MOMENT]) == count


def test_an_answer_to_a_question_misses_nothing() -> None:
    assert missed(SAD + " Should I get a new one?", "You should wait until the summer.") == []


def test_a_short_reply_is_no_topic_switch() -> None:
    assert missed(SAD, "Poor Rex indeed.") == []
