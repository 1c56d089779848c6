"""What to take away: the whole as a band with its range, one strength, one thing to try, and moments to hear."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coach.conversation import Conversation
from coach.feedback.goal import goal as goal_of
from coach.feedback.scorecard import Note, Scorecard
from coach.moments.moment import Moment, Passage
from coach.times import clock
from ui.painters.band import paint_band
from ui.painters.band_geometry import composite_zones
from ui.text import _
from ui.theme import Icon, TextSize, Theme, space
from ui.widgets.controls import IconButton, Role, label
from ui.widgets.painted import Painted
from ui.widgets.prose import Prose
from ui.wording import band_name, moment_title, shortened


class WholeBand(Painted):
    """The range of the whole on three bands, from 0 to 100."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "whole_band", _("The whole"), parent)
        self._low = self._high = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(space(120))

    def show_range(self, low: float, high: float, account: str) -> None:
        """The range, 0 to 100."""
        self._low, self._high = low / 100, high / 100
        self.set_account(account)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(space(40), space(5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(0, space(1), self.width(), space(3))
        paint_band(painter, box, composite_zones(), None, self._low, self._high, self.theme.palette)


class Whole(QWidget):
    """The band in words and its range, or the plain reason why there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("whole")
        self._caption = label(_("On the whole"), Role.CAPTION, parent=self)
        self._word = label("", Role.TITLE, name="whole_word", wrap=True, parent=self)
        self._band = WholeBand(theme, self)
        self._range = Prose(theme, "whole_range", size=TextSize.SMALL, soft=True, leading=1.4, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        for widget in (self._caption, self._word, self._band, self._range):
            column.addWidget(widget)
        column.addStretch(1)

    def show_scorecard(self, card: Scorecard, context: str) -> None:
        """Take on a scorecard."""
        has_range = card.band is not None and card.low is not None and card.high is not None
        self._band.setVisible(has_range)
        if card.band is not None and card.low is not None and card.high is not None:
            text = _(
                "Between {low} and {high} of 100, seen as: {context}.",
                low=round(card.low),
                high=round(card.high),
                context=context,
            )
            self._word.setText(band_name(card.band))
            self._band.show_range(card.low, card.high, f"{band_name(card.band)}. {text}")
            self._range.setText(text)
        else:
            self._word.setText(_("No overall picture yet"))
            self._range.setText(card.why or "")


class Clip(QWidget):
    """One moment to hear: play, and the words, unless the note above has just quoted them."""

    play_requested = Signal(object)  # Moment | Passage

    def __init__(
        self, theme: Theme, moment: Moment | Passage, name: str, who: str, *, is_quoted: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._moment = moment
        what = _("Hear {who} at {time}", who=who, time=clock(moment.start))
        self._play = IconButton(theme, f"{name}_play", what, Icon.PLAY, size=16, parent=self)
        facts = " · ".join(filter(None, (clock(moment.start), who, moment_title(moment))))
        small = label(facts, Role.CAPTION, name=f"{name}_facts", wrap=True, parent=self)
        words = QVBoxLayout()
        words.setSpacing(0)
        if not is_quoted:
            words.addWidget(Prose(theme, f"{name}_quote", f"“{shortened(moment.quote)}”", serif=True, parent=self))
        words.addWidget(small)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        row.addWidget(self._play, 0, Qt.AlignmentFlag.AlignVCenter if is_quoted else Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._play.clicked.connect(self._on_play)

    def _on_play(self) -> None:
        self.play_requested.emit(self._moment)


class NoteView(QWidget):
    """A caption, a sentence or two, and the moments they speak of."""

    play_requested = Signal(object)  # Moment | Passage

    def __init__(self, theme: Theme, name: str, caption: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme, self._nothing = theme, nothing
        self._clips: list[Clip] = []
        self._text = Prose(theme, f"{name}_text", parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(1))
        self._caption = label(caption, Role.CAPTION, name=f"{name}_caption", wrap=True, parent=self)
        self._column.addWidget(self._caption)
        self._column.addWidget(self._text)
        self._column.addStretch(1)

    def say_caption(self, text: str) -> None:
        """Another caption."""
        self._caption.setText(text)

    def show_note(self, note: Note | None, moments: Sequence[Moment | Passage], conversation: Conversation) -> None:
        """Take on a note with these moments; None says that there is nothing."""
        for clip in self._clips:
            clip.setParent(None)
            clip.deleteLater()
        nothing = self._nothing if not moments else _("Nothing stands out to work on. Worth hearing once more:")
        self._text.setText(note.text if note is not None else nothing)
        self._clips = []
        for number, moment in enumerate(moments):
            who = conversation.speaker(moment.speaker).label
            is_quoted = note is not None and moment.quote.strip(" .,;") in note.text
            name = f"{self.objectName()}_clip_{number}"
            clip = Clip(self._theme, moment, name, who, is_quoted=is_quoted, parent=self)
            clip.play_requested.connect(self.play_requested)
            self._column.insertWidget(self._column.count() - 1, clip)
            self._clips.append(clip)


class Feedback(QWidget):
    """The three side by side, or one under the other where there is little room."""

    play_requested = Signal(object)  # Moment | Passage

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("feedback")
        self._theme = theme
        self.whole = Whole(theme, self)
        self.strength = NoteView(
            theme, "strength", _("What worked"), _("Nothing stood out enough to quote here."), self
        )
        self.focus = NoteView(
            theme, "focus", _("One thing to try next"), _("Nothing to single out in this conversation."), self
        )
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(space(10))
        self._row.addWidget(self.whole, 4)
        self._row.addWidget(self.strength, 6)
        self._row.addWidget(self.focus, 7)
        for note in (self.strength, self.focus):
            note.play_requested.connect(self.play_requested)

    def show_scorecard(
        self, card: Scorecard, context: str, conversation: Conversation, *, goal: str | None = None
    ) -> None:
        """Take on a scorecard; where a goal was chosen (by its measure) the focus tells how that went."""
        self.focus.say_caption(
            _("One thing to try next") if goal is None else _("Your goal: {goal}", goal=_(goal_of(goal).title))
        )
        self.whole.show_scorecard(card, context)
        self.strength.show_note(card.strength, card.strength.moments[:1] if card.strength else (), conversation)
        self.focus.show_note(card.focus, _to_hear(card), conversation)

    def set_narrow(self, narrow: bool) -> None:
        """Stack them, or set them side by side."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._row.setSpacing(space(6) if narrow else space(10))


def _to_hear(card: Scorecard) -> tuple[Moment | Passage, ...]:
    """The moments of the focus; without one, those worth hearing again that the strength does not show already."""
    if card.focus is not None:
        return (card.focus.moments or card.moments)[:3]
    shown = card.strength.moments if card.strength else ()
    return tuple(moment for moment in card.moments if moment not in shown)[:3]
