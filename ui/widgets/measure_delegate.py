"""Paints the rows of the measure tree."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from coach.measures.result import Status
from coach.times import clock
from ui.item_models.measures import NODE, Node, NodeKind
from ui.painters.band import paint_band
from ui.painters.glyphs import mark_of, paint_glyph
from ui.painters.text_block import TextBlock
from ui.theme import Icon, TextSize, Theme, space
from ui.wording import shortened

_BAND = 10.0
_PAD = space(3)


class MeasureDelegate(QStyledItemDelegate):
    """Headings, measures with their band, their meaning and their moments."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._blocks: dict[tuple[str, int, int, bool], TextBlock] = {}

    def forget(self) -> None:
        """Lay out everything anew."""
        self._blocks.clear()

    # -- sizes ---------------------------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        node: Node = index.data(NODE)
        return QSize(0, round(self._height(node, self._view_width(option))))

    def _view_width(self, option: QStyleOptionViewItem) -> int:
        view = option.widget
        return view.viewport().width() if isinstance(view, QTreeView) else option.rect.width()

    def _height(self, node: Node, width: int) -> float:
        match node.kind:
            case NodeKind.HEADING:
                return self._head(node) + self._title(node, width).height + self._text(node, width).height + space(2)
            case NodeKind.MEASURE:
                high: float = space(2.5) + self._title(node, width).height + space(2.5)
                if node.line is not None and node.line.scale is not None:
                    high += _BAND + space(2)
                if node.line is not None and node.line.beside:
                    high += self._beside(node, width).height
                return high
            case NodeKind.MEANING:
                return self._text(node, width).height + space(3)
            case NodeKind.MOMENT:
                return space(2) + self._title(node, width).height + self._text(node, width).height + space(2)

    def _head(self, node: Node) -> int:
        """Room above a heading: the first stands in line with the title of the transcript."""
        return space(1) if node.row == 0 else space(6)

    def _inner(self, kind: NodeKind, width: int) -> int:
        chevron = space(7)
        if kind is NodeKind.MEASURE:
            return width - 2 * _PAD - chevron
        if kind is NodeKind.MOMENT:
            return width - 2 * _PAD - self._time_width() - self._glyph_width()
        return width - 2 * _PAD

    def _time_width(self) -> int:
        return round(44 * self._theme.text_scale)

    def _glyph_width(self) -> int:
        return round(22 * min(self._theme.text_scale, 1.5))

    def _block(self, text: str, size: TextSize, width: int, *, serif: bool = False, bold: bool = False) -> TextBlock:
        key = (text, int(size) * (2 if bold else 1), width, serif)
        if key not in self._blocks:
            weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
            leading = 1.4 if size is not TextSize.BODY else 1.45
            font = self._theme.font(size, serif=serif, weight=weight)
            self._blocks[key] = TextBlock(text, font, width, leading=leading)
        return self._blocks[key]

    def _title(self, node: Node, width: int) -> TextBlock:
        inner = self._inner(node.kind, width)
        match node.kind:
            case NodeKind.HEADING:
                return self._block(node.title, TextSize.LEAD, inner, bold=True)
            case NodeKind.MOMENT:
                quote = shortened(node.moment.quote) if node.moment is not None else ""
                return self._block(f"“{quote}”" if quote else "–", TextSize.BODY, inner, serif=True)
            case _:
                return self._block(node.title, TextSize.BODY, inner)

    def _text(self, node: Node, width: int) -> TextBlock:
        return self._block(node.text, TextSize.SMALL, self._inner(node.kind, width))

    def _beside(self, node: Node, width: int) -> TextBlock:
        text = node.line.beside if node.line is not None else ""
        return self._block(text, TextSize.SMALL, self._inner(node.kind, width))

    # -- painting ------------------------------------------------------------------------------------------------

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        node: Node = index.data(NODE)
        width = self._view_width(option)
        own = option.rect
        rect = QRectF(0, own.top(), width, own.height())
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, node, rect, state)
        palette = self._theme.palette
        match node.kind:
            case NodeKind.HEADING:
                top = rect.top() + self._head(node)
                title = self._title(node, width)
                title.draw(painter, QPointF(_PAD, top), palette.ink)
                self._text(node, width).draw(painter, QPointF(_PAD, top + title.height), palette.ink_faint)
            case NodeKind.MEASURE:
                self._paint_measure(painter, node, rect, state, width)
            case NodeKind.MEANING:
                self._text(node, width).draw(painter, QPointF(_PAD, rect.top() + space(1)), palette.ink_soft)
            case NodeKind.MOMENT:
                self._paint_moment(painter, node, rect, width)
        painter.restore()

    def _paint_ground(self, painter: QPainter, node: Node, rect: QRectF, state: QStyle.StateFlag) -> None:
        if node.kind in (NodeKind.HEADING, NodeKind.MEANING):
            painter.setPen(Qt.PenStyle.NoPen)
        palette = self._theme.palette
        if node.kind is not NodeKind.HEADING and state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent_tint if node.kind is NodeKind.MOMENT else palette.hover))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 8, 8)
        elif node.kind in (NodeKind.MEASURE, NodeKind.MOMENT) and state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.hover))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 8, 8)
        if state & QStyle.StateFlag.State_HasFocus and node.kind is not NodeKind.HEADING:
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 2, -1, -2), 8, 8)

    def _paint_measure(self, painter: QPainter, node: Node, rect: QRectF, state: QStyle.StateFlag, width: int) -> None:
        palette = self._theme.palette
        line = node.line
        assert line is not None
        top = rect.top() + space(2.5)
        title = self._title(node, width)
        shown = line.result.status is not Status.NOT_MEASURABLE
        title.draw(painter, QPointF(_PAD, top), palette.ink if shown else palette.ink_soft)
        chevron = Icon.CHEVRON_DOWN if state & QStyle.StateFlag.State_Open else Icon.CHEVRON_RIGHT
        ratio = painter.device().devicePixelRatioF()
        side = self._theme.icon_size(16)
        pixmap = self._theme.pixmap(chevron, colour=palette.ink_faint, size=16, ratio=ratio)
        first = round(self._theme.pixels(TextSize.BODY) * 1.45)
        painter.drawPixmap(QPointF(rect.right() - _PAD - side + 4, top + (first - side) / 2), pixmap)
        top += title.height
        if line.scale is not None:
            box = QRectF(_PAD, top + space(1.5), self._inner(node.kind, width), _BAND)
            paint_band(painter, box, line.scale.zones, line.scale.value, line.scale.low, line.scale.high, palette)
            top += _BAND + space(2)
        if line.beside:
            self._beside(node, width).draw(painter, QPointF(_PAD, top + space(0.5)), palette.ink_faint)

    def _paint_moment(self, painter: QPainter, node: Node, rect: QRectF, width: int) -> None:
        palette = self._theme.palette
        if node.moment is None:
            return
        top = rect.top() + space(2)
        title = self._title(node, width)
        first = round(self._theme.pixels(TextSize.BODY) * 1.45)
        painter.setFont(self._theme.font(TextSize.CAPTION, tabular=True))
        painter.setPen(QColor(palette.ink_faint))
        size = 11.0 * min(self._theme.text_scale, 1.5)
        paint_glyph(painter, mark_of(node.moment), QPointF(_PAD + size / 2, top + first / 2), size, palette)
        left = _PAD + self._glyph_width()
        box = QRectF(left, top, self._time_width(), first)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, clock(node.moment.start))
        left += self._time_width()
        title.draw(painter, QPointF(left, top), palette.ink)
        self._text(node, width).draw(painter, QPointF(left, top + title.height), palette.ink_faint)
