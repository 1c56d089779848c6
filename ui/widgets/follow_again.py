"""One click to move along again with what is heard, over the foot of the transcript."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ui.text import _
from ui.theme import Icon, Theme, space
from ui.widgets.controls import Button, ButtonKind
from ui.widgets.follow import Follow


class FollowAgain(Button):
    """There only while following is held back."""

    def __init__(self, theme: Theme, follow: Follow, over: QWidget) -> None:
        text = _("Follow again (G)")
        super().__init__(theme, "follow_again", text, kind=ButtonKind.PRIMARY, icon=Icon.FOLLOW, parent=over)
        self._follow, self._over = follow, over
        over.installEventFilter(self)
        self.clicked.connect(follow.take_up)
        follow.changed.connect(self._on_changed)
        self._on_changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _on_changed(self) -> None:
        had_focus = self.hasFocus()
        self.setVisible(self._follow.is_held)
        for above in _ancestors(self._over):
            above.installEventFilter(self)  # a page that scrolls moves what is in it
        self._place()
        self.raise_()
        if had_focus and not self.isVisible():
            self._over.setFocus()

    def _place(self) -> None:
        """Over the foot of what can be seen of the transcript, which may reach below the window."""
        self.adjustSize()
        seen = self._over.visibleRegion().boundingRect()
        bottom = seen.bottom() if seen.height() > self.height() + space(6) else self._over.height()
        self.move((self._over.width() - self.width()) // 2, bottom - self.height() - space(3))


def _ancestors(widget: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()
