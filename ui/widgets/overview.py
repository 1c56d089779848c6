"""The overview strip: the whole recording in one thin line, and the part that the timeline shows."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.times import clock
from ui.painters.timeline import Lane, paint_overview
from ui.painters.timeline_geometry import View, lanes
from ui.text import _
from ui.theme import Theme, space
from ui.widgets.painted import Painted, blank

_HEIGHT = 22


class Overview(Painted):
    """Press or drag to bring another stretch into view."""

    view_requested = Signal(object)  # View

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "overview", _("Overview of the whole recording"), parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lanes: tuple[Lane, ...] = ()
        self._view = View.whole(0.0, 1.0)
        self._now = 0.0
        self._gutter = 0.0
        self._still: QPixmap | None = None

    def show_lanes(self, shown: Sequence[Lane], gutter: float) -> None:
        """Take on another conversation; ``gutter`` keeps it in line with the timeline."""
        self._lanes = tuple(shown)
        self._gutter = gutter
        self._still = None
        self.update()

    def set_view(self, view: View, gutter: float) -> None:
        """Frame what the timeline shows."""
        if gutter != self._gutter or view.duration != self._view.duration:
            self._still = None
        self._view = view
        self._gutter = gutter
        self.set_account(
            _("The timeline shows {start} to {end}.", start=clock(view.start), end=clock(min(view.end, view.duration)))
        )
        self.update()

    def set_position(self, now: float) -> None:
        """Move the small playhead."""
        before, self._now = self._now, now
        whole = self._whole()
        if round(whole.x(before)) != round(whole.x(now)):
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(space(60), _HEIGHT)

    def _whole(self) -> View:
        return View.whole(self._view.duration, max(self.width() - self._gutter - space(2), 1.0))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._still is None or self._still.size() != self.size() * self.devicePixelRatioF():
            self._still = self._painted()
        painter.drawPixmap(0, 0, self._still)
        painter.translate(self._gutter, 0)
        whole = self._whole()
        palette = self.theme.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right = whole.x(self._view.start), min(whole.x(self._view.end), whole.width)
        if right - left < whole.width - 1:
            veil = QColor(palette.ground)
            veil.setAlpha(170)
            painter.fillRect(QRectF(0, 0, left, self.height()), veil)
            painter.fillRect(QRectF(right, 0, whole.width - right, self.height()), veil)
            painter.setPen(QPen(QColor(palette.outline), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(left, 0.75, max(right - left, 3), self.height() - 1.5), 4, 4)
        painter.setPen(QPen(QColor(palette.ink), 1.5))
        x = whole.x(self._now)
        painter.drawLine(QPointF(x, 1), QPointF(x, self.height() - 1))

    def _painted(self) -> QPixmap:
        """All but the frame and the playhead, which move."""
        still = blank(self)
        painter = QPainter(still)
        painter.translate(self._gutter, 0)
        whole = self._whole()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.palette.sunken))
        painter.drawRoundedRect(QRectF(0, 0, whole.width, self.height()), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        rows = lanes(len(self._lanes), 4, self.height() - 8, 2)
        paint_overview(painter, self._lanes, rows, whole)
        painter.end()
        return still

    def _on_theme_changed(self) -> None:
        self._still = None
        super()._on_theme_changed()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ask(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask(event)

    def _ask(self, event: QMouseEvent) -> None:
        middle = self._whole().time(event.position().x() - self._gutter)
        start = middle - self._view.seconds / 2
        self.view_requested.emit(self._view.over(start, start + self._view.seconds))
