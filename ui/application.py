"""The application, which some systems tell of files that were double-clicked."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Says which file is to be opened: macOS tells a running program so, other systems start it with the name."""

    file_opened = Signal(object)  # Path

    def event(self, event: QEvent) -> bool:
        """Only what is meant for the application itself passes here, so nothing is slowed down."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_opened.emit(Path(event.file()))
            return True
        return super().event(event)
