from coach.moments.exchange import Talk
from tests.factories import conversation

LINES = [
    "B 0-2 My oven is broken.",
    "A 2.5-3 I see.",
    "B 3.5-5 The plumber came.",
    "A 5.5-6 I see.",
    "B 6.5-8 He left again.",
    "A 8.5-9 I see.",
    "B 9.5-11 Now I wait.",
    "A 11.5-14 You wait, and the oven is cold.",
]


def test_a_word_from_four_turns_ago_is_no_longer_heard() -> None:
    talk = Talk(conversation(*LINES))
    assert [spoken.index for spoken in talk.exchanges[7][0].told] == [6, 4, 2]


def test_backchannels_and_attempts_are_not_heard() -> None:
    talk = Talk(conversation("B 0-4 The oven is broken.", "A~ 1-1.3 Mm.", "A? 2-2.5 But who", "A 4.5-6 Oh dear."))
    assert [spoken.index for spoken in talk.spoken] == [0, 3]
    assert talk.exchanges[1][0].answers == 0


def test_the_topic_is_with_who_tells_of_themselves() -> None:
    talk = Talk(conversation("B 0-4 I lost my job and my flat.", "A 4.5-6 Oh no.", "B 6.5-9 I sleep in my car."))
    assert talk.topic_balance(1) > 0
    assert talk.topic_balance(2) < 0


def test_what_was_asked_for_is_not_held_to_be_the_own_topic() -> None:
    talk = Talk(
        conversation("A 0-2 Where are you from?", "B 2.5-5 I grew up with my aunt.", "A 5.5-6 Oh.", "B 7-8 Yes.")
    )
    assert talk.topic_balance(3) == 0


def test_a_rhetorical_question_does_not_ask() -> None:
    talk = Talk(conversation("B 0-4 They sent me home. Can you imagine?", "A 4.5-6 Hardly."))
    assert not talk.spoken[0].asks


def test_an_empty_talk_has_no_exchanges() -> None:
    assert Talk(conversation()).exchanges == ()


def test_one_turn_alone_is_read_as_it_is_among_all() -> None:
    talk = Talk(
        conversation(
            "A 0-4 How was the move?",
            "B 4-9 Hard. I hardly know anybody here.",
            "A 9-13 So it has been lonely. You could join a choir.",
            "B 13-16 Maybe.",
        )
    )
    for place, whole in enumerate(talk.exchanges):
        assert talk.exchanges_at(place) == whole
