"""How far the listening is."""

import pytest

from coach.hearing.course import Course
from coach.hearing.heard import Heard
from coach.hearing.request import Stage


class Told:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.progressed: list[tuple[float, Stage]] = []

    def progress(self, fraction: float, stage: Stage) -> None:
        self.progressed.append((fraction, stage))

    def heard(self, so_far: Heard) -> None:
        raise AssertionError(so_far)


def test_stages_add_up_by_their_weights() -> None:
    told = Told()
    course = Course(told, {Stage.READING: 1.0, Stage.WORDS: 3.0})
    with course.stage(Stage.READING) as share:
        share(0.5)
    with course.stage(Stage.WORDS) as share:
        share(0.5)
    assert [fraction for fraction, _ in told.progressed] == pytest.approx([0, 0.125, 0.25, 0.25, 0.625, 1.0])
    assert [took.stage for took in course.times] == [Stage.READING, Stage.WORDS]


def test_fraction_never_falls_nor_exceeds_one() -> None:
    told = Told()
    with Course(told, {Stage.READING: 1.0}).stage(Stage.READING) as share:
        for done in (0.5, 0.2, 1.7, 0.9):
            share(done)
    fractions = [fraction for fraction, _ in told.progressed]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_skipped_stage_leaves_nothing_open() -> None:
    told = Told()
    course = Course(told, {Stage.READING: 1.0, Stage.WORDS: 3.0})
    course.skip(Stage.WORDS)
    with course.stage(Stage.READING):
        pass
    assert told.progressed[-1] == (1.0, Stage.READING)


def test_stage_beside_another_moves_the_fraction_under_the_others_name() -> None:
    told = Told()
    course = Course(told, {Stage.WORDS: 1.0, Stage.SPEAKERS: 1.0})
    with course.stage(Stage.WORDS), course.beside(Stage.SPEAKERS) as share:
        share(1.0)
    assert (0.5, Stage.WORDS) in told.progressed
    assert {stage for _, stage in told.progressed} == {Stage.WORDS}


def test_stage_that_fails_is_not_counted_as_done() -> None:
    told = Told()
    course = Course(told, {Stage.READING: 1.0})
    with pytest.raises(OSError), course.stage(Stage.READING):
        raise OSError
    assert course.times == ()
    assert told.progressed[-1][0] == 0.0
