"""Asks, once for all files that were brought: did everyone agree, what kind of talk was it, how many voices."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from coach.contexts.context import Context
from coach.library.session import Consent
from coach.settings import Settings
from ui.intake import Wishes
from ui.languages import LANGUAGES
from ui.text import _, plural
from ui.theme import Theme, space
from ui.widgets.controls import Button, ButtonKind, Choice, Role, label, rule
from ui.widgets.field_form import FieldForm

_MOST_VOICES = 8
_SHOWN_FILES = 3


class ImportDialog(QDialog):
    """Before files are taken in. ``wishes`` holds the answers after it was accepted."""

    def __init__(
        self,
        theme: Theme,
        files: Sequence[Path],
        contexts: Sequence[Context],
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("import_dialog")
        self.setWindowTitle(_("Review a recording"))
        self._theme, self._contexts, self._settings = theme, tuple(contexts), settings
        self.everyone = QRadioButton(_("Yes, everyone knew and agreed"), self)
        self.everyone.setObjectName("consent_everyone")
        self.alone = QRadioButton(_("Nobody else is in it, or nobody real"), self)
        self.alone.setObjectName("consent_alone")
        self.not_yet = QRadioButton(_("Not everyone, or I do not know"), self)
        self.not_yet.setObjectName("consent_not_yet")
        self.how = QLineEdit(self)
        self.how.setObjectName("consent_how")
        self.how.setAccessibleName(_("How they agreed"))
        self.how.setPlaceholderText(_("How, if you like: asked at the start, by mail …"))
        self.kindly = label(
            _(
                "Then please ask them first. You could say: “I would like to go over our talk to practise my "
                "listening. It stays on my computer and I can delete it. Is that all right?” The recording stays "
                "where it is; come back when they have agreed."
            ),
            Role.SOFT,
            name="consent_kindly",
            wrap=True,
            parent=self,
        )
        self.context = Choice(theme, "import_context", _("What kind of conversation"), self)
        self.about = label("", Role.SMALL, name="import_context_about", wrap=True, parent=self)
        self.voices = Choice(theme, "import_voices", _("How many people speak"), self)
        self.language = Choice(theme, "import_language", _("Language that is spoken"), self)
        self.go = Button(theme, "import_go", _("Review"), kind=ButtonKind.PRIMARY, parent=self)
        self.cancel = Button(theme, "import_cancel", _("Cancel"), kind=ButtonKind.QUIET, parent=self)
        self._fill()
        self._lay_out(files)
        for answer in (self.everyone, self.alone, self.not_yet):
            answer.toggled.connect(self._on_answer)
        self.context.currentIndexChanged.connect(self._on_context)
        self.go.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self._on_answer()
        self._on_context()

    def wishes(self, now: datetime) -> Wishes:
        """The answers; ``now`` (with its time zone) is when consent was said."""
        who = _("everyone in the conversation") if self.everyone.isChecked() else _("nobody else is in it")
        voices = int(self.voices.currentData())
        return Wishes(
            consent=Consent(who, self.how.text().strip() or _("said when it was brought in"), now),
            context=str(self.context.currentData()),
            speakers=voices or None,
            language=str(self.language.currentData()) or None,
            weights=self._settings.weights or "whisper-base",
            weights_folder=Path(self._settings.weights_folder) if self._settings.weights_folder else None,
        )

    def _fill(self) -> None:
        for kind in self._contexts:
            self.context.addItem(kind.title, kind.id)
        self.context.setCurrentIndex(max(0, self.context.findData(self._settings.context)))
        for count in range(2, _MOST_VOICES + 1):
            self.voices.addItem(plural("{count} person", "{count} people", count), count)
        self.voices.addItem(_("Not sure"), 0)
        self.voices.setCurrentIndex(max(0, self.voices.findData(self._settings.speakers)))
        self.language.addItem(_("Found by itself"), "")
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(self._settings.language)))

    def _lay_out(self, files: Sequence[Path]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space(7), space(6), space(7), space(6))
        column.setSpacing(space(3))
        column.addWidget(label(_headline(files), Role.TITLE, name="import_title", wrap=True))
        if len(files) > 1:
            names = [path.name for path in files[:_SHOWN_FILES]]
            more = len(files) - len(names)
            text = "\n".join(names) + ("\n" + plural("and {count} more", "and {count} more", more) if more else "")
            column.addWidget(label(text, Role.SMALL, name="import_files", wrap=True))
        column.addSpacing(space(1))
        asked = label(
            _("Did everyone in this conversation know it was recorded, and agree that you review it?"),
            Role.STRONG,
            wrap=True,
        )
        column.addWidget(asked)
        for answer in (self.everyone, self.alone, self.not_yet):
            answer.setAccessibleDescription(asked.text())
            column.addWidget(answer)
        column.addWidget(self.how)
        column.addWidget(self.kindly)
        column.addWidget(rule())
        form = FieldForm()
        for text, field in (
            (_("It was"), self.context),
            ("", self.about),
            (_("Voices"), self.voices),
            (_("Language"), self.language),
        ):
            form.add(text, field)
        column.addLayout(form)
        column.addWidget(rule())
        foot = QHBoxLayout()
        foot.addWidget(label(_("Everything stays on this computer."), Role.SMALL), 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        column.addLayout(foot)
        self.setMinimumWidth(round(space(140) * min(self._theme.text_scale, 1.6)))

    def _on_answer(self) -> None:
        agreed = self.everyone.isChecked() or self.alone.isChecked()
        self.go.setEnabled(agreed)
        self.go.setDefault(agreed)
        self.how.setVisible(not self.not_yet.isChecked())
        self.kindly.setVisible(self.not_yet.isChecked())

    def _on_context(self) -> None:
        chosen = next((kind for kind in self._contexts if kind.id == self.context.currentData()), None)
        self.about.setText(chosen.description if chosen else "")


def _headline(files: Sequence[Path]) -> str:
    if len(files) == 1:
        return files[0].name
    return plural("{count} recording", "{count} recordings", len(files))
