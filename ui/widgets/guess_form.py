"""Own guess first: what the person thinks of the conversation, before any number is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coach.feedback.guess import HIGHEST, LOWEST, SCALES, Aspect, Guess
from ui.guess_words import question
from ui.text import _
from ui.theme import READING_WIDTH, Theme, space
from ui.widgets.controls import Button, ButtonKind, Role, label
from ui.widgets.guess_count import GuessCount
from ui.widgets.guess_slider import GuessScale

_NOTE_LENGTH = 200


class GuessForm(QWidget):
    """Asks for a guess, all or part of it, or for none: Enter shows what was measured, Escape skips."""

    guess_given = Signal(object)  # Guess
    guess_skipped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guess_form")
        self.setAccessibleName(_("Your own guess"))
        self._theme = theme
        self._share = GuessScale(Aspect.TALK_SHARE, 0, 100, 5, self)
        name = f"guess_{Aspect.INTERRUPTIONS.value}"
        self._count = GuessCount(theme, name, question(Aspect.INTERRUPTIONS), self)
        self._scales = {aspect: GuessScale(aspect, LOWEST, HIGHEST, 1, self) for aspect in SCALES}
        self._note = QLineEdit(self)
        self._note.setObjectName("guess_note_field")
        self._note.setAccessibleName(_("One line about how it went"))
        self._note.setPlaceholderText(_("As you like"))
        self._note.setMaxLength(_NOTE_LENGTH)
        self._show = Button(theme, "guess_show", _("Show what was measured"), kind=ButtonKind.PRIMARY, parent=self)
        self._skip = Button(theme, "guess_skip", _("Skip (Esc)"), kind=ButtonKind.QUIET, parent=self)
        self._lay_out()
        self._share.guess_changed.connect(self._on_changed)
        self._count.guess_changed.connect(self._on_changed)
        for scale in self._scales.values():
            scale.guess_changed.connect(self._on_changed)
        self._show.clicked.connect(self._give)
        self._skip.clicked.connect(self.guess_skipped)
        theme.changed.connect(self._dress)
        self._dress()
        self._on_changed()

    @property
    def guess(self) -> Guess:
        """What is guessed so far."""
        share = self._share.slider.guess
        return Guess(
            talk_share=None if share is None else share / 100,
            interruptions=self._count.guess,
            **{aspect.value: scale.slider.guess for aspect, scale in self._scales.items()},
            note=self._note.text().strip(),
        )

    def ask(self, *, has_me: bool) -> None:
        """Take on a session; while nobody is me there is nothing to guess, only to skip."""
        self._questions.setVisible(has_me)
        self._show.setVisible(has_me)
        self._skip.setText(_("Skip (Esc)") if has_me else _("Go on without a guess (Esc)"))
        self._skip.setAccessibleName(self._skip.text())

    def forget(self) -> None:
        """Nothing guessed."""
        for scale in (self._share, *self._scales.values()):
            scale.forget()
        self._count.forget()
        self._note.clear()
        self._on_changed()

    def start(self) -> None:
        """Put the keyboard at the first question."""
        self._share.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_narrow(self, narrow: bool) -> None:
        """The questions under each other, or two side by side."""
        fields = (self._share, self._count, *self._scales.values())
        for field in fields:
            self._grid.removeWidget(field)
        for number, field in enumerate(fields):
            self._grid.addWidget(field, number if narrow else number // 2, 0 if narrow else number % 2)
        self._grid.setColumnStretch(1, 0 if narrow else 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self._give()

    def _give(self) -> None:
        if not self.guess.is_empty:
            self.guess_given.emit(self.guess)

    def _on_changed(self) -> None:
        self._show.setEnabled(not self.guess.is_empty)

    def _lay_out(self) -> None:
        self._questions = QWidget(self)
        inner = QVBoxLayout(self._questions)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(space(2))
        inner.addWidget(label(_("What is your own guess?"), Role.TITLE, name="guess_title", wrap=True))
        told = _(
            "Before you see what was measured, say how it seemed to you. Leave out what you have no feeling for; "
            "guesses stay on this computer."
        )
        inner.addWidget(label(told, Role.SOFT, name="guess_told", wrap=True))
        inner.addSpacing(space(2))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(space(10))
        self._grid.setVerticalSpacing(space(5))
        self._grid.setColumnStretch(0, 1)
        inner.addLayout(self._grid)
        inner.addSpacing(space(2))
        caption = label(self._note.accessibleName(), Role.STRONG, wrap=True)
        caption.setBuddy(self._note)
        inner.addWidget(caption)
        inner.addWidget(self._note)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(3))
        buttons.addWidget(self._show)
        buttons.addWidget(self._skip)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(space(4))
        column.addWidget(self._questions)
        column.addLayout(buttons)
        column.addStretch(1)
        self._column = QWidget(self)
        self._column.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._column, 20)
        row.addStretch(1)
        self.set_narrow(False)

    def _dress(self) -> None:
        self._column.setMaximumWidth(round(READING_WIDTH * self._theme.text_scale))
