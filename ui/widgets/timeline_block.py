"""The timeline with its finding, its legend, its zoom and the overview under it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from coach.moments.moment import Moment, Passage
from coach.times import Span, clock
from ui.painters.timeline import Lane
from ui.painters.timeline_geometry import View, from_to
from ui.text import _
from ui.theme import Icon, Theme, space
from ui.widgets.controls import IconButton, Role, label
from ui.widgets.follow import Follow
from ui.widgets.legend import Legend
from ui.widgets.overview import Overview
from ui.widgets.timeline import Timeline

_CLOSER = 1.6


class TimelineBlock(QWidget):
    """Holds the timeline and the overview to the same view and the same playhead."""

    loop_toggled = Signal()

    def __init__(self, theme: Theme, follow: Follow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline_block")
        self._theme = theme
        self._finding = label("", Role.LEAD, name="timeline_finding", wrap=True, parent=self)
        self._legend = Legend(theme, self)
        self._follow = follow
        self._follow_button = _toggle("follow_button", self)
        self._loop_button = _toggle("loop_button", self)
        out = IconButton(theme, "zoom_out", _("Show more time (-), all of it (0)"), Icon.ZOOM_OUT, size=18, parent=self)
        closer = IconButton(
            theme, "zoom_in", _("Come closer (+), to the words (W)"), Icon.ZOOM_IN, size=18, parent=self
        )
        self.timeline = Timeline(theme, self)
        self.overview = Overview(theme, self)
        self._head = head = QHBoxLayout()
        head.setSpacing(space(1))
        head.addWidget(self._finding, 3)
        head.addWidget(self._legend, 4)
        head.addSpacing(space(2))
        for button in (self._loop_button, self._follow_button, out, closer):
            head.addWidget(button)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addLayout(head)
        column.addWidget(self.timeline)
        column.addWidget(self.overview)
        self.timeline.view_changed.connect(self._on_view_changed)
        self.overview.view_requested.connect(self.timeline.set_view)
        self._follow_button.clicked.connect(follow.toggle)
        self._loop_button.clicked.connect(self._on_loop)
        follow.changed.connect(self._on_follow)
        out.clicked.connect(self._on_out)
        closer.clicked.connect(self._on_closer)
        theme.changed.connect(self._dress)
        self.set_loop(None)
        self._on_follow()
        self._dress()

    def show_conversation(
        self,
        lanes: Sequence[Lane],
        moments: Sequence[Moment | Passage],
        duration: float,
        finding: str,
        pauses: Sequence[Span] = (),
    ) -> None:
        """Take on a conversation, titled by what it shows."""
        self._finding.setText(finding)
        self._legend.show_moments(moments)
        self.timeline.show_conversation(lanes, moments, duration, pauses)
        self.overview.show_lanes(lanes, self.timeline.gutter)
        self.overview.set_view(self.timeline.view, self.timeline.gutter)

    def say_finding(self, finding: str) -> None:
        """Another title."""
        self._finding.setText(finding)

    def set_narrow(self, narrow: bool) -> None:
        """Give the legend a line of its own, or set it beside the finding."""
        self._legend.set_left(narrow)
        if narrow:
            self._column.insertWidget(1, self._legend)
        else:
            self._head.insertWidget(1, self._legend, 4)

    def set_position(self, now: float, *, follow: bool) -> None:
        """Move both playheads."""
        self.timeline.set_position(now, follow=follow)
        self.overview.set_position(now)

    def set_loop(self, loop: Span | None) -> None:
        """Show what is heard again and again, and offer to end it."""
        self.timeline.set_loop(loop)
        button = self._loop_button
        button.setChecked(loop is not None)
        if loop is None:
            button.setText("")
            button.setAccessibleName(_("Loop"))
            tip = _(
                "Loop the chosen moment, or the turn at the playhead (L). Drag along the lanes to loop any stretch."
            )
            button.setToolTip(tip)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            return
        button.setText(from_to(loop))
        button.setAccessibleName(_("Loop from {start} to {end}", start=clock(loop.start), end=clock(loop.end)))
        button.setToolTip(_("End the loop (Esc)"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def _on_loop(self) -> None:
        # The player says what becomes of it.
        self._loop_button.setChecked(not self._loop_button.isChecked())
        self.loop_toggled.emit()

    def _on_follow(self) -> None:
        self._follow_button.setChecked(self._follow.is_on)
        text = _("Follow again what is heard (G)") if self._follow.is_held else _("Follow what is heard (G)")
        self._follow_button.setAccessibleName(text)
        self._follow_button.setToolTip(text)

    def _on_view_changed(self, view: View) -> None:
        self.overview.set_view(view, self.timeline.gutter)

    def _on_out(self) -> None:
        self.timeline.zoom(1 / _CLOSER)

    def _on_closer(self) -> None:
        self.timeline.zoom(_CLOSER)

    def _dress(self) -> None:
        side = self._theme.icon_size(18)
        for button, icon in ((self._follow_button, Icon.FOLLOW), (self._loop_button, Icon.LOOP)):
            button.setIcon(self._theme.icon(icon, size=18))
            button.setIconSize(QSize(side, side))


def _toggle(name: str, parent: QWidget) -> QToolButton:
    """A button that stays pressed while something holds."""
    made = QToolButton(parent)
    made.setObjectName(name)
    made.setCheckable(True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
