"""The two-lane timeline: see who spoke when, hear any place, find the moments."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from coach.moments.moment import Moment, Passage
from coach.times import Span, clock
from ui.painters.glyphs import WEIGHT, Mark, mark_of
from ui.painters.timeline import (
    GLYPH,
    MARK_GAP,
    Lane,
    LaneBoxes,
    lane_boxes,
    paint_label,
    paint_lane,
    paint_marks,
    paint_playhead,
    paint_ruler,
    paint_shared,
)
from ui.painters.timeline_geometry import Box, Cluster, View, clusters, lanes, shared_spans
from ui.painters.waveform import Bar, Peaks, bars, full_level
from ui.text import _, plural
from ui.theme import TextSize, Theme, space
from ui.widgets.painted import Painted, blank
from ui.wording import moment_title

STEP = 5.0  # seconds that an arrow key moves
_ZOOM = 1.25
_DRAG = 4.0  # pixels a press may wander and still be a click
_RULER = 24.0
_LANES = (56.0, 56.0, 48.0, 44.0)  # height of each lane for one, two, three and four people
_LOWEST_LANE = 38.0
_LANE_GAP = 6.0
_MARKS = 18.0


class Timeline(Painted):
    """Lanes, marks, overlaps and the playhead. Wheel zooms, drag pans, click seeks, a mark plays its moment."""

    accessible_role = QAccessible.Role.Slider

    seek_requested = Signal(float)
    moment_activated = Signal(int)
    play_toggled = Signal()
    view_changed = Signal(object)  # View

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "timeline", _("Timeline"), parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lanes: tuple[Lane, ...] = ()
        self._moments: tuple[Moment | Passage, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._shared: tuple[Span, ...] = ()
        self._peaks: Peaks | None = None
        self._full: dict[int, float] = {}
        self._view = View.whole(0.0, 1.0)
        self._now = 0.0
        self._current: int | None = None
        self._still: QPixmap | None = None
        self._clusters: dict[str, tuple[Cluster, ...]] = {}
        self._pressed_at: QPointF | None = None
        self._panned = False
        self._hover: float | None = None

    # -- what is shown -------------------------------------------------------------------------------------------

    def show_conversation(
        self, lanes_shown: Sequence[Lane], moments: Sequence[Moment | Passage], duration: float
    ) -> None:
        """Take on another conversation or the same after a change; the stretch in view stays where it can."""
        same = duration == self._view.duration
        self._lanes = tuple(lanes_shown)
        self._moments = tuple(moments)
        self._marks = tuple(mark_of(moment) for moment in self._moments)
        self._shared = shared_spans([lane.floor for lane in self._lanes])
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
            whole = Box(boxes[0].marks.top, boxes[-1].body.bottom - boxes[0].marks.top)
            paint_shared(painter, self._shared, self._view, whole, self.theme)
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
            own = [index for index, moment in enumerate(self._moments) if moment.speaker == lane.speaker]
            times = [self._moments[index].start for index in own]
            weights = [WEIGHT[self._marks[index].family] + self._marks[index].solid for index in own]
            self._clusters[lane.speaker] = tuple(
                Cluster(found.x, tuple(own[member] for member in found.members))
                for found in clusters(times, weights, view, gap)
            )
        self._redraw()
        if changed:
            self.view_changed.emit(view)

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
        self.set_account(" ".join(parts))

    # -- hands ---------------------------------------------------------------------------------------------------

    def moment_at(self, point: QPointF) -> int | None:
        """The moment whose mark is under ``point``, the weightiest where several share it."""
        x = point.x() - self.gutter
        reach = GLYPH * min(self.theme.text_scale, 1.5) / 2 + 3
        for lane, box in zip(self._lanes, self._lane_boxes(), strict=True):
            if not box.marks.top - 2 <= point.y() <= box.marks.bottom + 2:
                continue
            for cluster in self._clusters.get(lane.speaker, ()):
                if abs(cluster.x - x) <= reach:
                    return cluster.members[0]
        return None

    def wheelEvent(self, event: QWheelEvent) -> None:
        x = event.position().x() - self.gutter
        sideways = event.angleDelta().x()
        if sideways or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._set_view(self._view.panned(-(sideways or event.angleDelta().y())))
        else:
            self._set_view(self._view.zoomed(_ZOOM ** (event.angleDelta().y() / 120), min(max(x, 0), self._room())))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()
            self._panned = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None:
            moved = event.position().x() - self._pressed_at.x()
            if self._panned or abs(moved) > _DRAG:
                self._panned = True
                self._pressed_at = event.position()
                self._set_view(self._view.panned(-moved))
            return
        self._hover = event.position().x() - self.gutter
        hand = self.moment_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed_at is None:
            return
        self._pressed_at = None
        if self._panned:
            return
        index = self.moment_at(event.position())
        if index is not None:
            self.moment_activated.emit(index)
        elif event.position().x() >= self.gutter:
            self.seek_requested.emit(self._view.time(event.position().x() - self.gutter))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self.moment_at(QPointF(event.pos()))
            if index is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._tip(index), self)
            return True
        return super().event(event)

    def _tip(self, index: int) -> str:
        for found in self._clusters.values():
            for cluster in found:
                if index in cluster.members:
                    lines = [
                        f"{clock(self._moments[i].start)}  {moment_title(self._moments[i])}" for i in cluster.members
                    ]
                    return "\n".join(lines[:8])
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                step = 1 if event.key() == Qt.Key.Key_Right else -1
                if control:
                    self._step_moment(step)
                else:
                    self.seek_requested.emit(min(max(self._now + step * STEP, 0.0), self._view.duration))
            case Qt.Key.Key_Home:
                self.seek_requested.emit(0.0)
            case Qt.Key.Key_End:
                self.seek_requested.emit(self._view.duration)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(_ZOOM * _ZOOM)
            case Qt.Key.Key_Minus:
                self.zoom(1 / (_ZOOM * _ZOOM))
            case Qt.Key.Key_0:
                self.zoom_whole()
            case Qt.Key.Key_Space:
                self.play_toggled.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._current is not None:
                self.moment_activated.emit(self._current)
            case _:
                super().keyPressEvent(event)

    def _step_moment(self, step: int) -> None:
        if not self._moments:
            return
        order = sorted(range(len(self._moments)), key=lambda index: self._moments[index].start)
        if self._current is not None:
            place = order.index(self._current) + step
        else:
            later = [n for n, index in enumerate(order) if self._moments[index].start > self._now + 1e-6]
            place = later[0] if step > 0 and later else (later[0] if later else len(order)) - 1
        self.set_current(order[min(max(place, 0), len(order) - 1)])
