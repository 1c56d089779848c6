"""Says above the results what stands in their way, with a button for what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from ui.theme import Theme, space
from ui.widgets.controls import Button, ButtonKind, Role, label


class Do(StrEnum):
    """What a person can do next with one click."""

    HEAR_ALL = "hear_all"
    HEAR_END = "hear_end"
    TRY_AGAIN = "try_again"
    FIRST_TURN = "first_turn"


@dataclass(frozen=True, slots=True)
class State:
    """One state of the page: what is so, what can be done, and that as a button where one click does it."""

    name: str
    text: str
    button: str = ""
    do: Do | None = None


class StateNotes(QWidget):
    """A quiet panel for each state; none where all is well."""

    asked = Signal(object)  # Do

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("state_notes")
        self._theme = theme
        self._shown: tuple[State, ...] = ()
        self._is_narrow = False
        self._panels: list[QFrame] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(2))
        self.hide()

    def show_states(self, states: Sequence[State]) -> None:
        """Take on what is so now."""
        if tuple(states) == self._shown:
            return
        self._shown = tuple(states)
        for panel in self._panels:
            panel.setParent(None)
            panel.deleteLater()
        self._panels = [self._panel(state) for state in states]
        for panel in self._panels:
            self._column.addWidget(panel)
        self.set_narrow(self._is_narrow)
        self.setVisible(bool(states))

    def set_narrow(self, narrow: bool) -> None:
        """Buttons under the words, or beside them."""
        self._is_narrow = narrow
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for panel in self._panels:
            layout = panel.layout()
            assert isinstance(layout, QBoxLayout)
            layout.setDirection(way)

    def _panel(self, state: State) -> QFrame:
        panel = QFrame(self)
        panel.setObjectName(f"state_{state.name}")
        panel.setProperty("panel", "notice")
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, panel)
        row.setContentsMargins(space(4), space(2), space(4), space(2))
        row.setSpacing(space(3))
        row.addWidget(label(state.text, Role.BODY, name=f"state_{state.name}_text", wrap=True, parent=panel), 1)
        if state.do is not None:
            button = Button(self._theme, f"state_{state.name}_do", state.button, kind=ButtonKind.LINK, parent=panel)
            button.clicked.connect(partial(self._on_asked, state.do))
            row.addWidget(button)
        return panel

    def _on_asked(self, do: Do, _checked: bool = False) -> None:
        self.asked.emit(do)
