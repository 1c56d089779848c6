"""The narrow rail at the left that leads to the pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.text import _
from ui.theme import Icon, Theme, space


@dataclass(frozen=True, slots=True)
class Destination:
    """A page of the window."""

    id: str
    title: str
    icon: Icon
    at_foot: bool = False


class Rail(QWidget):
    """One button for each page; those at the foot stand apart."""

    page_chosen = Signal(str)

    def __init__(self, theme: Theme, destinations: Sequence[Destination], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(_("Pages"))
        self.setProperty("rail", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._destinations = tuple(destinations)
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(2), space(3), space(2), space(3))
        column.setSpacing(space(1))
        for wanted in (False, True):
            for place in self._destinations:
                if place.at_foot is wanted:
                    button = self._button(place)
                    group.addButton(button)
                    column.addWidget(button)
            if not wanted:
                column.addStretch(1)
        group.buttonClicked.connect(self._on_clicked)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages it leads to."""
        return tuple(place.id for place in self._destinations)

    def choose(self, page: str) -> None:
        """Show ``page`` as the one that is open; tells nobody."""
        self._buttons[page].setChecked(True)
        self._dress()

    def _button(self, place: Destination) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"rail_{place.id}")
        button.setText(place.title)
        button.setAccessibleName(place.title)
        button.setCheckable(True)
        button.setProperty("kind", "rail")
        button.setProperty("page_id", place.id)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._buttons[place.id] = button
        return button

    def _on_clicked(self, button: QToolButton) -> None:
        self._dress()
        self.page_chosen.emit(str(button.property("page_id")))

    def _dress(self) -> None:
        side = self._theme.icon_size(22)
        for place in self._destinations:
            button = self._buttons[place.id]
            # The Tab key stops at the page that is open; arrows lead to the others.
            is_stop = button.isChecked()
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)
            colour = self._theme.palette.ink if button.isChecked() else self._theme.palette.ink_soft
            button.setIcon(self._theme.icon(place.icon, colour=colour, size=22))
            button.setIconSize(QSize(side, side))
