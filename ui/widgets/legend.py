"""What the marks on the timeline mean."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.moments.moment import Moment, Passage
from ui.painters.glyphs import Family, Mark, family_name, mark_of, paint_glyph
from ui.text import _
from ui.theme import TextSize, Theme, space
from ui.widgets.painted import Painted


class Legend(Painted):
    """A shape and a word for each family that is on the timeline."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "legend", _("What the marks mean"), parent)
        self._families: tuple[Family, ...] = ()
        self._is_left = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_moments(self, moments: Sequence[Moment | Passage]) -> None:
        """The families of these moments, in a fixed order."""
        present = {mark_of(moment).family for moment in moments}
        self._families = tuple(family for family in Family if family in present)
        self.set_account(", ".join(family_name(family) for family in self._families))
        self.updateGeometry()
        self.update()

    def set_left(self, left: bool) -> None:
        """Begin at the left, or end at the right."""
        self._is_left = left
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self._metrics()
        width = sum(metrics.horizontalAdvance(family_name(f)) + self._step() for f in self._families)
        return QSize(round(width), round(metrics.height()) + space(1))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.theme.font(TextSize.CAPTION))

    def _step(self) -> float:
        return 30.0 * min(self.theme.text_scale, 1.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = self._metrics()
        painter.setFont(self.theme.font(TextSize.CAPTION))
        size = 11.0 * min(self.theme.text_scale, 1.5)
        x = float(min(self.width(), self.sizeHint().width() - self._step() / 3) if self._is_left else self.width())
        # Set from the right; what finds no room is left out, and stands in the tips of the marks.
        for family in reversed(self._families):
            word = family_name(family)
            width = metrics.horizontalAdvance(word)
            if x - width - self._step() < -self._step() / 2:
                break
            x -= width
            painter.setPen(QColor(self.theme.palette.ink_soft))
            painter.drawText(QPointF(x, (self.height() + metrics.ascent() - metrics.descent()) / 2), word)
            x -= size / 2 + 5
            paint_glyph(painter, Mark(family, solid=True), QPointF(x, self.height() / 2), size, self.theme.palette)
            x -= self._step() - size / 2 - 5
