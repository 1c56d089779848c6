"""Paints a small trend: a quiet aim, lines at round values, a range and a dot for each session, and where it heads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ui.painters.trend_geometry import Box, Dot, Scale, columns
from ui.theme import Palette


@dataclass(frozen=True, slots=True)
class TrendPicture:
    """What is painted. ``line`` are the values at the first and the last dot; ``is_clear`` draws it through, else it is
    dashed. ``aims`` are stretches of values that the context calls good; ``mark`` is the place before which a plan was
    made, from 0 to the number of dots; ``zero`` draws a line at 0."""

    dots: tuple[Dot, ...]
    days: tuple[str, ...]
    line: tuple[float, float] | None = None
    is_clear: bool = False
    aims: tuple[tuple[float, float], ...] = ()
    mark: int | None = None
    mark_text: str = ""
    zero: bool = False


_DOT = 5.0
_CAP = 4.0


def paint_trend(
    painter: QPainter,
    box: Box,
    scale: Scale,
    picture: TrendPicture,
    valued: Callable[[float], str],
    *,
    current: int | None,
    font: QFont,
    palette: Palette,
) -> None:
    """Into ``box``; labels stand left of it and below."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    places = columns(len(picture.dots), box)
    for low, high in picture.aims:
        top, bottom = box.y(scale, high), box.y(scale, low)
        painter.fillRect(QRectF(box.left, top, box.right - box.left, bottom - top), QColor(palette.good))
    for tick in scale.ticks:
        y = box.y(scale, tick)
        painter.setPen(QPen(QColor(palette.line), 1.0))
        painter.drawLine(QPointF(box.left, y), QPointF(box.right, y))
        painter.setPen(QColor(palette.ink_faint))
        label = QRectF(0.0, y - metrics.height() / 2, box.left - _CAP * 2, metrics.height())
        painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, valued(tick))
    if picture.zero and scale.low < 0.0 < scale.high:
        painter.setPen(QPen(QColor(palette.outline), 1.5))
        painter.drawLine(QPointF(box.left, box.y(scale, 0.0)), QPointF(box.right, box.y(scale, 0.0)))
    _paint_mark(painter, box, picture, metrics, palette)
    if picture.line is not None and len(places) > 1:
        style = Qt.PenStyle.SolidLine if picture.is_clear else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(palette.ink_soft), 2.0, style, Qt.PenCapStyle.RoundCap))
        start, end = picture.line
        painter.drawLine(QPointF(places[0], box.y(scale, start)), QPointF(places[-1], box.y(scale, end)))
    for place, (x, dot) in enumerate(zip(places, picture.dots, strict=True)):
        _paint_dot(painter, x, box, scale, dot, palette, is_current=place == current)
    _paint_days(painter, box, places, picture.days, current, metrics, palette)
    painter.restore()


def _paint_dot(
    painter: QPainter, x: float, box: Box, scale: Scale, dot: Dot, palette: Palette, *, is_current: bool
) -> None:
    colour = QColor(palette.me.fill)
    if dot.low is not None and dot.high is not None:
        top, bottom = box.y(scale, dot.high), box.y(scale, dot.low)
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        for y, end in ((top, dot.high), (bottom, dot.low)):
            if scale.low <= end <= scale.high:  # a range that is cut has no cap
                painter.drawLine(QPointF(x - _CAP, y), QPointF(x + _CAP, y))
    centre = QPointF(x, box.y(scale, dot.value))
    if is_current:
        painter.setPen(QPen(QColor(palette.accent), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, _DOT + 4.0, _DOT + 4.0)
    painter.setPen(QPen(QColor(palette.surface), 1.5))
    painter.setBrush(colour)
    painter.drawEllipse(centre, _DOT, _DOT)


def _paint_mark(painter: QPainter, box: Box, picture: TrendPicture, metrics: QFontMetricsF, palette: Palette) -> None:
    if picture.mark is None:
        return
    x = box.left + (box.right - box.left) * picture.mark / max(len(picture.dots), 1)
    painter.setPen(QPen(QColor(palette.accent), 1.5, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(x, box.top), QPointF(x, box.bottom))
    width = metrics.horizontalAdvance(picture.mark_text)
    left = x + _CAP if x + _CAP + width <= box.right else x - _CAP - width
    painter.setPen(QColor(palette.accent))
    painter.drawText(QPointF(left, box.top + metrics.ascent()), picture.mark_text)


def _paint_days(
    painter: QPainter,
    box: Box,
    places: Sequence[float],
    days: Sequence[str],
    current: int | None,
    metrics: QFontMetricsF,
    palette: Palette,
) -> None:
    """The first, the last and the current day, as far as they have room."""
    wanted = [current] if current is not None else []
    wanted += [place for place in (0, len(places) - 1) if place not in wanted and place >= 0]
    taken: list[tuple[float, float]] = []
    for place in wanted:
        if place >= len(places):
            continue
        width = metrics.horizontalAdvance(days[place])
        left = min(max(places[place] - width / 2, 0.0), max(box.right - width, 0.0))
        if any(left < end + _CAP * 2 and start - _CAP * 2 < left + width for start, end in taken):
            continue
        taken.append((left, left + width))
        painter.setPen(QColor(palette.ink if place == current else palette.ink_faint))
        painter.drawText(QPointF(left, box.bottom + metrics.height() + _CAP), days[place])
