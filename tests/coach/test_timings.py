"""Where the seconds of a review went."""

from coach.commands.timings import timings_text
from coach.hearing.request import Stage, StageTime

TIMES = (
    StageTime(Stage.VOICE, 1.0, 0.9),
    StageTime(Stage.SPEAKERS, 5.0, 2.0),
    StageTime(Stage.WORDS, 6.0, 11.0),
)


def test_each_stage_has_a_line_and_what_ran_beside_is_not_added_twice() -> None:
    rows = [line.rsplit(maxsplit=2) for line in timings_text(TIMES, listening=8.5, whole=9.0).splitlines()[1:]]
    assert rows[:3] == [
        ["Finding speech", "1.00", "0.90"],
        ["Telling the voices apart", "5.00", "2.00"],
        ["Writing down the words", "6.00", "11.00"],
    ]
    assert [" ".join(row) for row in rows[3:]] == [
        "Starting the listener, handing over 1.50",
        "Judging and writing 0.50",
        "All of it 9.00",
    ]
