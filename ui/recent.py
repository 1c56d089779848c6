"""The files that were brought last, in the File menu; the list is the person's, and goes with one click."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from coach.settings import MOST_RECENT
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.text import _


def with_recent(files: Sequence[Path], before: Sequence[str]) -> tuple[str, ...]:
    """``before`` with ``files`` at its head, each once, at most ``MOST_RECENT``."""
    now = [str(path.absolute()) for path in files]
    return tuple(dict.fromkeys([*now, *before]))[:MOST_RECENT]


class RecentFiles(QObject):
    """Fills the menu and says which file is wanted again. Whether it is still there is looked up only then."""

    chosen = Signal(object)  # Path

    def __init__(self, window: MainWindow, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self.menu = window.menus.recent
        self._missing = ""
        self.menu.triggered.connect(self._on_triggered)
        self._show()

    def note(self, files: Sequence[Path]) -> None:
        """These were brought just now."""
        self._keep(with_recent(files, self._preferences.settings.recent))

    def _keep(self, recent: Sequence[str]) -> None:
        self._preferences.change(recent=tuple(recent))
        self._show()

    def _show(self) -> None:
        recent = self._preferences.settings.recent
        self.menu.clear()
        self.menu.setEnabled(bool(recent))
        for number, name in enumerate(recent, start=1):
            path = Path(name)
            mnemonic = f"&{number} " if number < 10 else ""
            text = _("{name}  in {folder}", name=path.name, folder=path.parent.name or path.anchor)
            action = QAction(mnemonic + text.replace("&", "&&"), self.menu)
            action.setObjectName(f"recent_{number}")
            action.setToolTip(name)
            action.setData(name)
            self.menu.addAction(action)
        if recent:
            self.menu.addSeparator()
            clear = QAction(_("&Clear this list"), self.menu)
            clear.setObjectName("recent_clear")
            self.menu.addAction(clear)

    def _on_triggered(self, action: QAction) -> None:
        if action.data() is None:
            self._keep(())
            self._window.say(_("The list of recent files is empty. The files stay where they are."))
            return
        path = Path(str(action.data()))
        if path.exists():
            self.chosen.emit(path)
            return
        self._missing = str(path)
        self._window.say(
            _("“{name}” is no longer in {folder}.", name=path.name, folder=path.parent),
            _("&Take it off the list"),
            self._on_take_off,
        )

    def _on_take_off(self) -> None:
        self._keep([name for name in self._preferences.settings.recent if name != self._missing])
