"""Own guesses over time, and the one plan."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.feedback.guess import Aspect
from coach.library.guess_rows import Calibration
from coach.measures.registry import MEASURES
from coach.measures.result import Unit
from coach.progress.calibration import guess_lines
from coach.progress.plan import Plan, action, example, sentence, since, situation
from coach.progress.series import series
from coach.progress.trend import Direction
from coach.progress.words import guess_told, plan_told
from tests.coach.progress.taken import START, session, share


def guessed(*gaps: float, aspect: Aspect = Aspect.TALK_SHARE) -> list[Calibration]:
    return [Calibration(f"s{day}", START + timedelta(days=day), {aspect: gap}) for day, gap in enumerate(gaps)]


def test_the_middle_distance_is_of_the_last_five() -> None:
    (line,) = guess_lines(guessed(0.30, -0.28, 0.26, 0.25, -0.24, 0.10, -0.09, 0.06, 0.05, -0.02))
    assert line.recent == pytest.approx(0.06)
    assert line.before == pytest.approx(0.26)
    assert line.distance is not None
    assert line.distance.direction is Direction.DOWN
    assert guess_told(line) == (
        "Your share of the talk: the middle one of your last 5 guesses lay 6 points off, of the 5 before 26 points. "
        "Over all of them they came nearer to the measure."
    )


def test_one_guess_is_told_as_one() -> None:
    (line,) = guess_lines(guessed(2.0, aspect=Aspect.INTERRUPTIONS))
    assert line.before is None
    assert line.distance is None
    assert guess_told(line) == "Your interruptions: one guess so far, 2 interruptions from the measure."


def test_what_was_never_guessed_has_no_line() -> None:
    assert guess_lines([]) == ()
    found = guess_lines(guessed(1.0, aspect=Aspect.EMPATHY) + guessed(0.1))
    assert [line.aspect for line in found] == [Aspect.TALK_SHARE, Aspect.EMPATHY]


def test_no_word_judges_the_person() -> None:
    (line,) = guess_lines(guessed(*[0.4] * 12))
    assert "confident" not in guess_told(line)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("when they finish a thought.", "they finish a thought"),
        ("  Whenever   they stop ", "they stop"),
        ("If, at the end, they look down", "at the end, they look down"),
        ("they say “if only”", "they say “if only”"),
    ],
)
def test_a_when_of_ones_own_is_not_said_twice(written: str, kept: str) -> None:
    assert situation(written) == kept


@pytest.mark.parametrize(
    "written", ["I will say it back.", "I’ll say it back", "then I'll  say it back", "say it back"]
)
def test_an_i_will_of_ones_own_is_not_said_twice(written: str) -> None:
    assert action(written) == "say it back"


def test_a_plan_reads_as_one_sentence() -> None:
    plan = Plan("they finish a thought", "say it back", "reflections", "", START)
    assert sentence(plan) == "When they finish a thought, I will say it back."


@pytest.mark.parametrize(
    ("when", "then", "measure"),
    [("", "x", "advice"), ("x", "", "advice"), ("x" * 201, "y", "advice"), (" x", "y", "advice")],
)
def test_half_a_plan_is_none(when: str, then: str, measure: str) -> None:
    with pytest.raises(ValueError, match="part of a plan"):
        Plan(when, then, measure, "", START)


def test_a_plan_names_a_measure_that_there_is() -> None:
    with pytest.raises(KeyError):
        Plan("x", "y", "charisma", "", START)


@pytest.mark.parametrize("measure", [known.name for known in MEASURES])
def test_every_example_is_a_plan(measure: str) -> None:
    when, then = example(measure)
    assert (situation(when), action(then)) == (when, then)
    Plan(when, then, measure, "", START)


def test_before_and_since_a_plan() -> None:
    talks = [session(day, share(found, 20)) for day, found in enumerate((2, 4, 6, 8, 10))]
    plan = Plan("x", "y", "reflections", "", START + timedelta(days=3))
    found = since(plan, series("reflections", talks).points)
    assert (found.before, found.middle_before, found.after, found.middle_after) == (3, 0.2, 2, pytest.approx(0.45))
    text = plan_told(Unit.PER_TURN, found)
    assert text.startswith("Since you made it: 2 sessions, usually 45 %; before it 3 sessions, usually 20 %.")
    assert "by chance" in text


def test_a_plan_of_today_has_nothing_to_show_yet() -> None:
    plan = Plan("x", "y", "reflections", "", START)
    assert plan_told(Unit.PER_TURN, since(plan, ())) == "No session since you made it."


@given(st.text(max_size=80))
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert situation(situation(text)) == situation(text) or situation(text).casefold().startswith(("when", "if"))
