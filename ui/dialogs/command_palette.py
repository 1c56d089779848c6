"""Finds any action, session or person by a few letters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSortFilterProxyModel, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from ui.text import _
from ui.theme import Theme, space


@dataclass(frozen=True, slots=True)
class Command:
    """Something to choose, and what it does."""

    title: str
    run: Callable[[], object]


class CommandPalette(QDialog):
    """A line to type into and what fits it; Enter runs the chosen one."""

    def __init__(self, theme: Theme, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("command_palette")
        self.setWindowTitle(_("Find any action, session or person"))
        self._commands = tuple(commands)
        self.search = QLineEdit(self)
        self.search.setObjectName("palette_search")
        self.search.setAccessibleName(_("What are you looking for"))
        self.search.setPlaceholderText(_("An action, a session or a person"))
        self._filter = QSortFilterProxyModel(self)
        self._filter.setSourceModel(QStringListModel([command.title for command in commands], self))
        self._filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.found = QListView(self)
        self.found.setObjectName("palette_found")
        self.found.setAccessibleName(_("What fits"))
        self.found.setModel(self._filter)
        self.found.setFrameShape(QFrame.Shape.NoFrame)
        self.found.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(4), space(4), space(4))
        column.addWidget(self.search)
        column.addWidget(self.found)
        self.resize(round(space(130) * min(theme.text_scale, 1.6)), space(100))
        self.search.textChanged.connect(self._on_text)
        self.search.installEventFilter(self)
        self.search.returnPressed.connect(self._on_chosen)
        self.found.clicked.connect(self._on_chosen)
        self._on_text("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move in the list while the cursor stays in the line."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = self.found.currentIndex().row() + step
                self.found.setCurrentIndex(self._filter.index(max(0, min(row, self._filter.rowCount() - 1)), 0))
                return True
        return super().eventFilter(watched, event)

    def _on_text(self, text: str) -> None:
        self._filter.setFilterFixedString(text)
        self.found.setCurrentIndex(self._filter.index(0, 0))

    def _on_chosen(self) -> None:
        index = self._filter.mapToSource(self.found.currentIndex())
        self.accept()
        if index.isValid():
            self._commands[index.row()].run()
