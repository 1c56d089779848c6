"""The session page: one conversation that was reviewed, and every number leads to its moments."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.contexts.context import Context
from coach.editing.edits import CorrectMoment, Edit, Verdict
from coach.feedback.definitions import talk_shares
from coach.feedback.guess import Guess, gaps
from coach.moments.moment import Moment, Passage
from coach.review import Review
from ui.item_models.measure_lines import counted_lines
from ui.menus import page_actions
from ui.pages.listening import Listening
from ui.pages.shown import finding, lanes_of, pauses_of, same_moment, shown_moments, speaker_voices
from ui.pages.states import states_of
from ui.painters.waveform import Peaks
from ui.player import Player
from ui.text import _
from ui.theme import Theme, Voice, space
from ui.widgets.column import scrolled
from ui.widgets.controls import rule
from ui.widgets.feedback import Feedback
from ui.widgets.follow import Follow
from ui.widgets.guess_form import GuessForm
from ui.widgets.guess_reveal import GuessReveal
from ui.widgets.moment_bar import MomentBar
from ui.widgets.partner_strip import PartnerStrip
from ui.widgets.reading import Reading
from ui.widgets.session_header import Heading, SessionHeader
from ui.widgets.state_notes import Do, StateNotes
from ui.widgets.tab_order import set_tab_order
from ui.widgets.timeline_block import TimelineBlock
from ui.widgets.toast import Toast
from ui.widgets.who_is_me import WhoIsMe

_NARROW = 960  # pixels at 100 % text below which columns are stacked


class SessionPage(QWidget):
    """Shows a review and asks for changes; it computes nothing and keeps nothing.

    Before the numbers of a session are shown for the first time it asks for an own guess.
    """

    context_changed = Signal(str)
    me_chosen = Signal(object)  # speaker id, or None for nobody
    speaker_renamed = Signal(str, str)
    edit_asked = Signal(object)  # Edit
    guess_given = Signal(object)  # Guess
    guess_skipped = Signal()
    export_requested = Signal()
    report_requested = Signal()
    remember_asked = Signal()  # the voice that is me, plainly told what for
    remember_offered = Signal()  # the same, not told yet
    labels_requested = Signal()
    sound_delete_requested = Signal()
    delete_requested = Signal()

    def __init__(self, theme: Theme, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("session_page")
        self.setAccessibleName(_("Session"))
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._player = player
        self._review: Review | None = None
        self._moments: tuple[Moment | Passage, ...] = ()
        self._audio: Path | None = None
        self._asks_guess = False
        self._guess: Guess | None = None
        self._counted = 0  # which definition of talk share is shown
        self._turn: int | None = None  # to be brought into view once the transcript is shown
        self.header = SessionHeader(theme, self)
        self.who = WhoIsMe(theme, self)
        self.form = GuessForm(theme, self)
        self.reveal = GuessReveal(theme, self)
        self.states = StateNotes(theme, self)
        self.feedback = Feedback(theme, self)
        self.partner = PartnerStrip(theme, self)
        self.follow = Follow(self)
        self.block = TimelineBlock(theme, self.follow, self)
        self.reading = Reading(theme, self.follow, self)
        self.listening = Listening(player, self.follow, self.header.transport, self.block, self.reading, self)
        self.bar = MomentBar(theme, self)
        self._lay_out()
        self.toast = Toast(theme, self._scroll)
        self._connect()
        self._add_shortcuts()

    # -- what is shown -------------------------------------------------------------------------------------------

    def set_contexts(self, contexts: Sequence[Context]) -> None:
        """The kinds of conversation to choose from."""
        self.header.set_contexts(contexts)

    def show_session(
        self,
        heading: Heading,
        review: Review,
        *,
        audio: Path | None = None,
        peaks: Peaks | None = None,
        guess: Guess | None = None,
        asks_guess: bool = False,
    ) -> None:
        """Open a session. ``audio`` is None for a transcript, or where the sound was deleted.

        ``asks_guess`` holds its numbers back until there is a guess, or none is wanted; ``guess`` is an earlier one.
        """
        self._audio = audio
        self._asks_guess, self._guess = asks_guess, guess
        self._turn = None
        self.form.forget()
        self.reveal.set_open(False)
        self.listening.open(audio, review.conversation)
        self.header.set_sound(audio is not None)
        self.block.timeline.set_peaks(peaks)
        self._choose(None)
        self.show_review(heading, review)
        self._scroll.verticalScrollBar().setValue(0)
        self.start_guess()

    def start_guess(self) -> None:
        """Put the keyboard at what is asked, if anything is."""
        if self._asks_guess and self._is_me_unknown:
            self.who.start()
        elif self._asks_guess:
            self.form.start()

    def show_numbers(self, guess: Guess | None) -> None:
        """Set the guess beside what was measured, or show that alone."""
        self._asks_guess, self._guess = False, guess
        self.reveal.set_open(guess is not None)
        self._show_parts()
        self._scroll.verticalScrollBar().setValue(0)
        first = self.block.timeline if guess is None else self.reveal.fold
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_turn()

    def start_find(self) -> None:
        """Look for words in the transcript, once it is shown."""
        if not self._asks_guess:
            self.reading.start_find()

    def go_to_turn(self, turn: int) -> None:
        """Bring a turn into view, at once or when the transcript is shown."""
        self._turn = turn
        self._show_turn()

    def _show_turn(self) -> None:
        if self._turn is not None and not self._asks_guess:
            transcript = self.reading.transcript
            transcript.go_to(self._turn)
            transcript.setFocus(Qt.FocusReason.OtherFocusReason)
            if (layout := self._content.layout()) is not None:
                layout.activate()  # the places of what was shown just now
            self._scroll.ensureWidgetVisible(transcript)
            self._turn = None

    def show_review(self, heading: Heading, review: Review) -> None:
        """Show the same recording again after a change of context, of names or of who is me."""
        self._review = review
        talk = review.conversation
        voices = speaker_voices(talk, self._theme)
        self._moments = shown_moments(review.moments)
        self.header.show_session(heading, talk, review.context, voices, review.goal)
        if self._is_me_unknown:
            self.who.show_speakers(talk, voices, has_sound=self._audio is not None)
        self.feedback.show_scorecard(review.scorecard, review.context.title, talk, goal=review.goal)
        self._show_talk(review, voices)
        self._choose(same_moment(self.bar.moment, review.moments))
        self._show_parts()
        self._show_states()

    def _show_talk(self, review: Review, voices: dict[str, Voice]) -> None:
        talk = review.conversation
        lanes, pauses = lanes_of(talk, voices), pauses_of(talk)
        shares = talk_shares(review)
        counted = shares[self._counted]
        self.listening.show_talk(talk, pauses)
        self.block.show_conversation(lanes, self._moments, talk.duration, finding(counted), pauses)
        self.reading.show_review(talk, self._moments, voices)
        self.reading.show_measures(talk, counted_lines(review, counted), shares, self._counted)

    @property
    def _is_me_unknown(self) -> bool:
        talk = None if self._review is None else self._review.conversation
        return talk is not None and talk.me is None and len(talk.speakers) > 0

    def _show_parts(self) -> None:
        """Who is me first, then the guess, then the rest."""
        asks, unknown = self._asks_guess, self._is_me_unknown
        was_unknown = not self.who.isHidden()
        self.who.setVisible(unknown)
        self.form.setVisible(asks)
        self.form.ask(has_me=not unknown)
        if self._guess is not None and self._review is not None:
            self.reveal.show_gaps(gaps(self._guess, self._review), self._guess.note)
        self.reveal.setVisible(self._guess is not None and not asks and not unknown)
        self.feedback.setVisible(not unknown and not asks)
        self.partner.setVisible(not unknown and not asks)
        self.block.setVisible(not asks)
        self.reading.setVisible(not asks)
        self._skip.setEnabled(asks)
        if was_unknown and not unknown:
            self.start_guess()

    def set_peaks(self, peaks: Peaks | None) -> None:
        """Draw the sound, once it has been read."""
        self.block.timeline.set_peaks(peaks)

    # -- building ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._content = QWidget(self)
        self._content.setProperty("clear", True)
        self._inner = inner = QVBoxLayout(self._content)
        inner.setContentsMargins(space(8), space(4), space(6), space(4))
        inner.setSpacing(space(5))
        inner.addWidget(self.who)
        inner.addWidget(self.form, 1)
        inner.addWidget(self.reveal)
        inner.addWidget(self.states)
        inner.addWidget(self.feedback)
        inner.addWidget(self.partner)
        inner.addWidget(self.block)
        inner.addWidget(self.reading, 1)
        self._scroll = scrolled(self._content, "session_scroll", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(rule(self))
        column.addWidget(self._scroll, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        header, timeline = self.header, self.block.timeline
        header.context_changed.connect(self.context_changed)
        header.me_chosen.connect(self.me_chosen)
        header.speaker_renamed.connect(self.speaker_renamed)
        header.export_requested.connect(self.export_requested)
        header.report_requested.connect(self.report_requested)
        header.remember_asked.connect(self.remember_offered)
        header.labels_requested.connect(self.labels_requested)
        header.sound_delete_requested.connect(self.sound_delete_requested)
        header.delete_requested.connect(self.delete_requested)
        header.sample_requested.connect(self.listening.hear_voice)
        self.who.me_chosen.connect(self.me_chosen)
        self.who.remember_asked.connect(self.remember_asked)
        self.who.sample_requested.connect(self.listening.hear_voice)
        self.form.guess_given.connect(self.guess_given)
        self.form.guess_skipped.connect(self.guess_skipped)
        self.feedback.play_requested.connect(self._on_moment)
        timeline.moment_activated.connect(self._on_mark)
        self.block.loop_toggled.connect(self.toggle_loop)
        self.reading.measures.moment_activated.connect(self._on_moment)
        self.reading.transcript.moment_pressed.connect(self._on_pressed)
        self.reading.transcript.name_asked.connect(header.ask_name)
        for widget in (header, self.reading.transcript, self.reading.measures, self.bar):
            widget.edit_asked.connect(self._on_edit)
        self.reading.definition_chosen.connect(self._on_counted)
        self.bar.closed.connect(self._on_bar_closed)
        self.states.asked.connect(self._on_state)
        self._player.failed.connect(self._on_fault)
        self._theme.changed.connect(self._on_theme_changed)

    def _add_shortcuts(self) -> None:
        self._skip = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._skip.activated.connect(self.guess_skipped)
        self._skip.setEnabled(False)
        self.commands = page_actions(
            self,
            {
                "play": self._player.toggle,
                "find": self.start_find,
                "slower": self.listening.slower,
                "faster": self.listening.faster,
                "follow": self.follow.toggle,
                "loop": self.toggle_loop,
                "accept": self.bar.accept,
                "reject": self.bar.reject,
            },
        )

    # -- what people do ------------------------------------------------------------------------------------------

    def _on_mark(self, index: int) -> None:
        self._on_moment(self._moments[index])

    def _on_moment(self, moment: Moment | Passage) -> None:
        """Hear a moment, and show where it stands in the timeline and in the transcript, and what can be said of it."""
        self._choose(moment if isinstance(moment, Moment) else None)
        index = self._moments.index(moment) if moment in self._moments else None
        self.block.timeline.set_current(index)
        self.reading.transcript.set_chosen(index)
        if index is None:
            self.reading.transcript.go_to(moment.turn)
        self.listening.hear_moment(moment)

    def _on_pressed(self, index: int) -> None:
        """A moment in the transcript: its words are being heard already."""
        moment = self._moments[index]
        self.block.timeline.set_current(index)
        self._choose(moment if isinstance(moment, Moment) else None)

    def _choose(self, moment: Moment | None) -> None:
        who = ""
        if moment is not None and self._review is not None:
            who = self._review.conversation.speaker(moment.speaker).label
        self.bar.show_moment(moment, who)

    def _on_bar_closed(self) -> None:
        self._choose(None)
        self.reading.transcript.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edit(self, edit: Edit) -> None:
        """What is said of the chosen moment goes on to hold for what it becomes."""
        if isinstance(edit, CorrectMoment):
            if edit.becomes is not None:
                self._choose(replace(edit.moment, type=edit.becomes))
            elif edit.verdict is Verdict.REJECT:
                self.toast.say(_("Taken out of the numbers. Undo brings it back."))
        self.edit_asked.emit(edit)

    def toggle_loop(self) -> None:
        """Loop the chosen moment, or the turn at the playhead; or end the loop."""
        self.listening.toggle_loop(self.bar.moment)

    def _on_fault(self, text: str) -> None:
        """Why nothing is heard: at once, and as long as it is so where the recording is at fault."""
        self.toast.say(text)
        self._show_states()

    def _show_states(self) -> None:
        if self._review is not None:
            states = states_of(self._review, has_sound=self._audio is not None, fault=self._player.fault)
            self.states.show_states(states)
            set_tab_order(self)

    def _on_state(self, do: Do) -> None:
        """One click on what can be done next."""
        match do:
            case Do.TRY_AGAIN:
                self.listening.try_again(self._audio)
                self._show_states()
            case Do.HEAR_ALL:
                self.listening.hear_from(0.0)
            case Do.HEAR_END:
                self.listening.hear_end()
            case Do.FIRST_TURN:
                self.go_to_turn(0)

    def _on_counted(self, number: int) -> None:
        """Another definition of talk share: the number, its sentence and its meaning change; the grades do not."""
        self._counted = number
        if self._review is not None:
            talk, shares = self._review.conversation, talk_shares(self._review)
            self.block.say_finding(finding(shares[number]))
            self.reading.show_measures(talk, counted_lines(self._review, shares[number]), shares, number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where nothing under the hands wants it, ends the loop."""
        if event.key() == Qt.Key.Key_Escape and self.listening.loop is not None:
            self.listening.end_loop()
        else:
            super().keyPressEvent(event)

    # -- room ----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_theme_changed(self) -> None:
        if self._review is not None:
            self._show_talk(self._review, speaker_voices(self._review.conversation, self._theme))
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < _NARROW * self._theme.text_scale
        if narrow != self._content.isAncestorOf(self.header.details):
            if narrow:
                self._inner.insertWidget(0, self.header.details)
            else:
                self.header.take_details_back()
            set_tab_order(self)
        self.form.set_narrow(narrow)
        self.states.set_narrow(narrow)
        self.feedback.set_narrow(narrow)
        self.block.set_narrow(narrow)
        self.reading.set_narrow(narrow)
        self.bar.set_narrow(narrow)
