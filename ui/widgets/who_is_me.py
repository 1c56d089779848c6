"""Which voice is you? Until that is known nothing about listening can be said."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coach.conversation import Conversation
from ui.text import _
from ui.theme import Icon, Theme, Voice, space
from ui.widgets.controls import Button, ButtonKind, Role, label
from ui.widgets.session_header import swatch


class WhoIsMe(QFrame):
    """A row for each voice: hear it, or say that it is you."""

    me_chosen = Signal(object)  # speaker id
    remember_asked = Signal()  # follows me_chosen
    sample_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("who_is_me")
        self.setProperty("panel", "notice")
        self._theme = theme
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space(6), space(5), space(6), space(5))
        self._column.setSpacing(space(2))
        self._column.addWidget(label(_("Which voice is you?"), Role.LEAD, name="who_is_me_title", parent=self))
        text = _("Listen for a moment and say. The measures are about you, so they wait for this.")
        self._column.addWidget(label(text, Role.SOFT, wrap=True, parent=self))
        self._voices = QVBoxLayout()
        self._voices.setSpacing(space(2))
        self._column.addLayout(self._voices)
        self.remember = QCheckBox(_("Remember my voice on this computer"), self)
        self.remember.setObjectName("remember_voice")
        self.remember.setAccessibleName(self.remember.text())
        why = _(
            "Then the next review knows you by itself. It stays here, it is only yours, and Settings can forget it at "
            "any time."
        )
        self.remember.setAccessibleDescription(why)
        self._why = label(why, Role.SMALL, name="remember_why", wrap=True, parent=self)
        self._column.addWidget(self.remember)
        self._column.addWidget(self._why)

    def show_speakers(self, conversation: Conversation, voices: dict[str, Voice], *, has_sound: bool) -> None:
        """Take on the speakers of a conversation."""
        for row in self._rows:
            row.setParent(None)
            row.deleteLater()
        self._rows = []
        self.remember.setChecked(False)
        self.remember.setVisible(has_sound)
        self._why.setVisible(has_sound)
        for speaker in conversation.speakers:
            row = QWidget(self)
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(space(3))
            mine = Button(self._theme, f"me_is_{speaker.id}", _("{name} is me", name=speaker.label), parent=row)
            side = self._theme.icon_size(12)
            mine.setIcon(swatch(voices[speaker.id], side, self.devicePixelRatioF()))
            mine.setIconSize(QSize(side + space(1), side))
            mine.clicked.connect(partial(self._on_chosen, speaker.id))
            hear = Button(
                self._theme,
                f"hear_{speaker.id}",
                _("Hear {name}", name=speaker.label),
                kind=ButtonKind.LINK,
                icon=Icon.PLAY,
                parent=row,
            )
            hear.setEnabled(has_sound)
            hear.clicked.connect(partial(self._on_sample, speaker.id))
            line.addWidget(mine)
            line.addWidget(hear)
            line.addStretch(1)
            self._voices.addWidget(row)
            self._rows.append(row)

    def start(self) -> None:
        """Put the keyboard at the first voice."""
        if self._rows and (first := self._rows[0].findChild(Button)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, speaker: str, checked: bool = False) -> None:
        is_wanted = self.remember.isChecked()  # a new choice takes the tick away
        self.me_chosen.emit(speaker)
        if is_wanted:
            self.remember_asked.emit()

    def _on_sample(self, speaker: str, checked: bool = False) -> None:
        self.sample_requested.emit(speaker)
