"""Find in the transcript: words, kinds of moments, people."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.item_models.transcript_find import Query
from ui.text import _, plural
from ui.theme import Icon, Theme, space
from ui.widgets.controls import IconButton, Role, label
from ui.widgets.find_filters import FindFilters


class FindBar(QWidget):
    """Enter goes to the next place, Shift+Enter back, Escape closes."""

    query_changed = Signal(object)  # Query
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self._field = QLineEdit(self)
        self._field.setObjectName("find_field")
        self._field.setAccessibleName(_("Find in the transcript"))
        self._field.setPlaceholderText(_("Find in the transcript"))
        self._field.setClearButtonEnabled(False)
        self._count = label("", Role.SMALL, name="find_count", parent=self)
        before = IconButton(theme, "find_previous", _("Previous place"), Icon.CHEVRON_UP, size=18, parent=self)
        after = IconButton(theme, "find_next", _("Next place"), Icon.CHEVRON_DOWN, size=18, parent=self)
        close = IconButton(theme, "find_close", _("Close"), Icon.CLOSE, size=18, parent=self)
        self.filters = FindFilters(theme, self)
        self._hint = label(
            _("Nothing fits all of this. Take a filter off, or try other words."),
            Role.SMALL,
            name="find_hint",
            wrap=True,
            parent=self,
        )
        self._hint.hide()
        row = QHBoxLayout()
        row.setSpacing(space(1))
        row.addWidget(self._field, 1)
        row.addWidget(self._count)
        for button in (before, after, close):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, space(2))
        column.setSpacing(space(1.5))
        column.addLayout(row)
        column.addWidget(self.filters)
        column.addWidget(self._hint)
        self._field.textChanged.connect(self._on_changed)
        self.filters.changed.connect(self._on_changed)
        before.clicked.connect(self._on_before)
        after.clicked.connect(self._on_after)
        close.clicked.connect(self.closed)

    @property
    def query(self) -> Query:
        """What is looked for."""
        chosen = self.filters.chosen
        return Query(self._field.text(), chosen.filters, chosen.speakers)

    def start(self) -> None:
        """Show, ready to type."""
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def show_count(self, current: int | None, count: int) -> None:
        """Say which of how many places is shown; ``current`` counts from 0."""
        is_empty = self.query.is_empty
        if is_empty:
            self._count.setText("")
        elif current is None:
            self._count.setText(plural("{count} place", "{count} places", count) if count else _("not found"))
        else:
            self._count.setText(_("{current} of {count}", current=current + 1, count=count))
        chosen = self.filters.chosen
        self._hint.setVisible(not is_empty and not count and bool(chosen.filters or chosen.speakers))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.step_requested.emit(-1 if back else 1)
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case _:
                super().keyPressEvent(event)

    def _on_changed(self) -> None:
        self.query_changed.emit(self.query)

    def _on_before(self) -> None:
        self.step_requested.emit(-1)

    def _on_after(self) -> None:
        self.step_requested.emit(1)
