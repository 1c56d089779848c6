"""Paints one turn of the transcript, and remembers how high each is."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coach.conversation import TurnKind
from coach.moments.moment import Moment, Passage
from coach.times import clock
from ui.item_models.transcript import ROW, Row
from ui.item_models.transcript_find import Place
from ui.painters.glyphs import family_colour, mark_of, paint_glyph
from ui.painters.patterns import paint_swatch
from ui.painters.text_block import TextBlock
from ui.painters.transcript_geometry import Range
from ui.theme import READING_WIDTH, TextSize, Theme, space
from ui.widgets.words_editor import WordsEditor

_UNDERLINE = 0.6  # the words come first; the glyph in the margin has the full colour
_KEPT = 400  # laid-out texts kept: several screens of turns


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a row lie, in pixels from its left edge."""

    time: float
    body: float
    width: float
    marks: float


def columns(view_width: float, text_scale: float) -> Columns:
    """Time, then text no wider than the reading column, then marks of moments in the margin."""
    time = 44.0 * text_scale
    body = space(2) + time + space(5)
    marks = 40.0 * min(text_scale, 1.5)
    width = min(view_width - body - marks - space(2), READING_WIDTH * text_scale)
    return Columns(time, body, max(width, 80.0), body + max(width, 80.0) + space(2))


