"""A small number to type or to step; empty until something is guessed."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.text import _
from ui.theme import Theme, space
from ui.widgets.controls import Button, Role, label

_MOST = 99


class GuessCount(QWidget):
    """The question and its number, with buttons for one fewer and one more; Up and Down do the same."""

    guess_changed = Signal()

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        asked = label(title, Role.STRONG, wrap=True, parent=self)
        self.field = QLineEdit(self)
        self.field.setObjectName(name)
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(_("no guess yet"))
        self.field.setValidator(QIntValidator(0, _MOST, self.field))
        self.field.installEventFilter(self)
        asked.setBuddy(self.field)
        self._fewer = Button(theme, f"{name}_fewer", "−", parent=self)
        self._fewer.setAccessibleName(_("One fewer"))
        self._more = Button(theme, f"{name}_more", "+", parent=self)
        self._more.setAccessibleName(_("One more"))
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(self.field, 1)
        row.addWidget(self._fewer)
        row.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(asked)
        column.addLayout(row)
        column.addStretch(1)
        self.field.textChanged.connect(self.guess_changed)
        self._fewer.clicked.connect(self._on_fewer)
        self._more.clicked.connect(self._on_more)

    @property
    def guess(self) -> int | None:
        """What was set; None where nothing was."""
        text = self.field.text()
        return int(text) if text.isdecimal() else None

    def forget(self) -> None:
        """Nothing guessed."""
        self.field.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Up:
                self._on_more()
                return True
            if event.key() == Qt.Key.Key_Down:
                self._on_fewer()
                return True
        return super().eventFilter(watched, event)

    def _on_fewer(self) -> None:
        self.field.setText(str(max(0, (self.guess or 0) - 1)))

    def _on_more(self) -> None:
        self.field.setText("1" if self.guess is None else str(min(_MOST, self.guess + 1)))
