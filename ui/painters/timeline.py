"""Paints the timeline: a lane for each person, where both speak, and the marks of moments."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from coach.times import Span
from models.records import Word
from ui.painters.glyphs import Mark, paint_glyph
from ui.painters.patterns import paint_pattern, paint_swatch
from ui.painters.timeline_geometry import (
    Box,
    Cluster,
    Edges,
    PlacedWord,
    View,
    from_to,
    in_view,
    pixel_spans,
    placed_words,
    ticks,
)
from ui.painters.waveform import BAR, Bar
from ui.text import _
from ui.theme import TextSize, Theme, Voice

GLYPH = 12.0
MARK_GAP = 15.0
_NOISE = 0.12  # height of a bar
_HATCHED = 5.0  # pixels: thinner, a hatch or a dotted line is a blur


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """One person on the timeline.

    ``speech`` is when there is voice, ``floor`` is that without backchannels: two people at once are shown for that
    alone, for a "mm-hm" takes nothing from anybody. ``channel`` is None where there is no sound to draw. ``words`` are
    sorted by start.
    """

    speaker: str
    label: str
    voice: Voice
    speech: Edges
    floor: tuple[Span, ...]
    channel: int | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class LaneBoxes:
    """A lane's parts: the row of marks above, and the body with sound or voice."""

    marks: Box
    body: Box


def lane_boxes(lane: Box, mark_height: float) -> LaneBoxes:
    """A lane cut in two: marks on top, the rest below."""
    height = min(mark_height, lane.height * 0.5)
    return LaneBoxes(Box(lane.top, height), Box(lane.top + height, lane.height - height))


def paint_ruler(painter: QPainter, view: View, box: Box, bottom: float, theme: Theme) -> None:
    """Round times along the top, a hair line down from each."""
    font = theme.font(TextSize.CAPTION, tabular=True)
    painter.setFont(font)
    for tick in ticks(view, 80.0 * theme.text_scale):
        painter.setPen(QPen(QColor(theme.palette.line), 1))
        painter.drawLine(QPointF(tick.x, box.bottom - 4), QPointF(tick.x, bottom))
        painter.setPen(QColor(theme.palette.ink_faint))
        # The first label starts at its tick, so that it is not cut off by the edge.
        width = 80.0 * theme.text_scale
        left = tick.x if tick.x < width / 2 else tick.x - width / 2
        side = Qt.AlignmentFlag.AlignLeft if tick.x < width / 2 else Qt.AlignmentFlag.AlignHCenter
        if left + width <= view.width + width / 4:
            painter.drawText(QRectF(left, box.top, width, box.height - 4), side | Qt.AlignmentFlag.AlignTop, tick.label)


def paint_shared(painter: QPainter, edges: Edges, view: View, box: Box, theme: Theme) -> None:
    """Where people speak at once: a ground through all lanes, hatched so that it shows in grey too."""
    hatch = QColor(theme.palette.accent)
    hatch.setAlphaF(0.35)
    for x, width in pixel_spans(edges, view, 2.0):
        place = QRectF(x, box.top, width, box.height)
        painter.fillRect(place, QColor(theme.palette.accent_tint))
        if width >= _HATCHED:
            painter.fillRect(place, QBrush(hatch, Qt.BrushStyle.FDiagPattern))


def paint_pauses(painter: QPainter, edges: Edges, view: View, box: Box, theme: Theme) -> None:
    """Where nobody speaks: a dotted line along the foot of the lanes, and how long it lasts where there is room."""
    metrics = _caption(painter, theme)
    foot = box.bottom - metrics.height() / 2
    shown = in_view(edges, view)
    for start, end in shown[(shown[:, 1] - shown[:, 0]) * view.scale >= _HATCHED].tolist():
        left, right = max(view.x(start), 0.0), min(view.x(end), view.width)
        if right - left < _HATCHED:
            continue
        painter.setPen(QPen(QColor(theme.palette.outline), 1.5, Qt.PenStyle.DotLine))
        text = _("{seconds} s", seconds=f"{end - start:.1f}")
        width = metrics.horizontalAdvance(text)
        if right - left < width + 16:
            painter.drawLine(QPointF(left + 2, foot), QPointF(right - 2, foot))
            continue
        middle = (left + right) / 2
        painter.drawLine(QPointF(left + 2, foot), QPointF(middle - width / 2 - 4, foot))
        painter.drawLine(QPointF(middle + width / 2 + 4, foot), QPointF(right - 2, foot))
        painter.setPen(QColor(theme.palette.ink_faint))
        painter.drawText(QPointF(middle - width / 2, foot + metrics.ascent() / 2 - 1), text)


