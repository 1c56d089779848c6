"""Own guesses over time: a sentence and a small chart for each thing that was guessed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.feedback.guess import Aspect
from coach.progress.calibration import GuessLine
from coach.progress.words import guess_name, guess_told
from ui.text import _
from ui.theme import Theme, space
from ui.trend_pictures import guess_picture, guess_read, guess_valued
from ui.widgets.controls import Role, label
from ui.widgets.prose import Prose
from ui.widgets.trend_chart import TrendChart

_CHART_FROM = 2  # guesses: one dot says no more than its sentence


class GuessTrends(QWidget):
    """Guess less measure: on the line at 0 they meet."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guess_trends")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(label(_("Your own guesses"), Role.LEAD, name="guess_trends_title"))
        self._none = Prose(
            theme,
            "guess_trends_none",
            _("Guess before the numbers of a session are shown, and here you see how near you come."),
            soft=True,
            parent=self,
        )
        column.addWidget(self._none)
        self._told = {a: Prose(theme, f"guess_trend_told_{a.value}", parent=self) for a in Aspect}
        self.charts = {
            a: TrendChart(theme, f"guess_trend_{a.value}", guess_name(a), is_small=True, parent=self) for a in Aspect
        }
        for aspect in Aspect:
            column.addWidget(self._told[aspect])
            column.addWidget(self.charts[aspect])
        self._about = label(
            _("Above the line you guessed more than was measured, below it less. Both say something about the talks."),
            Role.SMALL,
            name="guess_trends_about",
            wrap=True,
        )
        column.addWidget(self._about)

    def show_lines(self, lines: Sequence[GuessLine]) -> None:
        """Take on what was guessed so far."""
        known = {line.aspect: line for line in lines}
        for aspect in Aspect:
            line = known.get(aspect)
            self._told[aspect].setVisible(line is not None)
            has_chart = line is not None and len(line.guesses) >= _CHART_FROM
            self.charts[aspect].setVisible(has_chart)
            if line is None:
                continue
            self._told[aspect].setText(guess_told(line))
            if has_chart:
                self.charts[aspect].show_picture(
                    guess_picture(line),
                    valued=guess_valued(aspect),
                    told=guess_told(line),
                    read=guess_read(line),
                    least_step=0.0 if aspect is Aspect.TALK_SHARE else 1.0,
                )
        self._none.setVisible(not known)
        self._about.setVisible(any(not chart.isHidden() for chart in self.charts.values()))
