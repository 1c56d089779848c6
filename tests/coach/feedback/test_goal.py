"""The focus on a goal that somebody chose."""

import pytest

from coach.contexts.load import context
from coach.feedback.goal import GOALS, goal
from coach.feedback.scorecard import Band
from coach.hearing.heard import Engines, Source
from coach.measures.registry import MEASURES
from coach.measures.result import Status
from coach.review import Review, again, review
from tests.factories import conversation
from tests.ui.example import sample_review


def cutting_in() -> Review:
    """Somebody who takes the floor in the middle of a sentence, four times in five minutes."""
    lines = []
    for number in range(10):
        start = 30 * number
        cuts = number % 2 == 0
        end = start + 20
        lines.append(f"B {start}-{end} The meeting went on and my boss kept changing the budget until the")
        begin = end - 0.9 if cuts else end + 0.5
        lines.append(f"A {begin}-{start + 28} I had a boss like that once and it was the same every single week.")
    talk = conversation(*lines)
    return review(
        talk, context=context("one-to-one"), source=Source("t", talk.duration, 2, "0" * 64), engines=Engines()
    )


def with_goal(reviewed: Review, measure: str) -> Review:
    return review(
        reviewed.conversation,
        context=reviewed.context,
        source=reviewed.source,
        engines=reviewed.engines,
        goal=measure,
    )


def test_every_goal_has_a_measure_and_a_title_of_its_own() -> None:
    assert {one.measure for one in GOALS} <= {measure.name for measure in MEASURES}
    assert len({one.measure for one in GOALS}) == len({one.title for one in GOALS}) == len(GOALS)
    assert goal("advice").title == "Hold back advice"
    with pytest.raises(KeyError):
        goal("silence_share")


@pytest.mark.parametrize("measure", [one.measure for one in GOALS])
def test_whatever_the_goal_the_focus_speaks_of_it(measure: str) -> None:
    note = with_goal(sample_review(), measure).scorecard.focus
    assert note is not None
    assert note.measure == measure
    assert note.text.endswith((".", "”"))
    assert len(note.moments) <= 3


def test_a_goal_that_was_met_is_told_as_met() -> None:
    reviewed = sample_review()
    graded = {one.result.name: one for one in reviewed.scorecard.graded}
    met = next(one.measure for one in GOALS if graded[one.measure].band is Band.GOOD)
    note = with_goal(reviewed, met).scorecard.focus
    assert note is not None
    assert note.text.endswith("That is in the good range here.")


def test_a_goal_that_was_missed_says_what_can_be_done_next_time() -> None:
    note = with_goal(cutting_in(), "interruptions").scorecard.focus
    assert note is not None
    assert "you took the floor" in note.text
    assert "Next time" in note.text
    assert note.moments


def test_a_goal_that_cannot_be_measured_says_why_and_what_to_do() -> None:
    captions = again(sample_review(), conversation=conversation("A 0-4 Hm.", "B 4-9 Yes.", language="de"))
    assert captions.result("reflections").status is not Status.OK
    note = with_goal(captions, "reflections").scorecard.focus
    assert note is not None
    assert "Choose another goal" in note.text


def test_a_goal_without_a_target_here_claims_no_grade() -> None:
    reviewed = sample_review()
    bare = again(reviewed, context=reviewed.context.without(frozenset({"talk_share"})))
    note = with_goal(bare, "talk_share").scorecard.focus
    assert note is not None
    assert note.text.endswith("This kind of talk has no target for it.")


def test_the_strength_is_never_what_the_goal_speaks_of() -> None:
    for one in GOALS:
        card = with_goal(sample_review(), one.measure).scorecard
        assert card.strength is None or card.strength.measure != one.measure


def test_a_goal_stays_when_the_context_changes() -> None:
    chosen = with_goal(sample_review(), "advice")
    assert again(chosen, context=context("coaching")).goal == "advice"
