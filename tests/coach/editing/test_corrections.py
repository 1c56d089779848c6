"""What people say of moments holds, also after other edits."""

import pytest

from coach.contexts.load import context
from coach.editing.apply import applied
from coach.editing.corrections import choices, corrected
from coach.editing.edits import (
    CorrectMoment,
    EditWords,
    MergeSpeakers,
    ReassignTurn,
    SplitTurn,
    Verdict,
)
from coach.editing.rescore import Rescorer
from coach.moments.moment import Moment, MomentType, OverlapClass, Trait
from tests.coach.library.sessions import a_review
from tests.factories import conversation


def question(start=2.0, end=4.0, *, speaker="A", kind=MomentType.QUESTION_CLOSED, **other) -> Moment:
    return Moment(speaker, start, end, "Was it hard?", 0, kind, 0.7, "begins with a verb", **other)


def folded(found, *said):
    talk = conversation("A 0-4 How was it? Was it hard?", "B 5-9 It was.", "A 10-14 I see. Was it hard?")
    return corrected(found, applied(talk, said).corrections)


def test_what_is_not_right_is_left_out() -> None:
    one, two = question(), question(10.0, 14.0)
    assert folded([one, two], CorrectMoment(one, Verdict.REJECT)) == (two,)


def test_a_perhaps_that_is_accepted_counts() -> None:
    (after,) = folded([question(maybe=True, counted=False)], CorrectMoment(question(), Verdict.ACCEPT))
    assert (after.maybe, after.counted, after.confidence) == (False, True, 1.0)
    assert after.why.endswith("you agreed")


def test_what_does_not_count_by_its_nature_counts_no_more_when_accepted() -> None:
    rhetorical = question(counted=False, traits=frozenset({Trait.RHETORICAL}))
    (after,) = folded([rhetorical], CorrectMoment(rhetorical, Verdict.ACCEPT))
    assert not after.counted


def test_a_relabel_gives_another_type_and_keeps_what_fits() -> None:
    one = question(traits=frozenset({Trait.FOLLOW_UP, Trait.RHETORICAL}))
    (after,) = folded([one], CorrectMoment(one, Verdict.RELABEL, MomentType.QUESTION_OPEN))
    assert (after.type, after.traits) == (MomentType.QUESTION_OPEN, {Trait.FOLLOW_UP})
    (after,) = folded([one], CorrectMoment(one, Verdict.RELABEL, MomentType.REFLECTION_SIMPLE))
    assert after.traits == frozenset()


def test_an_overlap_called_an_interruption_took_the_floor() -> None:
    one = question(kind=MomentType.OVERLAP)
    (after,) = folded([one], CorrectMoment(one, Verdict.RELABEL, MomentType.INTERRUPTION))
    assert after.kind is OverlapClass.COMPETITIVE


def test_the_last_word_holds() -> None:
    one = question()
    opened = CorrectMoment(one, Verdict.RELABEL, MomentType.QUESTION_OPEN)
    (after,) = folded([one], opened)
    assert folded([one], opened, CorrectMoment(after, Verdict.REJECT)) == ()


def test_a_relabel_to_what_is_there_already_is_no_second_one() -> None:
    one, other = question(), question(kind=MomentType.REFLECTION_SIMPLE)
    assert folded([one, other], CorrectMoment(one, Verdict.RELABEL, MomentType.REFLECTION_SIMPLE)) == (other,)


def test_the_nearest_of_two_alike_is_meant() -> None:
    one, two = question(2.0, 3.0), question(2.5, 4.0)
    assert folded([one, two], CorrectMoment(two, Verdict.REJECT)) == (one,)


def test_a_correction_of_what_is_no_longer_found_rests() -> None:
    other = question(30.0, 31.0)
    assert folded([other], CorrectMoment(question(), Verdict.REJECT)) == (other,)
    assert folded([other], CorrectMoment(question(30.0, 31.0, speaker="B"), Verdict.REJECT)) == (other,)


def test_a_correction_goes_with_the_words_to_another_speaker() -> None:
    one = question()
    theirs = question(speaker="B")
    assert folded([theirs], CorrectMoment(one, Verdict.REJECT), ReassignTurn(0, "B")) == ()
    assert folded([theirs], CorrectMoment(one, Verdict.REJECT), MergeSpeakers("A", "B")) == ()
    assert folded([theirs], CorrectMoment(one, Verdict.REJECT), ReassignTurn(1, "A")) == (theirs,)


@pytest.mark.parametrize("kind", MomentType)
def test_a_moment_stays_in_its_family_and_is_never_offered_what_it_is(kind) -> None:
    offered = choices(question(kind=kind))
    assert offered
    assert kind not in offered
    assert (MomentType.OVERLAP in offered) == (kind in {MomentType.INTERRUPTION, MomentType.BACKCHANNEL})


def rejected(*edits):
    """The start times of the questions that are left after one was rejected and other edits were made."""
    origin = a_review()
    gone = origin.result("questions").evidence[3]
    review = Rescorer(origin).review([CorrectMoment(gone, Verdict.REJECT), *edits])
    return gone, [m.start for m in review.result("questions").evidence], len(origin.result("questions").evidence)


def test_a_rejected_question_is_not_counted() -> None:
    gone, left, before = rejected()
    assert len(left) == before - 1
    assert gone.start not in left


def test_a_correction_survives_an_edit_of_the_words() -> None:
    gone, left, before = rejected(EditWords(6, "So you were alone with the whole move. What happened then?"))
    assert len(left) == before - 1
    assert all(abs(start - gone.start) > 1.0 for start in left)


def test_a_correction_survives_a_split() -> None:
    _gone, left, before = rejected(SplitTurn(6, 7))
    assert len(left) == before - 1


def test_numbers_of_other_contexts_follow_corrections() -> None:
    origin = a_review()
    moment = origin.result("questions").evidence[0]
    review = Rescorer(origin).review([CorrectMoment(moment, Verdict.REJECT)])
    assert review.context == context("everyday")
    assert review.result("questions").value == (origin.result("questions").value or 0) - 1
