"""Says that long work has ended while the person is elsewhere. Never with a sound of its own, never with a name."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from ui.intake import Entry, State
from ui.main_window import MainWindow
from ui.text import _, plural

_STAYS_MS = 8000


class Tray:
    """The system's own notices. Its icon is there only while a notice is: it is of no other use."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._icon: QSystemTrayIcon | None = None

    def __call__(self, text: str) -> None:
        """Show ``text``; where the system has no notices, nothing."""
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(QApplication.windowIcon(), self._window)
            self._icon.messageClicked.connect(self._on_clicked)
            self._icon.activated.connect(self._on_clicked)
        self._icon.show()
        self._icon.showMessage("Sayback", text, QApplication.windowIcon(), _STAYS_MS)

    def put_away(self) -> None:
        """The person is back."""
        if self._icon is not None:
            self._icon.hide()

    def _on_clicked(self) -> None:
        self._window.activateWindow()
        self._window.raise_()


class Notices(QObject):
    """Marks the window in the task bar, and tells through ``tell`` where ``is_allowed`` says so.

    Names of people and files stay out: a notice may come up on a locked screen.
    """

    def __init__(
        self,
        window: MainWindow,
        is_allowed: Callable[[], bool],
        *,
        tell: Callable[[str], object] | None = None,
        alert: Callable[[MainWindow], object] = QApplication.alert,
    ) -> None:
        super().__init__(window)
        self._window, self._is_allowed, self._alert = window, is_allowed, alert
        self._tray = Tray(window)
        self._tell = tell if tell is not None else self._tray
        self._ready = self._failed = 0
        self._waiting: set[int] = set()

    def on_entry(self, entry: Entry) -> None:
        """A file on its way is elsewhere now; one notice comes when all have ended."""
        if not entry.state.has_ended:
            self._waiting.add(entry.id)
            return
        was_waiting = entry.id in self._waiting
        self._waiting.discard(entry.id)
        if was_waiting:
            self._ready += entry.state is State.READY
            self._failed += entry.state is State.FAILED
        if not self._waiting and (self._ready or self._failed):
            self.say(self._summary())
            self._ready = self._failed = 0

    def on_exported(self, _exported: object) -> None:
        """An export has been written."""
        self.say(_("The export is written."))

    def on_activated(self) -> None:
        """The window is in front again."""
        self._tray.put_away()

    def say(self, text: str) -> None:
        """Tell that something has ended, unless the window is in front."""
        if self._window.isActiveWindow():
            return
        self._alert(self._window)
        if self._is_allowed():
            self._tell(text)

    def _summary(self) -> str:
        told = []
        if self._ready:
            told.append(plural("{count} review is ready.", "{count} reviews are ready.", self._ready))
        if self._failed:
            told.append(
                plural("{count} file could not be reviewed.", "{count} files could not be reviewed.", self._failed)
            )
        return " ".join(told)
