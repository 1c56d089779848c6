"""Paints a dot on a band: zones as quiet tints, the range as a bar, the value as a dot."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from coach.feedback.scorecard import Band
from ui.painters.band_geometry import Zone
from ui.theme import Palette


def _zone_colour(band: Band, palette: Palette) -> str:
    return {Band.GOOD: palette.good, Band.FAIR: palette.fair, Band.WORK_ON: palette.work_on}[band]


def paint_band(
    painter: QPainter,
    box: QRectF,
    zones: Sequence[Zone],
    value: float | None,
    low: float | None,
    high: float | None,
    palette: Palette,
) -> None:
    """``value``, ``low`` and ``high`` lie on 0 to 1 along ``box``; the good stretch is taller, so it shows in grey."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    thin = box.height() * 0.5
    for zone in zones:
        height = {Band.GOOD: box.height(), Band.FAIR: box.height() * 0.72, Band.WORK_ON: thin}[zone.band]
        left = box.left() + zone.start * box.width()
        width = (zone.end - zone.start) * box.width()
        path = QPainterPath()
        path.addRoundedRect(QRectF(left + 0.75, box.bottom() - height, max(width - 1.5, 1.0), height), 2, 2)
        painter.fillPath(path, QColor(_zone_colour(zone.band, palette)))
    middle = box.center().y() + box.height() * 0.08
    if low is not None and high is not None and high > low:
        # Without a dot the range is all there is to see.
        thick = 2.0 if value is not None else 5.0
        painter.setPen(QPen(QColor(palette.ink), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(
            QPointF(box.left() + low * box.width(), middle), QPointF(box.left() + high * box.width(), middle)
        )
    if value is not None:
        painter.setPen(QPen(QColor(palette.surface), 2.0))
        painter.setBrush(QColor(palette.ink))
        painter.drawEllipse(QPointF(box.left() + value * box.width(), middle), 6.0, 6.0)
    painter.restore()
