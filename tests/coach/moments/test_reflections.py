import pytest

from coach.conversation import Conversation, Timing
from coach.moments.exchange import Talk
from coach.moments.find import find_moments
from coach.moments.moment import REFLECTIONS, MomentType, Trait
from coach.moments.vetoes import veto
from tests.coach.moments.exchanges import found, types
from tests.factories import conversation

REFLECTED = [
    ("I keep saying yes to every request, and by Friday I have nothing left.", "You've given it all away by Friday."),
    ("My brother hasn't called since the funeral. I don't know what I did.", "You're wondering what you did wrong."),
    ("I practised for months and then I froze on the stage.", "So all that work, and then nothing would come out."),
    ("They moved my desk away from my team without telling me.", "It sounds like you feel pushed aside."),
    ("I love the new job, but I miss my old colleagues every day.", "Part of you is still with the old team."),
    ("Every evening I check the doors three times before I can sleep.", "You can't rest until you're sure it's safe."),
    (
        "I told my son he could quit the violin, and then I cried in the car.",
        "It was harder to let go than you expected.",
    ),
    ("The doctor says wait, my wife says act now, and I'm in the middle.", "You feel torn between the two of them."),
    (
        "I have a degree and ten years of work, and they asked me to make coffee.",
        "So you were qualified, and nobody saw it.",
    ),
    ("Since the move my daughter barely eats and I can't concentrate.", "You're really worried about your daughter."),
    (
        "I want to speak up in the meetings, but the words never come in time.",
        "What I'm hearing is that you want a voice there.",
    ),
    ("We saved for years and then the bank said no.", "So all those years of saving, and the door was shut."),
    ("I used to run every morning. Now I look at the shoes and go back to bed.", "You miss the mornings when you ran."),
]

# They begin like reflections or speak of the other, and say nothing back.
FAKE = [
    ("I didn't finish the report because the numbers came late.", "It sounds like you're making excuses."),
    ("My team is angry about the new shifts.", "So you want me to apologise for the shifts."),
    ("I failed the exam again, by two points.", "It sounds like you should have studied harder."),
    ("I can't get my mother to see a doctor.", "So you need to be firm with her."),
    ("I was late three times because of the trains.", "You're one of those people who can't get up."),
    ("He shouted at me in front of everybody.", "It sounds like you're being too sensitive."),
    ("I'm afraid of the talk on Monday.", "You just need to toughen up a little."),
    ("I spent the whole weekend worrying about the money.", "You always worry about things like that."),
    ("I asked for help and nobody came.", "You could try to ask again on Monday."),
    ("We had another fight about the dishes.", "Sounds like you two have to talk it through."),
    ("I don't feel at home in this town.", "You'll be fine once you know the people."),
    ("My boss gave the project to somebody else.", "You're overreacting, it's only one project."),
    ("I can't sleep before a big day.", "What you need to do is switch off the phone."),
    ("I lost my temper with the children.", "You really should not shout at children."),
    ("I feel useless since I stopped working.", "If I were you, I would look for a hobby."),
    ("I think she is angry with me.", "It sounds like it's your own fault, honestly."),
    ("I gave up the course after two weeks.", "You never finish anything, do you?"),
]

NONE_AT_ALL = [
    ("I went to the coast for the weekend.", "I was at the coast last year with my cousins."),
    ("I went to the coast for the weekend.", "The trains to the coast run every hour."),
    ("Shall we start with the budget?", "The budget is on page four."),
    ("I don't know which printer to take.", "Mm-hmm."),
    ("I finished the garden fence.", "Great, well done."),
    ("My knee still hurts when I climb the stairs.", "What does the doctor say about the knee?"),
    ("My knee still hurts when I climb the stairs.", "Tell me more about the stairs."),
    ("I sent you the file this morning.", "Thank you for the file."),
    ("I'm nervous about the flight.", "I'll send you the number of my hotel."),
    ("What did you do on Sunday?", "We walked around the lake and had cake."),
    ("The meeting is at nine.", "No, it was moved to ten o'clock."),
    ("I can't find my keys.", "Let's look in the kitchen."),
]

DOUBTFUL = [
    ("I went to the market on Saturday.", "The market opens at six."),
    ("I took the early train.", "You took the bus back?"),
    ("I have three sisters.", "You live with them, right?"),
]


@pytest.mark.parametrize(("told", "said"), REFLECTED)
def test_saying_back_is_a_reflection(told: str, said: str) -> None:
    assert types(told, said) & REFLECTIONS


@pytest.mark.parametrize(("told", "said"), FAKE)
def test_what_judges_or_advises_is_no_reflection_however_it_begins(told: str, said: str) -> None:
    assert not types(told, said) & REFLECTIONS


@pytest.mark.parametrize(("told", "said"), NONE_AT_ALL)
def test_other_answers_are_no_reflections(told: str, said: str) -> None:
    assert not types(told, said) & REFLECTIONS


@pytest.mark.parametrize(("told", "said"), DOUBTFUL)
def test_facts_and_doubtful_questions_are_no_reflections(told: str, said: str) -> None:
    assert not types(told, said) & REFLECTIONS


