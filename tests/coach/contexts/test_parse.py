"""Faults in a context's file are named."""

import pytest

from coach.contexts.parse import draft, weights

CELL = {"knots": [[0.0, 0], [1.0, 100]], "text": "much", "source": "our choice", "strength": "our default"}
FILE = {"id": "talk", "title": "Talk", "description": "A talk.", "targets": {"talk_share": CELL}}


def without(table, field):
    return {key: value for key, value in table.items() if key != field}


def with_cell(**changes):
    return FILE | {"targets": {"talk_share": CELL | changes}}


def test_a_good_file_is_read():
    found = draft("talk.toml", FILE)
    assert found.targets[0].knots == ((0.0, 0.0), (1.0, 100.0))
    assert found.extends is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (without(FILE, "title"), "title must be a text"),
        (FILE | {"colour": "red"}, "unknown fields"),
        (FILE | {"id": "chat"}, "should be named chat.toml"),
        (FILE | {"not_graded": "advice"}, "must be a list of texts"),
        (FILE | {"targets": 3}, "must be a table"),
        (FILE | {"targets": {"charm": CELL}}, "there is no measure “charm”"),
        (FILE | {"targets": {"talk_share": without(CELL, "source")}}, "source must be a text"),
        (with_cell(strength="hearsay"), "strength is “hearsay”"),
        (with_cell(text=" "), "text must be a text"),
        (with_cell(knots=[[0.0, 0]]), "at least two"),
        (with_cell(knots=[[0.0, 0], [1.0]]), "must be"),
        (with_cell(knots=[[1.0, 0], [0.5, 100]]), "must rise"),
        (with_cell(knots=[[0.0, 0], [1.0, 101]]), "must lie in 0 to 100"),
        (with_cell(knots=[[0.0, 0], ["a", 100]]), "must be a number"),
        (with_cell(minimum_speech="long"), "must be a number"),
        (with_cell(colour="red"), "unknown fields"),
    ],
)
def test_faults_name_the_file_and_the_field(data, said):
    with pytest.raises(ValueError, match=r"talk\.toml") as error:
        draft("talk.toml", data)
    assert said in str(error.value)


def test_points_are_shared_out_by_parts():
    group = {"title": "Asking", "points": 15, "measures": {"open_share": 2, "stacked_share": 1}}
    found = weights("weights.toml", {"asking": group})
    assert found["open_share"].points == pytest.approx(10)
    assert found["stacked_share"].points == pytest.approx(5)
    assert found["open_share"].group == "Asking"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"a": {"title": "A", "points": 0, "measures": {"advice": 1}}}, "above 0"),
        ({"a": {"title": "A", "points": 5, "measures": {}}}, "above 0"),
        ({"a": {"title": "A", "points": 5, "measures": {"charm": 1}}}, "no measure"),
        ({"a": {"title": "A", "points": 101, "measures": {"advice": 1}}}, "more than 100"),
        ({"a": {"title": "A", "points": True, "measures": {"advice": 1}}}, "must be a number"),
        (
            {
                "a": {"title": "A", "points": 5, "measures": {"advice": 1}},
                "b": {"title": "B", "points": 5, "measures": {"advice": 1}},
            },
            "already has points",
        ),
    ],
)
def test_faulty_points_are_named(data, said):
    with pytest.raises(ValueError, match=r"weights\.toml") as error:
        weights("weights.toml", data)
    assert said in str(error.value)
