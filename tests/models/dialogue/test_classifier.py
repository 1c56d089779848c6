"""The classifier reads conversations; what it says must not hang on marks, order of sets or the length of a talk."""

import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.dialogue.classifier import Classifier, classifier, is_written
from models.dialogue.moves import Move
from models.dialogue.reading import Utterance, places

TOLD = Utterance("B", ("I keep saying yes to every request, and by Friday I have nothing left.",))


def answered(*sentences: str) -> dict[Move, float]:
    """The moves of A's answer to what B told."""
    turn = classifier().judge([Utterance("A", ("Okay.",)), TOLD, Utterance("A", sentences)]).turns[2]
    return {move: turn.probability(move) for move in Move}


def test_every_move_has_limits_in_order() -> None:
    limits = classifier().judge([TOLD]).limits
    assert set(limits) == set(Move)
    assert all(0 < limits[move].maybe < limits[move].clear < 1 for move in Move)


def test_a_question_is_likelier_a_question_than_a_reflection_is() -> None:
    assert answered("What happens on Friday?")[Move.QUESTION] > 0.6
    assert answered("So by Friday you have given everything away.")[Move.QUESTION] < 0.3


def test_saying_back_is_likelier_a_reflection_than_advice_is() -> None:
    said_back = answered("So by Friday you have given everything away.")[Move.REFLECTION]
    advised = answered("You should just say no to them.")[Move.REFLECTION]
    assert said_back > 2 * advised


def test_a_turn_makes_a_move_as_surely_as_its_likeliest_sentence() -> None:
    talk = [TOLD, Utterance("A", ("Yes.", "So you are worn out.", "What would help?"))]
    turn = classifier().judge(talk).turns[1]
    for move in Move:
        assert turn.probability(move) == max(sentence.probabilities[move] for sentence in turn.sentences)


def test_text_without_marks_is_read_as_such() -> None:
    assert is_written([TOLD, Utterance("A", ("Why?",))])
    assert not is_written([Utterance("B", ("i keep saying yes",)), Utterance("A", ("why do you",))])


def test_reasons_are_given_for_what_may_be_there_only() -> None:
    judged = classifier().judge([TOLD, Utterance("A", ("What happens on Friday?",))])
    (sentence,) = judged.turns[1].sentences
    for move in Move:
        assert (move in sentence.reasons) == (sentence.probabilities[move] >= judged.limits[move].maybe)
    assert "question mark" in sentence.reasons[Move.QUESTION]


def test_nobody_and_empty_turns_are_no_trouble() -> None:
    assert classifier().judge([]).turns == ()
    judged = classifier().judge([Utterance("A", ()), Utterance("B", ("",)), Utterance("A", ("…",))])
    assert judged.turns[0].probability(Move.QUESTION) == 0.0
    assert len(judged.turns) == 3


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.lists(st.text(max_size=30), max_size=3)), max_size=8))
def test_any_text_gives_probabilities(turns: list[tuple[str, list[str]]]) -> None:
    talk = [Utterance(who, tuple(said)) for who, said in turns]
    judged = classifier().judge(talk)
    assert len(judged.turns) == len(talk)
    assert all(0 <= turn.probability(move) <= 1 for turn in judged.turns for move in Move)


def test_weights_of_another_format_are_refused() -> None:
    with pytest.raises(ValueError, match="sayback-dialogue"):
        Classifier({"format": "other"})


def test_what_was_just_heard_skips_nobody_and_ends_at_ones_own_turn() -> None:
    talk = [Utterance(who, (text,)) for who, text in (("B", "first"), ("A", "mine"), ("B", "second"), ("B", "third"))]
    last = places([*talk, Utterance("A", ("now",))])[-1]
    assert [part.text for part in last.heard] == ["third", "second"]
    assert [part.text for part in last.earlier] == ["first"]
    assert last.before is not None
    assert last.before.text == "mine"
    assert not last.adjacent


def test_what_was_read_before_changes_nothing() -> None:
    """An edit is judged as if nothing had been read before, and the turn that was not edited as well."""
    talk = [TOLD, Utterance("A", ("So you are worn out.", "What would help?")), Utterance("B", ("Time off.",))]
    edited = [TOLD, Utterance("A", ("So you are worn out.", "You should rest.")), *talk[2:]]
    told = json.loads((files("models") / "weights" / "dialogue.json").read_text(encoding="utf-8"))
    used, fresh = Classifier(told), Classifier(told)
    used.judge(talk)
    again = used.judge(edited)
    assert again == fresh.judge(edited)
    assert again != used.judge(talk)


def test_the_same_words_said_by_somebody_who_speaks_otherwise_are_judged_otherwise() -> None:
    """What is remembered of a turn leaves out how both sides speak elsewhere."""
    turn = [TOLD, Utterance("A", ("Friday is a lot.",)), Utterance("B", ("Yes.",)), Utterance("A", ("I see.",))]
    asks, tells = (
        [*turn, *[Utterance(who, (text,)) for _ in range(6) for who, text in (("A", said), ("B", "We will see then."))]]
        for said in ("What do you do on Friday?", "I was always at home on my own Friday.")
    )
    judge = classifier()
    first, second = judge.judge(asks).turns[1], judge.judge(tells).turns[1]
    assert first != second
    assert judge.judge(asks).turns[1] == first
