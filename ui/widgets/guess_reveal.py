"""The own guess beside what was measured, in words about this conversation."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from coach.feedback.guess import Aspect, Gap
from ui.guess_words import closeness_name, summary, told
from ui.text import _
from ui.theme import READING_WIDTH, Theme, space
from ui.widgets.controls import Button, ButtonKind, Role, label
from ui.widgets.prose import Prose


class GuessReveal(QWidget):
    """One line, which opens to a sentence for each guess."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guess_reveal")
        self._theme = theme
        self._summary = label("", Role.STRONG, name="guess_summary", wrap=True, parent=self)
        self.fold = Button(theme, "guess_fold", "", kind=ButtonKind.LINK, parent=self)
        self._body = QWidget(self)
        self._words = {a: label("", Role.STRONG, name=f"guess_word_{a.value}", parent=self._body) for a in Aspect}
        self._told = {a: label("", name=f"guess_told_{a.value}", wrap=True, parent=self._body) for a in Aspect}
        self._note = Prose(theme, "guess_note", serif=True, parent=self._body)
        self._lay_out()
        self.fold.clicked.connect(self._on_fold)
        theme.changed.connect(self._dress)
        self._dress()
        self.set_open(False)

    def show_gaps(self, gaps: Sequence[Gap], note: str) -> None:
        """Take on the gaps of a session, and the line that was written."""
        self._summary.setText(_("Your own guess: {summary}", summary=summary(gaps)))
        for gap in gaps:
            word, sentence = self._words[gap.aspect], self._told[gap.aspect]
            word.setText(closeness_name(gap.closeness))
            sentence.setText(told(gap))
            for one in (word, sentence):
                one.setVisible(gap.guessed is not None)
        self._note.setText(_("You wrote: “{note}”", note=note) if note else "")
        self._note.setVisible(bool(note))

    def set_open(self, is_open: bool) -> None:
        """Show each guess, or the one line."""
        self._body.setVisible(is_open)
        text = _("Hide the guesses") if is_open else _("Show the guesses")
        self.fold.setText(text)
        self.fold.setAccessibleName(text)

    def _on_fold(self) -> None:
        self.set_open(self._body.isHidden())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(space(4))
        head.addWidget(self._summary, 1)
        head.addWidget(self.fold)
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(5))
        grid.setVerticalSpacing(space(1.5))
        grid.setColumnStretch(1, 1)
        for row, aspect in enumerate(Aspect):
            grid.addWidget(self._words[aspect], row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._told[aspect], row, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._note, len(Aspect), 0, 1, 2)
        about = _("A surprise is worth hearing again. It says something about this conversation, not about you.")
        grid.addWidget(label(about, Role.SMALL, name="guess_about", wrap=True), len(Aspect) + 1, 0, 1, 2)
        self._inner = QWidget(self)
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addLayout(head)
        column.addWidget(self._body)
        row_ = QHBoxLayout(self)
        row_.setContentsMargins(0, 0, 0, 0)
        row_.addWidget(self._inner, 20)
        row_.addStretch(1)

    def _dress(self) -> None:
        self._inner.setMaximumWidth(round(READING_WIDTH * self._theme.text_scale))
