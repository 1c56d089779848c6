"""Running text with the line height that reading wants, which Qt's plain labels cannot give."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.painters.text_block import TextBlock
from ui.theme import TextSize, Theme


class Prose(QLabel):
    """A wrapped paragraph, people's own words (between “ and ”) in the serif.

    It is a label to everybody but the eye, so that screen readers know it.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        text: str = "",
        *,
        size: TextSize = TextSize.BODY,
        serif: bool = False,
        soft: bool = False,
        leading: float = 1.5,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._theme, self._size, self._serif, self._soft, self._leading = theme, size, serif, soft, leading
        self._set: TextBlock | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._on_theme_changed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._forget()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._made(width).height)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._theme.pixels(self._size) * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._set is None:
            self._set = self._made(self.width())
        painter = QPainter(self)
        palette = self._theme.palette
        self._set.draw(painter, QPointF(0, 0), palette.ink_soft if self._soft else palette.ink)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set = None
        super().resizeEvent(event)

    def _made(self, width: int) -> TextBlock:
        font = self._theme.font(self._size, serif=self._serif)
        quotes = self._theme.font(self._size, serif=True)
        return TextBlock(self.text(), font, width, leading=self._leading, quotes=quotes)

    def _on_theme_changed(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._set = None
        self.updateGeometry()
        self.update()
