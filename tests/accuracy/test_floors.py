"""Floors only rise."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.accuracy.figures import Figure
from tests.accuracy.floors import behind, read, risen, write


def error(value: float) -> Figure:
    return Figure("two channels: WER (%)", value, 100, "words", lower_is_better=True)


def rate(value: float) -> Figure:
    return Figure("two channels: interruption F1", value, 35, "true", lower_is_better=False)


def test_floor_is_met_by_the_same_and_by_better_figures() -> None:
    floors = {error(0).name: 2.0, rate(0).name: 0.8}
    assert behind([error(2.0), rate(0.8)], floors) == []
    assert behind([error(1.0), rate(0.9)], floors) == []


def test_worse_figure_is_behind_its_floor() -> None:
    floors = {error(0).name: 2.0, rate(0).name: 0.8}
    assert behind([error(2.5), rate(0.7)], floors) == [error(2.5), rate(0.7)]


def test_figure_without_a_floor_is_not_behind() -> None:
    assert behind([error(50.0)], {}) == []


@given(st.floats(0, 100), st.floats(0, 100))
def test_raised_floors_never_sink(old: float, new: float) -> None:
    assert risen([error(new)], {error(0).name: old})[error(0).name] <= old
    assert risen([rate(new)], {rate(0).name: old})[rate(0).name] >= old


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    floors = {error(0).name: 2.25, rate(0).name: 0.8}
    write(floors, tmp_path / "floors.toml")
    assert read(tmp_path / "floors.toml") == floors
