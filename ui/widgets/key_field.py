"""A field that takes keys as they are pressed. Tab and Esc go on, so that nobody is held in it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.text import _

_PASSED = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)
_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_unknown,
)


class KeyField(QLineEdit):
    """Shows the keys that were pressed last; empty before."""

    pressed = Signal(QKeySequence)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("key_field")
        self.setAccessibleName(_("Press the new keys"))
        self.setPlaceholderText(_("Press the new keys"))
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._keys = QKeySequence()

    @property
    def keys(self) -> QKeySequence:
        """What was pressed; empty where nothing was."""
        return self._keys

    def show_keys(self, keys: QKeySequence) -> None:
        """Show these; tells nobody."""
        self._keys = keys
        self.setText(keys.toString(QKeySequence.SequenceFormat.NativeText))

    def event(self, event: QEvent) -> bool:
        """Keys that mean something elsewhere are ours here."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and self._is_taken(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._is_taken(event):
            super().keyPressEvent(event)
        elif event.key() not in _MODIFIERS:
            self.show_keys(QKeySequence(event.keyCombination()))
            self.pressed.emit(self._keys)

    @staticmethod
    def _is_taken(event: QKeyEvent) -> bool:
        return event.key() not in _PASSED
