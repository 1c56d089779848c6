"""The timeline as it is drawn: lanes, marks, overlaps, pauses, a loop and the playhead."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.moments.moment import Moment, Passage
from coach.times import Span, clock
from ui.painters.glyphs import WEIGHT, Mark, mark_of
from ui.painters.timeline import (
    MARK_GAP,
    Lane,
    LaneBoxes,
    lane_boxes,
    paint_label,
    paint_lane,
    paint_loop,
    paint_marks,
    paint_pauses,
    paint_playhead,
    paint_ruler,
    paint_shared,
)
from ui.painters.timeline_geometry import LEAST_PAUSE, Box, Cluster, View, clusters, edges_of, lanes, shared_spans
from ui.painters.waveform import Bar, Peaks, bars, full_level
from ui.text import _, plural
from ui.theme import TextSize, Theme, space
from ui.widgets.painted import Painted, blank
from ui.wording import moment_title

_RULER = 24.0
_LANES = (56.0, 56.0, 48.0, 44.0)  # height of each lane for one, two, three and four people
_LOWEST_LANE = 38.0
_LANE_GAP = 6.0
_MARKS = 18.0


class TimelineCanvas(Painted):
    """Shows what is given to it, in the stretch in view; what people do with it is ``Timeline``'s."""

    accessible_role = QAccessible.Role.Slider

    view_changed = Signal(object)  # View

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "timeline", _("Timeline"), parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lanes: tuple[Lane, ...] = ()
        self._moments: tuple[Moment | Passage, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._shared: tuple[Span, ...] = ()
        self._shared_edges = self._pause_edges = edges_of(())
        self._own: dict[str, tuple[int, ...]] = {}
        self._peaks: Peaks | None = None
        self._full: dict[int, float] = {}
        self._view = View.whole(0.0, 1.0)
        self._now = 0.0
        self._current: int | None = None
        self._still: QPixmap | None = None
        self._clusters: dict[str, tuple[Cluster, ...]] = {}
        self._loop: Span | None = None
        self._choosing: Span | None = None
        self._pauses: tuple[Span, ...] = ()
        self._hover: float | None = None

    # -- what is shown -------------------------------------------------------------------------------------------

    def show_conversation(
        self,
        lanes_shown: Sequence[Lane],
        moments: Sequence[Moment | Passage],
        duration: float,
        pauses: Sequence[Span] = (),
    ) -> None:
        """Take on another conversation or the same after a change; the stretch in view stays where it can."""
        same = duration == self._view.duration
        self._lanes = tuple(lanes_shown)
        self._moments = tuple(moments)
        self._marks = tuple(mark_of(moment) for moment in self._moments)
        self._shared = shared_spans([lane.floor for lane in self._lanes])
        self._shared_edges = edges_of(self._shared)
        self._own = {lane.speaker: self._moments_of(lane.speaker) for lane in self._lanes}
        self._pauses = tuple(span for span in pauses if span.duration >= LEAST_PAUSE)
        self._pause_edges = edges_of(self._pauses)
        self._current = None
        self._set_view(self._view if same else View.whole(duration, self._room()))
        self._tell()
        self.updateGeometry()

    def set_peaks(self, peaks: Peaks | None) -> None:
        """Draw the sound from these peaks; None draws voice alone."""
        self._peaks = peaks
        self._full.clear()
        self._redraw()

    def set_position(self, now: float, *, follow: bool) -> None:
        """Move the playhead; ``follow`` keeps it in view."""
        before = self._view.x(self._now)
        self._now = now
        if follow and not self._view.start <= now <= self._view.end:
            self._set_view(self._view.showing(now))
        gutter = self.gutter
        for x in (before, self._view.x(now)):
            self.update(int(gutter + x) - 8, 0, 16, self.height())

    def set_loop(self, loop: Span | None) -> None:
        """Show what is heard again and again."""
        self._loop, self._choosing = loop, None
        self.update()
        self._tell()

    def show_time(self, time: float) -> None:
        """Bring ``time`` into view."""
        self._set_view(self._view.showing(time))

    def set_current(self, index: int | None) -> None:
        """Ring the moment that is chosen, and bring it into view."""
        self._current = index
        if index is not None:
            self._set_view(self._view.showing(self._moments[index].start))
        self._redraw()
        self._tell()

    @property
    def view(self) -> View:
        """The stretch in view."""
        return self._view

    def set_view(self, view: View) -> None:
        """Show another stretch, as the overview asks."""
        self._set_view(view.resized(self._room()))

    def zoom(self, factor: float) -> None:
        """Come closer (> 1) or step back around the playhead if it is in view, else the middle."""
        x = self._view.x(self._now)
        self._set_view(self._view.zoomed(factor, x if 0 <= x <= self._view.width else self._view.width / 2))

    def zoom_whole(self) -> None:
        """Bring everything into view."""
        self._set_view(View.whole(self._view.duration, self._room()))

    def zoom_to_words(self) -> None:
        """Come so close that the words stand on the lanes, around the playhead if it is in view, else the middle."""
        middle = self._now if self._view.start <= self._now <= self._view.end else self._view.time(self._room() / 2)
        self._set_view(self._view.close_to(middle, self.theme.text_scale))

    # -- sizes ---------------------------------------------------------------------------------------------------

    @property
    def gutter(self) -> float:
        """Pixels at the left that hold the names."""
        metrics = QFontMetricsF(self.theme.font(TextSize.SMALL, weight=QFont.Weight.Medium))
        widest = max((metrics.horizontalAdvance(lane.label) for lane in self._lanes), default=0.0)
        return min(max(widest + 44.0 * min(self.theme.text_scale, 1.5), 72.0), 200.0)

    def sizeHint(self) -> QSize:
        scale = min(self.theme.text_scale, 1.5)
        count = max(len(self._lanes), 1)
        lane = (_LANES[count - 1] if count <= len(_LANES) else _LOWEST_LANE) * scale
        return QSize(space(120), round(_RULER * scale + count * lane + (count - 1) * _LANE_GAP + space(1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(space(60), self.sizeHint().height())

    def _room(self) -> float:
        return max(self.width() - self.gutter - space(2), 1.0)

    def _ruler(self) -> Box:
        return Box(0.0, _RULER * min(self.theme.text_scale, 1.5))

    def _lane_boxes(self) -> tuple[LaneBoxes, ...]:
        top = self._ruler().bottom
        found = lanes(len(self._lanes), top, self.height() - top - space(1), _LANE_GAP)
        return tuple(lane_boxes(box, _MARKS * min(self.theme.text_scale, 1.5)) for box in found)

    def _whole_lanes(self) -> Box:
        top = self._ruler().bottom
        return Box(top, max(self.height() - top - space(1), 1.0))

    # -- painting ------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._still is None or self._still.size() != self.size() * self.devicePixelRatioF():
            self._still = self._painted()
        painter.drawPixmap(0, 0, self._still)
        top, bottom = self._ruler().bottom - 4, float(self.height() - space(1))
        painter.translate(self.gutter, 0)
        if self._hover is not None and 0 <= self._hover <= self._view.width:
            painter.setPen(QPen(QColor(self.theme.palette.outline), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(self._hover, top), QPointF(self._hover, bottom))
        loop = self._choosing or self._loop
        if loop is not None:
            paint_loop(painter, loop, self._view, self._whole_lanes(), self._ruler(), self.theme)
        x = self._view.x(self._now)
        if -1 <= x <= self._view.width + 1:
            paint_playhead(painter, x, top, bottom, self.theme)
        painter.resetTransform()
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self.theme.palette.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)

    def _painted(self) -> QPixmap:
        still = blank(self)
        painter = QPainter(still)
        boxes = self._lane_boxes()
        gutter = self.gutter
        for lane, box in zip(self._lanes, boxes, strict=True):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.save()
            painter.translate(space(2), 0)
            paint_label(painter, lane, gutter - space(2), box.body, self.theme)
            painter.restore()
        painter.translate(gutter, 0)
        painter.setClipRect(-8, 0, int(self._view.width) + 16, self.height())
        paint_ruler(painter, self._view, self._ruler(), self.height() - space(1), self.theme)
        if boxes:
            paint_shared(painter, self._shared_edges, self._view, self._whole_lanes(), self.theme)
            paint_pauses(painter, self._pause_edges, self._view, self._whole_lanes(), self.theme)
        for lane, box in zip(self._lanes, boxes, strict=True):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_lane(painter, lane, self._view, box.body, self._bars(lane), self.theme)
            found = self._clusters.get(lane.speaker, ())
            paint_marks(painter, found, self._marks, box.marks, self._current, self.theme)
        painter.end()
        return still

    def _bars(self, lane: Lane) -> tuple[Bar, ...]:
        if self._peaks is None or lane.channel is None:
            return ()
        if lane.channel not in self._full:
            self._full[lane.channel] = full_level(self._peaks, lane.channel, self._view.duration)
        return bars(self._peaks, lane.channel, self._full[lane.channel], lane.speech, self._view)

    def _set_view(self, view: View) -> None:
        changed = view != self._view
        self._view = view
        gap = MARK_GAP * min(self.theme.text_scale, 1.5)
        self._clusters = {}
        for lane in self._lanes:
            own = self._own[lane.speaker]
            times = [self._moments[index].start for index in own]
            weights = [WEIGHT[self._marks[index].family] + self._marks[index].solid for index in own]
            self._clusters[lane.speaker] = tuple(
                Cluster(found.x, tuple(own[member] for member in found.members))
                for found in clusters(times, weights, view, gap)
            )
        self._redraw()
        if changed:
            self.view_changed.emit(view)

    def _moments_of(self, speaker: str) -> tuple[int, ...]:
        return tuple(index for index, moment in enumerate(self._moments) if moment.speaker == speaker)

    def _redraw(self) -> None:
        self._still = None
        self.update()

    def _on_theme_changed(self) -> None:
        self._still = None
        self._set_view(self._view.resized(self._room()))
        super()._on_theme_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_view(self._view.resized(self._room()))
        super().resizeEvent(event)

    def _tell(self) -> None:
        people = _(" and ").join(lane.label for lane in self._lanes)
        parts = [_("{length} with {people}.", length=clock(self._view.duration), people=people)]
        parts.append(plural("{count} moment is marked.", "{count} moments are marked.", len(self._moments)))
        if self._current is not None:
            moment = self._moments[self._current]
            parts.append(_("Chosen: {what} at {time}.", what=moment_title(moment), time=clock(moment.start)))
        if self._loop is not None:
            parts.append(_("Loop from {start} to {end}.", start=clock(self._loop.start), end=clock(self._loop.end)))
        self.set_account(" ".join(parts))
