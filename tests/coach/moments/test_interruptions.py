"""Each step of the rule at its boundary, 50 ms to either side."""

from dataclasses import replace

import pytest

from coach.conversation import Conversation, Timing
from coach.moments.exchange import Talk
from coach.moments.find import find_moments
from coach.moments.interruptions import InterruptionLimits, find_overlaps
from coach.moments.moment import Moment, MomentType, OverlapClass, Trait
from coach.times import Span
from tests.factories import conversation

CUT = "I went there twice and what scares me about it is the"  # ends in the middle of a phrase
DONE = "I went there twice and in the end I liked the place."
TAKES = "But nine thousand is a lot of money for an old truck."


def cut_in(
    overlap: float,
    *,
    told: str = CUT,
    said: str = TAKES,
    length: float = 4.0,
    told_for: float = 6.0,
    timing: Timing = Timing.CHANNELS,
    edges: float | None = 0.05,
    then: str = "",
    kind: str = "",
) -> Conversation:
    """B tells until second 10; A starts ``overlap`` seconds before and speaks for ``length``; B may go on."""
    start = 10 - overlap
    lines = [f"B {10 - told_for:.3f}-10 {told}", f"A{kind} {start:.3f}-{start + length:.3f} {said}"]
    if then:
        lines.append(f"B {max(10, start + length) + 0.4:.3f}-{max(10, start + length) + 4:.3f} {then}")
    return conversation(*lines, timing=timing, boundary_error=edges, word_confidence=None)


def judged(talk: Conversation) -> Moment:
    """The one overlap or interruption of A."""
    (moment,) = (m for m in find_overlaps(Talk(talk)) if m.speaker == "A")
    return moment


def outcome(talk: Conversation) -> tuple[MomentType, bool]:
    moment = judged(talk)
    return moment.type, moment.maybe


TAKEN = (MomentType.INTERRUPTION, False)
OVERLAP = (MomentType.OVERLAP, False)


def test_a_floor_taken_from_an_unfinished_turn_is_an_interruption() -> None:
    moment = judged(cut_in(0.8))
    assert moment.type is MomentType.INTERRUPTION
    assert moment.kind is OverlapClass.COMPETITIVE
    assert moment.counted
    assert moment.start == pytest.approx(9.2)
    assert moment.answers == 0
    assert moment.why == 'starts 0.8 s before the other stops, who stopped at "the"'


@pytest.mark.parametrize(("overlap", "expected"), [(0.25, TAKEN), (0.15, (MomentType.OVERLAP, True))])
def test_the_least_overlap_with_a_turn_cut_in_a_phrase(overlap: float, expected: tuple[MomentType, bool]) -> None:
    assert outcome(cut_in(overlap)) == expected


@pytest.mark.parametrize(("overlap", "expected"), [(0.35, TAKEN), (0.25, (MomentType.OVERLAP, True))])
def test_the_least_overlap_with_a_turn_that_ends_at_a_comma(overlap: float, expected: tuple[MomentType, bool]) -> None:
    assert outcome(cut_in(overlap, told="I went there twice, I looked at the oven, the paint,")) == expected


@pytest.mark.parametrize(("overlap", "expected"), [(0.45, TAKEN), (0.35, (MomentType.OVERLAP, True))])
def test_the_least_overlap_with_a_word_of_the_wide_list(overlap: float, expected: tuple[MomentType, bool]) -> None:
    assert outcome(cut_in(overlap, told="We rebuilt the kitchen and washed up in the bath for a whole.")) == expected


@pytest.mark.parametrize(("overlap", "expected"), [(0.65, TAKEN), (0.45, OVERLAP)])
def test_the_least_overlap_where_only_a_faint_word_before_a_full_stop_tells(
    overlap: float, expected: tuple[MomentType, bool]
) -> None:
    assert outcome(cut_in(overlap, told="I hear his voice on the line and it feels like.")) == expected


