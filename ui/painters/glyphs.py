"""One small shape for each family of moments, so that colour is never the only sign."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from coach.moments.moment import QUESTIONS, REFLECTIONS, Moment, MomentType, Passage
from ui.text import _
from ui.theme import Palette


class Family(StrEnum):
    """Moments that look alike on the timeline."""

    QUESTION = "question"
    SAID_BACK = "said back"
    FLOOR = "floor"
    ADVICE = "advice"
    MISSED = "missed"
    LISTENING = "listening"
    PROMISE = "promise"
    PASSAGE = "passage"


_FAMILIES = {
    **dict.fromkeys(QUESTIONS, Family.QUESTION),
    **dict.fromkeys(REFLECTIONS, Family.SAID_BACK),
    MomentType.EMPATHY: Family.SAID_BACK,
    MomentType.VALIDATION: Family.SAID_BACK,
    MomentType.AFFIRMATION: Family.SAID_BACK,
    MomentType.INTERRUPTION: Family.FLOOR,
    MomentType.OVERLAP: Family.FLOOR,
    MomentType.ADVICE: Family.ADVICE,
    MomentType.DISMISSAL: Family.MISSED,
    MomentType.SELF_SHIFT: Family.MISSED,
    MomentType.MISSED_MOMENT: Family.MISSED,
    MomentType.BACKCHANNEL: Family.LISTENING,
    MomentType.COMMITMENT: Family.PROMISE,
    MomentType.COMMON_GROUND: Family.SAID_BACK,
}

# Where marks fall together the rarer and weightier one is drawn.
WEIGHT = {
    Family.FLOOR: 6.0,
    Family.MISSED: 5.0,
    Family.ADVICE: 4.0,
    Family.SAID_BACK: 3.0,
    Family.QUESTION: 2.0,
    Family.PROMISE: 1.0,
    Family.PASSAGE: 0.5,
    Family.LISTENING: 0.0,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How a moment is drawn: ``solid`` where it counts, an outline where it is only shown."""

    family: Family
    solid: bool


def family_of(kind: MomentType) -> Family:
    """The family of a type of moment."""
    return _FAMILIES[kind]


def mark_of(moment: Moment | Passage) -> Mark:
    """The mark of a moment; a plain passage is a mark of its own."""
    if not isinstance(moment, Moment):
        return Mark(Family.PASSAGE, solid=True)
    return Mark(family_of(moment.type), solid=moment.counted and moment.type is not MomentType.OVERLAP)


def family_name(family: Family) -> str:
    """The family in the legend."""
    return {
        Family.QUESTION: _("Questions"),
        Family.SAID_BACK: _("Said back"),
        Family.FLOOR: _("Both at once"),
        Family.ADVICE: _("Advice"),
        Family.MISSED: _("Missed moments"),
        Family.LISTENING: _("Backchannels"),
        Family.PROMISE: _("Promises"),
        Family.PASSAGE: _("Passages"),
    }[family]


def family_colour(family: Family, palette: Palette) -> str:
    """The colour of a family: never that of me or them, never red."""
    violet, blue, rose, olive = (voice.text for voice in palette.others)
    return {
        Family.QUESTION: blue,
        Family.SAID_BACK: violet,
        Family.FLOOR: rose,
        Family.ADVICE: olive,
        Family.MISSED: palette.ink,
        Family.LISTENING: palette.ink_faint,
        Family.PROMISE: palette.ink_soft,
        Family.PASSAGE: palette.ink_faint,
    }[family]


def paint_glyph(painter: QPainter, mark: Mark, centre: QPointF, size: float, palette: Palette) -> None:
    """The mark's shape, ``size`` pixels across, around ``centre``."""
    colour = QColor(family_colour(mark.family, palette))
    half = size / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour if mark.solid else QColor(palette.surface))
    x, y = centre.x(), centre.y()
    match mark.family:
        case Family.QUESTION:
            painter.drawEllipse(centre, half - 1, half - 1)
        case Family.SAID_BACK:
            painter.drawPolygon(_polygon((x, y - half), (x + half, y), (x, y + half), (x - half, y)))
        case Family.FLOOR:
            painter.drawPolygon(_polygon((x, y - half + 0.5), (x + half, y + half - 1), (x - half, y + half - 1)))
        case Family.ADVICE:
            painter.drawRect(QRectF(x - half + 1.5, y - half + 1.5, size - 3, size - 3))
        case Family.MISSED:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 2.0))
            painter.drawEllipse(centre, half - 1.5, half - 1.5)
        case Family.LISTENING:
            painter.setBrush(colour)
            painter.drawEllipse(centre, half * 0.45, half * 0.45)
        case Family.PROMISE:
            reach, rise = half - 1, half * 0.5
            left, right = x - reach, x + reach
            painter.drawPolygon(
                _polygon(
                    (x, y - reach),
                    (right, y - rise),
                    (right, y + rise),
                    (x, y + reach),
                    (left, y + rise),
                    (left, y - rise),
                )
            )
        case Family.PASSAGE:
            painter.drawPolygon(_polygon((x - half + 2, y - half + 2), (x + half - 2, y), (x - half + 2, y + half - 2)))
    painter.restore()


def _polygon(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
