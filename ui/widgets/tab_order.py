"""The tab key goes through a page as the eye does, also past what was made later than the rest."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def controls_in_order(widget: QWidget) -> list[QWidget]:
    """Everything below ``widget`` that takes the tab key, in the order of the layouts."""
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        return controls_in_order(inner) if inner is not None else []
    own = [widget] if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None else []
    layout = widget.layout()
    # A control that holds others (a drop-down, a list) is one stop.
    return own if own or layout is None else _in_layout(layout)


def set_tab_order(page: QWidget) -> None:
    """Let the tab key follow the layouts of ``page``."""
    for before, after in pairwise(controls_in_order(page)):
        QWidget.setTabOrder(before, after)


def _in_layout(layout: QLayout) -> list[QWidget]:
    found: list[QWidget] = []
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            found += controls_in_order(widget)
        elif inner is not None:
            found += _in_layout(inner)
    return found
