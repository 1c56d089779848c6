"""Progress: one measure over the sessions of one kind, one plan, two sessions side by side, guesses, partners."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coach.feedback.phrase import amount
from coach.measures.registry import measure
from coach.measures.result import Unit
from coach.partner.sheet import HIGHEST, LOWEST, Given
from coach.partner.words import over_sessions
from coach.progress import words
from coach.progress.calibration import GuessLine
from coach.progress.compare import Difference
from coach.progress.outlook import Line, Outlook
from coach.progress.plan import Plan, example, sentence, since
from ui.painters.trend_geometry import Scale
from ui.text import _
from ui.theme import READING_WIDTH, Icon, Theme, space
from ui.trend_pictures import heard_picture, heard_read, measure_picture, measure_read
from ui.widgets.column import ScrollColumn
from ui.widgets.compare_panel import ComparePanel
from ui.widgets.controls import Choice, EmptyState, Role, label, rule
from ui.widgets.guess_trends import GuessTrends
from ui.widgets.plan_panel import PlanPanel
from ui.widgets.prose import Prose
from ui.widgets.trend_chart import TrendChart

_HEARD = Scale(LOWEST - 0.5, HIGHEST + 0.5, (float(LOWEST), (LOWEST + HIGHEST) / 2, float(HIGHEST)))
_SHARES = (Unit.SHARE, Unit.PER_TURN)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows. ``contexts`` are (id, title, sessions); ``plan_line`` is the plan's measure in its context;
    ``notes`` say what was left out or read again; ``pair`` are the two sessions that are compared."""

    contexts: tuple[tuple[str, str, int], ...]
    outlook: Outlook
    measure: str
    plan: Plan | None
    plan_line: Line | None
    guesses: tuple[GuessLine, ...]
    verdicts: tuple[Given, ...]
    notes: tuple[str, ...]
    pair: tuple[str, str]
    differences: tuple[Difference, ...]


