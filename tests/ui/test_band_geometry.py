from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.contexts.context import Target
from coach.contexts.load import contexts
from coach.feedback.grade import band, score
from coach.feedback.scorecard import Band
from ui.painters.band_geometry import axis, composite_zones, zones


def target(*knots: tuple[float, float]) -> Target:
    return Target("talk_share", tuple(knots), "", "", "our default")


TALK = target((0.0, 0), (0.1, 34), (0.3, 67), (0.4, 100), (0.5, 67), (0.65, 34), (0.9, 0))
EVERY = [(context.id, one) for context in contexts() for one in context.targets if len(one.knots) > 1]


def test_talk_share_is_to_work_on_at_both_ends_and_good_in_the_middle():
    bands = [zone.band for zone in zones(TALK)]
    assert bands == [Band.WORK_ON, Band.FAIR, Band.GOOD, Band.FAIR, Band.WORK_ON]


def test_zones_change_at_the_knots_of_34_and_67():
    along = axis(TALK.knots)
    found = zones(TALK)
    assert found[1].start == pytest.approx(along.place(0.1))
    assert found[2].start == pytest.approx(along.place(0.3))
    assert found[2].end == pytest.approx(along.place(0.5))


@pytest.mark.parametrize(("context", "one"), EVERY, ids=lambda value: getattr(value, "measure", value))
def test_every_context_gives_zones_without_gaps(context, one):
    found = zones(one)
    assert found[0].start == 0.0
    assert found[-1].end == pytest.approx(1.0)
    assert all(a.end == pytest.approx(b.start) and a.band is not b.band for a, b in pairwise(found))


@given(st.sampled_from(EVERY), st.floats(0.0, 1.0))
def test_the_dot_lies_in_the_zone_of_its_grade(which, share):
    one = which[1]
    along = axis(one.knots)
    value = along.low + share * (along.high - along.low)
    place = along.place(value)
    edges = [zone.start for zone in zones(one)] + [1.0]
    if min(abs(place - edge) for edge in edges) < 1e-6:
        return  # exactly on an edge either word is right
    zone = next(zone for zone in zones(one) if zone.start <= place <= zone.end)
    assert zone.band is band(score(one, value))


@given(st.floats(-1e6, 1e6))
def test_a_value_beyond_the_ends_stays_at_the_end(value):
    assert 0.0 <= axis(TALK.knots).place(value) <= 1.0


def test_the_axis_of_a_share_does_not_go_below_nothing():
    assert axis(TALK.knots).low == 0.0


def test_the_whole_has_three_bands():
    assert [zone.band for zone in composite_zones()] == [Band.WORK_ON, Band.FAIR, Band.GOOD]
    assert composite_zones()[-1].end == 1.0
