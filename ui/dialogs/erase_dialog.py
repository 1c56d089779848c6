"""Asks twice, by a typed word, before everything is deleted."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.text import _
from ui.theme import Theme, space
from ui.widgets.controls import Button, ButtonKind, Role, label


class EraseDialog(QDialog):
    """Accepted only after the word was typed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("erase_dialog")
        self.setWindowTitle(_("Erase everything"))
        self._word = _("erase")
        told = label(
            _(
                "All sessions with their recordings, your settings, your voice, fetched weights, caches and logs will "
                "be gone for good, and the window will close. The files you brought stay where they are."
            ),
            Role.BODY,
            wrap=True,
        )
        asked = label(_("Type “{word}” to go on.", word=self._word), Role.STRONG)
        self.typed = QLineEdit(self)
        self.typed.setObjectName("erase_typed")
        self.typed.setAccessibleName(asked.text())
        self.go = Button(theme, "erase_go", _("Erase everything"), kind=ButtonKind.DANGER, parent=self)
        self.go.setEnabled(False)
        keep = Button(theme, "erase_keep", _("Keep everything"), parent=self)
        keep.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(7), space(6), space(7), space(6))
        column.setSpacing(space(3))
        column.addWidget(label(_("Erase everything?"), Role.TITLE))
        column.addWidget(told)
        column.addWidget(asked)
        column.addWidget(self.typed)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(keep)
        row.addWidget(self.go)
        column.addLayout(row)
        self.setMinimumWidth(round(space(120) * min(theme.text_scale, 1.6)))
        self.typed.textChanged.connect(self._on_typed)
        self.go.clicked.connect(self.accept)
        keep.clicked.connect(self.reject)

    def _on_typed(self, text: str) -> None:
        self.go.setEnabled(text.strip().casefold() == self._word.casefold())
