"""Choices about the window, new reviews, the listening weights, and everything that is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from coach import __version__
from coach.contexts.context import Context
from coach.exports.statements import STATEMENTS
from coach.settings import Appearance, Settings
from ui.languages import LANGUAGES
from ui.text import _, plural
from ui.theme import READING_WIDTH, Icon, Theme, space
from ui.widgets.column import ScrollColumn
from ui.widgets.controls import Button, ButtonKind, Choice, Role, label, rule
from ui.widgets.library_settings import LibrarySettings
from ui.widgets.watched_folders import WatchedFolders

TEXT_SIZES = (100, 115, 130, 150, 175, 200)
_MOST_VOICES = 8


@dataclass(frozen=True, slots=True)
class WeightsLine:
    """One set of listening weights: what it is for, and how it is here."""

    id: str
    title: str
    words: str
    can_be_fetched: bool
    can_be_removed: bool


class SettingsPage(QWidget):
    """Shows the settings and says what was chosen; keeps nothing itself."""

    appearance_chosen = Signal(Appearance)
    text_scale_chosen = Signal(float)
    motion_chosen = Signal(bool)  # whether it is reduced
    notices_chosen = Signal(bool)
    keyboard_asked = Signal()
    context_chosen = Signal(str)
    speakers_chosen = Signal(int)
    language_chosen = Signal(str)
    weights_chosen = Signal(str)
    fetch_asked = Signal(str)
    remove_asked = Signal(str)
    folder_asked = Signal()
    forget_voice_asked = Signal()
    erase_asked = Signal()
    licences_asked = Signal()

    def __init__(self, theme: Theme, contexts: Sequence[Context], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings_page")
        self.setAccessibleName(_("Settings"))
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.appearance = Choice(theme, "appearance", _("Colours"), self)
        self.text_size = Choice(theme, "text_size", _("Size of all text"), self)
        self.motion = Choice(theme, "motion", _("What moves on the screen"), self)
        self.notices = Choice(theme, "notices", _("When long work ends while you are elsewhere"), self)
        self.keyboard = Button(theme, "keyboard_button", _("Keys…"), parent=self)
        self.context = Choice(theme, "default_context", _("Kind of conversation a review begins with"), self)
        self.voices = Choice(theme, "default_voices", _("How many people usually speak"), self)
        self.language = Choice(theme, "default_language", _("Language usually spoken"), self)
        self.weights = Choice(theme, "weights_choice", _("Which recogniser writes down the words"), self)
        self._weights_rows = QVBoxLayout()
        self._folder = label("", Role.SMALL, name="weights_folder", wrap=True)
        self.watched = WatchedFolders(theme, self)
        self.library = LibrarySettings(theme, self)
        self._voice = label("", Role.BODY, name="voice_kept", wrap=True)
        self._forget = Button(theme, "forget_voice", _("Forget my voice"), icon=Icon.DELETE)
        self._fill(contexts)
        self._lay_out()
        self.appearance.activated.connect(self._on_appearance)
        self.text_size.activated.connect(self._on_text_size)
        self.motion.activated.connect(self._on_motion)
        self.notices.activated.connect(self._on_notices)
        self.keyboard.clicked.connect(self.keyboard_asked)
        self.context.activated.connect(self._on_context)
        self.voices.activated.connect(self._on_voices)
        self.language.activated.connect(self._on_language)
        self._forget.clicked.connect(self.forget_voice_asked)
        self.weights.activated.connect(self._on_weights)
        self.library.erase_asked.connect(self.erase_asked)

    def show_settings(self, settings: Settings) -> None:
        """Show what is chosen."""
        self.appearance.setCurrentIndex(self.appearance.findData(settings.appearance))
        percent = min(TEXT_SIZES, key=lambda size: abs(size - 100 * settings.text_scale))
        self.text_size.setCurrentIndex(self.text_size.findData(percent))
        self.motion.setCurrentIndex(self.motion.findData(settings.reduced_motion))
        self.notices.setCurrentIndex(self.notices.findData(settings.notices))
        self.context.setCurrentIndex(max(0, self.context.findData(settings.context)))
        self.voices.setCurrentIndex(max(0, self.voices.findData(settings.speakers)))
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self.weights.setCurrentIndex(max(0, self.weights.findData(settings.weights)))
        own = settings.weights_folder
        self._folder.setText(_("Using the weights in {folder}", folder=own) if own else "")
        self._folder.setVisible(bool(own))
        self.library.show_settings(settings)
        self.watched.show_settings(settings)

    def show_weights(self, lines: Sequence[WeightsLine]) -> None:
        """Show what is there to listen with."""
        while (item := self._weights_rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for line in lines:
            self._weights_rows.addWidget(self._weights_row(line))

    def show_recognisers(self, choices: Sequence[tuple[str, str]]) -> None:
        """The recognisers to choose from: id and title; an empty id takes the best that is there."""
        self.weights.clear()
        for id_, title in choices:
            self.weights.addItem(title, id_)

    def show_voice(self, told: str, *, is_kept: bool) -> None:
        """Show what is kept of the person's own voice."""
        self._voice.setText(told)
        self._forget.setVisible(is_kept)

    def show_about(self) -> None:
        """Bring what stands about Sayback into view."""
        self._scroll.verticalScrollBar().setValue(self._scroll.verticalScrollBar().maximum())

    # -- building ------------------------------------------------------------------------------------------------

    def _fill(self, contexts: Sequence[Context]) -> None:
        for which, text in (
            (Appearance.SYSTEM, _("As the system has it")),
            (Appearance.LIGHT, _("Light")),
            (Appearance.DARK, _("Dark")),
            (Appearance.CONTRAST, _("High contrast")),
        ):
            self.appearance.addItem(text, which)
        for percent in TEXT_SIZES:
            self.text_size.addItem(f"{percent} %", percent)
        self.motion.addItem(_("As usual"), False)
        self.motion.addItem(_("As little as can be"), True)
        self.notices.addItem(_("Mark the window only"), False)
        self.notices.addItem(_("A notice of the system too"), True)
        for kind in contexts:
            self.context.addItem(kind.title, kind.id)
        for count in range(2, _MOST_VOICES + 1):
            self.voices.addItem(plural("{count} person", "{count} people", count), count)
        self.voices.addItem(_("Not sure"), 0)
        self.language.addItem(_("Found by itself"), "")
        for code, name in LANGUAGES:
            self.language.addItem(name, code)

    def _lay_out(self) -> None:
        self._scroll = ScrollColumn("settings_scroll", spacing=space(4), parent=self)
        self._scroll.set_widest(round(READING_WIDTH * self._theme.text_scale))
        column = self._scroll.column
        column.addWidget(label(_("Settings"), Role.DISPLAY, name="settings_title"))
        self._section(
            column,
            _("The window"),
            (
                (_("Colours"), self.appearance),
                (_("Text"), self.text_size),
                (_("Movement"), self.motion),
                (_("Notices"), self.notices),
                (_("Keyboard"), self.keyboard),
            ),
        )
        self._section(
            column,
            _("New reviews"),
            (
                (_("Kind of conversation"), self.context),
                (_("Voices"), self.voices),
                (_("Language"), self.language),
                (_("Recogniser"), self.weights),
            ),
        )
        column.addSpacing(space(2))
        column.addWidget(label(_("Watched folders"), Role.LEAD))
        column.addWidget(self.watched)
        column.addWidget(rule())
        self._lay_out_weights(column)
        self._lay_out_voice(column)
        self._lay_out_kept(column)
        self._lay_out_about(column)
        column.addStretch(1)

    def _section(self, column: QVBoxLayout, title: str, fields: Sequence[tuple[str, QWidget]]) -> None:
        column.addSpacing(space(2))
        column.addWidget(label(title, Role.LEAD))
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(6))
        grid.setVerticalSpacing(space(2))
        grid.setColumnStretch(1, 1)
        for number, (text, field) in enumerate(fields):
            caption = label(text, Role.SOFT)
            caption.setBuddy(field)
            grid.addWidget(caption, number, 0)
            grid.addWidget(field, number, 1, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnMinimumWidth(0, round(space(40) * self._theme.text_scale))
        column.addLayout(grid)
        column.addWidget(rule())

    def _lay_out_weights(self, column: QVBoxLayout) -> None:
        column.addSpacing(space(2))
        column.addWidget(label(_("What Sayback listens with"), Role.LEAD))
        told = _("These files turn sound into words and voices, here on this computer. Each is checked before use.")
        column.addWidget(label(told, Role.SOFT, wrap=True))
        self._weights_rows.setSpacing(space(2))
        column.addLayout(self._weights_rows)
        column.addWidget(self._folder)
        choose = Button(self._theme, "weights_folder_button", _("Use a folder of my own"), icon=Icon.OPEN)
        choose.clicked.connect(self.folder_asked)
        column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(rule())

    def _weights_row(self, line: WeightsLine) -> QWidget:
        made = QWidget(self)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(line.title, Role.STRONG, wrap=True))
        words.addWidget(label(line.words, Role.SMALL, wrap=True))
        row.addLayout(words, 1)
        if line.can_be_fetched:
            fetch = Button(self._theme, f"fetch_{line.id}", _("Download"), icon=Icon.EXPORT, parent=made)
            fetch.setProperty("weights", line.id)
            fetch.clicked.connect(self._on_fetch)
            row.addWidget(fetch)
        if line.can_be_removed:
            remove = Button(self._theme, f"remove_{line.id}", _("Remove"), kind=ButtonKind.QUIET, parent=made)
            remove.setProperty("weights", line.id)
            remove.clicked.connect(self._on_remove)
            row.addWidget(remove)
        return made

    def _lay_out_voice(self, column: QVBoxLayout) -> None:
        column.addSpacing(space(2))
        column.addWidget(label(_("Your voice"), Role.LEAD))
        column.addWidget(self._voice)
        why = _(
            "What your voice sounds like finds you in recordings, and nothing else. It stays on this computer; "
            "nothing is kept of anybody else."
        )
        column.addWidget(label(why, Role.SOFT, name="voice_why", wrap=True))
        column.addWidget(self._forget, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(rule())

    def _lay_out_kept(self, column: QVBoxLayout) -> None:
        column.addSpacing(space(2))
        column.addWidget(label(_("Your library"), Role.LEAD))
        column.addWidget(self.library)
        column.addWidget(rule())

    def _lay_out_about(self, column: QVBoxLayout) -> None:
        column.addSpacing(space(2))
        self._about = label(_("About Sayback {version}", version=__version__), Role.LEAD, name="about_title")
        column.addWidget(self._about)
        for number, statement in enumerate(STATEMENTS):
            column.addWidget(label(_(statement), Role.SOFT, name=f"statement_{number}", wrap=True))
        licences = Button(self._theme, "licences", _("Licences"), kind=ButtonKind.LINK)
        licences.clicked.connect(self.licences_asked)
        column.addWidget(licences, 0, Qt.AlignmentFlag.AlignLeft)

    # -- what people choose --------------------------------------------------------------------------------------

    def _on_appearance(self) -> None:
        self.appearance_chosen.emit(Appearance(self.appearance.currentData()))

    def _on_text_size(self) -> None:
        self.text_scale_chosen.emit(int(self.text_size.currentData()) / 100)

    def _on_motion(self) -> None:
        self.motion_chosen.emit(bool(self.motion.currentData()))

    def _on_notices(self) -> None:
        self.notices_chosen.emit(bool(self.notices.currentData()))

    def _on_context(self) -> None:
        self.context_chosen.emit(str(self.context.currentData()))

    def _on_voices(self) -> None:
        self.speakers_chosen.emit(int(self.voices.currentData()))

    def _on_language(self) -> None:
        self.language_chosen.emit(str(self.language.currentData()))

    def _on_weights(self) -> None:
        self.weights_chosen.emit(str(self.weights.currentData()))

    def _on_fetch(self) -> None:
        self.fetch_asked.emit(str(self.sender().property("weights")))

    def _on_remove(self) -> None:
        self.remove_asked.emit(str(self.sender().property("weights")))
