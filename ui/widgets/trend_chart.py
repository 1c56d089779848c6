"""A small trend that can be walked through by keys and by mouse, and says in words what it shows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.painters.trend import TrendPicture, paint_trend
from ui.painters.trend_geometry import Box, Scale, nearest, scale
from ui.theme import TextSize, Theme, space
from ui.widgets.painted import Painted

_HEIGHT, _SMALL = 220, 110  # pixels at 100 % text


class TrendChart(Painted):
    """Left and Right go from session to session, Enter or a double click opens the one that is marked."""

    current_changed = Signal(int)
    opened = Signal(int)

    def __init__(
        self, theme: Theme, name: str, title: str, *, is_small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, title, parent)
        self._is_small = is_small
        self._picture = TrendPicture((), ())
        self._read: tuple[str, ...] = ()
        self._valued: Callable[[float], str] = str
        self._scale: Scale | None = None
        self._current: int | None = None
        self._told = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    @property
    def current(self) -> int | None:
        """The place of the dot that is marked; None where none is."""
        return self._current

    @property
    def picture(self) -> TrendPicture:
        """What is shown."""
        return self._picture

    def show_picture(
        self,
        picture: TrendPicture,
        *,
        valued: Callable[[float], str],
        told: str,
        read: Sequence[str],
        floor: float | None = None,
        ceiling: float | None = None,
        least_step: float = 0.0,
        whole: Scale | None = None,
    ) -> None:
        """Take on dots.

        Args:
            valued: a value in words, for the lines.
            told: what the chart finds, as a sentence.
            read: each dot as text.
            whole: a scale of its own, where all of it is to be seen.
        """
        self._picture, self._valued, self._read, self._told = picture, valued, tuple(read), told
        self._scale = whole if picture.dots else None
        if picture.dots and whole is None:
            self._scale = scale(picture.dots, floor=floor, ceiling=ceiling, least_step=least_step)
        self._current = None
        self._tell()
        self.updateGeometry()
        self.update()

    def choose(self, place: int | None) -> None:
        """Mark a dot."""
        if place == self._current or (place is not None and not 0 <= place < len(self._picture.dots)):
            return
        self._current = place
        self._tell()
        self.update()
        if place is not None:
            self.current_changed.emit(place)

    def sizeHint(self) -> QSize:
        return QSize(480, round((_SMALL if self._is_small else _HEIGHT) * min(self.theme.text_scale, 1.6)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._picture.dots) - 1
        now = self._current
        steps = {
            Qt.Key.Key_Left: last if now is None else max(now - 1, 0),
            Qt.Key.Key_Right: 0 if now is None else min(now + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in steps and last >= 0:
            self.choose(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and now is not None:
            self.opened.emit(now)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.choose(nearest(event.position().x(), len(self._picture.dots), self._box()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = nearest(event.position().x(), len(self._picture.dots), self._box())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.choose(place)
            self.opened.emit(place)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.choose(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scale is None:
            return
        painter = QPainter(self)
        paint_trend(
            painter,
            self._box(),
            self._scale,
            self._picture,
            self._valued,
            current=self._current,
            font=self.theme.font(TextSize.CAPTION, tabular=True),
            palette=self.theme.palette,
        )
        if self.hasFocus():
            painter.setPen(QPen(self.palette().highlight().color(), 2.0))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _box(self) -> Box:
        """The plot, with room for the labels left of it and below."""
        metrics = QFontMetricsF(self.theme.font(TextSize.CAPTION, tabular=True))
        ticks = self._scale.ticks if self._scale is not None else ()
        left = max((metrics.horizontalAdvance(self._valued(tick)) for tick in ticks), default=0.0) + space(3)
        return Box(left, space(2), self.width() - space(2.0), self.height() - metrics.height() - space(3))

    def _tell(self) -> None:
        marked = f"{self._read[self._current]}. " if self._current is not None else ""
        self.set_account(f"{marked}{self._told} {'; '.join(self._read)}".strip())
