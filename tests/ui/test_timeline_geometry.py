from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.times import Span, union
from models.records import Word
from ui.painters.timeline_geometry import (
    MIN_SECONDS,
    WORDS_FROM,
    View,
    clusters,
    edges_of,
    from_to,
    lanes,
    pixel_spans,
    placed_words,
    shared_spans,
    span_at,
    ticks,
)

durations = st.floats(3.0, 4 * 3600.0)
widths = st.floats(50.0, 4000.0)
factors = st.floats(0.1, 10.0)
shares = st.floats(0.0, 1.0)


@st.composite
def views(draw):
    view = View.whole(draw(durations), draw(widths))
    view = view.zoomed(draw(st.floats(1.0, 50.0)), draw(shares) * view.width)
    return view.panned(draw(st.floats(-5000.0, 5000.0)))


@given(views(), shares)
def test_a_place_and_its_time_belong_together(view, share):
    time = view.start + share * (min(view.end, view.duration) - view.start)
    assert view.time(view.x(time)) == pytest.approx(time, abs=1e-6 * max(view.duration, 1.0))


@given(views(), factors, shares)
def test_what_is_in_view_stays_within_the_recording(view, factor, share):
    closer = view.zoomed(factor, share * view.width)
    assert closer.start >= 0.0
    assert closer.end <= max(view.duration, MIN_SECONDS) + 1e-6
    assert MIN_SECONDS - 1e-9 <= closer.seconds <= max(view.duration, MIN_SECONDS) + 1e-9


@given(views(), st.floats(1.0, 3.0), shares)
def test_zooming_in_keeps_the_time_under_the_pointer(view, factor, share):
    x = share * view.width
    under = view.start + x / view.scale
    closer = view.zoomed(factor, x)
    assert closer.x(under) == pytest.approx(x, abs=view.width * 1e-6)


def test_panning_stops_at_both_ends():
    view = View.whole(100.0, 1000.0).zoomed(2.0, 0.0)
    assert view.panned(-500.0).start == 0.0
    assert view.panned(1e6).end == pytest.approx(100.0)


def test_showing_moves_only_when_the_time_is_out_of_view():
    view = View.whole(100.0, 1000.0).zoomed(4.0, 0.0)
    assert view.showing(20.0) == view
    moved = view.showing(60.0)
    assert moved.start == pytest.approx(57.5)
    assert moved.seconds == view.seconds


@given(views(), st.floats(20.0, 200.0))
def test_ticks_are_round_in_view_and_far_enough_apart(view, gap):
    found = ticks(view, gap)
    assert all(-1e-6 <= tick.x <= view.width + 1e-6 for tick in found)
    assert all(b.x - a.x >= gap - 1e-6 for a, b in pairwise(found))


def test_ticks_of_ten_minutes_are_minutes():
    assert [tick.label for tick in ticks(View.whole(600.0, 1000.0), 150.0)] == [
        "0:00", "2:00", "4:00", "6:00", "8:00", "10:00",
    ]  # fmt: skip


def test_close_ticks_show_halves_of_seconds():
    assert [tick.label for tick in ticks(View.whole(2.0, 1000.0), 200.0)][:3] == ["0:00.0", "0:00.5", "0:01.0"]


def test_an_empty_recording_has_a_view():
    view = View.whole(0.0, 800.0)
    assert view.time(400.0) == 0.0
    assert [tick.label for tick in ticks(view, 80.0)] == ["0:00.0"]


@given(st.integers(1, 9), st.floats(10.0, 900.0), st.floats(0.0, 8.0))
def test_lanes_are_equal_and_do_not_meet(count, height, gap):
    found = lanes(count, 10.0, height + gap * count, gap)
    assert len(found) == count
    assert all(below.top - above.bottom >= gap - 1e-6 for above, below in pairwise(found))
    assert max(lane.height for lane in found) - min(lane.height for lane in found) < 1e-6


def test_nobody_has_no_lane():
    assert lanes(0, 0.0, 100.0, 4.0) == ()


@given(views(), st.lists(st.tuples(shares, st.floats(0.0, 6.0)), max_size=60))
def test_marks_never_touch_and_none_is_lost(view, given_marks):
    times = [share * view.duration for share, _weight in given_marks]
    found = clusters(times, [weight for _share, weight in given_marks], view, 15.0)
    assert all(b.x - a.x >= 15.0 - 1e-6 for a, b in pairwise(found))
    inside = [i for i, time in enumerate(times) if view.start <= time <= view.end]
    assert sorted(member for cluster in found for member in cluster.members) == inside


