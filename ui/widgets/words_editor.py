"""The words of one turn, to be written anew where they stand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.text import _
from ui.theme import Theme, space
from ui.widgets.controls import Role, label


class WordsEditor(QFrame):
    """Enter keeps, Ctrl+Enter splits the turn at the cursor, Escape leaves everything as it was."""

    kept = Signal()
    left = Signal()
    split_asked = Signal(int)  # the word that the second turn begins with

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("words_editor")
        self.setProperty("panel", "surface")
        self.setAutoFillBackground(True)
        self._is_done = False
        self.field = _Field(self)
        self.field.setObjectName("words_field")
        self.field.setAccessibleName(_("The words of this turn"))
        self.field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        hint = _("Enter keeps · Ctrl+Enter splits the turn at the cursor · Escape leaves it")
        self.field.setAccessibleDescription(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(1), space(1), space(1), space(1))
        column.setSpacing(space(0.5))
        column.addWidget(self.field, 1)
        column.addWidget(label(hint, Role.CAPTION, name="words_hint", wrap=True, parent=self))
        self.setFocusProxy(self.field)

    @property
    def text(self) -> str:
        """What is written now, on one line."""
        return " ".join(self.field.toPlainText().split())

    def start(self, text: str, at: int | None) -> None:
        """Begin with these words, the cursor at that character, or at the end."""
        self.field.setPlainText(text)
        cursor = self.field.textCursor()
        if at is None:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        else:
            cursor.setPosition(min(at, len(text)))
        self.field.setTextCursor(cursor)

    def decide(self, key: int, *, split: bool) -> None:
        """What Enter and Escape do."""
        if self._is_done:
            return
        self._is_done = True
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif split:
            before = self.field.toPlainText()[: self.field.textCursor().position()]
            # Inside a word the split falls before it.
            inside = bool(before) and not before[-1].isspace() and self._goes_on()
            self.split_asked.emit(len(before.split()) - inside)
        else:
            self.kept.emit()

    def _goes_on(self) -> bool:
        after = self.field.toPlainText()[self.field.textCursor().position() :]
        return bool(after) and not after[0].isspace()


class _Field(QPlainTextEdit):
    """A field that gives Enter and Escape away."""

    def __init__(self, editor: WordsEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._editor.decide(event.key(), split=control and event.key() != Qt.Key.Key_Escape)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going elsewhere keeps what is written, as everywhere; a menu or another window is not elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._editor.decide(Qt.Key.Key_Return, split=False)
