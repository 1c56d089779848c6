"""The kinds of moments and the people that a search in the transcript is narrowed to."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from coach.conversation import Speaker
from ui.item_models.transcript_find import Filter
from ui.text import _, plural
from ui.theme import Theme, Voice, space
from ui.widgets.flow import FlowLayout
from ui.widgets.session_header import swatch


@dataclass(frozen=True, slots=True)
class Chosen:
    """The chips that are pressed."""

    filters: frozenset[Filter] = frozenset()
    speakers: frozenset[str] = frozenset()


class Chip(QToolButton):
    """A filter that stays pressed while it holds. Space presses it, the arrow keys go to the next."""

    stepped = Signal(int)  # -1 or 1

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                forward = (event.key() == Qt.Key.Key_Right) != self.isRightToLeft()
                self.stepped.emit(1 if forward else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                event.ignore()  # steps through the finds, as everywhere in the find bar
            case _:
                super().keyPressEvent(event)


class FindFilters(QWidget):
    """A row of chips; those with nothing to find are disabled and say so."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_filters")
        self.setAccessibleName(_("Show only some kinds or people"))
        self._theme = theme
        self._kinds = {one: self._chip(f"filter_{one.value}", _name(one)) for one in Filter}
        self._people: dict[str, Chip] = {}
        self._voices: dict[str, Voice] = {}
        self._flow = FlowLayout(self, spacing=space(1.5), line_spacing=space(1))
        for chip in self._kinds.values():
            self._flow.addWidget(chip)
        theme.changed.connect(self._dress)

    @property
    def chosen(self) -> Chosen:
        """What is pressed."""
        return Chosen(
            frozenset(one for one, chip in self._kinds.items() if chip.isChecked()),
            frozenset(speaker for speaker, chip in self._people.items() if chip.isChecked()),
        )

    def show_talk(self, counts: dict[Filter, int], speakers: Sequence[Speaker], voices: dict[str, Voice]) -> None:
        """Offer what there is in a conversation; what is pressed stays so where it is still there."""
        for one, chip in self._kinds.items():
            count = counts[one]
            chip.setEnabled(count > 0 or chip.isChecked())
            chip.setToolTip(plural("{count} here", "{count} here", count) if count else _("None in this conversation"))
        pressed = self.chosen.speakers
        for speaker_id in list(self._people):
            if all(speaker.id != speaker_id for speaker in speakers):
                gone = self._people.pop(speaker_id)
                self._flow.removeWidget(gone)
                gone.setParent(None)
                gone.deleteLater()
        self._voices = dict(voices)
        for speaker in speakers:
            if speaker.id not in self._people:
                self._people[speaker.id] = self._chip(f"filter_person_{speaker.id}", speaker.label)
                self._flow.addWidget(self._people[speaker.id])
                self._people[speaker.id].show()
            chip = self._people[speaker.id]
            chip.setText(speaker.label.replace("&", "&&"))
            chip.setAccessibleName(_("Only what {name} said", name=speaker.label))
            chip.setToolTip(chip.accessibleName())
            chip.setVisible(len(speakers) > 1)
        self._dress()
        if self.chosen.speakers != pressed:
            self.changed.emit()

    def _chip(self, name: str, text: str) -> Chip:
        chip = Chip(name, self)
        chip.setText(text)
        chip.setAccessibleName(text)
        chip.toggled.connect(self.changed)
        chip.stepped.connect(self._on_stepped)
        return chip

    def _on_stepped(self, step: int) -> None:
        chips = [chip for chip in (*self._kinds.values(), *self._people.values()) if chip.isVisible()]
        able = [chip for chip in chips if chip.isEnabled()]
        here = next((number for number, chip in enumerate(able) if chip.hasFocus()), None)
        if here is not None:
            able[(here + step) % len(able)].setFocus(Qt.FocusReason.TabFocusReason)

    def _dress(self) -> None:
        side = self._theme.icon_size(12)
        for speaker, chip in self._people.items():
            voice = self._voices.get(speaker)
            chip.setIcon(QIcon() if voice is None else swatch(voice, side, self.devicePixelRatioF()))


def _name(one: Filter) -> str:
    return {
        Filter.QUESTIONS: _("Questions"),
        Filter.SAID_BACK: _("Said back"),
        Filter.INTERRUPTIONS: _("Interruptions"),
        Filter.BACKCHANNELS: _("Backchannels"),
        Filter.MISSED: _("Missed moments"),
    }[one]