def test_a_reflection_names_the_turn_it_answers_and_why() -> None:
    (moment,) = (m for m in found(*REFLECTED[1]) if m.type in REFLECTIONS)
    assert moment.answers == 1
    assert moment.quote == "You're wondering what you did wrong."
    assert moment.why
    assert moment.counted


def test_adjacent_sentences_are_one_reflection() -> None:
    told = "I trained the new man for a year, and now he is my manager and takes the credit."
    said = "So you taught him all he knows. And you're the one who is left behind."
    assert [m.quote for m in found(told, said) if m.type in REFLECTIONS] == [said]


def test_a_checked_reflection_is_no_question() -> None:
    told = "I don't mind the work, I mind that nobody ever says thank you."
    moments = found(told, "So you feel that nobody sees what you do. Is that right?")
    assert [m.type in REFLECTIONS for m in moments if m.type is not MomentType.EMPATHY] == [True]
    assert Trait.CHECKED in moments[0].traits


def test_added_feeling_makes_it_complex() -> None:
    told = "My manager kept adding projects, nobody was hired, and I missed my son's first match in the summer."
    deep = found(told, "You're angry at the job, and part of you is grieving for the time you lost.")
    plain = found(told, "You missed the match.")
    assert MomentType.REFLECTION_COMPLEX in {m.type for m in deep}
    assert MomentType.REFLECTION_SIMPLE in {m.type for m in plain}


def test_a_summary_gathers_several_turns() -> None:
    talk = conversation(
        "B 0-6 The roof leaks over the nursery and the builder never answers the phone.",
        "A 6.5-8 What else is on your mind?",
        "B 8.5-14 My sister wants to sell the house before the winter.",
        "A 14.5-16 And what do you want?",
        "B 16.5-22 I want one quiet Christmas there with the children.",
        "A 22.5-30 So the roof has to hold, your sister wants to sell, and you want one Christmas with the children.",
    )
    summaries = [m for m in find_moments(talk) if m.type is MomentType.SUMMARY]
    assert [m.turn for m in summaries] == [5]


def before_the_drive(summary: str) -> Conversation:
    """A talk of which the sixth turn sums up what was said."""
    return conversation(
        "B 0-6 My uncle wants to come on Saturday, and I run better without him.",
        "A 6.5-8 What will you tell him?",
        "B 8.5-12 I could call him on Wednesday, before the drive.",
        "A 12.5-14 And the race?",
        "B 14.5-18 Perhaps I run it, perhaps not. I hate the silence in the car.",
        summary,
    )


def test_a_full_stop_in_the_middle_of_a_summary_does_not_hide_it() -> None:
    talk = before_the_drive(
        "A 18.5-25 So you call your uncle on Wednesday, you run the race or not. And nobody drives home in silence."
    )
    assert MomentType.SUMMARY in {m.type for m in find_moments(talk) if m.turn == 5}


def test_a_list_cut_by_full_stops_is_still_a_summary() -> None:
    talk = before_the_drive(
        "A 18.5-25 So you call your uncle on Wednesday. You run the race or not. And nobody drives home in silence."
    )
    assert MomentType.SUMMARY in {m.type for m in find_moments(talk) if m.turn == 5}


def test_the_third_echo_in_a_row_does_not_count() -> None:
    lines = []
    for i, (told, said) in enumerate(
        [
            ("I was so angry at the meeting.", "You were so angry at the meeting."),
            ("I felt alone in that big house.", "You felt alone in that big house."),
            ("I wanted to leave the town.", "You wanted to leave the town."),
        ]
    ):
        lines += [f"B {i * 10}-{i * 10 + 4} {told}", f"A {i * 10 + 4.5}-{i * 10 + 8} {said}"]
    echoes = [m for m in find_moments(conversation(*lines)) if m.type in REFLECTIONS]
    assert [m.counted for m in echoes] == [True, True, False]


def test_what_cuts_the_other_off_is_hardly_a_reflection() -> None:
    told = "B 0-6 The price was fair, and the kitchen is nearly new, but what scares me is the —"
    cut = conversation(told, "A 5.2-8 The price is a real steal.", timing=Timing.CHANNELS)
    assert not {m.type for m in find_moments(cut) if not m.maybe} & REFLECTIONS


def test_the_veto_names_its_reason() -> None:
    talk = Talk(conversation("B 0-3 I was late again.", "A 3.5-6 It sounds like you're making excuses."))
    assert veto(talk.exchanges[1][0]) == 'judges: "you\'re making excuses"'


def test_nothing_was_said_before_so_nothing_is_said_back() -> None:
    talk = conversation("A 0-3 It sounds like you had a long day.")
    assert not {m.type for m in find_moments(talk)} & REFLECTIONS


def test_a_plan_that_gathers_what_was_said_is_no_summary() -> None:
    lines = (
        "B 0-6 The roof leaks over the nursery and the builder never answers the phone.",
        "A 6.5-8 What else is on your mind?",
        "B 8.5-14 My sister wants to sell the house before the winter.",
        "A 14.5-16 And what do you want?",
        "B 16.5-22 I want one quiet Christmas there with the children.",
    )
    plan = "A 22.5-30 So we'll talk to the builder about the roof, your sister and the house, and the quiet Christmas."
    found = find_moments(conversation(*lines, plan))
    assert MomentType.SUMMARY not in {m.type for m in found if m.turn == 5}
