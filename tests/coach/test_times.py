"""How spans combine."""

from hypothesis import given
from hypothesis import strategies as st

from coach.times import Span, difference, intersection, total, union

edges = st.integers(0, 40)
spans = st.lists(st.builds(lambda a, b: Span(min(a, b), max(a, b)), edges, edges), max_size=8)


def test_what_others_take_is_cut_out() -> None:
    ours = [Span(0, 10), Span(12, 14)]
    assert difference(ours, [Span(3, 4), Span(9, 13)]) == (Span(0, 3), Span(4, 9), Span(13, 14))
    assert difference(ours, []) == tuple(ours)
    assert difference(ours, [Span(0, 20)]) == ()


@given(spans, spans)
def test_what_is_left_and_what_is_shared_make_the_whole(ours: list[Span], theirs: list[Span]) -> None:
    left, shared = difference(ours, theirs), intersection(ours, theirs)
    assert total(left) + total(shared) == total(ours)
    assert intersection(left, theirs) == ()
    assert union(left) == left
