"""A plain sentence that comes up at the foot of a page and leaves again."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.text import _
from ui.theme import Icon, Theme, space
from ui.widgets.controls import IconButton, Role, label

_STAYS_MS = 8000  # long enough to read two sentences


class Toast(QFrame):
    """Lies over its parent; says one thing at a time."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setObjectName("toast")
        self.setProperty("panel", "surface")
        self._text = label("", Role.BODY, name="toast_text", wrap=True, parent=self)
        close = IconButton(theme, "toast_close", _("Close"), Icon.CLOSE, size=16, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(4), space(2), space(2), space(2))
        row.addWidget(self._text, 1)
        row.addWidget(close)
        self._leave = QTimer(self)
        self._leave.setSingleShot(True)
        self._leave.setInterval(_STAYS_MS)
        self._leave.timeout.connect(self.hide)
        close.clicked.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str) -> None:
        """Show ``text``, also to screen readers."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._leave.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        page = self._page
        width = min(space(140), page.width() - space(12))
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.setGeometry((page.width() - width) // 2, page.height() - height - space(5), width, height)
