"""Paints one session of a list: title, people and day, and how the talk was shared."""

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coach.library.session import SessionRow
from coach.times import clock
from ui.item_models.sessions import SessionRole
from ui.text import _
from ui.theme import TextSize, Theme, space
from ui.wording import band_name

_BAR = 160  # pixels of the share bar at 100 % text
_BAR_HEIGHT = 8


def people_line(row: SessionRow) -> str:
    """Who took part, when it was reviewed and how long it is."""
    day = QLocale().toString(_local(row.created).date(), QLocale.FormatType.ShortFormat)
    return "  ·  ".join((", ".join(row.people), day, clock(row.duration)))


def numbers_line(row: SessionRow) -> str:
    """The talk share and the band in words; what is missing where nobody is me, or nobody has guessed yet."""
    if row.talk_share is None:
        return _("Say which voice is you")
    if not row.is_revealed:
        return _("Your guess comes first")
    share = _("You spoke {share} %", share=round(100 * row.talk_share))
    return share if row.band is None else f"{share}  ·  {band_name(row.band)}"


def _local(moment: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))


class SessionDelegate(QStyledItemDelegate):
    """Two lines at the left; the share bar and its words at the right."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = self._theme.pixels(TextSize.BODY) * 1.5 + self._theme.pixels(TextSize.SMALL) * 1.5
        return QSize(320, round(line + space(5)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(SessionRole.ROW)
        if not isinstance(row, SessionRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(0, space(0.5), 0, -space(0.5))
        state = option.state
        self._paint_ground(painter, box, state)
        inner = box.adjusted(space(4), space(2), -space(4), -space(2))
        bar = min(_BAR * self._theme.text_scale, inner.width() * 0.3)
        self._paint_words(painter, inner.adjusted(0, 0, -bar - space(6), 0), row)
        self._paint_share(painter, QRectF(inner.right() - bar, inner.top(), bar, inner.height()), row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        palette = self._theme.palette
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent_tint if selected else palette.hover))
            painter.drawRoundedRect(box, 8, 8)
        if selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)

    def _paint_words(self, painter: QPainter, box: QRectF, row: SessionRow) -> None:
        palette, half = self._theme.palette, box.height() / 2
        for text, font, colour, top in (
            (row.title, self._theme.font(TextSize.BODY, weight=QFont.Weight.DemiBold), palette.ink, 0.0),
            (people_line(row), self._theme.font(TextSize.SMALL), palette.ink_soft, half),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
            line = QRectF(box.left(), box.top() + top, box.width(), half)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_share(self, painter: QPainter, box: QRectF, row: SessionRow) -> None:
        palette, half = self._theme.palette, box.height() / 2
        painter.setFont(self._theme.font(TextSize.SMALL, tabular=True))
        painter.setPen(QColor(palette.ink_soft))
        line = QRectF(box.left() - box.width(), box.top() + half, 2 * box.width(), half)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, numbers_line(row))
        if row.talk_share is None or not row.is_revealed:
            return
        height = _BAR_HEIGHT * min(self._theme.text_scale, 1.5)
        whole = QRectF(box.left(), box.top() + (half - height) / 2, box.width(), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.them.fill))
        painter.drawRoundedRect(whole, height / 2, height / 2)
        mine = QRectF(whole.topLeft(), QPointF(whole.left() + whole.width() * row.talk_share, whole.bottom()))
        painter.setBrush(QColor(palette.me.fill))
        painter.drawRoundedRect(mine, height / 2, height / 2)
