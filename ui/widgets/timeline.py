"""The two-lane timeline under a person's hands: hear any place, find the moments, come closer, loop a stretch."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from coach.times import clock
from ui.painters.timeline import GLYPH
from ui.painters.timeline_geometry import span_at
from ui.text import _
from ui.theme import Theme
from ui.widgets.timeline_canvas import TimelineCanvas
from ui.widgets.timeline_drag import Drag, Grip, end_under, extended, stretch
from ui.wording import moment_title

STEP = 5.0  # seconds that an arrow key moves
_ZOOM = 1.25
_LOOP_STEP = 1.0  # seconds that an arrow key moves an end of a loop


class Timeline(TimelineCanvas):
    """The wheel zooms, a click seeks, a mark plays its moment.

    A drag along the lanes asks to loop that stretch, one on the ruler moves what is in view. Keys: arrows seek, with
    Ctrl they step through moments, with Shift they move the end of a loop and with Ctrl and Shift its start; + and -
    zoom, 0 shows all, W the words.
    """

    seek_requested = Signal(float)
    moment_activated = Signal(int)
    play_toggled = Signal()
    moved_by_hand = Signal()  # another stretch is in view because a person wants to see it
    loop_requested = Signal(object)  # Span

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._drag: Drag | None = None
        self.setMouseTracking(True)

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
        self._say_moved()
        event.accept()

    def _say_moved(self) -> None:
        if not self._view.start <= self._now <= self._view.end:
            self.moved_by_hand.emit()

    def _end_under(self, point: QPointF) -> bool | None:
        if self._loop is None or point.y() <= self._ruler().bottom:
            return None
        x = point.x() - self.gutter
        return end_under(x, self._view.x(self._loop.start), self._view.x(self._loop.end))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        time = self._view.time(at.x() - self.gutter)
        is_last = self._end_under(at)
        if at.y() <= self._ruler().bottom:
            self._drag = Drag(Grip.TIME, at.x(), time)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif is_last is not None and self._loop is not None:
            self._drag = Drag(Grip.END, at.x(), self._loop.start if is_last else self._loop.end)
        else:
            self._drag = Drag(Grip.LOOP, at.x(), time)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._on_dragged(self._drag, event.position().x())
            return
        self._hover = event.position().x() - self.gutter
        self.setCursor(self._cursor_at(event.position()))
        self.update()

    def _on_dragged(self, drag: Drag, x: float) -> None:
        if not drag.has_moved(x):
            return
        if drag.grip is Grip.TIME:
            self._set_view(self._view.panned(drag.x - x))
            drag.x = x
            self._say_moved()
        else:
            self._choosing = stretch(drag.anchor, self._view.time(x - self.gutter))
            self.update()

    def _cursor_at(self, point: QPointF) -> Qt.CursorShape:
        if self._end_under(point) is not None:
            return Qt.CursorShape.SizeHorCursor
        if self.moment_at(point) is not None:
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.OpenHandCursor if point.y() <= self._ruler().bottom else Qt.CursorShape.ArrowCursor

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._drag is None:
            return
        drag, self._drag = self._drag, None
        chosen, self._choosing = self._choosing, None
        self.setCursor(self._cursor_at(event.position()))
        self.update()
        if drag.moved:
            if chosen is not None:
                self.loop_requested.emit(chosen)
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
            tip = self._tip_at(QPointF(event.pos()))
            if tip:
                QToolTip.showText(event.globalPos(), tip, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _tip_at(self, point: QPointF) -> str:
        index = self.moment_at(point)
        if index is not None:
            return self._tip(index)
        x = point.x() - self.gutter
        if x < 0.0 or point.y() <= self._ruler().bottom:
            return ""
        time = self._view.time(x)
        if (both := span_at(self._shared, time)) is not None:
            return _("Both at once for {seconds} s", seconds=f"{both.duration:.1f}")
        if (pause := span_at(self._pauses, time)) is not None:
            return _("A pause of {seconds} s", seconds=f"{pause.duration:.1f}")
        return ""

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
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._on_arrow(1 if event.key() == Qt.Key.Key_Right else -1, event.modifiers())
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._step_moment(1 if event.key() == Qt.Key.Key_Down else -1)
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
            case Qt.Key.Key_W:
                self.zoom_to_words()
            case Qt.Key.Key_Space:
                self.play_toggled.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._current is not None:
                self.moment_activated.emit(self._current)
            case _:
                super().keyPressEvent(event)

    def _on_arrow(self, step: int, keys: Qt.KeyboardModifier) -> None:
        if keys & Qt.KeyboardModifier.ShiftModifier:
            by, first = step * _LOOP_STEP, bool(keys & Qt.KeyboardModifier.ControlModifier)
            loop = extended(self._loop, self._now, by, self._view.duration, first=first)
            if loop is not None:
                self.loop_requested.emit(loop)
        else:
            self.seek_requested.emit(min(max(self._now + step * STEP, 0.0), self._view.duration))

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