def test_the_weightiest_mark_stands_for_those_beside_it():
    view = View.whole(100.0, 1000.0)
    found = clusters([10.0, 10.5, 50.0], [1.0, 6.0, 2.0], view, 15.0)
    assert [cluster.members for cluster in found] == [(1, 0), (2,)]


def test_two_at_once_is_where_two_have_voice():
    one, two, three = (Span(0, 4), Span(8, 9)), (Span(3, 5),), (Span(8.5, 10),)
    assert shared_spans([one, two, three]) == (Span(3, 4), Span(8.5, 9))


def test_one_person_alone_shares_nothing():
    assert shared_spans([(Span(0, 4),)]) == ()


@given(views(), st.lists(st.tuples(shares, shares), max_size=40))
def test_spans_on_the_screen_lie_within_it_and_apart(view, pairs):
    spans = union(Span(min(p) * view.duration, max(p) * view.duration) for p in pairs)
    found = pixel_spans(edges_of(spans), view, 2.0)
    assert all(x >= 0.0 and x + width <= view.width + 2.0 + 1e-6 for x, width in found)
    assert all(b[0] > a[0] + a[1] for a, b in pairwise(found))


# -- words, pauses ----------------------------------------------------------------------------------------------------


def said(*parts: tuple[float, float, str]) -> tuple[Word, ...]:
    return tuple(Word(start, end, text) for start, end, text in parts)


def seven(text: str) -> float:
    """Each letter 7 pixels."""
    return 7.0 * len(text)


LINE = said((0.0, 0.3, "How"), (0.3, 0.5, "was"), (0.5, 0.6, "a"), (0.6, 1.4, "wonderful"), (1.4, 2.0, "day?"))


def test_far_away_no_word_is_drawn():
    assert placed_words(LINE, View(0.0, 20.0, 1000.0, 60.0), 1.0, seven) == ()


def test_at_the_closest_zoom_every_word_stands_at_its_time():
    view = View(0.0, MIN_SECONDS, 1000.0, 60.0)
    placed = placed_words(LINE, view, 1.0, seven)
    assert [word.text for word in placed] == ["How", "was", "a", "wonderful", "day?"]
    assert [word.x for word in placed] == [view.x(word.start) for word in LINE]


def test_a_word_never_reaches_into_the_next():
    view = View(0.0, 10.0, 1000.0, 60.0)
    placed = placed_words(LINE, view, 1.0, seven)
    for one, following in pairwise(placed):
        assert one.x + seven(one.text) <= following.x


def test_a_word_without_room_is_cut_or_left_out():
    placed = placed_words(LINE, View(0.0, 10.0, 1000.0, 60.0), 1.0, seven)
    texts = [word.text for word in placed]
    assert texts[0] == "How"
    assert "wonderful" in texts
    assert "was" not in texts


def test_large_text_needs_a_closer_look():
    view = View(0.0, 10.0, 1000.0, 60.0)
    assert placed_words(LINE, view, 1.0, seven)
    assert placed_words(LINE, view, 2.0, seven) == ()


def test_a_word_that_began_before_the_view_is_still_there():
    view = View(0.8, 2.0, 1000.0, 60.0)
    assert placed_words(said((0.7, 1.4, "wonderful")), view, 1.0, seven)[0].x < 0.0


def test_close_to_a_time_is_near_enough_for_words():
    view = View.whole(3600.0, 1000.0).close_to(1800.0, 1.0)
    assert view.scale >= WORDS_FROM
    assert view.start < 1800.0 < view.end


def test_a_short_stretch_is_told_to_the_tenth():
    assert from_to(Span(87.0, 89.55)) == "1:27.0–1:29.5"
    assert from_to(Span(87.4, 197.8)) == "1:27–3:17"


def test_the_span_under_a_time_is_found():
    spans = [Span(1.0, 2.0), Span(4.0, 6.0)]
    assert span_at(spans, 4.5) == Span(4.0, 6.0)
    assert span_at(spans, 2.0) is None
    assert span_at(spans, 0.5) is None
