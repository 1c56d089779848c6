"""The head of a session: title, people, date, what kind of talk it was, who is me; play and the rest at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QDate, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QToolButton, QVBoxLayout, QWidget

from coach.contexts.context import Context
from coach.conversation import Conversation
from coach.editing.edits import ChooseGoal, MergeSpeakers
from coach.exports.names import voice_sureness
from coach.feedback.goal import GOALS
from coach.times import clock
from ui.painters.patterns import paint_swatch
from ui.text import _
from ui.theme import Icon, Theme, Voice, space
from ui.widgets.controls import Button, ButtonKind, Choice, IconButton, Role, label
from ui.widgets.flow import FlowLayout
from ui.widgets.transport import Transport


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the head of a session; ``held`` is the day of the talk where it is known.

    ``sound_deleted`` is the day when the recording was deleted and the rest was kept.
    """

    title: str
    held: QDate | None = None
    tags: tuple[str, ...] = ()
    sound_deleted: QDate | None = None


class SessionHeader(QWidget):
    """Shows who and what, and asks for changes; it makes none itself."""

    context_changed = Signal(str)
    me_chosen = Signal(object)  # speaker id, or None for nobody
    speaker_renamed = Signal(str, str)
    edit_asked = Signal(object)  # Edit
    sample_requested = Signal(str)  # speaker id
    export_requested = Signal()
    report_requested = Signal()
    remember_asked = Signal()
    labels_requested = Signal()
    again_requested = Signal()
    versions_requested = Signal()
    sound_delete_requested = Signal()
    delete_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("session_header")
        self._theme = theme
        self._conversation: Conversation | None = None
        self._voices: dict[str, Voice] = {}
        self._people: list[QToolButton] = []
        self._has_sound = False
        self._title = label("", Role.TITLE, name="session_title", wrap=True, parent=self)
        self._facts = label("", Role.SMALL, name="session_facts", parent=self)
        self._no_sound = label("", Role.SMALL, name="no_sound", parent=self)
        self._context_label = label(_("Seen as"), Role.SMALL, parent=self)
        self._context = Choice(theme, "context_choice", _("What kind of conversation this was"), self, snug=True)
        self._context_label.setBuddy(self._context)
        self._goal_label = label(_("Goal"), Role.SMALL, parent=self)
        self._goal = Choice(theme, "goal_choice", _("What you set out to do in this conversation"), self, snug=True)
        self._goal_label.setBuddy(self._goal)
        self._goal.addItem(_("None yet"), None)
        for goal in GOALS:
            self._goal.addItem(_(goal.title), goal.measure)
        self._me_label = label(_("You are"), Role.SMALL, parent=self)
        self._me = Choice(theme, "me_choice", _("Which voice is you"), self, snug=True)
        self._me_label.setBuddy(self._me)
        self._known = label("", Role.SMALL, name="known_by_voice", parent=self)
        self._not_me = Button(theme, "not_me", _("Not me"), kind=ButtonKind.LINK, parent=self)
        self.transport = Transport(theme, self)
        self._more = IconButton(theme, "more_button", _("More actions"), Icon.MORE, parent=self)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self._menu())
        self._lay_out()
        self._context.activated.connect(self._on_context)
        self._goal.activated.connect(self._on_goal)
        self._me.activated.connect(self._on_me)
        self._not_me.clicked.connect(self._on_not_me)
        theme.changed.connect(self._dress)

    def set_contexts(self, contexts: Sequence[Context]) -> None:
        """The kinds of conversation to choose from."""
        self._context.clear()
        for number, context in enumerate(contexts):
            self._context.addItem(context.title, context.id)
            self._context.setItemData(number, context.description, Qt.ItemDataRole.ToolTipRole)

    def show_session(
        self,
        heading: Heading,
        conversation: Conversation,
        context: Context,
        voices: dict[str, Voice],
        goal: str | None = None,
    ) -> None:
        """Take on a session; ``goal`` is the measure of the goal that was chosen."""
        self._conversation, self._voices = conversation, voices
        self._title.setText(heading.title)
        facts = [clock(conversation.duration)]
        if heading.held is not None:
            facts.insert(0, QLocale().toString(heading.held, QLocale.FormatType.LongFormat))
        facts += [f"#{tag}" for tag in heading.tags]
        self._facts.setText(" · ".join(facts))
        self._show_no_sound(heading.sound_deleted)
        if self._context.findData(context.id) < 0:
            self._context.addItem(context.title, context.id)
        self._context.setCurrentIndex(self._context.findData(context.id))
        self._goal.setCurrentIndex(max(self._goal.findData(goal), 0))
        self._me.clear()
        for speaker in conversation.speakers:
            self._me.addItem(speaker.label, speaker.id)
        self._me.addItem(_("Nobody here"), None)
        me = conversation.me
        self._me.setCurrentIndex(self._me.findData(me.id) if me is not None else self._me.count() - 1)
        self._show_known()
        self._show_people()

    def take_details_back(self) -> None:
        """People, kind of talk, goal and who is me stand here, where there is room for them to stay in view.

        Where there is not, the page puts ``details`` at the head of what scrolls.
        """
        self._column.addWidget(self.details)

    def set_sound(self, has_sound: bool) -> None:
        """Whether there is sound to take a voice from."""
        self._has_sound = has_sound
        self._delete_sound.setEnabled(has_sound)
        self._again.setEnabled(has_sound)

    def _show_no_sound(self, day: QDate | None) -> None:
        """Say that the recording was deleted, where it was."""
        self._no_sound.setVisible(day is not None)
        if day is not None:
            told = _(
                "The sound was deleted on {day}. Words, moments and numbers stay.",
                day=QLocale().toString(day, QLocale.FormatType.ShortFormat),
            )
            self._no_sound.setText(told)
            self.transport.say_why(told)

    def _show_known(self) -> None:
        """Whether a voice was taken as me by itself, and how sure that is."""
        assert self._conversation is not None
        me = self._conversation.me
        confidence = None if me is None else me.me_confidence
        self._remember.setEnabled(me is not None and self._has_sound)
        self._known_group.setVisible(confidence is not None)
        if confidence is not None:
            self._known.setText(_("This sounds like you ({sure}).", sure=_(voice_sureness(confidence))))

    def _lay_out(self) -> None:
        self.details = QWidget(self)
        self.details.setObjectName("session_details")
        self._row = FlowLayout(self.details, spacing=space(4), line_spacing=space(2))
        self._chips = QWidget(self)
        chips = QHBoxLayout(self._chips)
        chips.setContentsMargins(0, 0, 0, 0)
        chips.setSpacing(space(1))
        top = QHBoxLayout()
        top.setSpacing(space(3))
        top.addWidget(self._title, 1)
        top.addWidget(self.transport)
        top.addWidget(self._more)
        self._known_group = _together((self._known, self._not_me), self)
        for group in (
            (self._chips,),
            (self._facts,),
            (self._context_label, self._context),
            (self._goal_label, self._goal),
            (self._me_label, self._me),
        ):
            self._row.addWidget(_together(group, self))
        self._row.addWidget(self._known_group)
        self._row.addWidget(self._no_sound)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(space(8), space(4), space(6), space(2))
        column.setSpacing(space(1.5))
        column.addLayout(top)
        column.addWidget(self.details)

    def _show_people(self) -> None:
        assert self._conversation is not None
        for button in self._people:
            button.setParent(None)
            button.deleteLater()
        self._people = []
        for speaker in self._conversation.speakers:
            button = QToolButton(self._chips)
            button.setObjectName(f"person_{speaker.id}")
            button.setProperty("kind", "person")
            button.setText(_("{name} (you)", name=speaker.label) if speaker.me else speaker.label)
            button.setAccessibleName(button.text())
            button.setToolTip(_("Rename, or hear this voice"))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setMenu(self._person_menu(speaker.id, button))
            layout = self._chips.layout()
            assert layout is not None
            layout.addWidget(button)
            self._people.append(button)
        self._dress()

    def _person_menu(self, speaker: str, button: QToolButton) -> QMenu:
        menu = QMenu(button)
        for text, icon, slot in (
            (_("Rename…"), Icon.EDIT, self.ask_name),
            (_("Hear this voice"), Icon.PLAY, self.sample_requested.emit),
            (_("This is me"), Icon.PERSON, self.me_chosen.emit),
        ):
            action = menu.addAction(self._theme.icon(icon, size=18), text)
            action.triggered.connect(partial(_call, slot, speaker))
        assert self._conversation is not None
        others = [other for other in self._conversation.speakers if other.id != speaker]
        if others:
            same = menu.addMenu(self._theme.icon(Icon.PEOPLE, size=18), _("Is the same person as"))
            same.setObjectName(f"same_as_{speaker}")
            for other in others:
                action = same.addAction(other.label.replace("&", "&&"))
                action.triggered.connect(partial(_call, self.edit_asked.emit, MergeSpeakers(speaker, other.id)))
        return menu

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("more_menu")
        self._actions = []
        for text, icon, signal in (
            (_("Export…"), Icon.EXPORT, self.export_requested),
            (_("Open the report"), Icon.REPORT, self.report_requested),
        ):
            action = menu.addAction(text)
            action.triggered.connect(signal)
            self._actions.append((action, icon))
        self._remember = menu.addAction(_("Remember my voice…"))
        self._remember.triggered.connect(self.remember_asked)
        self._actions.append((self._remember, Icon.PERSON))
        labels = menu.addAction(_("Tags and people…"))
        labels.triggered.connect(self.labels_requested)
        self._actions.append((labels, Icon.PEOPLE))
        self._again = menu.addAction(_("Hear it again…"))
        self._again.triggered.connect(self.again_requested)
        self._actions.append((self._again, Icon.REVIEW))
        versions = menu.addAction(_("Versions…"))
        versions.triggered.connect(self.versions_requested)
        self._actions.append((versions, Icon.REPORT))
        menu.addSeparator()
        self._delete_sound = menu.addAction(_("Delete the sound…"))
        self._delete_sound.triggered.connect(self.sound_delete_requested)
        self._actions.append((self._delete_sound, Icon.DELETE))
        delete = menu.addAction(_("Delete this session"))
        delete.triggered.connect(self.delete_requested)
        self._actions.append((delete, Icon.DELETE))
        return menu

    def ask_name(self, speaker: str) -> None:
        """Ask what that person is called."""
        assert self._conversation is not None
        dialog = QInputDialog(self)
        dialog.setObjectName("rename_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(_("Rename"))
        dialog.setLabelText(_("What is this person called?"))
        dialog.setTextValue(self._conversation.speaker(speaker).label)
        dialog.textValueSelected.connect(partial(self._on_renamed, speaker))
        dialog.open()

    def _on_renamed(self, speaker: str, text: str) -> None:
        if text.strip():
            self.speaker_renamed.emit(speaker, text.strip())

    def _on_context(self, index: int) -> None:
        self.context_changed.emit(str(self._context.itemData(index)))

    def _on_goal(self, index: int) -> None:
        self.edit_asked.emit(ChooseGoal(self._goal.itemData(index)))

    def _on_me(self, index: int) -> None:
        self.me_chosen.emit(self._me.itemData(index))

    def _on_not_me(self) -> None:
        self.me_chosen.emit(None)

    def _dress(self) -> None:
        for action, icon in self._actions:
            action.setIcon(self._theme.icon(icon, size=18))
        if self._conversation is None:
            return
        side = self._theme.icon_size(12)
        for speaker, button in zip(self._conversation.speakers, self._people, strict=True):
            button.setIcon(swatch(self._voices[speaker.id], side, self.devicePixelRatioF()))
            button.setIconSize(QSize(side + space(1), side))


def _call(slot: "object", value: object, checked: bool = False) -> None:
    assert callable(slot)
    slot(value)


def _together(widgets: Sequence[QWidget], parent: QWidget) -> QWidget:
    """Widgets that stay on one line, as a label and its choice."""
    if len(widgets) == 1:
        return widgets[0]
    group = QWidget(parent)
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(space(2))
    for widget in widgets:
        row.addWidget(widget)
    return group


def swatch(voice: Voice, side: int, ratio: float) -> QIcon:
    """A person's colour and pattern as an icon, with a little room to the words after it."""
    pixmap = QPixmap(round((side + space(1)) * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_swatch(painter, QRectF(0, 0, side, side), voice)
    painter.end()
    return QIcon(pixmap)
