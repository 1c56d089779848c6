import pytest

from coach.moments.find import find_moments
from coach.moments.moment import QUESTIONS, MomentType, Trait
from tests.coach.moments.exchanges import found
from tests.factories import conversation

TOLD = "I have been thinking about the choir since we came back from the coast."

OPEN = [
    "What happened at the coast?",
    "How did that feel?",
    "Why do you think that is?",
    "Tell me more about the choir.",
    "Walk me through a normal evening there.",
    "Could you describe the room for me?",
    "And what would you change?",
    "How are the others taking it?",
    "Help me understand what changed.",
    "What about the children?",
    "I'm curious what made you go back.",
    "So how would you like it to be?",
    "what made you think of it",
    "how do you see the next year",
]
CLOSED = [
    "Did you sing there?",
    "Is it far from here?",
    "How many people came?",
    "When does it start again?",
    "Have they asked you back?",
    "Who leads it?",
    "You went by train?",
    "Are you going to stay?",
    "Was it cold?",
    "How long did it take?",
    "Would you do it again?",
    "Do you want tea or coffee?",
    "do you still have the letter",
    "are you going there again",
]
LEADING = [
    "Don't you think you should rest?",
    "Isn't it better to wait?",
    "Have you tried a smaller choir?",
    "Wouldn't you rather stay at home?",
    "Shouldn't you ask them first?",
    "Have you thought about a teacher?",
    "Why don't you just call them?",
    "So you just walked out?",
    "Couldn't you ask your sister?",
    "Aren't you making it too hard?",
]
TAGS = [
    "You sing every week, right?",
    "It was cold, wasn't it?",
    "They never listen, do they?",
    "You know the place, don't you?",
    "It's a long way, isn't it?",
    "You were there too, correct?",
    "He can sing, can't he?",
    "That's hard, you know?",
    "She left early, didn't she?",
    "People never understand it, do they?",
    "We should go, shouldn't we?",
]
RHETORICAL = ["Who knows?", "Who cares?", "Can you imagine?", "Why didn't I think of that?", "What can you do?"]
NO_QUESTION = [
    "Really?",
    "Sorry?",
    "What?",
    "Is it?",
    "I know what you mean.",
    "What I like is the quiet.",
    "When I was there it rained.",
    "That is how they sing.",
    "Do that again on Sunday.",
    "I asked him, and he said, what do you want?",
    "You tell me.",
    "How lovely.",
    "What a day.",
    "I wonder.",
    "He told me why they left.",
    "Tell me about it.",
]


def _questions(said: str):
    return [m for m in found(TOLD, said, then="We stayed for a week.") if m.type in QUESTIONS]


@pytest.mark.parametrize("said", OPEN)
def test_open_questions(said: str) -> None:
    assert [m.type for m in _questions(said)] == [MomentType.QUESTION_OPEN]


@pytest.mark.parametrize("said", CLOSED)
def test_closed_questions(said: str) -> None:
    assert [m.type for m in _questions(said)] == [MomentType.QUESTION_CLOSED]


@pytest.mark.parametrize("said", LEADING)
def test_leading_questions_are_closed_and_say_so(said: str) -> None:
    (moment,) = _questions(said)
    assert moment.type is MomentType.QUESTION_CLOSED
    assert Trait.LEADING in moment.traits


@pytest.mark.parametrize("said", TAGS)
def test_a_tag_alone_is_neither_open_nor_closed(said: str) -> None:
    (moment,) = _questions(said)
    assert moment.type is MomentType.QUESTION_TAG
    assert Trait.TAG in moment.traits


@pytest.mark.parametrize("said", RHETORICAL)
def test_a_rhetorical_question_is_neither_open_nor_closed(said: str) -> None:
    (moment,) = _questions(said)
    assert moment.type is MomentType.QUESTION_TAG
    assert Trait.RHETORICAL in moment.traits


@pytest.mark.parametrize("said", NO_QUESTION)
def test_repairs_reports_and_statements_are_no_questions(said: str) -> None:
    assert _questions(said) == []


