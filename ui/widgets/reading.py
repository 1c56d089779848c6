"""The transcript on the left, the measures on the right; one above the other where there is little room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from coach.conversation import Conversation
from coach.feedback.definitions import Counted
from coach.moments.moment import Moment, Passage
from ui.item_models.measures import MeasureLine
from ui.item_models.transcript_find import Place, Query, present
from ui.text import _
from ui.theme import Icon, Theme, Voice, space
from ui.widgets.controls import Choice, IconButton, Role, label
from ui.widgets.find_bar import FindBar
from ui.widgets.flow import FlowLayout
from ui.widgets.follow import Follow
from ui.widgets.follow_again import FollowAgain
from ui.widgets.measure_tree import MeasureTree
from ui.widgets.transcript import TranscriptList

_HEIGHT = 400  # pixels that each list keeps, however small the window


class Reading(QWidget):
    """Two lists side by side, and find for the first."""

    definition_chosen = Signal(int)
    place_shown = Signal()  # another place of the transcript is in view, by find

    def __init__(self, theme: Theme, follow: Follow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading")
        self._theme = theme
        self.transcript = TranscriptList(theme, self)
        self.follow_again = FollowAgain(theme, follow, self.transcript)
        self.find_bar = FindBar(theme, self)
        self.measures = MeasureTree(theme, self)
        self._matches: tuple[Place, ...] = ()
        self._match: int | None = None
        find = IconButton(theme, "find_button", _("Find in the transcript (Ctrl+F)"), Icon.SEARCH, size=18, parent=self)
        title = label(_("Transcript"), Role.LEAD, parent=self)
        title.setBuddy(self.transcript)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(find)
        left = QVBoxLayout()
        left.setSpacing(space(1))
        left.addLayout(head)
        left.addWidget(self.find_bar)
        left.addWidget(self.transcript, 1)
        caution = _(
            "Estimates from rules and models: they can be wrong. Good listening differs by person, culture and "
            "setting. Silence from us means too little evidence, not failure."
        )
        self._right = QWidget(self)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(space(2))
        self._definition = Choice(theme, "definition_choice", _("How talk share is counted"), self._right, snug=True)
        counts = label(_("Talk share as"), Role.SMALL, parent=self._right)
        counts.setBuddy(self._definition)
        switch = FlowLayout(spacing=space(2), line_spacing=space(1))
        switch.addWidget(counts)
        switch.addWidget(self._definition)
        right.addLayout(switch)
        right.addWidget(self.measures, 1)
        right.addWidget(label(caution, Role.CAPTION, name="caution", wrap=True, parent=self))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(space(8))
        self._row.addLayout(left, 62)
        self._row.addWidget(self._right, 38)
        self._definition.activated.connect(self.definition_chosen)
        self.find_bar.hide()
        find.clicked.connect(self.start_find)
        self.find_bar.query_changed.connect(self._on_query)
        self.find_bar.step_requested.connect(self._on_step)
        self.find_bar.closed.connect(self._on_find_closed)
        theme.changed.connect(self._dress)
        self._dress()

    def show_review(
        self,
        talk: Conversation,
        moments: Sequence[Moment | Passage],
        voices: dict[str, Voice],
    ) -> None:
        """Take on a conversation."""
        self.transcript.show_turns(talk, moments, voices)
        counts = present(self.transcript.turns.rows, moments)
        self.find_bar.filters.show_talk(counts, talk.speakers, voices)
        if not self.find_bar.isHidden():
            self._look_again()

    def show_measures(
        self, talk: Conversation, lines: Sequence[MeasureLine], shares: Sequence[Counted], counted: int
    ) -> None:
        """Take on the measures, which wait until it is known who is me; ``counted`` is the definition that is shown."""
        self.measures.show_lines(lines, {speaker.id: speaker.label for speaker in talk.speakers})
        self._definition.clear()
        for number, share in enumerate(shares):
            self._definition.addItem(_(share.name))
            self._definition.setItemData(number, share.measure.definition, Qt.ItemDataRole.ToolTipRole)
        self._definition.setCurrentIndex(counted)
        self._right.setVisible(talk.me is not None)

    def set_narrow(self, narrow: bool) -> None:
        """Stack the two, or set them side by side."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)

    def start_find(self) -> None:
        """Open the find bar, with what was looked for last."""
        was_closed = self.find_bar.isHidden()
        self.find_bar.start()
        if was_closed:
            self._on_query(self.find_bar.query)

    def _dress(self) -> None:
        high = round(_HEIGHT * max(1.0, self._theme.text_scale * 0.75))
        self.transcript.setMinimumHeight(high)
        self.measures.setMinimumHeight(high)

    def _on_query(self, query: Query) -> None:
        self._matches = self.transcript.search(query)
        self._match = None
        self.find_bar.show_count(None, len(self._matches))
        if self._matches:
            self._on_step(1)

    def _look_again(self) -> None:
        """After an edit: the same search, where we are."""
        self._matches = self.transcript.search(self.find_bar.query)
        here = None if self._match is None else min(self._match, len(self._matches) - 1)
        self._match = here if here is not None and here >= 0 else None
        self.find_bar.show_count(self._match, len(self._matches))

    def _on_step(self, step: int) -> None:
        if not self._matches:
            return
        if self._match is None:
            here = self.transcript.currentIndex().row()
            later = [n for n, place in enumerate(self._matches) if place.row >= here]
            self._match = later[0] if later else 0
        else:
            self._match = (self._match + step) % len(self._matches)
        self.transcript.show_place(self._matches[self._match])
        self.find_bar.show_count(self._match, len(self._matches))
        self.place_shown.emit()

    def _on_find_closed(self) -> None:
        self.transcript.search(Query())
        self.find_bar.hide()
        self.transcript.setFocus(Qt.FocusReason.OtherFocusReason)