class ProgressPage(QWidget):
    """Shows and asks; it computes nothing and keeps nothing."""

    came_up = Signal()
    context_chosen = Signal(str)
    measure_chosen = Signal(str)
    pair_chosen = Signal(str, str)
    plan_kept = Signal(str, str)
    plan_dropped = Signal()
    plan_trend_asked = Signal()
    session_opened = Signal(str)
    review_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress_page")
        self.setAccessibleName(_("Progress"))
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._shown: Shown | None = None
        self.context = Choice(theme, "progress_context", _("Which kind of conversation"), self)
        self.measure = Choice(theme, "progress_measure", _("Which measure"), self)
        self._finding = label("", Role.LEAD, name="progress_finding", wrap=True)
        self.chart = TrendChart(theme, "progress_chart", _("Trend of one measure"), parent=self)
        self._point = label("", Role.SMALL, name="progress_point", wrap=True)
        self._detail = Prose(theme, "progress_detail", parent=self)
        self._left_out = label("", Role.SMALL, name="progress_left_out", wrap=True)
        self.plan = PlanPanel(theme, self)
        self.compare = ComparePanel(theme, self)
        self.guesses = GuessTrends(theme, self)
        self._partners = Prose(theme, "progress_partners", parent=self)
        self.heard = TrendChart(theme, "progress_heard", _("How heard partners felt"), is_small=True, parent=self)
        self._notes = label("", Role.SMALL, name="progress_notes", wrap=True)
        self._lay_out()
        self.context.activated.connect(self._on_context)
        self.measure.activated.connect(self._on_measure)
        self.chart.current_changed.connect(self._on_current)
        self.chart.opened.connect(self._on_opened)
        self.heard.opened.connect(self._on_heard_opened)
        self.plan.kept.connect(self.plan_kept)
        self.plan.dropped.connect(self.plan_dropped)
        self.plan.trend_asked.connect(self.plan_trend_asked)
        self.compare.pair_chosen.connect(self.pair_chosen)
        theme.changed.connect(self._dress)
        self._dress()

    # -- what is shown -------------------------------------------------------------------------------------------

    @property
    def shown_measure(self) -> str:
        """The measure that is shown; empty where none is."""
        return "" if self._shown is None else self._shown.measure

    def show_busy(self) -> None:
        """The sessions are being read; what was shown before stays until they are."""
        if self._shown is None:
            self._busy.setText(_("Reading your sessions…"))
            self._stack.setCurrentWidget(self._busy)

    def show_trouble(self, sentence: str) -> None:
        """The sessions could not be read; what was shown before stays."""
        if self._shown is None:
            self._busy.setText(sentence)
            self._stack.setCurrentWidget(self._busy)

    def show_nothing(self, notes: Sequence[str]) -> None:
        """There is no session to go by, and why."""
        self._shown = None
        self._why.setText("\n".join(notes))
        self._why.setVisible(bool(notes))
        self._stack.setCurrentWidget(self._empty_page)

    def show_progress(self, shown: Shown) -> None:
        """Take on all of it."""
        self._shown = shown
        with QSignalBlocker(self.context):
            self.context.clear()
            for id_, title, count in shown.contexts:
                self.context.addItem(f"{title} ({count})", id_)
            self.context.setCurrentIndex(self.context.findData(shown.outlook.context.id))
        with QSignalBlocker(self.measure):
            self.measure.clear()
            for line in shown.outlook.lines:
                self.measure.addItem(measure(line.measure).title, line.measure)
            self.measure.setCurrentIndex(self.measure.findData(shown.measure))
        self._show_measure(shown)
        self._show_plan(shown)
        self.compare.setVisible(len(shown.outlook.sessions) > 1)
        self.compare.show_sessions(shown.outlook.sessions, *shown.pair)
        self.compare.show_differences(shown.differences)
        self.guesses.show_lines(shown.guesses)
        self._show_partners(shown.verdicts)
        self._notes.setText("\n".join(shown.notes))
        self._notes.setVisible(bool(shown.notes))
        self._stack.setCurrentWidget(self._page)

    def _show_measure(self, shown: Shown) -> None:
        line = shown.outlook.line(shown.measure)
        has_line = line is not None
        for part in (self.chart, self._detail, self._point, self.measure):
            part.setVisible(has_line)
        if line is None:
            self._finding.setText(_("None of these sessions has a number that can be compared yet."))
            self._left_out.setText("")
            return
        known = measure(line.measure)
        finding = words.finding(line.measure, line.series)
        is_planned = shown.plan is not None and shown.plan.measure == line.measure
        detail = words.detail(known.unit, line.trend, is_planned=is_planned)
        self._finding.setText(finding)
        is_share = known.unit in _SHARES
        self.chart.show_picture(
            measure_picture(line, shown.outlook.context, shown.plan),
            valued=lambda value: amount(known.unit, value),
            told=f"{finding}. {detail}",
            read=measure_read(line),
            floor=None if known.name == "response_gaps" else 0.0,
            ceiling=1.0 if is_share else None,
        )
        self._detail.setText(detail)
        self._point.setText(_("Left and Right go through the sessions, Enter opens one."))
        reasons = words.left_out(line.series.left_out)
        self._left_out.setText("\n".join(reasons))
        self._left_out.setVisible(bool(reasons))

    def _show_plan(self, shown: Shown) -> None:
        plan, line = shown.plan, shown.plan_line
        if plan is None:
            self.plan.show_plan("", ("", ""), "", measure(shown.measure).title, example(shown.measure))
            return
        known = measure(plan.measure)
        told = words.plan_told(known.unit, since(plan, line.series.points if line is not None else ()))
        self.plan.show_plan(
            sentence(plan),
            (plan.situation, plan.action),
            told,
            known.title,
            example(plan.measure),
            is_beside=line is None
            or (plan.measure == shown.measure and plan.context in ("", shown.outlook.context.id)),
        )

    def _show_partners(self, verdicts: Sequence[Given]) -> None:
        told = over_sessions(verdicts)
        none = _("Ask the other person after a talk how heard they felt: in the menu of a session.")
        self._partners.setText("\n".join(told) or none)
        self.heard.setVisible(len(verdicts) > 1)
        if len(verdicts) > 1:
            self.heard.show_picture(
                heard_picture(verdicts),
                valued=lambda value: f"{value:.0f}",
                told=told[0],
                read=heard_read(verdicts),
                whole=_HEARD,
            )

    # -- building ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._page = QWidget(self)
        self._scroll = ScrollColumn("progress_scroll", spacing=space(3), parent=self._page)
        column = self._scroll.column
        head = QHBoxLayout()
        head.addWidget(label(_("Progress"), Role.DISPLAY, name="progress_title"), 1)
        head.addWidget(self.context, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        column.addWidget(self.measure, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._finding, self.chart, self._point, self._detail, self._left_out):
            column.addWidget(part)
        column.addWidget(self.plan)
        column.addSpacing(space(4))
        column.addWidget(self.compare)
        column.addSpacing(space(4))
        column.addWidget(self.guesses)
        column.addSpacing(space(4))
        column.addWidget(label(_("What your partners said"), Role.LEAD, name="progress_partners_title"))
        column.addWidget(self._partners)
        column.addWidget(self.heard)
        column.addSpacing(space(2))
        column.addWidget(rule(self))
        column.addWidget(self._notes)
        column.addStretch(1)
        self._busy = label("", Role.SOFT, name="progress_busy", wrap=True)
        self._busy.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out_empty()
        for page in (self._busy, self._empty_page, self._page):
            self._stack.addWidget(page)

    def _lay_out_empty(self) -> None:
        self._empty_page = QWidget(self)
        column = QVBoxLayout(self._empty_page)
        column.setContentsMargins(space(8), space(8), space(8), space(8))
        self._empty = EmptyState(
            self._theme,
            Icon.PROGRESS,
            _("Nothing to follow yet"),
            _(
                "Once you have reviewed conversations of one kind, you see here how your listening goes: "
                "a usual value from three of them on, a direction from six."
            ),
            _("Review a recording"),
            self.review_asked.emit,
            parent=self._empty_page,
        )
        self._why = label("", Role.SMALL, name="progress_why_nothing", wrap=True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._empty, 1)
        column.addWidget(self._why)

    # -- what people do ------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.came_up.emit()

    def _on_context(self, index: int) -> None:
        self.context_chosen.emit(str(self.context.itemData(index)))

    def _on_measure(self, index: int) -> None:
        self.measure_chosen.emit(str(self.measure.itemData(index)))

    def _on_current(self, place: int) -> None:
        line = None if self._shown is None else self._shown.outlook.line(self._shown.measure)
        if line is not None:
            self._point.setText(measure_read(line)[place])

    def _on_opened(self, place: int) -> None:
        line = None if self._shown is None else self._shown.outlook.line(self._shown.measure)
        if line is not None:
            self.session_opened.emit(line.series.points[place].session)

    def _on_heard_opened(self, place: int) -> None:
        if self._shown is not None:
            self.session_opened.emit(self._shown.verdicts[place].sheet.session)

    def _dress(self) -> None:
        self._scroll.set_widest(round(READING_WIDTH * min(self._theme.text_scale, 1.6)))
