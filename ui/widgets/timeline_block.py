"""The timeline with its finding, its legend, its zoom and the overview under it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from coach.moments.moment import Moment, Passage
from ui.painters.timeline import Lane
from ui.painters.timeline_geometry import View
from ui.text import _
from ui.theme import Icon, Theme, space
from ui.widgets.controls import IconButton, Role, label
from ui.widgets.legend import Legend
from ui.widgets.overview import Overview
from ui.widgets.timeline import Timeline

_CLOSER = 1.6


class TimelineBlock(QWidget):
    """Holds the timeline and the overview to the same view and the same playhead."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline_block")
        self._theme = theme
        self._finding = label("", Role.LEAD, name="timeline_finding", wrap=True, parent=self)
        self._legend = Legend(theme, self)
        self.follow = QToolButton(self)
        self.follow.setObjectName("follow_button")
        self.follow.setAccessibleName(_("Follow what is heard"))
        self.follow.setToolTip(_("Follow what is heard (G)"))
        self.follow.setCheckable(True)
        self.follow.setChecked(True)
        self.follow.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        out = IconButton(theme, "zoom_out", _("Show more time (-)"), Icon.ZOOM_OUT, size=18, parent=self)
        closer = IconButton(theme, "zoom_in", _("Come closer (+)"), Icon.ZOOM_IN, size=18, parent=self)
        self.timeline = Timeline(theme, self)
        self.overview = Overview(theme, self)
        self._head = head = QHBoxLayout()
        head.setSpacing(space(1))
        head.addWidget(self._finding, 3)
        head.addWidget(self._legend, 4)
        head.addSpacing(space(2))
        for button in (self.follow, out, closer):
            head.addWidget(button)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addLayout(head)
        column.addWidget(self.timeline)
        column.addWidget(self.overview)
        self.timeline.view_changed.connect(self._on_view_changed)
        self.overview.view_requested.connect(self.timeline.set_view)
        out.clicked.connect(self._on_out)
        closer.clicked.connect(self._on_closer)
        theme.changed.connect(self._dress)
        self._dress()

    def show_conversation(
        self, lanes: Sequence[Lane], moments: Sequence[Moment | Passage], duration: float, finding: str
    ) -> None:
        """Take on a conversation, titled by what it shows."""
        self._finding.setText(finding)
        self._legend.show_moments(moments)
        self.timeline.show_conversation(lanes, moments, duration)
        self.overview.show_lanes(lanes, self.timeline.gutter)
        self.overview.set_view(self.timeline.view, self.timeline.gutter)

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

    def _on_view_changed(self, view: View) -> None:
        self.overview.set_view(view, self.timeline.gutter)

    def _on_out(self) -> None:
        self.timeline.zoom(1 / _CLOSER)

    def _on_closer(self) -> None:
        self.timeline.zoom(_CLOSER)

    def _dress(self) -> None:
        side = self._theme.icon_size(18)
        self.follow.setIcon(self._theme.icon(Icon.FOLLOW, size=18))
        self.follow.setIconSize(QSize(side, side))
