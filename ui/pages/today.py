"""The first page: one suggestion, a place to bring a recording, the last three sessions."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coach.feedback.scorecard import Note
from coach.library.session import SessionRow
from ui.text import _
from ui.theme import READING_WIDTH, Icon, Theme, space
from ui.widgets.column import ScrollColumn
from ui.widgets.controls import Button, ButtonKind, Role, label
from ui.widgets.session_list import SessionList

LAST = 3


class TodayPage(QWidget):
    """Shows what there is and asks for what comes next."""

    open_files_asked = Signal()
    session_opened = Signal(str)
    delete_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    all_sessions_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("today_page")
        self.setAccessibleName(_("Today"))
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._suggested = ""
        self.suggestion = QFrame(self)
        self.suggestion.setObjectName("suggestion")
        self.suggestion.setProperty("panel", "notice")
        self._suggestion_from = label("", Role.CAPTION, name="suggestion_from")
        self._suggestion_text = label("", Role.LEAD, name="suggestion_text", wrap=True)
        self._suggestion_open = Button(
            theme, "suggestion_open", _("Hear those moments"), kind=ButtonKind.LINK, icon=Icon.PLAY
        )
        self.bring = QFrame(self)
        self.bring.setObjectName("bring")
        self.bring.setProperty("panel", "surface")
        self._picture = QLabel(self)
        self.open_button = Button(
            theme, "open_button", _("Review a recording"), kind=ButtonKind.PRIMARY, icon=Icon.OPEN, parent=self
        )
        self.sessions = SessionList(theme, "last_sessions", self)
        self.sessions.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._all = Button(theme, "all_sessions", _("All sessions"), kind=ButtonKind.LINK, parent=self)
        self._last_title = label(_("Last sessions"), Role.LEAD, name="last_title")
        self._lay_out()
        self.open_button.clicked.connect(self.open_files_asked)
        self._suggestion_open.clicked.connect(self._on_suggestion)
        self._all.clicked.connect(self.all_sessions_asked)
        self.sessions.opened.connect(self.session_opened)
        self.sessions.delete_asked.connect(self.delete_asked)
        self.sessions.menu_asked.connect(self.menu_asked)
        theme.changed.connect(self._dress)
        self._dress()

    def show_sessions(self, rows: Sequence[SessionRow]) -> None:
        """The newest of these, and a way to the others."""
        self.sessions.show_rows(rows[:LAST])
        has_any = bool(rows)
        for part in (self.sessions, self._last_title):
            part.setVisible(has_any)
        self._all.setVisible(len(rows) > LAST)
        self._fit()

    def show_suggestion(self, session: str, title: str, focus: Note | None) -> None:
        """What the last session leaves to work on; nothing where it leaves nothing."""
        self._suggested = session
        self.suggestion.setVisible(focus is not None)
        if focus is not None:
            self._suggestion_from.setText(_("From “{title}”", title=title))
            self._suggestion_text.setText(focus.text)

    def _lay_out(self) -> None:
        self._scroll = ScrollColumn("today_scroll", spacing=space(4), parent=self)
        column = self._scroll.column
        column.addWidget(label(_("Today"), Role.DISPLAY, name="today_title"))
        column.addWidget(self.suggestion)
        column.addWidget(self.bring)
        column.addSpacing(space(2))
        head = QHBoxLayout()
        head.addWidget(self._last_title, 1)
        head.addWidget(self._all)
        column.addLayout(head)
        column.addWidget(self.sessions)
        column.addStretch(1)
        self._lay_out_suggestion()
        self._lay_out_bring()

    def _lay_out_suggestion(self) -> None:
        column = QVBoxLayout(self.suggestion)
        column.setContentsMargins(space(5), space(4), space(5), space(3))
        column.setSpacing(space(1))
        column.addWidget(self._suggestion_from)
        column.addWidget(self._suggestion_text)
        column.addWidget(self._suggestion_open, 0, Qt.AlignmentFlag.AlignLeft)
        self.suggestion.hide()

    def _lay_out_bring(self) -> None:
        column = QVBoxLayout(self.bring)
        column.setContentsMargins(space(6), space(8), space(6), space(7))
        column.setSpacing(space(2))
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(self._picture, 0, centre)
        column.addSpacing(space(1))
        for text, role in (
            (_("Drop a conversation here"), Role.TITLE),
            (_("A recording or a video of any kind, or a transcript from Zoom or Teams."), Role.SOFT),
        ):
            line = label(text, role, wrap=True)
            line.setAlignment(centre)
            column.addWidget(line)
        column.addSpacing(space(2))
        column.addWidget(self.open_button, 0, centre)
        column.addSpacing(space(2))
        private = label(_("Everything stays on this computer."), Role.SMALL, name="private")
        private.setAlignment(centre)
        column.addWidget(private)

    def _on_suggestion(self) -> None:
        self.session_opened.emit(self._suggested)

    def _dress(self) -> None:
        accent = self._theme.palette.me.text
        self._picture.setPixmap(self._theme.pixmap(Icon.REVIEW, colour=accent, size=40, ratio=self.devicePixelRatioF()))
        self._scroll.set_widest(round(READING_WIDTH * min(self._theme.text_scale, 1.6)))
        self._fit()

    def _fit(self) -> None:
        self.sessions.setFixedHeight(self.sessions.height_of_all + space(1))
