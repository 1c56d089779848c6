"""The contexts that come with the program."""

import pytest

from coach.contexts.load import DEFAULT, context, contexts
from coach.errors import ExitCode, UserError
from coach.feedback.grade import FAIR, GOOD, score
from coach.measures.measure import Strength
from coach.measures.registry import MEASURES

IDS = {"everyday", "solo-role-play", "discovery-call", "one-to-one", "job-interview", "coaching", "workshop-listener"}

# From the table of targets by context: talk share good from, to, fair to; longest turn good, fair; open questions good,
# fair; follow-up good; interruptions good, fair; reflections good, fair; ratio good, fair; advice good, fair.
TABLE = {
    "solo-role-play": (0.25, 0.45, 0.60, 45, 90, 0.6, 0.4, 0.5, 1, 3, 0.25, 0.12, 1, 0.5, 0.15, 0.40),
    "discovery-call": (0.35, 0.50, 0.60, 75, 150, 0.6, 0.4, 0.4, 1.5, 4, 0.12, 0.05, 0.4, 0.2, None, None),
    "one-to-one": (0.25, 0.45, 0.55, 60, 120, 0.6, 0.4, 0.5, 1, 3, 0.20, 0.10, 0.7, 0.3, 0.20, 0.45),
    "job-interview": (0.20, 0.35, 0.50, 60, 120, 0.6, 0.4, 0.4, 1, 3, 0.10, 0.04, 0.2, 0.1, 0.10, 0.20),
    "coaching": (0.20, 0.50, 0.60, 30, 60, 0.7, 0.5, 0.5, 0.5, 2, 0.30, 0.15, 2, 1, 0.15, 0.40),
    "workshop-listener": (0.15, 0.40, 0.55, 30, 60, 0.7, 0.5, 0.5, 0.5, 2, 0.30, 0.15, 1, 0.5, 0.10, 0.25),
    "everyday": (0.30, 0.50, 0.65, 60, 120, 0.7, 0.5, 0.5, 1, 3, 0.30, 0.15, 2, 1, 0.15, 0.40),
}


def target(context_id, measure):
    return next((t for t in context(context_id).targets if t.measure == measure), None)


def test_all_contexts_are_there_with_the_default_first():
    assert {known.id for known in contexts()} == IDS
    assert contexts()[0].id == DEFAULT == "everyday"
    assert all(known.title and known.description for known in contexts())


def test_every_cell_has_text_source_and_strength():
    strengths = {strength.value for strength in Strength}
    for known in contexts():
        assert known.targets
        for cell in known.targets:
            assert cell.text, (known.id, cell.measure)
            assert cell.source, (known.id, cell.measure)
            assert cell.strength in strengths, (known.id, cell.measure)


def test_every_target_is_of_a_known_measure_once():
    names = {known.name for known in MEASURES}
    for known in contexts():
        measures = [cell.measure for cell in known.targets]
        assert len(measures) == len(set(measures))
        assert set(measures) <= names


@pytest.mark.parametrize("context_id", sorted(TABLE))
def test_limits_are_those_of_the_table(context_id):
    row = TABLE[context_id]
    limits = [
        ("talk_share", row[0], GOOD), ("talk_share", row[1], GOOD), ("talk_share", row[2], FAIR),
        ("longest_monologue", row[3], GOOD), ("longest_monologue", row[4], FAIR),
        ("open_share", row[5], GOOD), ("open_share", row[6], FAIR), ("follow_up_share", row[7], GOOD),
        ("interruptions", row[8], GOOD), ("interruptions", row[9], FAIR),
        ("reflections", row[10], GOOD), ("reflections", row[11], FAIR),
        ("reflection_ratio", row[12], GOOD), ("reflection_ratio", row[13], FAIR),
        ("advice", row[14], GOOD), ("advice", row[15], FAIR),
    ]  # fmt: skip
    for measure, value, points in limits:
        cell = target(context_id, measure)
        if value is None:
            assert cell is None
        else:
            assert score(cell, value) == pytest.approx(points), (measure, value)


def test_points_are_those_of_the_rules_until_saying_back_has_proved_itself():
    groups = {}
    for cell in context("everyday").targets:
        groups[cell.group] = groups.get(cell.group, 0) + cell.weight
    assert groups.pop("") == 0
    assert groups == pytest.approx(
        {
            "Saying back": 15,
            "Space for the other": 20,
            "Restraint from fixing and shifting": 20,
            "Asking": 15,
            "Meeting feelings": 10,
            "Talk share": 5,
        }
    )


def test_the_number_of_questions_has_no_points():
    for known in contexts():
        assert all(cell.weight == 0 for cell in known.targets if cell.measure in ("questions", "question_rate"))


def test_a_role_play_is_not_graded_on_talk_share_below_five_minutes():
    assert target("solo-role-play", "talk_share").minimum_speech == 300
    assert target("everyday", "talk_share").minimum_speech == 0


def test_an_unknown_context_is_a_plain_error_that_names_the_known():
    with pytest.raises(UserError) as error:
        context("dinner")
    assert error.value.code is ExitCode.USAGE
    assert "dinner" in error.value.sentence
    assert all(known in error.value.next_step for known in IDS)


def test_any_target_can_be_switched_off():
    known = context("everyday").without(frozenset({"pauses", "talk_share"}))
    assert not {"pauses", "talk_share"} & {cell.measure for cell in known.targets}
    assert len(known.targets) == len(context("everyday").targets) - 2
