"""At the foot of the window: recordings that came into a watched folder, until the person says what to do with them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.text import _, plural
from ui.theme import Theme, space
from ui.widgets.controls import Button, ButtonKind, Role, label

_NAMED = 2


class OfferBar(QFrame):
    """Offers; does nothing by itself."""

    review_asked = Signal()
    refused = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offer_bar")
        self.setProperty("panel", "foot")
        self._told = label("", Role.BODY, name="offer_told", wrap=True)
        review = Button(theme, "offer_review", _("Review…"), kind=ButtonKind.PRIMARY, parent=self)
        refuse = Button(theme, "offer_refuse", _("Not these"), kind=ButtonKind.QUIET, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(6), space(3), space(6), space(3))
        row.setSpacing(space(3))
        row.addWidget(self._told, 1)
        row.addWidget(refuse)
        row.addWidget(review)
        review.clicked.connect(self.review_asked)
        refuse.clicked.connect(self.refused)
        self.hide()

    def show_files(self, files: Sequence[Path]) -> None:
        """Offer these; none hides the bar."""
        if files:
            names = ", ".join(f"“{path.name}”" for path in files[:_NAMED]) + (" …" if len(files) > _NAMED else "")
            text = plural("{count} new recording: {names}", "{count} new recordings: {names}", len(files), names=names)
            self._told.setText(text)
            self.setAccessibleName(text)
            if self.isHidden():
                self.show()
                QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        else:
            self.hide()
