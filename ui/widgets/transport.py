"""Play, pause, where we are, how fast, and which pauses are passed over."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from coach.times import clock
from ui.text import _
from ui.theme import Icon, TextSize, Theme, space
from ui.widgets.controls import IconButton, Role, label

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
SKIPS = (1.0, 2.0, 5.0)  # seconds a pause may last before it is passed over, to choose from (our choice)


class Transport(QWidget):
    """Asks to play, to pause and for another speed; shows what the player says."""

    play_toggled = Signal()
    speed_chosen = Signal(float)
    skip_chosen = Signal(object)  # seconds | None

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transport")
        self._theme = theme
        self._duration = 0.0
        self._shown = ""
        self._play = IconButton(theme, "play_button", _("Play"), Icon.PLAY, round_fill=True, parent=self)
        self._place = label("0:00", Role.BODY, name="player_place", parent=self)
        self._speed = QToolButton(self)
        self._speed.setObjectName("speed_button")
        self._speed.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._speed.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._speed.setMenu(self._menu())
        self._skip = QToolButton(self)
        self._skip.setObjectName("skip_button")
        self._skip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._skip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._skip.setMenu(self._skip_menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        row.addWidget(self._play)
        row.addWidget(self._place)
        row.addWidget(self._speed)
        row.addWidget(self._skip)
        self._play.clicked.connect(self.play_toggled)
        theme.changed.connect(self._dress)
        self.set_speed(1.0)
        self.set_skip(None)
        self._dress()

    def set_duration(self, duration: float, *, has_sound: bool) -> None:
        """How long the recording is, and whether there is any to hear."""
        self._duration = duration
        for control in (self._play, self._speed, self._skip):
            control.setEnabled(has_sound)
        self._play.say(_("Play") if has_sound else _("There is no recording to play here, only the words."))
        self.set_position(0.0)

    def say_why(self, told: str) -> None:
        """Why there is nothing to play."""
        self._play.say(told)

    def set_position(self, now: float) -> None:
        """Where we are, in whole seconds."""
        text = f"{clock(now)} / {clock(self._duration)}"
        if text != self._shown:
            self._shown = text
            self._place.setText(text)

    def set_playing(self, playing: bool) -> None:
        """Show the other of play and pause."""
        self._play.set_icon(Icon.PAUSE if playing else Icon.PLAY)
        self._play.say(_("Pause") if playing else _("Play"))

    def set_speed(self, speed: float) -> None:
        """Show the speed."""
        text = _("{speed}×", speed=f"{speed:g}" if speed % 1 else f"{speed:.1f}")
        self._speed.setText(text)
        self._speed.setAccessibleName(_("Speed: {speed}", speed=text))
        self._speed.setToolTip(_("Speed"))
        for action in self._actions.actions():
            action.setChecked(action.data() == speed)

    def set_pauses_known(self, known: bool) -> None:
        """Whether the pauses of this recording are known: those between captions are not."""
        for action in self._skips.actions():
            action.setEnabled(known or action.data() is None)
        self._unknown.setVisible(not known)

    def set_skip(self, longer_than: float | None) -> None:
        """Show which pauses are passed over."""
        is_on = longer_than is not None
        text = _("Skips pauses over {seconds} s", seconds=f"{longer_than:g}") if is_on else _("Skip long pauses")
        short = _("Skips pauses") if is_on else ""
        self._skip.setText(short)
        self._skip.setAccessibleName(text)
        self._skip.setToolTip(text)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if is_on else Qt.ToolButtonStyle.ToolButtonIconOnly
        self._skip.setToolButtonStyle(style)
        for action in self._skips.actions():
            action.setChecked(action.data() == longer_than)

    def _skip_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("skip_menu")
        self._unknown = menu.addAction(_("The times here are those of captions: pauses are not known"))
        self._unknown.setEnabled(False)
        self._unknown.setVisible(False)
        self._skips = QActionGroup(self)
        for seconds in (None, *SKIPS):
            words = _("Hear every pause")
            if seconds is not None:
                words = _("Skip pauses over {seconds} s", seconds=f"{seconds:g}")
            action = QAction(words, menu)
            action.setObjectName("skip_none" if seconds is None else f"skip_{seconds:g}")
            action.setCheckable(True)
            action.setData(seconds)
            self._skips.addAction(action)
            menu.addAction(action)
        self._skips.triggered.connect(self._on_skip)
        return menu

    def _on_skip(self, action: QAction) -> None:
        seconds = action.data()
        self.skip_chosen.emit(None if seconds is None else float(seconds))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        self._actions = QActionGroup(self)
        for speed in SPEEDS:
            action = QAction(_("{speed}×", speed=f"{speed:g}"), menu)
            action.setCheckable(True)
            action.setData(speed)
            self._actions.addAction(action)
            menu.addAction(action)
        self._actions.triggered.connect(self._on_speed)
        return menu

    def _on_speed(self, action: QAction) -> None:
        self.speed_chosen.emit(float(action.data()))

    def _dress(self) -> None:
        font = self._theme.font(TextSize.BODY, tabular=True)
        self._place.setFont(font)
        side = self._theme.icon_size(18)
        self._skip.setIcon(self._theme.icon(Icon.SKIP, size=18))
        self._skip.setIconSize(QSize(side, side))
