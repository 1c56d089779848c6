"""What the other person said of a session, and the ways to ask them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.partner.agreement import agreement
from coach.partner.sheet import Given
from coach.partner.words import agreement_told, heard_told, marks_told
from ui.text import _
from ui.theme import READING_WIDTH, Theme, space
from ui.widgets.controls import Button, ButtonKind, Role, label
from ui.widgets.flow import FlowLayout


class PartnerStrip(QWidget):
    """A line or two, and three ways on."""

    here_asked = Signal()
    form_asked = Signal()
    answer_asked = Signal()
    forget_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("partner_strip")
        self._theme = theme
        self._told = label("", Role.STRONG, name="partner_told", wrap=True, parent=self)
        self._agreement = label("", Role.SMALL, name="partner_agreement", wrap=True, parent=self)
        self._ways: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(self._told)
        column.addWidget(self._agreement)
        ways = QWidget(self)
        row = FlowLayout(ways, spacing=space(4), line_spacing=space(1))
        for name, text, asked in (
            ("strip_here", _("Ask them here"), self.here_asked),
            ("strip_form", _("Make a form for them…"), self.form_asked),
            ("strip_answer", _("Read their answer…"), self.answer_asked),
            ("strip_forget", _("Remove what they said…"), self.forget_asked),
        ):
            button = Button(theme, name, text, kind=ButtonKind.LINK, parent=ways)
            button.clicked.connect(asked)
            row.addWidget(button)
            self._ways[name] = button
        column.addWidget(ways)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_given(())

    def show_given(self, given: Sequence[Given]) -> None:
        """Take on the verdicts on the session."""
        self._ways["strip_forget"].setVisible(bool(given))
        if not given:
            self._told.setText(_("How heard did the other person feel? They can say so."))
            self._agreement.hide()
            return
        self._told.setText("\n".join(f"{heard_told(one)} {marks_told(one)}".strip() for one in given))
        self._agreement.setText(agreement_told(agreement([pair for one in given for pair in one.pairs])))
        self._agreement.setVisible(any(one.sheet.items for one in given))

    def _dress(self) -> None:
        self.setMaximumWidth(round(READING_WIDTH * self._theme.text_scale))
