"""Patterns that tell people apart without colour."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui.theme import Pattern, Voice

_GAP = 6.0


def paint_pattern(painter: QPainter, path: QPainterPath, voice: Voice, *, ground: str | None = None) -> None:
    """Fill ``path`` with the voice's colour in the voice's pattern; ``ground`` lies under it (its tint when None)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if voice.pattern is Pattern.SOLID:
        painter.fillPath(path, QColor(voice.fill))
    else:
        painter.fillPath(path, QColor(voice.tint if ground is None else ground))
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        _paint_lines(painter, path.boundingRect(), voice)
    painter.restore()


def _paint_lines(painter: QPainter, box: QRectF, voice: Voice) -> None:
    colour = QColor(voice.fill)
    painter.setPen(QPen(colour, 2.0))
    match voice.pattern:
        case Pattern.RISING:
            painter.drawLines(_slanted(box, rising=True))
        case Pattern.FALLING:
            painter.drawLines(_slanted(box, rising=False))
        case Pattern.CROSS:
            painter.setPen(QPen(colour, 1.2))
            painter.drawLines(_slanted(box, rising=True) + _slanted(box, rising=False))
        case Pattern.LINES:
            count = int(box.height() / 4.0) + 1
            rows = [box.top() + 2 + 4.0 * number for number in range(count)]
            painter.drawLines([QLineF(box.left(), y, box.right(), y) for y in rows])
        case _:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            for row in range(int(box.height() / 4.5) + 1):
                for column in range(int(box.width() / 4.5) + 1):
                    painter.drawEllipse(QPointF(box.left() + 2 + 4.5 * column, box.top() + 2 + 4.5 * row), 1.2, 1.2)


def _slanted(box: QRectF, *, rising: bool) -> list[QLineF]:
    lines = []
    # Anchored to the origin, so that neighbouring pieces of one lane continue each other's lines.
    first = int((box.left() - box.height()) / _GAP)
    for number in range(first, int((box.right() + box.height()) / _GAP) + 1):
        x = number * _GAP
        if rising:
            lines.append(QLineF(x, box.bottom(), x + box.height(), box.top()))
        else:
            lines.append(QLineF(x, box.top(), x + box.height(), box.bottom()))
    return lines


def paint_swatch(painter: QPainter, box: QRectF, voice: Voice) -> None:
    """A small rounded sample of a person's colour and pattern."""
    path = QPainterPath()
    path.addRoundedRect(box, 3, 3)
    paint_pattern(painter, path, voice)
