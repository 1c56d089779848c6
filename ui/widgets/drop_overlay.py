"""What lies over the window while files are dragged over it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.text import _
from ui.theme import Icon, TextSize, Theme, space


class DropOverlay(QWidget):
    """A frame and one sentence over everything; lets the mouse through."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drop_overlay")
        self.setAccessibleName(_("Drop the recording to review it"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme, self._covered = theme, parent
        self.hide()

    def cover(self) -> None:
        """Lie over the whole parent."""
        self.setGeometry(self._covered.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(palette.ground)
        ground.setAlphaF(0.92)
        painter.fillRect(self.rect(), ground)
        frame = QRectF(self.rect()).adjusted(space(5), space(5), -space(5), -space(5))
        painter.setPen(QPen(QColor(palette.accent), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, 12, 12)
        side = self._theme.icon_size(40)
        picture = self._theme.pixmap(Icon.IMPORT, colour=palette.accent, size=40, ratio=self.devicePixelRatioF())
        middle = frame.center()
        painter.drawPixmap(round(middle.x() - side / 2), round(middle.y() - side - space(2)), picture)
        painter.setPen(QColor(palette.ink))
        painter.setFont(self._theme.font(TextSize.TITLE))
        words = QRectF(frame.left(), middle.y() + space(2), frame.width(), self._theme.pixels(TextSize.TITLE) * 1.5)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, _("Drop it here to review it"))