class TranscriptDelegate(QStyledItemDelegate):
    """Reads rows of ``TranscriptModel``; what is being said, searched or chosen comes by its setters."""

    words_written = Signal(int, str)
    split_asked = Signal(int, str, int)  # row, its words as they are written now, the word to split before

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._moments: tuple[Moment | Passage, ...] = ()
        self._heights: dict[int, int] = {}
        self._width = -1
        self._blocks: OrderedDict[int, TextBlock] = OrderedDict()
        self._word: Range | None = None
        self._playing: int | None = None
        self._needle = ""
        self._found: frozenset[Place] = frozenset()
        self._place: Place | None = None
        self._chosen: int | None = None
        self._cursor: int | None = None

    def show_moments(self, moments: Sequence[Moment | Passage]) -> None:
        """The moments that rows refer to."""
        self._moments = tuple(moments)
        self._chosen = None
        self.forget()

    def forget(self) -> None:
        """Lay out everything anew: other turns, another type size."""
        self._heights.clear()
        self._blocks.clear()
        self._width = -1

    def set_playing(self, row: int | None, word: Range | None) -> bool:
        """Which row and which word are being heard; True where that is news."""
        is_news = (row, word) != (self._playing, self._word)
        self._playing, self._word = row, word
        return is_news

    def set_found(self, needle: str, found: Iterable[Place]) -> None:
        """Tint these places, and ``needle`` (case-folded) wherever it stands in them."""
        self._needle, self._found, self._place = needle, frozenset(found), None

    def set_place(self, place: Place | None) -> None:
        """Which of the places is shown now."""
        self._place = place

    def set_chosen(self, moment: int | None) -> None:
        """Tint the words of this moment."""
        self._chosen = moment

    # -- sizes ---------------------------------------------------------------------------------------------------

    def columns(self, option: QStyleOptionViewItem) -> Columns:
        """The columns of the view that is being painted."""
        return columns(self._view_width(option), self._theme.text_scale)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._view_width(option)
        place = columns(width, self._theme.text_scale)
        if round(place.width) != self._width:
            self.forget()
            self._width = round(place.width)
        number = index.row()
        if number not in self._heights:
            row: Row = index.data(ROW)
            self._heights[number] = round(self._top(row) + self._block(number, row).height + self._bottom(row))
        return QSize(0, self._heights[number])

    def _view_width(self, option: QStyleOptionViewItem) -> int:
        view = option.widget
        return view.viewport().width() if isinstance(view, QListView) else option.rect.width()

    def _top(self, row: Row) -> float:
        if row.opens:
            return space(3) + round(self._theme.pixels(TextSize.SMALL) * 1.5)
        return space(1)

    def _bottom(self, row: Row) -> float:
        return space(1) if row.turn.kind is TurnKind.TURN else space(0.5)

    def _block(self, number: int, row: Row) -> TextBlock:
        if number in self._blocks:
            self._blocks.move_to_end(number)
            return self._blocks[number]
        block = TextBlock(_words(row), self._font(row), self._width)
        self._blocks[number] = block
        while len(self._blocks) > _KEPT:
            self._blocks.popitem(last=False)
        return block

    def _font(self, row: Row) -> QFont:
        if row.turn.kind is TurnKind.TURN:
            return self._theme.font(TextSize.BODY)
        return self._theme.font(TextSize.SMALL, italic=True)

    # -- writing -------------------------------------------------------------------------------------------------

    def write_from(self, at: int | None) -> None:
        """Where the cursor stands in the next editor: at that character, or at the end."""
        self._cursor = at

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = WordsEditor(self._theme, parent)
        row = index.row()

        def on_kept() -> None:
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

        def on_left() -> None:
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)

        def on_split(word: int) -> None:
            text = editor.text
            on_left()
            self.split_asked.emit(row, text, word)

        editor.kept.connect(on_kept)
        editor.left.connect(on_left)
        editor.split_asked.connect(on_split)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        row: Row = index.data(ROW)
        if isinstance(editor, WordsEditor) and not editor.text:
            editor.start(row.turn.text, self._cursor)

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Asks for the change: the model is only ever shown another conversation."""
        if isinstance(editor, WordsEditor):
            self.words_written.emit(index.row(), editor.text)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(ROW)
        place = self.columns(option)
        box = option.rect
        high: float = self._block(index.row(), row).height + self._theme.pixels(TextSize.BODY) * 3 + space(5)
        top = round(box.top() + self._top(row)) - space(1)
        view = option.widget
        if isinstance(view, QListView):  # the last rows too are written in full view
            room = view.viewport().height()
            high = min(high, float(room))
            top = max(0, min(top, room - round(high)))
        editor.setGeometry(round(place.body) - space(2), top, round(place.width) + space(4), round(high))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys belong to the editor, which says itself when it is done."""
        if isinstance(watched, WordsEditor) and event.type() is QEvent.Type.KeyPress:
            return False
        return super().eventFilter(watched, event)

    # -- painting ------------------------------------------------------------------------------------------------

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(ROW)
        place = self.columns(option)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, index.row(), state, row)
        left = rect.left()
        top = rect.top() + self._top(row)
        if row.opens:
            self._paint_name(painter, row, left + place.body, rect.top() + space(3))
        self._paint_time(painter, row, QRectF(left + space(2), top, place.time, 0))
        block = self._block(index.row(), row)
        palette = self._theme.palette
        at = QPointF(left + place.body, top)
        colour = palette.ink if row.turn.kind is TurnKind.TURN else palette.ink_soft
        block.draw(painter, at, colour, self._grounds(index.row(), row))
        if row.turn.kind is TurnKind.TURN:
            self._paint_places(painter, row, block, at, left + place.marks)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, number: int, state: QStyle.StateFlag, row: Row) -> None:
        palette = self._theme.palette
        extra = float(space(2)) if row.opens else 0.0
        box = rect.adjusted(0, extra, 0, 0)
        if number == self._playing:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(row.voice.tint))
            painter.drawRoundedRect(box, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.hover))
            painter.drawRoundedRect(box, 6, 6)
        if self._place is not None and self._place.row == number:
            # A bar beside the row, so that the find that is shown stands out without its colour.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent))
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 2, 3, box.height() - 4), 1.5, 1.5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_name(self, painter: QPainter, row: Row, left: float, top: float) -> None:
        font = self._theme.font(TextSize.SMALL, weight=QFont.Weight.DemiBold)
        side = self._theme.pixels(TextSize.CAPTION) * 0.75
        height = self._theme.pixels(TextSize.SMALL) * 1.5
        paint_swatch(painter, QRectF(left - side - space(1.5), top + (height - side) / 2, side, side), row.voice)
        painter.setFont(font)
        painter.setPen(QColor(row.voice.text))
        painter.drawText(QRectF(left, top, 600, height), Qt.AlignmentFlag.AlignVCenter, row.label)

    def _paint_time(self, painter: QPainter, row: Row, box: QRectF) -> None:
        if row.turn.kind is not TurnKind.TURN:
            return
        painter.setFont(self._theme.font(TextSize.CAPTION, tabular=True))
        painter.setPen(QColor(self._theme.palette.ink_faint))
        box.setHeight(round(self._theme.pixels(TextSize.BODY) * 1.5))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, clock(row.turn.start))

    def _grounds(self, number: int, row: Row) -> list[tuple[int, int, str]]:
        palette = self._theme.palette
        offset = _lead(row)
        found = [
            (place.start + offset, place.length, palette.accent_tint)
            for place in row.places
            if row.moments[place.index] == self._chosen
        ]
        found += self._found_in(number, row, offset)
        if number == self._playing and self._word is not None:
            found.append((self._word.start + offset, self._word.length, palette.surface))
        return found

    def _found_in(self, number: int, row: Row, offset: int) -> list[tuple[int, int, str]]:
        """The moments and words of this row that were looked for."""
        palette = self._theme.palette
        found = []
        for place in row.places:
            here = Place(number, row.moments[place.index])
            if here in self._found:
                tint = palette.accent_tint if here == self._place else palette.fair
                found.append((place.start + offset, place.length, tint))
        if self._needle and (found or Place(number) in self._found):
            folded = row.turn.text.casefold()
            at = folded.find(self._needle)
            while at >= 0:
                found.append((at + offset, len(self._needle), palette.fair))
                at = folded.find(self._needle, at + len(self._needle))
        return found

    def _paint_places(self, painter: QPainter, row: Row, block: TextBlock, at: QPointF, margin: float) -> None:
        palette = self._theme.palette
        size = 11.0 * min(self._theme.text_scale, 1.5)
        taken: dict[float, int] = {}
        for place in row.places:
            moment = self._moments[row.moments[place.index]]
            mark = mark_of(moment)
            boxes = block.boxes(place.start, place.length)
            if not boxes:
                continue
            line = Qt.PenStyle.SolidLine if mark.solid else Qt.PenStyle.DotLine
            colour = QColor(family_colour(mark.family, palette))
            colour.setAlphaF(_UNDERLINE)
            painter.setPen(QPen(colour, 1.5, line))
            for box in boxes:
                y = at.y() + box.bottom() - space(0.5)
                painter.drawLine(QPointF(at.x() + box.left(), y), QPointF(at.x() + box.right(), y))
            first = boxes[0]
            nth = taken.get(first.top(), 0)
            taken[first.top()] = nth + 1
            if nth < 2:
                centre = QPointF(margin + size / 2 + nth * (size + 4), at.y() + first.center().y())
                paint_glyph(painter, mark, centre, size, palette)

    def lines_of(self, number: int, row: Row, word: Range | None) -> tuple[float, float]:
        """Top and bottom of the line that holds this word, in pixels from the row's top; the first line without."""
        block, top = self._block(number, row), self._top(row)
        boxes = block.boxes(word.start + _lead(row), word.length) if word is not None else []
        if not boxes:
            return 0.0, top + block.height / max(block.lines, 1)
        return top + boxes[0].top(), top + boxes[0].bottom()

    def character_at(self, number: int, row: Row, rect: QRectF, point: QPointF, place: Columns) -> int | None:
        """The character of the turn's text under ``point``; None outside the text."""
        block = self._block(number, row)
        local = point - QPointF(rect.left() + place.body, rect.top() + self._top(row))
        if not (0 <= local.x() <= place.width and 0 <= local.y() <= block.height):
            return None
        return max(block.character_at(local) - _lead(row), 0)


def _words(row: Row) -> str:
    return row.turn.text if row.turn.kind is TurnKind.TURN else f"{row.label}: {row.turn.text}"


def _lead(row: Row) -> int:
    """Characters before the turn's own text."""
    return 0 if row.turn.kind is TurnKind.TURN else len(row.label) + 2
