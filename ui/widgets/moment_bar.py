"""The moment that was chosen, and whether it is right."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from coach.editing.edits import CorrectMoment, Edit, Verdict
from coach.moments.moment import Moment
from coach.times import clock
from ui.painters.glyphs import mark_of, paint_glyph
from ui.text import _
from ui.theme import Icon, TextSize, Theme, space
from ui.widgets.controls import Button, IconButton, Role, label
from ui.widgets.edit_menus import add_kinds
from ui.widgets.prose import Prose
from ui.wording import moment_title, shortened

_QUOTE = 90  # characters: one line


class _Glyph(QWidget):
    """The mark of a moment."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.moment: Moment | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self._theme.icon_size(16)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.moment is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_glyph(painter, mark_of(self.moment), self.rect().toRectF().center(), 11.0, self._theme.palette)


class MomentBar(QFrame):
    """Stands at the foot of the page while a moment is chosen. One click says that it is right, or not."""

    edit_asked = Signal(object)  # Edit
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("moment_bar")
        self.setProperty("panel", "foot")
        self.setAccessibleName(_("The chosen moment"))
        self._moment: Moment | None = None
        self._glyph = _Glyph(theme, self)
        self._title = label("", Role.STRONG, name="moment_title", wrap=True, parent=self)
        self._quote = Prose(theme, "moment_quote", size=TextSize.SMALL, serif=True, parent=self)
        self._why = label("", Role.SMALL, name="moment_why", wrap=True, parent=self)
        self._better = Prose(theme, "moment_better", size=TextSize.SMALL, parent=self)
        self._right = Button(theme, "moment_right", _("Right (Y)"), parent=self)
        self._wrong = Button(theme, "moment_wrong", _("Not right (N)"), parent=self)
        self._other = Button(theme, "moment_other", _("It is something else"), parent=self)
        self._kinds = QMenu(self)
        self._kinds.setObjectName("moment_kinds")
        self._other.setMenu(self._kinds)
        close = IconButton(theme, "moment_close", _("Close"), Icon.CLOSE, size=16, parent=self)
        words = QVBoxLayout()
        words.setSpacing(0)
        for widget in (self._title, self._quote, self._why, self._better):
            words.addWidget(widget)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(space(2))
        for button in (self._right, self._wrong, self._other):
            self._buttons.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(space(2))
        self._row.addLayout(words, 1)
        self._row.addLayout(self._buttons)
        line = QHBoxLayout(self)
        line.setContentsMargins(space(8), space(2), space(6), space(2))
        line.setSpacing(space(3))
        line.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self._row, 1)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._right.clicked.connect(self.accept)
        self._wrong.clicked.connect(self.reject)
        self._kinds.aboutToShow.connect(self._on_kinds)
        close.clicked.connect(self.closed)
        self.hide()

    @property
    def moment(self) -> Moment | None:
        """What is shown; None where nothing is."""
        return self._moment

    def show_moment(self, moment: Moment | None, who: str = "") -> None:
        """Show a moment said by ``who``, or nothing."""
        self._moment = moment
        self._glyph.moment = moment
        self.setVisible(moment is not None)
        if moment is None:
            return
        self._title.setText(" · ".join(filter(None, (clock(moment.start), who, moment_title(moment)))))
        self._quote.setText(f"“{shortened(moment.quote, _QUOTE)}”" if moment.quote else "")
        self._quote.setVisible(bool(moment.quote))
        self._why.setText(_("Why: {why}.", why=moment.why.rstrip(".")))
        better = moment.better or ""
        self._better.setText(_("What would have met it: “{words}”", words=better) if better else "")
        self._better.setVisible(bool(better))
        self._glyph.update()

    def set_narrow(self, narrow: bool) -> None:
        """Buttons under the words, or beside them."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)

    def accept(self) -> None:
        """Say that it is right."""
        self._say(Verdict.ACCEPT)

    def reject(self) -> None:
        """Say that it is not right."""
        self._say(Verdict.REJECT)

    def _on_kinds(self) -> None:
        """Filled when it opens: an entry must not go while it is being chosen."""
        self._kinds.clear()
        if self._moment is not None:
            add_kinds(self._kinds, self._moment, self._ask)

    def _say(self, verdict: Verdict) -> None:
        if self._moment is not None:
            self._ask(CorrectMoment(self._moment, verdict))

    def _ask(self, edit: Edit) -> None:
        self.edit_asked.emit(edit)