def paint_lane(painter: QPainter, lane: Lane, view: View, body: Box, bars: Sequence[Bar], theme: Theme) -> None:
    """The lane's sound as bars over its voice; where there is no sound, the voice alone in the person's pattern.

    Close enough, its words stand at its foot.
    """
    metrics = _caption(painter, theme)
    words = placed_words(lane.words, view, theme.text_scale, metrics.horizontalAdvance)
    whole = body
    if words:
        body = Box(body.top, max(body.height - metrics.height(), 6.0))
    middle = body.top + body.height / 2
    painter.setPen(QPen(QColor(theme.palette.line), 1))
    painter.drawLine(QPointF(0, middle), QPointF(min(view.x(view.duration), view.width), middle))
    spans = pixel_spans(lane.speech, view, 2.0)
    if not bars:
        inset = min(6.0, body.height / 4)
        for x, width in spans:
            path = QPainterPath()
            path.addRoundedRect(QRectF(x, body.top + inset, width, body.height - 2 * inset), 3, 3)
            paint_pattern(painter, path, lane.voice)
        _paint_words(painter, words, whole, theme)
        return
    for x, width in spans:
        path = QPainterPath()
        path.addRoundedRect(QRectF(x - 1, body.top + 1, width + 2, body.height - 2), 4, 4)
        painter.fillPath(path, QColor(lane.voice.tint))
    for wanted, colour in ((False, theme.palette.line), (True, lane.voice.fill)):
        painter.setBrush(QColor(colour))
        painter.setPen(Qt.PenStyle.NoPen)
        for bar in bars:
            # The noise of a room is not drawn: it would look like a second base line.
            if bar.voiced is wanted and (wanted or bar.height > _NOISE):
                height = max(bar.height * (body.height - 6), 2.0)
                painter.drawRect(QRectF(bar.x, middle - height / 2, BAR, height))
    _paint_words(painter, words, whole, theme)


def _caption(painter: QPainter, theme: Theme) -> QFontMetricsF:
    font = theme.font(TextSize.CAPTION)
    painter.setFont(font)
    return QFontMetricsF(font)


def _paint_words(painter: QPainter, words: Sequence[PlacedWord], body: Box, theme: Theme) -> None:
    if not words:
        return
    metrics = _caption(painter, theme)
    painter.setPen(QColor(theme.palette.ink))
    for word in words:
        painter.drawText(QPointF(word.x, body.bottom - metrics.descent()), word.text)


def paint_loop(painter: QPainter, loop: Span, view: View, box: Box, ruler: Box, theme: Theme) -> None:
    """The stretch that is heard again and again: a veil, a bracket at each end, and its times in the ruler."""
    left, right = view.x(loop.start), view.x(loop.end)
    if right < 0 or left > view.width:
        return
    accent = QColor(theme.palette.accent)
    shown = QRectF(max(left, 0.0), box.top, min(right, view.width) - max(left, 0.0), box.height)
    veil = QColor(accent)
    veil.setAlphaF(0.16)
    painter.fillRect(shown, veil)
    painter.setPen(QPen(accent, 2.0))
    for x, inwards in ((left, 5.0), (right, -5.0)):
        if -1 <= x <= view.width + 1:
            painter.drawLine(QPointF(x, box.top), QPointF(x, box.bottom))
            for y in (box.top, box.bottom):
                painter.drawLine(QPointF(x, y), QPointF(x + inwards, y))
    metrics = _caption(painter, theme)
    text = from_to(loop)
    width = metrics.horizontalAdvance(text) + 10
    at = QRectF(min(max((left + right - width) / 2, 0.0), max(view.width - width, 0.0)), ruler.top, width, 0)
    at.setHeight(ruler.height - 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    painter.drawRoundedRect(at, 4, 4)
    painter.setPen(QColor(theme.palette.on_accent))
    painter.drawText(at, Qt.AlignmentFlag.AlignCenter, text)


def paint_marks(
    painter: QPainter,
    found: Sequence[Cluster],
    marks: Sequence[Mark],
    box: Box,
    current: int | None,
    theme: Theme,
) -> None:
    """The marks of one lane; a small number says how many lie under one, a ring which is chosen."""
    middle = box.top + box.height / 2 - 1
    size = GLYPH * min(theme.text_scale, 1.5)
    for cluster in found:
        centre = QPointF(cluster.x, middle)
        shown = cluster.members[0]
        if current is not None and current in cluster.members:
            shown = current
            painter.setPen(QPen(QColor(theme.palette.accent), 2))
            painter.setBrush(QColor(theme.palette.accent_tint))
            painter.drawEllipse(centre, size * 0.82, size * 0.82)
        paint_glyph(painter, marks[shown], centre, size, theme.palette)


def paint_label(painter: QPainter, lane: Lane, width: float, body: Box, theme: Theme) -> None:
    """The person's name and pattern, to the left of the lane."""
    font = theme.font(TextSize.SMALL, weight=QFont.Weight.Medium)
    painter.setFont(font)
    side = 12.0 * min(theme.text_scale, 1.5)
    middle = body.top + body.height / 2
    paint_swatch(painter, QRectF(0, middle - side / 2, side, side), lane.voice)
    painter.setPen(QColor(lane.voice.text))
    room = width - side - 8 - 8
    text = painter.fontMetrics().elidedText(lane.label, Qt.TextElideMode.ElideRight, int(room))
    painter.drawText(
        QRectF(side + 8, body.top, room, body.height), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text
    )


def paint_playhead(painter: QPainter, x: float, top: float, bottom: float, theme: Theme) -> None:
    """A line with a small head, where the sound is now."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(theme.palette.ink)
    painter.setPen(QPen(colour, 1.5))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    path = QPainterPath(QPointF(x - 5, top - 6))
    path.lineTo(x + 5, top - 6)
    path.lineTo(x, top + 1)
    path.closeSubpath()
    painter.drawPath(path)


def paint_overview(painter: QPainter, lanes: Sequence[Lane], boxes: Sequence[Box], whole: View) -> None:
    """The whole recording as one thin row of voice for each person."""
    painter.setPen(Qt.PenStyle.NoPen)
    for lane, box in zip(lanes, boxes, strict=True):
        painter.setBrush(QColor(lane.voice.fill))
        for x, width in pixel_spans(lane.speech, whole):
            painter.drawRect(QRectF(x, box.top, width, box.height))
