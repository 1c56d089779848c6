from coach.moments.backchannels import find_backchannels
from tests.factories import conversation


def test_each_backchannel_is_a_moment_that_answers_the_turn_it_lies_in() -> None:
    talk = conversation("B 0-9 It was a long day.", "A~ 3-3.4 Mm-hmm.", "A 9.5-11 I see.", "A~ 12-12.3 Mm.")
    found = find_backchannels(talk)
    assert [(m.turn, m.answers, m.quote) for m in found] == [(1, 0, "Mm-hmm."), (3, 0, "Mm.")]
    assert all(m.counted for m in found)


def test_a_backchannel_before_anybody_spoke_answers_nobody() -> None:
    assert find_backchannels(conversation("A~ 0-0.4 Mm.", "B 1-3 Hello."))[0].answers is None


def test_no_backchannels_no_moments() -> None:
    assert find_backchannels(conversation("A 0-2 Hello.")) == ()
