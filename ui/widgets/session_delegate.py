"""Paints one session of a list: title, people and day, and how the talk was shared."""

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coach.library.search import Hit
from coach.library.session import SessionRow
from coach.times import clock
from ui.item_models.sessions import SessionRole
from ui.text import _, plural
from ui.theme import TextSize, Theme, space
from ui.wording import band_name

_BAR = 160  # pixels of the share bar at 100 % text
_BAR_HEIGHT = 8


def people_line(row: SessionRow) -> str:
    """Who took part, when it was reviewed and how long it is."""
    day = QLocale().toString(_local(row.created).date(), QLocale.FormatType.ShortFormat)
    others = [name for name in row.known if name not in row.people]
    parts = [", ".join((*row.people, *others)), day, clock(row.duration), *(f"#{tag}" for tag in row.tags)]
    return "  ·  ".join(parts)


def hit_line(hit: Hit) -> str:
    """Where in a session was found what is looked for."""
    return f"{hit_head(hit)} {''.join(piece.text for piece in hit.excerpt)}{hit_more(hit)}"


def hit_head(hit: Hit) -> str:
    """Who said it, and when."""
    return _("{time}  {name}:", time=clock(hit.start), name=hit.speaker)


def hit_more(hit: Hit) -> str:
    """How many places more there are; nothing where there are none."""
    return "  " + plural("and {count} place more", "and {count} places more", hit.turns - 1) if hit.turns > 1 else ""


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
    """Two lines at the left, the share bar and its words at the right; below, what was found."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(320, round(self._height + (self._line if index.data(SessionRole.HIT) else 0.0) + space(5)))

    @property
    def _line(self) -> float:
        return self._theme.pixels(TextSize.SMALL) * 1.5

    @property
    def _height(self) -> float:
        """Pixels of the two lines that every session has."""
        return self._theme.pixels(TextSize.BODY) * 1.5 + self._line

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
        if isinstance(hit := index.data(SessionRole.HIT), Hit):
            below = QRectF(inner.left(), inner.bottom() - self._line, inner.width(), self._line)
            self._paint_hit(painter, below, hit, on_tint=bool(state & QStyle.StateFlag.State_Selected))
            inner.setBottom(below.top())
        bar = min(_BAR * self._theme.text_scale, inner.width() * 0.3)
        self._paint_words(painter, inner.adjusted(0, 0, -bar - space(6), 0), row)
        share = QRectF(inner.right() - bar, inner.top(), bar, inner.height())
        self._paint_share(painter, share, row, str(index.data(SessionRole.NOTE)))
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

    def _paint_hit(self, painter: QPainter, box: QRectF, hit: Hit, *, on_tint: bool) -> None:
        """What was said, as it was said: in the serif, the words looked for in bold on a tint."""
        palette, left = self._theme.palette, box.left()
        small = self._theme.font(TextSize.SMALL)
        quote = self._theme.font(TextSize.SMALL, serif=True)
        bold = self._theme.font(TextSize.SMALL, serif=True, weight=QFont.Weight.Bold)
        runs = [(hit_head(hit) + "  ", small, palette.ink_soft, False)]
        runs += [(piece.text, bold if piece.is_hit else quote, palette.ink, piece.is_hit) for piece in hit.excerpt]
        runs += [(hit_more(hit), small, palette.ink_soft, False)]
        for text, font, colour, is_hit in runs:
            painter.setFont(font)
            room = box.right() - left
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(room) + 1))
            width = painter.fontMetrics().horizontalAdvance(shown)
            place = QRectF(left, box.top(), width, box.height())
            if is_hit:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(palette.surface if on_tint else palette.accent_tint))
                painter.drawRoundedRect(place.adjusted(-1, 1, 1, -1), 3, 3)
            painter.setPen(QColor(colour))
            painter.drawText(place.adjusted(0, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter, shown)
            left += width
            if shown != text:
                break

    def _paint_share(self, painter: QPainter, box: QRectF, row: SessionRow, note: str) -> None:
        palette, half = self._theme.palette, box.height() / 2
        painter.setFont(self._theme.font(TextSize.SMALL, tabular=True))
        painter.setPen(QColor(palette.ink_soft))
        line = QRectF(box.left() - box.width(), box.top() + half, 2 * box.width(), half)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, note or numbers_line(row))
        if note or row.talk_share is None or not row.is_revealed:
            return
        height = _BAR_HEIGHT * min(self._theme.text_scale, 1.5)
        whole = QRectF(box.left(), box.top() + (half - height) / 2, box.width(), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.them.fill))
        painter.drawRoundedRect(whole, height / 2, height / 2)
        mine = QRectF(whole.topLeft(), QPointF(whole.left() + whole.width() * row.talk_share, whole.bottom()))
        painter.setBrush(QColor(palette.me.fill))
        painter.drawRoundedRect(mine, height / 2, height / 2)