@pytest.mark.parametrize(
    ("overlap", "edges", "expected"),
    [
        (0.45, 0.05, OVERLAP),
        (0.55, 0.05, (MomentType.INTERRUPTION, True)),
        (0.75, None, OVERLAP),
        (0.75, 0.25, OVERLAP),
        (0.85, 0.25, (MomentType.INTERRUPTION, True)),
    ],
)
def test_a_short_overlap_with_a_finished_turn_is_terminal_and_a_long_one_only_possible(
    overlap: float, edges: float | None, expected: tuple[MomentType, bool]
) -> None:
    talk = cut_in(overlap, told=DONE, edges=edges)
    assert outcome(talk) == expected
    assert not judged(talk).counted
    if expected == OVERLAP:
        assert judged(talk).kind is OverlapClass.TERMINAL


@pytest.mark.parametrize(("after", "kind"), [(0.25, OverlapClass.SIMULTANEOUS), (0.35, OverlapClass.NOT_ESTABLISHED)])
def test_both_began_together(after: float, kind: OverlapClass) -> None:
    assert judged(cut_in(6 - after)).kind is kind


@pytest.mark.parametrize(("pause", "type_"), [(0.45, MomentType.INTERRUPTION), (0.55, MomentType.OVERLAP)])
def test_going_on_after_a_breath_is_no_new_start(pause: float, type_: MomentType) -> None:
    talk = cut_in(0.8)
    told = replace(talk.turns[0], voice=(Span(4, 9.1 - pause), Span(9.1, 10)))
    assert judged(replace(talk, turns=(told, *talk.turns[1:]))).type is type_


@pytest.mark.parametrize(("told_for", "expected"), [(1.55, OverlapClass.NOT_ESTABLISHED), (1.65, None)])
def test_who_had_barely_begun_cannot_be_interrupted(told_for: float, expected: OverlapClass | None) -> None:
    moment = judged(cut_in(0.6, told="The thing that scares me is the", told_for=told_for))
    assert moment.kind is expected if expected else moment.type is MomentType.INTERRUPTION


def test_who_has_said_fewer_than_three_words_cannot_be_interrupted() -> None:
    assert judged(cut_in(1.5, told="Honestly because the", told_for=3.0)).kind is OverlapClass.NOT_ESTABLISHED


@pytest.mark.parametrize(("overlap", "type_"), [(1.95, MomentType.INTERRUPTION), (2.05, MomentType.OVERLAP)])
def test_the_other_must_give_up_within_two_seconds(overlap: float, type_: MomentType) -> None:
    assert judged(cut_in(overlap)).type is type_


@pytest.mark.parametrize(("length", "type_"), [(1.05, MomentType.INTERRUPTION), (0.95, MomentType.OVERLAP)])
def test_the_taker_must_go_on_after_the_other_stopped(length: float, type_: MomentType) -> None:
    assert judged(cut_in(0.8, said="But who pays?", length=length)).type is type_


@pytest.mark.parametrize(("length", "kind"), [(2.95, OverlapClass.UNSUCCESSFUL), (3.05, OverlapClass.BRIEF)])
def test_who_stops_first_has_only_tried(length: float, kind: OverlapClass) -> None:
    assert judged(cut_in(4.0, length=length, told_for=9)).kind is kind


def test_an_attempt_is_never_an_interruption() -> None:
    assert judged(cut_in(3.0, said="But who", length=0.6, kind="?")).kind is OverlapClass.UNSUCCESSFUL


def test_a_backchannel_is_not_an_interruption() -> None:
    talk = cut_in(3.0, said="Mm-hmm.", length=0.4, kind="~")
    assert find_overlaps(Talk(talk)) == ()


@pytest.mark.parametrize(("gap", "kinds"), [(0.10, [OverlapClass.CUT_IN]), (0.20, [])])
def test_a_silent_cut_in_is_only_possible(gap: float, kinds: list[OverlapClass]) -> None:
    found = find_overlaps(Talk(cut_in(-gap)))
    assert [moment.kind for moment in found] == kinds
    assert all(moment.maybe and not moment.counted for moment in found)


def test_a_clean_change_after_a_finished_turn_is_nothing() -> None:
    assert find_overlaps(Talk(cut_in(-0.1, told=DONE))) == ()


