"""The bar of the chosen moment: what was said, why it counts, and what would have met a missed one."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from coach.moments.moment import Moment, MomentType
from ui.theme import Theme
from ui.widgets.moment_bar import MomentBar
from ui.widgets.prose import Prose

MISSED = Moment(
    speaker="A",
    start=9.0,
    end=11.0,
    quote="You should sit down with her.",
    turn=2,
    type=MomentType.MISSED_MOMENT,
    confidence=0.7,
    why="they told something that mattered",
)


def better_in(bar: MomentBar) -> Prose:
    found = bar.findChild(Prose, "moment_better")
    assert found is not None
    return found


def test_a_missed_moment_says_what_would_have_met_it(qtbot: QtBot, theme: Theme) -> None:
    bar = MomentBar(theme)
    qtbot.addWidget(bar)
    bar.show_moment(replace(MISSED, better="You were ashamed."), "Nora")
    assert not better_in(bar).isHidden()
    assert better_in(bar).text() == "What would have met it: “You were ashamed.”"
    bar.show_moment(MISSED, "Nora")
    assert better_in(bar).isHidden()
