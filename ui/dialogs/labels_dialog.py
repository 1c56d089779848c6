"""Which tags a session has, and who the people in it are."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coach.conversation import Speaker
from coach.library.label_rows import Counted, key, tidy
from ui.text import _
from ui.theme import Theme, space
from ui.widgets.controls import Button, ButtonKind, Role, label
from ui.widgets.field_form import FieldForm
from ui.widgets.flow import FlowLayout

_MOST = 12


class LabelsDialog(QDialog):
    """``tags`` and ``people`` hold the answers after it was accepted. Tags stand in one line, with commas between."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        tags: Sequence[str],
        speakers: Sequence[Speaker],
        known: Mapping[str, str],
        *,
        all_tags: Sequence[Counted],
        all_people: Sequence[Counted],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("labels_dialog")
        self.setWindowTitle(_("Tags and people"))
        self.field = QLineEdit(", ".join(tags), self)
        self.field.setObjectName("tags_field")
        self.field.setAccessibleName(_("Tags, with commas between them"))
        self.field.setPlaceholderText(_("work, second meeting"))
        self._chips: dict[str, QToolButton] = {}
        self._people: dict[str, QLineEdit] = {}
        others = [speaker for speaker in speakers if not speaker.me]
        for speaker in others:
            self._people[speaker.id] = self._person(speaker, known, all_people)
        self._lay_out(theme, title, others, all_tags)
        self.field.textChanged.connect(self._show_chips)
        self._show_chips()

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that were written."""
        return tuple(tidy(part) for part in self.field.text().split(",") if tidy(part))

    @property
    def people(self) -> dict[str, str]:
        """Who each speaker (by id) is; empty where that was not said."""
        return {speaker: tidy(field.text()) for speaker, field in self._people.items()}

    def _person(self, speaker: Speaker, known: Mapping[str, str], all_people: Sequence[Counted]) -> QLineEdit:
        """A field for one speaker, filled where somebody of that name is known already."""
        same = next((one.name for one in all_people if key(one.name) == key(speaker.label)), "")
        field = QLineEdit(known.get(speaker.id, same), self)
        field.setObjectName(f"person_field_{speaker.id}")
        field.setAccessibleName(_("Who {name} is", name=speaker.label))
        field.setPlaceholderText(_("A name, the same in every session"))
        completer = QCompleter([one.name for one in all_people], field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        field.setCompleter(completer)
        return field

    def _lay_out(self, theme: Theme, title: str, others: Sequence[Speaker], all_tags: Sequence[Counted]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space(7), space(6), space(7), space(6))
        column.setSpacing(space(3))
        column.addWidget(label(title, Role.TITLE, name="labels_title", wrap=True))
        caption = label(_("Tags, with commas between them"), Role.SOFT)
        caption.setBuddy(self.field)
        column.addWidget(caption)
        column.addWidget(self.field)
        chips = QWidget(self)
        flow = FlowLayout(chips, spacing=space(1.5), line_spacing=space(1))
        for one in sorted(all_tags, key=lambda one: -one.sessions)[:_MOST]:
            flow.addWidget(self._chip(one.name, chips))
        chips.setVisible(bool(all_tags))
        column.addWidget(chips)
        if others:
            why = _("Who was it? The name ties together all sessions with one person.")
            column.addWidget(label(why, Role.SOFT, name="people_why", wrap=True))
            form = FieldForm()
            for speaker in others:
                form.add(speaker.label, self._people[speaker.id], role=Role.BODY)
            column.addLayout(form)
        foot = QHBoxLayout()
        foot.addStretch(1)
        cancel = Button(theme, "labels_cancel", _("Cancel"), kind=ButtonKind.QUIET, parent=self)
        save = Button(theme, "labels_save", _("Save"), kind=ButtonKind.PRIMARY, parent=self)
        save.setDefault(True)
        cancel.clicked.connect(self.reject)
        save.clicked.connect(self.accept)
        foot.addWidget(cancel)
        foot.addWidget(save)
        column.addLayout(foot)
        self.setMinimumWidth(round(space(120) * min(theme.text_scale, 1.6)))

    def _chip(self, name: str, parent: QWidget) -> QToolButton:
        chip = QToolButton(parent)
        chip.setObjectName(f"tag_choice_{name}")
        chip.setProperty("kind", "chip")
        chip.setText(f"#{name}".replace("&", "&&"))
        chip.setAccessibleName(_("Tag {name}", name=name))
        chip.setCheckable(True)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.toggled.connect(partial(self._on_chip, name))
        self._chips[name] = chip
        return chip

    def _show_chips(self) -> None:
        written = {key(tag) for tag in self.tags}
        for name, chip in self._chips.items():
            with QSignalBlocker(chip):
                chip.setChecked(key(name) in written)

    def _on_chip(self, name: str, checked: bool) -> None:
        tags = [tag for tag in self.tags if key(tag) != key(name)]
        self.field.setText(", ".join([*tags, name] if checked else tags))
