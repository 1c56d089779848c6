"""What goes into a trend, and what is left out with its reason."""

from coach.measures.result import Result, Status, Unit
from coach.progress.series import comparable, contexts_of, series
from coach.progress.trend import trend
from coach.progress.words import detail, heading, left_out
from tests.coach.progress.taken import session, share


def test_points_are_in_order_of_time_with_their_ranges() -> None:
    found = series("reflections", [session(5, share(8, 20)), session(1, share(5, 20))])
    assert [point.value for point in found.points] == [0.25, 0.4]
    assert [point.session for point in found.points] == ["s1", "s5"]
    first = found.points[0]
    assert first.low is not None
    assert first.high is not None
    assert first.low < 0.25 < first.high


def test_too_little_talk_is_no_point() -> None:
    early = Result("reflections", Unit.PER_TURN, Status.NOT_ENOUGH, 0.5, 6, 12, 0.2, 0.8, why="an early reading")
    found = series("reflections", [session(1, early), session(2, share(5, 20))])
    assert [point.session for point in found.points] == ["s2"]
    assert [(one.session, one.why) for one in found.left_out] == [("s1", "an early reading")]


def test_what_was_not_measurable_is_no_point() -> None:
    none = Result("pauses", Unit.SHARE, Status.NOT_MEASURABLE, why="it needs times of voices")
    found = series("pauses", [session(1, none), session(2)])
    assert found.points == ()
    assert [one.why for one in found.left_out] == [
        "not measurable there: it needs times of voices",
        "it has no such number",
    ]


def test_a_part_is_not_compared_with_a_whole() -> None:
    part = Result("interruptions", Unit.PER_TEN_MINUTES, Status.OK, 1.0, 2, 20, 0.3, None, at_least=True)
    found = series("interruptions", [session(1, part)])
    assert found.points == ()
    assert "only a part" in found.left_out[0].why


def test_bare_counts_are_not_offered_for_they_grow_with_a_talk() -> None:
    names = {known.name for known in comparable()}
    assert {"talk_share", "reflections", "interruptions", "turn_words"} <= names
    assert names.isdisjoint({"questions", "interruptions_found", "missed_moments", "question_run"})


def test_contexts_with_most_sessions_come_first() -> None:
    talks = [session(1, context="sales"), session(2, context="everyday"), session(3, context="everyday")]
    assert contexts_of(talks) == ("everyday", "sales")


def test_reasons_are_told_once_each() -> None:
    short = Result("reflections", Unit.PER_TURN, Status.NOT_ENOUGH, why="not enough conversation yet")
    found = series("reflections", [session(1, short), session(2, short), session(3)])
    assert left_out(found.left_out) == (
        "2 sessions left out: not enough conversation yet",
        "1 session left out: it has no such number",
    )


def test_a_direction_that_was_looked_for_is_told_with_care() -> None:
    line = trend([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    assert "Of twenty measures" in detail(Unit.SHARE, line)
    assert "Of twenty measures" not in detail(Unit.SHARE, line, is_planned=True)
    assert "Of twenty measures" not in detail(Unit.SHARE, trend([0.1, 0.3, 0.2]))


def test_words_stay_within_what_was_seen() -> None:
    """The line of these runs from below 0; nobody reflects in less than no turn."""
    line = trend([0.0, 0.01, 0.02, 0.1, 0.3, 0.5, 0.7])
    assert line is not None
    assert line.start < 0.0
    assert heading(Unit.SHARE, line, 7).startswith("from about 0 % to about ")
