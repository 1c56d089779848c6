"""Buttons, choices and labels in the program's look, named for tests and screen readers."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Icon, Theme, space


class Role(StrEnum):
    """How a label looks; the stylesheet knows each."""

    DISPLAY = "display"
    TITLE = "title"
    LEAD = "lead"
    STRONG = "strong"
    BODY = "body"
    SOFT = "soft"
    SMALL = "small"
    CAPTION = "caption"
    DANGER = "danger"


class ButtonKind(StrEnum):
    """How a button looks; the stylesheet knows each."""

    PRIMARY = "primary"
    ORDINARY = "ordinary"
    QUIET = "quiet"
    LINK = "link"
    DANGER = "danger"


def label(
    text: str, role: Role = Role.BODY, *, name: str = "", wrap: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A label in one of the roles; plain text always, so that nothing in a transcript is read as markup."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role.value)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
    if name:
        made.setObjectName(name)
    return made


def rule(parent: QWidget | None = None) -> QFrame:
    """A hair line."""
    made = QFrame(parent)
    made.setProperty("rule", True)
    return made


class Button(QPushButton):
    """A button with words, and an icon that takes its colour from the theme."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        text: str,
        *,
        kind: ButtonKind = ButtonKind.ORDINARY,
        icon: Icon | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setProperty("kind", kind.value)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme, self._kind, self._icon = theme, kind, icon
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        if self._icon is None:
            return
        palette = self._theme.palette
        colour = {
            ButtonKind.PRIMARY: palette.on_accent,
            ButtonKind.LINK: palette.accent,
            ButtonKind.DANGER: palette.danger,
        }.get(self._kind, palette.ink_soft)
        side = self._theme.icon_size(18)
        self.setIcon(self._theme.icon(self._icon, colour=colour, size=18))
        self.setIconSize(QSize(side, side))


class IconButton(QToolButton):
    """A button with an icon alone; ``text`` is its accessible name and its tip."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        text: str,
        icon: Icon,
        *,
        size: int = 20,
        round_fill: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme, self._icon, self._size, self._round = theme, icon, size, round_fill
        if round_fill:
            self.setProperty("kind", "round")
        self.say(text)
        theme.changed.connect(self._dress)
        self._dress()

    def say(self, text: str) -> None:
        """Another name and tip."""
        self.setAccessibleName(text)
        self.setToolTip(text)

    def set_icon(self, icon: Icon) -> None:
        """Another icon."""
        self._icon = icon
        self._dress()

    def _dress(self) -> None:
        palette = self._theme.palette
        side = self._theme.icon_size(self._size)
        self.setIconSize(QSize(side, side))
        self.setIcon(self._theme.icon(self._icon, colour=palette.ground if self._round else None, size=self._size))
        if self._round:
            side = self._theme.icon_size(space(10))
            self.setFixedSize(side, side)


class Choice(QComboBox):
    """A drop-down with our own arrow. The wheel scrolls the page and never changes it.

    A ``snug`` one is as wide as what is chosen, not as the longest that could be.
    """

    def __init__(
        self, theme: Theme, name: str, title: str, parent: QWidget | None = None, *, snug: bool = False
    ) -> None:
        super().__init__(parent)
        self._snug = snug
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(title)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        theme.changed.connect(self.update)
        if snug:
            self.currentTextChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self._snug:
            return hint
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=0)
        return QSize(hint.width() - longest + metrics.horizontalAdvance(self.currentText()), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(
            min(self.sizeHint().width(), super().minimumSizeHint().width()), super().minimumSizeHint().height()
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = self._theme.icon_size(16)
        pixmap = self._theme.pixmap(Icon.CHEVRON_DOWN, size=16, ratio=self.devicePixelRatioF())
        painter.drawPixmap(QPointF(self.width() - side - space(2.5), (self.height() - side) / 2), pixmap)


class EmptyState(QWidget):
    """A page with nothing on it yet: what will be here, and the one button that starts it."""

    def __init__(
        self,
        theme: Theme,
        icon: Icon,
        title: str,
        text: str,
        button: str = "",
        on_press: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("empty_state")
        self._theme, self._icon = theme, icon
        self._picture = QLabel(self)
        column = QVBoxLayout(self)
        column.setSpacing(space(2))
        column.addStretch(2)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(space(3))
        head = label(title, Role.LEAD, name="empty_title")
        head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(head)
        body = label(text, Role.SOFT, name="empty_text", wrap=True)
        body.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        body.setMaximumWidth(round(space(120) * theme.text_scale))
        middle = QHBoxLayout()  # aligned by itself, a wrapped label would be cut to one line
        middle.addStretch(1)
        middle.addWidget(body, 20)
        middle.addStretch(1)
        column.addLayout(middle)
        if button and on_press is not None:
            column.addSpacing(space(3))
            start = Button(theme, "empty_button", button, kind=ButtonKind.PRIMARY, parent=self)
            start.clicked.connect(on_press)
            column.addWidget(start, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        ratio = self.devicePixelRatioF()
        faint = self._theme.palette.ink_faint
        self._picture.setPixmap(self._theme.pixmap(self._icon, colour=faint, size=40, ratio=ratio))