def test_a_sentence_finished_for_the_other_is_no_interruption() -> None:
    talk = cut_in(0.3, told="When I had finally got the baby to", said="To sleep.", length=0.8, then="To sleep, yes.")
    assert judged(talk).type is MomentType.OVERLAP
    assert judged(talk).kind is OverlapClass.COOPERATIVE


def test_an_answer_before_the_question_has_ended_is_terminal() -> None:
    talk = cut_in(0.45, told="Do you want the list on the door or a message?", said="A message is fine for me.")
    assert judged(talk).kind is OverlapClass.TERMINAL


def test_a_short_clarifying_question_is_cooperative_and_does_not_count() -> None:
    talk = cut_in(
        0.6, told="The line in the budget looks wrong but it's", said="The travel line?", length=0.9, then="Yes."
    )
    moment = judged(talk)
    assert moment.type is MomentType.INTERRUPTION
    assert moment.kind is OverlapClass.COOPERATIVE
    assert not moment.counted


def test_agreeing_while_the_other_speaks_is_cooperative() -> None:
    said = "Yeah, the oven scares me as well, and so does the price of the truck."
    moment = judged(cut_in(0.8, told="I went there twice and the oven scares me and the", said=said))
    assert moment.kind is OverlapClass.COOPERATIVE


def test_a_full_stop_invented_by_the_recogniser_does_not_hide_a_cut() -> None:
    assert judged(cut_in(0.8, told=CUT + ".")).type is MomentType.INTERRUPTION


def test_giving_the_floor_back_is_noted() -> None:
    talk = conversation(
        f"B 0-10 {CUT}",
        f"A 9.2-12 {TAKES}",
        "B 12.4-14 Let me finish.",
        "A 14.3-15.5 Sorry, go on.",
        boundary_error=0.05,
    )
    assert Trait.GIVEN_BACK in judged_first(talk).traits


def judged_first(talk: Conversation) -> Moment:
    return next(m for m in find_overlaps(Talk(talk)) if m.speaker == "A")


def test_giving_back_later_than_fifteen_seconds_is_too_late() -> None:
    talk = conversation(
        f"B 0-10 {CUT}",
        f"A 9.2-12 {TAKES}",
        "B 12.4-24.4 Let me finish.",
        "A 24.6-26 Sorry, go on.",
        boundary_error=0.05,
    )
    assert Trait.GIVEN_BACK not in judged_first(talk).traits


def test_captions_carry_no_overlap() -> None:
    assert find_overlaps(Talk(cut_in(0.8, timing=Timing.CAPTIONS))) == ()


@pytest.mark.parametrize(("edges", "counted"), [(0.15, True), (0.25, False), (None, False)])
def test_rough_edges_on_one_channel_are_shown_and_not_scored(edges: float | None, counted: bool) -> None:
    moment = judged(cut_in(0.9, timing=Timing.VOICES, edges=edges))
    assert moment.type is MomentType.INTERRUPTION
    assert moment.counted is counted


def test_without_words_a_long_overlap_is_possible_and_no_more() -> None:
    (moment,) = find_overlaps(Talk(cut_in(0.9)), use_words=False)
    assert moment.type is MomentType.INTERRUPTION
    assert moment.maybe


def test_the_limits_are_one_record_and_can_be_changed() -> None:
    talk = Talk(cut_in(0.8))
    strict = InterruptionLimits(overlap_strict=1.0, overlap_open=1.0, overlap_wide=1.0, overlap_faint=1.0)
    assert find_overlaps(talk, limits=strict)[0].type is MomentType.OVERLAP
    with pytest.raises(ValueError, match="longer overlap"):
        InterruptionLimits(overlap_strict=0.9)


def test_of_two_who_speak_the_one_who_goes_on_longest_is_met() -> None:
    talk = conversation(
        "B 0-10 I went there twice and in the end I bought the",
        "C 8-12 And I would have bought the other one because the",
        "A 11.2-15 But nine thousand is a lot of money.",
        boundary_error=0.05,
    )
    moment = next(m for m in find_moments(talk) if m.type is MomentType.INTERRUPTION and m.speaker == "A")
    assert moment.answers == 1
