"""One column of content in the middle of a page, that scrolls where it is higher than the page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import space


class ScrollColumn(QScrollArea):
    """Add to ``column``; ``set_widest`` limits it, and the rest of the page stays free."""

    def __init__(self, name: str, *, spacing: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        inside = QWidget(self)
        inside.setProperty("clear", True)
        self._content = QWidget(inside)
        self._content.setProperty("clear", True)
        row = QHBoxLayout(inside)
        row.setContentsMargins(space(8), space(8), space(8), space(8))
        row.addStretch(1)
        row.addWidget(self._content, 20)
        row.addStretch(1)
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(spacing)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(parent)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)

    def set_widest(self, pixels: int) -> None:
        """The widest that the column gets."""
        self._content.setMaximumWidth(pixels)


def scrolled(content: QWidget, name: str, parent: QWidget) -> QScrollArea:
    """``content`` in a page that scrolls up and down, and never sideways."""
    made = QScrollArea(parent)
    made.setObjectName(name)
    made.setWidget(content)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made