def test_who_is_asked_about_may_be_a_name() -> None:
    assert [m.type for m in _questions("Would Friday at eight suit you.")] == [MomentType.QUESTION_CLOSED]
    assert _questions("Could be a good idea.") == []


def test_choices_after_a_question_go_on_asking_without_a_mark() -> None:
    assert len(_questions("Do you want a list? Or a message. Or both.")) == 3
    assert _questions("Or both.") == []


def test_a_tag_cut_from_its_statement_is_still_a_tag() -> None:
    assert [m.type for m in _questions("It was cold. Wasn't it?")] == [MomentType.QUESTION_TAG]


def test_a_turn_that_only_names_one_more_thing_asks() -> None:
    assert [m.type for m in _questions("And the suitcase.")] == [MomentType.QUESTION_CLOSED]
    assert _questions("And the suitcase was blue.") == []
    assert _questions("I see. And the suitcase.") == []


def test_a_mark_after_two_choices_makes_no_tag() -> None:
    assert [m.type for m in _questions("The left one or the right?")] == [MomentType.QUESTION_CLOSED]


def test_to_ask_what_was_said_is_a_repair_at_the_start_of_a_turn_only() -> None:
    assert _questions("What did you say?") == []
    assert len(_questions("Did they ask? And what did you say?")) == 2


def test_what_looks_like_a_tag_inside_a_question_is_none() -> None:
    assert [m.type for m in _questions("Wait, can you do that?")] == [MomentType.QUESTION_CLOSED]


def test_why_names_the_words_that_decided() -> None:
    assert _questions("What happened at the coast?")[0].why.startswith('asks openly: starts with "what"')


def test_a_question_that_takes_up_a_word_follows_up() -> None:
    assert Trait.FOLLOW_UP in _questions("Who leads the choir?")[0].traits
    assert Trait.FOLLOW_UP not in _questions("Did your brother sell the old boat to the neighbour?")[0].traits


def test_a_pointing_word_follows_up_in_a_short_question_only() -> None:
    assert Trait.FOLLOW_UP in _questions("Who told you that?")[0].traits
    long = "Did the old man next door sell that boat to your brother or to the neighbour?"
    assert Trait.FOLLOW_UP not in _questions(long)[0].traits


def test_a_statement_with_a_tag_leads_and_you_know_does_not() -> None:
    assert Trait.LEADING in _questions("It was cold, wasn't it?")[0].traits
    assert Trait.LEADING not in _questions("That's hard, you know?")[0].traits


def test_two_questions_in_a_row_are_stacked() -> None:
    first, second = _questions("Did you sing there? And was it cold?")
    assert Trait.STACKED not in first.traits
    assert Trait.STACKED in second.traits


def test_a_pause_between_two_questions_unstacks_them() -> None:
    talk = conversation("B 0-3 We came back.", "A 3.5-5 Did you sing?", "A 6.1-7 Was it cold?", "B 8-9 Yes.")
    assert not any(Trait.STACKED in m.traits for m in find_moments(talk))


@pytest.mark.parametrize(("gap", "refilled"), [(1.2, True), (2.95, True), (3.05, False)])
def test_the_asker_who_speaks_again_within_three_seconds_has_refilled(gap: float, refilled: bool) -> None:
    start = 5 + gap
    talk = conversation(
        "B 0-3 We came back on Monday.", "A 3.5-5 How was it?", f"A {start}-{start + 2} I mean the sea."
    )
    (question,) = (m for m in find_moments(talk) if m.type in QUESTIONS)
    assert (Trait.REFILLED in question.traits) is refilled


def test_an_answer_before_the_asker_speaks_again_is_no_refill() -> None:
    talk = conversation("A 0-1.5 How was it?", "B 2-2.6 Cold.", "A 3-4 I see.", "B 4.5-6 Very cold.")
    assert not any(Trait.REFILLED in m.traits for m in find_moments(talk))


def test_each_question_sentence_is_one_moment() -> None:
    assert len(_questions("What about the team? Who is close to leaving? And who could lead it?")) == 3
