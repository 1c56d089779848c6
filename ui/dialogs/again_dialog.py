"""How the recording of a session is to be heard once more."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from coach.again import Wanted
from coach.conversation import Conversation, Timing
from ui.languages import LANGUAGES
from ui.text import _, plural
from ui.theme import Theme, space
from ui.widgets.controls import Button, ButtonKind, Choice, Role, label
from ui.widgets.field_form import FieldForm

_MOST_VOICES = 8


class AgainDialog(QDialog):
    """``wanted`` holds the answers after it was accepted. What the session shows now is chosen already.

    ``weights`` are the ids and titles to choose from; ``folder`` the person's own, which ``chosen`` stands for.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        talk: Conversation,
        weights: Sequence[tuple[str, str]],
        chosen: str,
        folder: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("again_dialog")
        self.setWindowTitle(_("Hear it again"))
        self._folder, self._chosen = folder, chosen
        self.model = Choice(theme, "again_weights", _("What writes the words down"), self)
        self.voices = Choice(theme, "again_voices", _("How many people speak"), self)
        self.language = Choice(theme, "again_language", _("Language that is spoken"), self)
        self.go = Button(theme, "again_go", _("Hear it again"), kind=ButtonKind.PRIMARY, parent=self)
        self.cancel = Button(theme, "again_cancel", _("Cancel"), kind=ButtonKind.QUIET, parent=self)
        self._fill(talk, weights)
        self._lay_out(theme, title, talk)
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    @property
    def wanted(self) -> Wanted:
        """The answers."""
        weights = str(self.model.currentData())
        return Wanted(
            speakers=int(self.voices.currentData()) or None,
            language=str(self.language.currentData()) or None,
            weights=weights,
            weights_folder=self._folder if weights == self._chosen else None,
        )

    def _fill(self, talk: Conversation, weights: Sequence[tuple[str, str]]) -> None:
        for id_, name in weights:
            self.model.addItem(name, id_)
        self.model.setCurrentIndex(max(0, self.model.findData(self._chosen)))
        for count in range(1, max(_MOST_VOICES, len(talk.speakers)) + 1):
            self.voices.addItem(plural("{count} person", "{count} people", count), count)
        self.voices.addItem(_("Not sure"), 0)
        self.voices.setCurrentIndex(self.voices.findData(max(1, len(talk.speakers))))
        self.voices.setEnabled(talk.timing is not Timing.CHANNELS)
        self.language.addItem(_("Found by itself"), "")
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        if self.language.findData(talk.language) < 0:
            self.language.addItem(talk.language, talk.language)
        self.language.setCurrentIndex(self.language.findData(talk.language))

    def _lay_out(self, theme: Theme, title: str, talk: Conversation) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space(7), space(6), space(7), space(6))
        column.setSpacing(space(3))
        column.addWidget(label(title, Role.TITLE, name="again_title", wrap=True))
        told = _(
            "Sayback listens to the recording once more and then shows what it heard. What there is now stays as a "
            "version to go back to, with your edits. Names, people and who is you go along where the same voice is "
            "found again; edits of words and moments do not."
        )
        column.addWidget(label(told, Role.SOFT, name="again_told", wrap=True))
        form = FieldForm()
        for text, field in (
            (_("Recogniser"), self.model),
            (_("Voices"), self.voices),
            (_("Language"), self.language),
        ):
            form.add(text, field)
        column.addLayout(form)
        if talk.timing is Timing.CHANNELS:
            why = _("Each person has a channel of their own in this recording, so their number is known.")
            column.addWidget(label(why, Role.SMALL, name="again_channels", wrap=True))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        column.addLayout(foot)
        self.setMinimumWidth(round(space(130) * min(theme.text_scale, 1.6)))
