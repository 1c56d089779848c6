"""A plain sentence that comes up at the foot of a page and leaves again."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.text import _
from ui.theme import Icon, Theme, space
from ui.widgets.controls import Button, ButtonKind, IconButton, Role, label

_STAYS_MS = 8000  # long enough to read two sentences
_STAYS_TO_ACT_MS = 15000  # long enough to read, to think again and to reach the button


class Toast(QFrame):
    """Lies over its parent; says one thing at a time."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setObjectName("toast")
        self.setProperty("panel", "surface")
        self._text = label("", Role.BODY, name="toast_text", wrap=True, parent=self)
        self._act: Callable[[], object] | None = None
        self._button = Button(theme, "toast_action", _("Undo"), kind=ButtonKind.LINK, parent=self)
        close = IconButton(theme, "toast_close", _("Close"), Icon.CLOSE, size=16, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(4), space(2), space(2), space(2))
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(close)
        self._leave = QTimer(self)
        self._leave.setSingleShot(True)
        self._leave.timeout.connect(self.hide)
        close.clicked.connect(self.hide)
        self._button.clicked.connect(self._on_action)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        """Show ``text``, also to screen readers; with ``action`` on a button, whose letter after & is its key."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._act = on_action
        self._button.setVisible(on_action is not None)
        if on_action is not None:
            self._button.setText(action)
            self._button.setAccessibleName(action.replace("&", ""))
        self._place()
        self.show()
        self.raise_()
        self._leave.start(_STAYS_MS if on_action is None else _STAYS_TO_ACT_MS)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _on_action(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        page = self._page
        width = min(space(140), page.width() - space(12))
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.setGeometry((page.width() - width) // 2, page.height() - height - space(5), width, height)
