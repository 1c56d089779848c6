"""Wrapped text with our own line height, measured once and drawn as often as needed."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from ui.theme.tokens import LINE_HEIGHT


class TextBlock:
    """``text`` set in ``font`` to ``width`` pixels, each line ``leading`` times the font's size high."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        *,
        leading: float = LINE_HEIGHT,
        quotes: QFont | None = None,
    ) -> None:
        # A percent sign never begins a line; one character stands for one, so that places in the text stay.
        self._layout = QTextLayout(text.replace("\n", "\u2028").replace(" %", "\u00a0%"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        if quotes is not None:
            self._layout.setFormats([_set_in(quotes, *place) for place in quoted_parts(text)])
        self._layout.setCacheEnabled(True)
        self._step = round(font.pixelSize() * leading)
        self._layout.beginLayout()
        count = 0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            line.setPosition(QPointF(0, count * self._step + (self._step - line.height()) / 2))
            count += 1
        self._layout.endLayout()
        self.lines = count
        self.height = count * self._step

    @property
    def width(self) -> float:
        """The widest line as it is set."""
        return max((self._layout.lineAt(number).naturalTextWidth() for number in range(self.lines)), default=0.0)

    def draw(
        self,
        painter: QPainter,
        at: QPointF,
        colour: str,
        grounds: Sequence[tuple[int, int, str]] = (),
    ) -> None:
        """Paint with its top left at ``at``; ``grounds`` are (start, length, colour) behind the letters."""
        for start, length, ground in grounds:
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            for box in self.boxes(start, length):
                painter.drawRoundedRect(box.translated(at).adjusted(-2, 1, 2, -1), 3, 3)
            painter.restore()
        painter.save()
        painter.setPen(QColor(colour))
        self._layout.draw(painter, at)
        painter.restore()

    def boxes(self, start: int, length: int) -> list[QRectF]:
        """The rectangles of these characters, one a line, relative to the top left of the block."""
        found = []
        for number in range(self.lines):
            line = self._layout.lineAt(number)
            first = max(start, line.textStart())
            last = min(start + length, line.textStart() + line.textLength())
            if first >= last:
                continue
            left, right = _x(line, first), _x(line, last)
            if last == line.textStart() + line.textLength():
                right = min(right, line.naturalTextWidth())
            found.append(QRectF(min(left, right), number * self._step, abs(right - left), self._step))
        return found

    def character_at(self, point: QPointF) -> int:
        """The index of the character nearest to ``point`` (relative to the block)."""
        number = min(max(int(point.y() // max(self._step, 1)), 0), max(self.lines - 1, 0))
        return self._layout.lineAt(number).xToCursor(point.x()) if self.lines else 0


def _x(line: QTextLine, character: int) -> float:
    place = line.cursorToX(character)
    assert isinstance(place, tuple)  # PySide gives the x and the character it settled on
    return float(place[0])


def quoted_parts(text: str) -> tuple[tuple[int, int], ...]:
    """(start, length) of each “quote” in ``text``, the marks included."""
    return tuple((found.start(), len(found.group())) for found in re.finditer(r"“[^“”]*”", text))


def _set_in(font: QFont, start: int, length: int) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    style = QTextCharFormat()
    style.setFont(font)
    part.start, part.length, part.format = start, length, style
    return part
