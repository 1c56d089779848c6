"""Widgets that paint themselves and still speak: name, role and a text equal to what they show."""

from functools import cache

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QPixmap
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from ui.theme import Theme


class Painted(QWidget):
    """A painted widget. ``account`` says in words what the picture shows; screen readers get it as the value."""

    accessible_role = QAccessible.Role.Chart

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _install()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._theme = theme
        self._account = ""
        self._interface: QAccessibleWidget | None = None
        theme.changed.connect(self._on_theme_changed)

    @property
    def theme(self) -> Theme:
        """Where colours and fonts come from."""
        return self._theme

    @property
    def account(self) -> str:
        """What the picture shows, in words."""
        return self._account

    def set_account(self, text: str) -> None:
        """Say in words what the picture shows now."""
        self._account = text
        self.setAccessibleDescription(text)

    def interface(self) -> QAccessibleWidget:
        """What assistive technology sees; made once and kept, for Qt only borrows it."""
        if self._interface is None:
            self._interface = QAccessibleWidget(self, self.accessible_role, self.accessibleName())
        return self._interface

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def blank(widget: QWidget) -> QPixmap:
    """A clear picture of the widget's size and density, to paint on once and show often."""
    ratio = widget.devicePixelRatioF()
    made = QPixmap(widget.size() * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made


def _make(key: str, thing: QObject | None) -> QAccessibleWidget | None:
    return thing.interface() if isinstance(thing, Painted) else None


@cache
def _install() -> None:
    QAccessible.installFactory(_make)
