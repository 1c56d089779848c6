"""Tags and people to filter by: each a button that stays pressed while it filters."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from coach.library.label_rows import Counted, Kind
from ui.text import _, plural
from ui.theme import Icon, Theme, space
from ui.widgets.flow import FlowLayout

_MOST = 12  # of each kind, the most frequent; the others are found by typing (our choice: two lines)


class ChipRow(QWidget):
    """Shows the chips, and says which are pressed."""

    changed = Signal()
    menu_asked = Signal(Kind, str, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip_row")
        self.setAccessibleName(_("Show only some tags or people"))
        self._theme = theme
        self._chips: list[QToolButton] = []
        self._shown: tuple[tuple[Kind, Counted], ...] = ()
        self._flow = FlowLayout(self, spacing=space(1.5), line_spacing=space(1))
        self.hide()
        theme.changed.connect(self._dress)

    def show_labels(self, tags: Sequence[Counted], people: Sequence[Counted]) -> None:
        """Offer these; those that are pressed stay so where they are still there."""
        pressed = {(Kind.TAG, name) for name in self.tags} | {(Kind.PERSON, name) for name in self.people}
        wanted = []
        for kind, names in ((Kind.PERSON, people), (Kind.TAG, tags)):
            often = sorted(names, key=lambda one: -one.sessions)[:_MOST]
            wanted += [(kind, one) for one in names if one in often or (kind, one.name) in pressed]
        if tuple(wanted) == self._shown:
            return
        self._shown = tuple(wanted)
        focused = self.focusWidget()
        again = focused.objectName() if focused in self._chips else ""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.setParent(None)
            chip.deleteLater()
        self._chips = [self._chip(kind, one, is_pressed=(kind, one.name) in pressed) for kind, one in wanted]
        self.setVisible(bool(wanted))
        self._dress()
        for chip in self._chips:
            if chip.objectName() == again:
                chip.setFocus(Qt.FocusReason.OtherFocusReason)
        if pressed != {(Kind.TAG, name) for name in self.tags} | {(Kind.PERSON, name) for name in self.people}:
            self.changed.emit()

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that are asked for."""
        return self._pressed(Kind.TAG)

    @property
    def people(self) -> tuple[str, ...]:
        """The people that are asked for."""
        return self._pressed(Kind.PERSON)

    def clear(self) -> None:
        """Ask for none."""
        for chip in self._chips:
            chip.setChecked(False)

    def _pressed(self, kind: Kind) -> tuple[str, ...]:
        return tuple(
            one.name
            for chip, (of, one) in zip(self._chips, self._shown, strict=False)
            if of is kind and chip.isChecked()
        )

    def _chip(self, kind: Kind, one: Counted, *, is_pressed: bool) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName(f"{kind.value}_chip_{one.name}")
        chip.setProperty("kind", "chip")
        text = f"#{one.name}" if kind is Kind.TAG else one.name
        chip.setText(text.replace("&", "&&"))
        told = _("Tag {name}", name=one.name) if kind is Kind.TAG else _("Person {name}", name=one.name)
        chip.setAccessibleName(told)
        tip = plural("{count} session; right-click to rename", "{count} sessions; right-click to rename", one.sessions)
        chip.setToolTip(tip)
        chip.setCheckable(True)
        chip.setChecked(is_pressed)
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(partial(self._on_menu, kind, one.name, chip))
        chip.toggled.connect(self.changed)
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _on_menu(self, kind: Kind, name: str, chip: QToolButton, at: QPoint) -> None:
        self.menu_asked.emit(kind, name, chip.mapToGlobal(at))

    def _dress(self) -> None:
        side = self._theme.icon_size(14)
        for chip, (kind, _one) in zip(self._chips, self._shown, strict=True):
            if kind is Kind.PERSON:
                chip.setIcon(self._theme.icon(Icon.PERSON, size=14))
                chip.setIconSize(QSize(side, side))
