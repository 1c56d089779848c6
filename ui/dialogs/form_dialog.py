"""What goes into a partner's form, to be seen and agreed to before it is written."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coach.partner.ask import without
from coach.partner.sheet import Item, Sheet
from ui.text import _
from ui.theme import Theme, space
from ui.widgets.controls import Button, ButtonKind, Role, label
from ui.widgets.prose import Prose

_WIDTH, _HEIGHT = 620, 640  # pixels at 100 % text


class FormDialog(QDialog):
    """``sheet`` is what is left of the questions after it was accepted."""

    def __init__(self, theme: Theme, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form_dialog")
        self.setWindowTitle(_("A form for {name}", name=sheet.partner))
        self._theme, self._sheet = theme, sheet
        self._boxes = [self._box(number, sheet) for number in range(len(sheet.items))]
        self.save = Button(theme, "form_save", _("Save the form…"), kind=ButtonKind.PRIMARY, parent=self)
        self.save.setDefault(True)
        self.cancel = Button(theme, "form_cancel", _("Cancel"), kind=ButtonKind.QUIET, parent=self)
        self._lay_out()
        self.save.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        scale = min(theme.text_scale, 1.4)
        self.resize(round(_WIDTH * scale), round(_HEIGHT * scale))

    @property
    def sheet(self) -> Sheet:
        """The sheet without what was unticked."""
        return without(self._sheet, {place for place, box in enumerate(self._boxes) if not box.isChecked()})

    def _box(self, place: int, sheet: Sheet) -> QCheckBox:
        box = QCheckBox(_("Ask about answer {number}", number=place + 1), self)
        box.setObjectName(f"form_item_{place}")
        item = sheet.items[place]
        box.setAccessibleName(f"{box.text()}: {item.theirs} – {item.mine}")
        box.setChecked(True)
        return box

    def _lay_out(self) -> None:
        sheet = self._sheet
        column = QVBoxLayout(self)
        column.setContentsMargins(space(7), space(6), space(7), space(6))
        column.setSpacing(space(3))
        column.addWidget(label(_("This is all that is in the form"), Role.TITLE, name="form_title", wrap=True))
        about = Prose(
            self._theme,
            "form_about",
            _(
                "The names {listener} and {partner}, how heard they felt from 1 to 7, and the words below. No sound, "
                "no other part of the talk, none of your numbers. Whoever has the file can read it.",
                listener=sheet.listener,
                partner=sheet.partner,
            ),
            soft=True,
        )
        column.addWidget(about)
        area = QScrollArea(self)
        area.setObjectName("form_scroll")
        area.setAccessibleName(_("What the form holds"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(area)
        inside.setProperty("clear", True)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, space(3), 0)
        rows.setSpacing(space(1.5))
        for place, box in enumerate(self._boxes):
            self._add_item(rows, place, box, sheet.items[place])
        if not self._boxes:
            rows.addWidget(label(_("No answer of yours was found to ask about; the number alone is asked."), Role.SOFT))
        rows.addStretch(1)
        area.setWidget(inside)
        column.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        column.addLayout(foot)

    def _add_item(self, rows: QVBoxLayout, place: int, box: QCheckBox, item: Item) -> None:
        rows.addWidget(box)
        for name, who, words in (
            (f"form_theirs_{place}", self._sheet.partner, item.theirs),
            (f"form_mine_{place}", self._sheet.listener, item.mine),
        ):
            rows.addWidget(Prose(self._theme, name, f"{who}: “{words}”"))
        rows.addSpacing(space(2))
