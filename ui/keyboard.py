"""Keys of one's own: they hold in the window, are changed in their dialog, and are kept in the settings."""

from PySide6.QtCore import QObject

from ui.dialogs.keyboard_dialog import KeyboardDialog
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.theme import Theme


class Keyboard(QObject):
    """Lives as long as the window."""

    def __init__(self, window: MainWindow, theme: Theme, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._theme, self._preferences = window, theme, preferences
        window.menus.use_keys(preferences.settings.keys)
        window.keyboard_asked.connect(self._on_asked)
        window.settings.keyboard_asked.connect(self._on_asked)

    def _on_asked(self) -> None:
        dialog = KeyboardDialog(self._theme, self._window.menus.lines, self._preferences.settings.keys, self._window)
        dialog.keys_changed.connect(self._on_changed)
        dialog.exec()
        dialog.deleteLater()

    def _on_changed(self, own: dict[str, str]) -> None:
        self._window.menus.use_keys(own)
        self._preferences.change(keys=own)
