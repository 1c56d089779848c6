"""Files on their way into the library: what happens to each, how long it takes, and a way to stop it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from ui.intake import Entry, State
from ui.text import _
from ui.theme import Icon, Theme, space
from ui.widgets.controls import Button, ButtonKind, IconButton, Role, label

_ROWS_SEEN = 3


def time_left(seconds: float | None) -> str:
    """``95`` as "about 2 minutes left"; empty while nobody can tell."""
    if seconds is None:
        return ""
    if seconds < 10:
        return _("a few seconds left")
    if seconds < 75:
        return _("about {count} seconds left", count=max(10, round(seconds / 10) * 10))
    return _("about {count} minutes left", count=max(2, round(seconds / 60)))


def state_words(entry: Entry) -> str:
    """What is happening to a file, in one line."""
    match entry.state:
        case State.WAITING:
            return _("Waiting for its turn")
        case State.WORKING:
            return "  ·  ".join(part for part in (_(entry.stage), time_left(entry.seconds_left)) if part)
        case State.KEEPING:
            if entry.again:
                return _("Putting it in the place of the version before")
            return _("Putting it into your library")
        case State.READY:
            return _("Ready to look at")
        case State.CANCELLED:
            if entry.again:
                return _("Stopped. The session stays as it is.")
            return _("Stopped. The recording is where it was.")
        case State.FAILED:
            return f"{entry.trouble} {entry.next_step}"


class QueueRow(QFrame):
    """One file."""

    open_asked = Signal(int)
    cancel_asked = Signal(int)
    retry_asked = Signal(int)
    keep_asked = Signal(int)
    dismiss_asked = Signal(int)

    def __init__(self, theme: Theme, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"queue_row_{entry.id}")
        self._id = entry.id
        self._name = label(entry.name, Role.STRONG, name="queue_name", parent=self)
        self._words = label("", Role.SMALL, name="queue_words", wrap=True, parent=self)
        self._bar = QProgressBar(self)
        self._bar.setObjectName("queue_bar")
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("How far {name} is", name=entry.name))
        self._open = Button(theme, "queue_open", _("Open"), kind=ButtonKind.PRIMARY, parent=self)
        self._keep = Button(theme, "queue_keep", _("Keep what was heard"), parent=self)
        self._retry = Button(theme, "queue_retry", _("Try again"), kind=ButtonKind.QUIET, parent=self)
        self._cancel = Button(theme, "queue_cancel", _("Stop"), kind=ButtonKind.QUIET, icon=Icon.CLOSE, parent=self)
        self._close = IconButton(theme, "queue_dismiss", _("Take off the list"), Icon.CLOSE, size=16, parent=self)
        words = QVBoxLayout()
        words.setSpacing(space(1))
        words.addWidget(self._name)
        words.addWidget(self._words)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(5), space(2), space(4), space(2))
        row.setSpacing(space(2))
        row.addLayout(words, 1)
        for button in (self._open, self._keep, self._retry, self._cancel, self._close):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._open.clicked.connect(self._on_open)
        self._keep.clicked.connect(self._on_keep)
        self._retry.clicked.connect(self._on_retry)
        self._cancel.clicked.connect(self._on_cancel)
        self._close.clicked.connect(self._on_close)
        self.show_entry(entry)

    def show_entry(self, entry: Entry) -> None:
        """Show where the file is now."""
        ended = entry.state.has_ended
        self._words.setText(state_words(entry))
        self._bar.setVisible(entry.state in (State.WORKING, State.KEEPING))
        self._bar.setValue(round(1000 * entry.fraction))
        self._open.setVisible(entry.state is State.READY)
        self._keep.setVisible(entry.state is State.FAILED and entry.partial is not None)
        self._retry.setVisible(entry.state in (State.FAILED, State.CANCELLED))
        self._cancel.setVisible(entry.state in (State.WAITING, State.WORKING))
        self._close.setVisible(ended)
        self.setAccessibleName(f"{entry.name}: {state_words(entry)}")

    def _on_open(self) -> None:
        self.open_asked.emit(self._id)

    def _on_keep(self) -> None:
        self.keep_asked.emit(self._id)

    def _on_retry(self) -> None:
        self.retry_asked.emit(self._id)

    def _on_cancel(self) -> None:
        self.cancel_asked.emit(self._id)

    def _on_close(self) -> None:
        self.dismiss_asked.emit(self._id)


class QueuePanel(QFrame):
    """All files on their way; hidden while there are none."""

    open_asked = Signal(int)
    cancel_asked = Signal(int)
    retry_asked = Signal(int)
    keep_asked = Signal(int)
    dismiss_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue_panel")
        self.setAccessibleName(_("Files on their way"))
        self.setProperty("panel", "sunken")
        self._theme = theme
        self._rows: dict[int, QueueRow] = {}
        inside = QWidget(self)
        inside.setProperty("clear", True)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, space(1), 0, space(1))
        self._column.setSpacing(0)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("queue_scroll")
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.hide()

    def show_entry(self, entry: Entry) -> None:
        """Show a new file, or where a known one is now."""
        row = self._rows.get(entry.id)
        if row is None:
            row = self._rows[entry.id] = QueueRow(self._theme, entry, self)
            for theirs, ours in (
                (row.open_asked, self.open_asked),
                (row.cancel_asked, self.cancel_asked),
                (row.retry_asked, self.retry_asked),
                (row.keep_asked, self.keep_asked),
                (row.dismiss_asked, self.dismiss_asked),
            ):
                theirs.connect(ours)
            self._column.addWidget(row)
        row.show_entry(entry)
        self._fit()

    def remove_entry(self, number: int) -> None:
        """Take a file off the list."""
        row = self._rows.pop(number, None)
        if row is not None:
            self._column.removeWidget(row)
            row.deleteLater()
        self._fit()

    def _fit(self) -> None:
        self.setVisible(bool(self._rows))
        heights = [row.sizeHint().height() for row in self._rows.values()]
        self._scroll.setFixedHeight(sum(heights[:_ROWS_SEEN]) + space(3))
