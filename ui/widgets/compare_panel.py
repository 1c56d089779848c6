"""Two sessions side by side, in sentences: what is clear first, the rest on demand."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coach.progress.compare import Change, Difference
from coach.progress.series import Taken
from coach.progress.words import told
from ui.text import _, plural
from ui.theme import Theme, space
from ui.trend_pictures import day
from ui.widgets.controls import Button, ButtonKind, Choice, Role, label
from ui.widgets.flow import FlowLayout
from ui.widgets.prose import Prose


class ComparePanel(QWidget):
    """Asks which two; ``show_differences`` says what came of it."""

    pair_chosen = Signal(str, str)  # the ids of the first and the second session

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_panel")
        self._theme = theme
        self.first = Choice(theme, "compare_first", _("The first session"), self)
        self.second = Choice(theme, "compare_second", _("The second session"), self)
        self._clear = Prose(theme, "compare_clear", parent=self)
        self.fold = Button(theme, "compare_fold", "", kind=ButtonKind.LINK, parent=self)
        self._rest = Prose(theme, "compare_rest", soft=True, parent=self)
        self._count = 0
        self._lay_out()
        for choice in (self.first, self.second):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(18)
            choice.activated.connect(self._on_chosen)
        self.fold.clicked.connect(self._on_fold)

    def show_sessions(self, sessions: Sequence[Taken], first: str, second: str) -> None:
        """The sessions to choose from, the oldest first, and the two that are chosen."""
        for choice, chosen in ((self.first, first), (self.second, second)):
            with QSignalBlocker(choice):
                choice.clear()
                for one in sessions:
                    choice.addItem(f"{day(one.made)} · {one.title}", one.session)
                choice.setCurrentIndex(choice.findData(chosen))

    def show_differences(self, found: Sequence[Difference]) -> None:
        """What the two differ in."""
        clear = [told(one) for one in found if one.change in (Change.MORE, Change.LESS)]
        rest = [told(one) for one in found if one.change not in (Change.MORE, Change.LESS)]
        none = _("No clear difference between these two. Single talks differ a lot by chance.")
        self._clear.setText("\n".join(clear) or none)
        self._rest.setText("\n".join(rest))
        self._count = len(rest)
        self.fold.setVisible(bool(rest))
        self._set_open(is_open=False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(label(_("Two sessions side by side"), Role.LEAD, name="compare_title"))
        row = FlowLayout(spacing=space(3), line_spacing=space(2))
        for text, choice in ((_("First"), self.first), (_("then"), self.second)):
            part = QWidget(self)
            inner = QHBoxLayout(part)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(space(2))
            caption = label(text, Role.SOFT)
            caption.setBuddy(choice)
            inner.addWidget(caption)
            inner.addWidget(choice)
            row.addWidget(part)
        column.addLayout(row)
        column.addWidget(self._clear)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._rest)

    def _on_chosen(self) -> None:
        self.pair_chosen.emit(str(self.first.currentData()), str(self.second.currentData()))

    def _on_fold(self) -> None:
        self._set_open(is_open=self._rest.isHidden())

    def _set_open(self, *, is_open: bool) -> None:
        self._rest.setVisible(is_open and self._count > 0)
        text = (
            _("Hide the others")
            if is_open
            else plural("Show {count} other measure", "Show {count} other measures", self._count)
        )
        self.fold.setText(text)
        self.fold.setAccessibleName(text)
