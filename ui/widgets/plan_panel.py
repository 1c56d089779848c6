"""The one plan: read beside its measure, or written as "When …, I will …"."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coach.progress.plan import LONGEST, action, situation
from ui.text import _
from ui.theme import Theme, space
from ui.widgets.controls import Button, ButtonKind, Role, label
from ui.widgets.prose import Prose


class PlanPanel(QFrame):
    """Shows the plan and asks for another; an empty half cannot be kept."""

    kept = Signal(str, str)  # situation, action
    dropped = Signal()
    trend_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plan_panel")
        self.setProperty("panel", "notice")
        self._theme = theme
        self._caption = label("", Role.CAPTION, name="plan_caption")
        self.text = label("", Role.LEAD, name="plan_text", wrap=True)
        self._since = Prose(theme, "plan_since", soft=True)
        self._why = Prose(
            theme,
            "plan_why",
            _("One small thing, tied to a moment that will come, is kept more often than a wish to listen better."),
            soft=True,
        )
        self.edit = Button(theme, "plan_edit", _("Change it"), kind=ButtonKind.LINK)
        self.trend = Button(theme, "plan_trend", _("Show its trend"), kind=ButtonKind.LINK)
        self.drop = Button(theme, "plan_drop", _("Let it go"), kind=ButtonKind.LINK)
        self.when = self._field("plan_when", _("When"))
        self.then = self._field("plan_then", _("I will"))
        self.save = Button(theme, "plan_save", _("Keep this plan"), kind=ButtonKind.PRIMARY)
        self.cancel = Button(theme, "plan_cancel", _("Cancel"), kind=ButtonKind.QUIET)
        self._has_plan = False
        self._lay_out()
        self.edit.clicked.connect(self._on_edit)
        self.drop.clicked.connect(self.dropped)
        self.trend.clicked.connect(self.trend_asked)
        self.cancel.clicked.connect(self._on_cancel)
        self.save.clicked.connect(self._on_save)
        for field in (self.when, self.then):
            field.textChanged.connect(self._on_typed)
            field.returnPressed.connect(self._on_save)

    def show_plan(
        self,
        text: str,
        parts: tuple[str, str],
        since: str,
        about: str,
        example: tuple[str, str],
        *,
        is_beside: bool = True,
    ) -> None:
        """Take on the plan as a sentence and in its parts, both empty where there is none.

        Args:
            since: how its measure stood since.
            about: the measure that it is held beside.
            example: a situation and an action to begin from.
            is_beside: whether the trend above is that of its measure.
        """
        self._has_plan = bool(text)
        self.trend.setVisible(not is_beside)
        self._caption.setText(_("Your plan, beside “{measure}”", measure=about))
        self.text.setText(text)
        self._since.setText(since)
        self._since.setVisible(bool(since))
        self.when.setText(parts[0])
        self.then.setText(parts[1])
        self.when.setPlaceholderText(example[0])
        self.then.setPlaceholderText(example[1])
        self._open(is_open=not self._has_plan)
        self._on_typed()

    def _field(self, name: str, title: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(title)
        field.setMaxLength(LONGEST)
        return field

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5), space(4), space(5), space(4))
        column.setSpacing(space(1.5))
        self._read = QWidget(self)
        read = QVBoxLayout(self._read)
        read.setContentsMargins(0, 0, 0, 0)
        read.setSpacing(space(1))
        read.addWidget(self.text)
        read.addWidget(self._since)
        row = QHBoxLayout()
        for button in (self.trend, self.edit, self.drop):
            row.addWidget(button)
        row.addStretch(1)
        read.addLayout(row)
        self._write = QWidget(self)
        write = QVBoxLayout(self._write)
        write.setContentsMargins(0, 0, 0, 0)
        write.setSpacing(space(1.5))
        write.addWidget(self._why)
        for title, field in ((_("When"), self.when), (_("I will"), self.then)):
            caption = label(title, Role.STRONG)
            caption.setBuddy(field)
            write.addWidget(caption)
            write.addWidget(field)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        write.addLayout(buttons)
        column.addWidget(self._caption)
        column.addWidget(self._read)
        column.addWidget(self._write)

    def _open(self, *, is_open: bool) -> None:
        self._read.setVisible(not is_open)
        self._write.setVisible(is_open)
        self.cancel.setVisible(self._has_plan)

    def _on_edit(self) -> None:
        self._open(is_open=True)
        self.when.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_cancel(self) -> None:
        self._open(is_open=False)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self) -> None:
        self.save.setEnabled(bool(situation(self.when.text()) and action(self.then.text())))

    def _on_save(self) -> None:
        if self.save.isEnabled():
            self.kept.emit(situation(self.when.text()), action(self.then.text()))
