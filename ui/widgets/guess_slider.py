"""A slider for a guess: until it is moved or confirmed nothing counts as guessed."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QSlider, QStyle, QStyleOptionSlider, QWidget

from coach.feedback.guess import Aspect
from ui.guess_words import high_end, low_end, question, value_words
from ui.theme import space
from ui.widgets.controls import Role, label

_MOVING = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
_DIGITS = 9  # the highest value that one key can give


class GuessSlider(QSlider):
    """Arrows, digits and clicks set it, Space takes it as it stands. The wheel scrolls the page."""

    guess_changed = Signal()

    def __init__(self, name: str, title: str, low: int, high: int, step: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setPageStep(2 * step)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._is_guessed = False
        self.forget()
        self.valueChanged.connect(self._take)

    @property
    def guess(self) -> int | None:
        """What was set; None where nothing was."""
        return self.value() if self._is_guessed else None

    def forget(self) -> None:
        """Back to the middle, with nothing guessed."""
        with QSignalBlocker(self):
            self.setValue((self.minimum() + self.maximum()) // 2)
        self._mark(is_guessed=False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setValue(self._value_at(event.position().x()))
            self._take()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if self.maximum() <= _DIGITS and digit.isdecimal() and self.minimum() <= int(digit) <= self.maximum():
            self.setValue(int(digit))
            self._take()
        elif event.key() == Qt.Key.Key_Space:
            self._take()
        else:
            super().keyPressEvent(event)
            if event.key() in _MOVING:
                self._take()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _take(self) -> None:
        self._mark(is_guessed=True)
        self.guess_changed.emit()

    def _mark(self, *, is_guessed: bool) -> None:
        if self._is_guessed != is_guessed or self.property("guessed") is None:
            self._is_guessed = is_guessed
            self.setProperty("guessed", is_guessed)
            self.style().unpolish(self)
            self.style().polish(self)

    def _value_at(self, x: float) -> int:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl
        groove = self.style().subControlRect(control, option, part.SC_SliderGroove, self)
        handle = self.style().subControlRect(control, option, part.SC_SliderHandle, self).width()
        return QStyle.sliderValueFromPosition(
            self.minimum(),
            self.maximum(),
            round(x - groove.left() - handle / 2),
            groove.width() - handle,
            self.isRightToLeft(),
        )


class GuessScale(QWidget):
    """The question, the slider with words at its ends, and what is guessed now."""

    guess_changed = Signal()

    def __init__(self, aspect: Aspect, low: int, high: int, step: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aspect = aspect
        text, name = question(aspect), f"guess_{aspect.value}"
        asked = label(text, Role.STRONG, wrap=True, parent=self)
        self.slider = GuessSlider(name, text, low, high, step, self)
        asked.setBuddy(self.slider)
        self._value = label("", Role.SOFT, name=f"{name}_value", parent=self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(3))
        grid.setVerticalSpacing(space(0.5))
        grid.setColumnStretch(0, 1)
        grid.addWidget(asked, 0, 0)
        grid.addWidget(self._value, 0, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self.slider, 1, 0, 1, 2)
        grid.addWidget(label(low_end(aspect), Role.CAPTION, parent=self), 2, 0)
        grid.addWidget(label(high_end(aspect), Role.CAPTION, parent=self), 2, 1, Qt.AlignmentFlag.AlignRight)
        self.slider.guess_changed.connect(self._on_changed)
        self.forget()

    def forget(self) -> None:
        """Nothing guessed."""
        self.slider.forget()
        self._show_value()

    def _on_changed(self) -> None:
        self._show_value()
        self.guess_changed.emit()

    def _show_value(self) -> None:
        words = value_words(self._aspect, self.slider.guess)
        self._value.setText(words)
        ends = f"{low_end(self._aspect)} – {high_end(self._aspect)}"
        self.slider.setAccessibleDescription(f"{words} ({ends})")
