"""All keys to look up, and to change: search, choose, press the new ones."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QHeaderView, QLineEdit, QTreeView, QVBoxLayout, QWidget

from ui.item_models.keys import KEYS_ROLE, Column, KeyModel, KeyRow, key_rows
from ui.shortcuts import ActionLine, clash, given, keys_in_use, reset, told_keys, written
from ui.text import _
from ui.theme import Theme, space
from ui.widgets.controls import Button, ButtonKind, Role, label
from ui.widgets.flow import FlowLayout
from ui.widgets.key_field import KeyField


class KeyboardDialog(QDialog):
    """Every change holds at once and is told by ``keys_changed``; ``own`` is what was chosen so far, by id."""

    keys_changed = Signal(dict)

    def __init__(
        self, theme: Theme, lines: Sequence[ActionLine], own: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("keyboard_dialog")
        self.setWindowTitle(_("Keyboard"))
        self._lines, self.own = tuple(lines), dict(own)
        self.search = QLineEdit(self)
        self.search.setObjectName("keyboard_search")
        self.search.setAccessibleName(_("Find an action or keys"))
        self.search.setPlaceholderText(_("Find an action or keys"))
        self.search.setClearButtonEnabled(True)
        self._model = KeyModel(self)
        self._model.show_rows(key_rows(self._lines, self.own))
        self._filter = QSortFilterProxyModel(self)
        self._filter.setSourceModel(self._model)
        self._filter.setFilterKeyColumn(-1)
        self._filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = QTreeView(self)
        self.chosen = label("", Role.STRONG, name="keyboard_chosen", wrap=True, parent=self)
        self.field = KeyField(self)
        self.told = label("", Role.SOFT, name="keyboard_told", wrap=True, parent=self)
        self.use = Button(theme, "keyboard_use", _("Use these keys"), kind=ButtonKind.PRIMARY, parent=self)
        self.none = Button(theme, "keyboard_none", _("No keys"), parent=self)
        self.usual = Button(theme, "keyboard_usual", _("Usual keys"), parent=self)
        self.all_usual = Button(theme, "keyboard_all_usual", _("All usual keys"), kind=ButtonKind.QUIET, parent=self)
        self.shut = Button(theme, "keyboard_close", _("Close"), parent=self)
        for button in (self.use, self.none, self.usual, self.all_usual, self.shut):
            button.setAutoDefault(False)
        self._dress_list()
        self._lay_out()
        self.resize(round(space(180) * min(theme.text_scale, 1.6)), round(space(150) * min(theme.text_scale, 1.2)))
        self.search.textChanged.connect(self._on_search)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.field.pressed.connect(self._on_pressed)
        self.use.clicked.connect(self._on_use)
        self.none.clicked.connect(self._on_none)
        self.usual.clicked.connect(self._on_usual)
        self.all_usual.clicked.connect(self._on_all_usual)
        self.shut.clicked.connect(self.accept)
        self._choose_first()

    # -- building ------------------------------------------------------------------------------------------------

    def _dress_list(self) -> None:
        view = self.list
        view.setObjectName("keyboard_list")
        view.setAccessibleName(_("Actions and their keys"))
        view.setModel(self._filter)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        header = view.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(6))
        column.setSpacing(space(3))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.chosen)
        column.addWidget(self.field)
        column.addWidget(self.told)
        buttons = FlowLayout(spacing=space(2))
        for button in (self.use, self.none, self.usual):
            buttons.addWidget(button)
        column.addLayout(buttons)
        foot = QHBoxLayout()
        foot.addWidget(self.all_usual)
        foot.addStretch(1)
        foot.addWidget(self.shut)
        column.addLayout(foot)

    # -- what people do ------------------------------------------------------------------------------------------

    @property
    def _row(self) -> KeyRow | None:
        row = self.list.currentIndex().data(KEYS_ROLE)
        return row if isinstance(row, KeyRow) else None

    def _choose_first(self) -> None:
        self.list.setCurrentIndex(self._filter.index(0, 0))
        self._on_current(self.list.currentIndex())

    def _on_search(self, text: str) -> None:
        self._filter.setFilterFixedString(text)
        self._choose_first()

    def _on_current(self, _now: QModelIndex, _before: QModelIndex | None = None) -> None:
        row = self._row
        self.field.show_keys(QKeySequence())
        can_change = row is not None and row.line is not None
        self.chosen.setText(row.text if row is not None else _("Nothing fits. Try another word, or a key."))
        self.told.setText("" if can_change or row is None else _("These keys cannot be changed."))
        for control in (self.field, self.none):
            control.setEnabled(can_change)
        self.usual.setEnabled(row is not None and row.is_own)
        self.all_usual.setEnabled(bool(self.own))
        self._offer(None)

    def _offer(self, holder: ActionLine | None, *, can_use: bool = False) -> None:
        text = _("Use these keys") if holder is None else _("Take them from “{action}”", action=holder.title)
        self.use.setText(text)
        self.use.setAccessibleName(text)
        self.use.setEnabled(can_use)

    def _on_pressed(self, keys: QKeySequence) -> None:
        row = self._row
        if row is None or row.line is None:
            return
        found = clash(keys, row.line, self._lines, self.own)
        self.told.setText(_("Nobody else uses {keys}.", keys=written([keys])) if found is None else found.told)
        self._offer(found.holder if found is not None else None, can_use=found is None or found.holder is not None)

    def _on_use(self) -> None:
        row = self._row
        if row is not None and row.line is not None:
            self._change(given(row.line, self.field.keys, self._lines, self.own))

    def _on_none(self) -> None:
        row = self._row
        if row is not None and row.line is not None:
            self._change(given(row.line, QKeySequence(), self._lines, self.own))

    def _on_usual(self) -> None:
        row = self._row
        if row is not None and row.line is not None:
            self._change(reset(row.line, self.own))

    def _on_all_usual(self) -> None:
        self._change({})

    def _change(self, own: dict[str, str]) -> None:
        self.own = own
        self._model.show_rows(key_rows(self._lines, own))
        row = self._row
        self._on_current(self.list.currentIndex())
        if row is not None and row.line is not None:
            keys = told_keys(row.line, keys_in_use(self._lines, own)[row.line.id])
            self.told.setText(
                _("“{action}” is on {keys} now.", action=row.text, keys=keys)
                if keys
                else _("“{action}” has no keys now.", action=row.text)
            )
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keys_changed.emit(own)
