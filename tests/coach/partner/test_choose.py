"""Which answers a partner is asked about."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.conversation import Conversation
from coach.moments.moment import Moment, MomentType
from coach.partner.choose import MOST, WORDS, items_for
from coach.partner.sheet import Given, Mark, Verdict, Way
from tests.coach.partner.sheets import sheet
from tests.factories import conversation
from tests.ui.example import sample_review

TALK = conversation(
    "A 0-4 How was the move?",
    "B 4-9 Hard, to be honest.",
    "A 10-14 So it was hard on you.",
    "B 15-25 I miss my friends.",
    "A 26-30 You should join a club.",
    "C 31-35 I did that.",
    "A 36-40 You liked it there.",
)


def moment(turn: int, kind: MomentType, talk: Conversation = TALK, *, maybe: bool = False) -> Moment:
    said = talk.turns[turn]
    return Moment(said.speaker, said.start, said.end, said.text, turn, kind, 0.8, "", maybe=maybe, counted=not maybe)


BACK = moment(2, MomentType.REFLECTION_SIMPLE)
ADVISED = moment(4, MomentType.ADVICE)
TO_C = moment(6, MomentType.REFLECTION_SIMPLE)


def test_each_item_quotes_what_came_before() -> None:
    items = items_for(TALK, (BACK, ADVISED, TO_C), (BACK, ADVISED, TO_C), "B")
    assert [(item.theirs, item.mine, item.machine) for item in items] == [
        ("Hard, to be honest.", "So it was hard on you.", Mark.HIT),
        ("I miss my friends.", "You should join a club.", Mark.MISS),
    ]
    assert [item.start for item in items] == [10.0, 26.0]


def test_each_partner_is_asked_about_answers_to_them() -> None:
    (item,) = items_for(TALK, (BACK, ADVISED, TO_C), (), "C")
    assert item.mine == "You liked it there."


def test_a_perhaps_is_near_to_the_machine() -> None:
    (item,) = items_for(
        TALK, (moment(2, MomentType.SUMMARY, maybe=True),) * 1, (moment(2, MomentType.SUMMARY, maybe=True),), "B"
    )
    assert item.machine is Mark.NEAR


def test_what_the_person_named_themselves_is_no_word_of_the_machine() -> None:
    (item,) = items_for(TALK, (BACK,), (), "B")
    assert item.machine is None
    given_ = Given(sheet(None, Mark.HIT), Verdict(5, (Mark.HIT, Mark.NEAR)), Way.FORM, datetime(2026, 1, 1, tzinfo=UTC))
    assert given_.pairs == ((Mark.NEAR, Mark.HIT),)


def test_the_machine_is_held_to_what_it_said_before_corrections() -> None:
    relabelled = moment(4, MomentType.REFLECTION_COMPLEX)
    (item,) = items_for(TALK, (relabelled,), (ADVISED,), "B")
    assert item.machine is Mark.MISS


def test_one_turn_is_asked_about_once() -> None:
    both = (moment(4, MomentType.REFLECTION_SIMPLE), ADVISED, moment(4, MomentType.MISSED_MOMENT))
    (item,) = items_for(TALK, both, both, "B")
    assert item.machine is Mark.HIT


def test_without_me_nobody_is_asked() -> None:
    assert items_for(TALK.with_me(None), (BACK,), (BACK,), "B") == ()


def test_a_question_alone_is_nothing_to_catch() -> None:
    assert items_for(TALK, (moment(0, MomentType.QUESTION_OPEN),), (), "B") == ()


def test_long_turns_are_cut_near_the_answer() -> None:
    words = " ".join(f"w{n}" for n in range(200))
    talk = conversation(f"B 0-60 {words}", f"A 61-120 {words}")
    back = moment(1, MomentType.SUMMARY, talk)
    (item,) = items_for(talk, (back,), (back,), "B")
    assert item.theirs.startswith("… w155")
    assert item.theirs.endswith("w199")
    assert item.mine.startswith("w0 w1")
    assert item.mine.endswith(f"w{WORDS - 1} …")


def long_talk(count: int) -> Conversation:
    return conversation(*(f"{'BA'[n % 2]} {n * 5}-{n * 5 + 4} Words number {n}." for n in range(2 * count)))


@given(st.integers(0, 15), st.integers(0, 15), st.integers(0, 15))
def test_a_sheet_mixes_what_was_found(hits: int, nears: int, misses: int) -> None:
    talk = long_talk(hits + nears + misses + 1)
    kinds = [(MomentType.SUMMARY, False)] * hits + [(MomentType.SUMMARY, True)] * nears
    kinds += [(MomentType.ADVICE, False)] * misses
    found = [moment(2 * n + 1, kind, talk, maybe=maybe) for n, (kind, maybe) in enumerate(kinds)]
    items = items_for(talk, found, found, "B")
    assert len(items) == min(MOST, hits + nears + misses)
    assert [item.start for item in items] == sorted({item.start for item in items})
    counts = {mark: sum(item.machine is mark for item in items) for mark in Mark}
    assert counts[Mark.HIT] >= min(6, hits)
    assert counts[Mark.NEAR] >= min(3, nears)
    assert counts[Mark.MISS] >= min(3, misses)


def test_items_are_spread_over_the_talk() -> None:
    talk = long_talk(48)
    found = [moment(2 * n + 1, MomentType.SUMMARY, talk) for n in range(48)]
    places = [item.start / talk.duration for item in items_for(talk, found, found, "B")]
    assert places[0] < 0.1
    assert places[-1] > 0.9


def test_the_sample_has_something_to_ask() -> None:
    reviewed = sample_review()
    items = items_for(reviewed.conversation, reviewed.moments, reviewed.moments, "B")
    assert 3 <= len(items) <= MOST
    assert {item.machine for item in items} >= {Mark.HIT}


def test_a_verdict_lies_on_the_scale() -> None:
    with pytest.raises(ValueError, match="1 to 7"):
        Verdict(0, ())
    with pytest.raises(ValueError, match="2 marks for 1 questions"):
        Given(sheet(None), Verdict(4, (None, None)), Way.SCREEN, datetime(2026, 1, 1, tzinfo=UTC))
