"""The menus of the window, made from the table of actions, and the keys that hold for them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from ui.shortcuts import ActionLine, Menu, action_lines, keys_in_use, menu_title
from ui.text import _

# macOS moves these into the menu of the program; by their text it would guess wrong in other languages.
_ROLES = {
    "settings": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
}


def page_actions(page: QWidget, acts: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Actions of the table that a page carries itself, by id, with their usual keys."""
    keys = keys_in_use(action_lines(), {})
    made = {}
    for line in action_lines():
        if line.id in acts:
            action = _action(page, line, acts[line.id])
            action.setShortcuts(list(keys[line.id]))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            page.addAction(action)
            made[line.id] = action
    return made


def _action(parent: QObject, line: ActionLine, act: Callable[[], object]) -> QAction:
    action = QAction(line.text, parent)
    action.setObjectName(f"action_{line.id}")
    action.setMenuRole(_ROLES.get(line.id, QAction.MenuRole.NoRole))
    action.triggered.connect(act)
    return action


class Menus(QObject):
    """Every action once. ``made`` are those that a page carries already; ``acts`` says what the rest do."""

    def __init__(
        self, window: QMainWindow, acts: Mapping[str, Callable[[], object]], made: Mapping[str, QAction]
    ) -> None:
        super().__init__(window)
        self._window = window
        self.lines = action_lines()
        self.menus: dict[Menu, QMenu] = {}
        self.actions: dict[str, QAction] = {}
        self.recent = QMenu(_("Open &again"), window)
        self.recent.setObjectName("menu_recent")
        for menu in Menu:
            self.menus[menu] = window.menuBar().addMenu(menu_title(menu))
            self.menus[menu].setObjectName(f"menu_{menu.value}")
        for line in self.lines:
            action = made[line.id] if line.id in made else _action(window, line, acts[line.id])
            if not line.single:
                action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            if line.parted:
                self.menus[line.menu].addSeparator()
            self.menus[line.menu].addAction(action)
            if line.id == "open":
                self.menus[line.menu].addMenu(self.recent)
            self.actions[line.id] = action
        self.use_keys({})

    def use_keys(self, own: Mapping[str, str]) -> None:
        """Let these keys hold: what was chosen by id, and the usual ones for the rest."""
        for id_, keys in keys_in_use(self.lines, own).items():
            self.actions[id_].setShortcuts(list(keys))

    def keys(self, id_: str) -> list[QKeySequence]:
        """The keys of one action."""
        return self.actions[id_].shortcuts()

    def show_page(self, *, session: bool, any_page: bool = True) -> None:
        """Let those actions wait that need an open session while there is none on the screen, or all of them.

        Args:
            any_page: False while the screen is another person's.
        """
        for line in self.lines:
            self.actions[line.id].setEnabled(any_page and (session or not line.session))
