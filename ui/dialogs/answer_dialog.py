"""An answer that came back: a code to paste, or a file to choose."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.text import _
from ui.theme import Icon, Theme, space
from ui.widgets.controls import Button, ButtonKind, Role, label


class AnswerDialog(QDialog):
    """Asks for one of the two; it stays open until the answer is taken or given up."""

    code_given = Signal(str)
    file_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answer_dialog")
        self.setWindowTitle(_("Read their answer"))
        self.field = QPlainTextEdit(self)
        self.field.setObjectName("answer_field")
        self.field.setAccessibleName(_("The code that the form showed"))
        self.field.setPlaceholderText("SB1-…")
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(round(space(22) * min(theme.text_scale, 1.6)))
        self._trouble = label("", Role.DANGER, name="answer_trouble", wrap=True)
        self.choose = Button(theme, "answer_file", _("Choose the file…"), icon=Icon.OPEN, parent=self)
        self.take = Button(theme, "answer_take", _("Take the code"), kind=ButtonKind.PRIMARY, parent=self)
        self.cancel = Button(theme, "answer_cancel", _("Cancel"), kind=ButtonKind.QUIET, parent=self)
        self.take.setEnabled(False)
        self.take.setDefault(True)
        self._lay_out(theme)
        self.field.textChanged.connect(self._on_typed)
        self.choose.clicked.connect(self.file_asked)
        self.take.clicked.connect(self._on_take)
        self.cancel.clicked.connect(self.reject)

    def say(self, trouble: str) -> None:
        """Why an answer was not taken."""
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space(7), space(6), space(7), space(6))
        column.setSpacing(space(3))
        column.addWidget(label(_("Read their answer"), Role.TITLE, name="answer_title"))
        caption = label(
            _("Paste the code that the form showed, or choose the file that it saved."), Role.SOFT, wrap=True
        )
        caption.setBuddy(self.field)
        column.addWidget(caption)
        column.addWidget(self.field)
        column.addWidget(self._trouble)
        self._trouble.hide()
        foot = QHBoxLayout()
        foot.addWidget(self.choose)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.take)
        column.addLayout(foot)
        self.setMinimumWidth(round(space(130) * min(theme.text_scale, 1.5)))

    def _on_typed(self) -> None:
        self.take.setEnabled(bool(self.field.toPlainText().strip()))
        self.say("")

    def _on_take(self) -> None:
        self.code_given.emit(self.field.toPlainText())
