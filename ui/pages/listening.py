"""What is heard on the session page, and what moves along with it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coach.conversation import Conversation
from coach.moments.moment import Moment, Passage
from coach.times import Span
from ui.player import Player
from ui.widgets.follow import Follow
from ui.widgets.reading import Reading
from ui.widgets.timeline_block import TimelineBlock
from ui.widgets.transport import Transport

_LEAD_IN = 0.3  # seconds heard before a moment, so that its first sound is not cut off (our choice)
_SPEED_STEP = 0.05
_SAMPLE = 8.0  # seconds of a voice that are enough to know it


class Listening(QObject):
    """Holds player, timeline, transcript and transport to one place in the recording.

    Without a recording a click still shows its place; nothing is heard.
    """

    loop_changed = Signal(object)  # Span | None

    def __init__(
        self,
        player: Player,
        follow: Follow,
        transport: Transport,
        block: TimelineBlock,
        reading: Reading,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._player, self._follow = player, follow
        self._transport, self._block, self._reading = transport, block, reading
        self._talk: Conversation | None = None
        self._has_sound = False
        self._now = 0.0
        self._connect()

    def open(self, audio: Path | None, talk: Conversation) -> None:
        """Take on a recording; None where there are only words."""
        self._has_sound = audio is not None
        self._player.open(audio)
        self._transport.set_duration(talk.duration, has_sound=self._has_sound)
        self._follow.take_up()

    def show_talk(self, talk: Conversation, pauses: Sequence[Span]) -> None:
        """Take on the conversation as it stands after an edit; ``pauses`` is when nobody has voice."""
        self._talk = talk
        self._player.set_pauses(pauses)
        self._transport.set_pauses_known(talk.has_overlap)

    @property
    def loop(self) -> Span | None:
        """What is heard again and again."""
        return self._player.loop

    # -- what is asked -------------------------------------------------------------------------------------------

    def hear_moment(self, moment: Moment | Passage) -> None:
        """A moment once, with a little before and after."""
        if self._has_sound:
            self._player.play(max(moment.start - _LEAD_IN, 0.0), moment.end + _LEAD_IN)
        else:
            self._on_position(moment.start)

    def hear_voice(self, speaker: str) -> None:
        """The longest turn of that speaker, or the first seconds of it."""
        own = [] if self._talk is None else [turn for turn in self._talk.turns if turn.speaker == speaker]
        if own:
            longest = max(own, key=lambda turn: turn.duration)
            self._player.play(longest.start, min(longest.end, longest.start + _SAMPLE))

    def hear_from(self, start: float) -> None:
        """On from there, moving along again."""
        self._block.timeline.show_time(start)
        self._follow.take_up()
        if self._has_sound:
            self._player.play(start)
        else:
            self._on_position(start)

    def hear_end(self) -> None:
        """On from where the last words end."""
        if self._talk is not None:
            self.hear_from(self._talk.window.end)

    def try_again(self, audio: Path | None) -> None:
        """Read the recording anew and play it."""
        if self._talk is not None:
            self.open(audio, self._talk)
            self._player.play()

    def seek(self, to: float) -> None:
        """Go there."""
        self._block.timeline.show_time(to)
        if self._has_sound:
            self._player.seek(to)
        else:
            self._on_position(to)

    def hear_again_and_again(self, loop: Span) -> None:
        """Loop a stretch, and begin to hear it."""
        if self._has_sound:
            self._player.set_loop(loop)
            self._player.play()

    def toggle_loop(self, moment: Moment | Passage | None) -> None:
        """End the loop that there is; else loop this moment, or without one the turn at the playhead."""
        if self._player.loop is not None:
            self._player.set_loop(None)
        elif moment is not None:
            end = moment.end + _LEAD_IN
            self.hear_again_and_again(Span(max(moment.start - _LEAD_IN, 0.0), self._within(end)))
        elif (turn := self._turn_here()) is not None:
            self.hear_again_and_again(turn)

    def end_loop(self) -> None:
        """Go on from where we are."""
        self._player.set_loop(None)

    def slower(self) -> None:
        """A little slower."""
        self._player.set_speed(self._player.speed - _SPEED_STEP)

    def faster(self) -> None:
        """A little faster."""
        self._player.set_speed(self._player.speed + _SPEED_STEP)

    def look_elsewhere(self) -> None:
        """A person wants to see another place while something is heard."""
        if self._player.is_playing:
            self._follow.hold()

    # -- inside --------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        player, transport = self._player, self._transport
        transport.play_toggled.connect(player.toggle)
        transport.speed_chosen.connect(player.set_speed)
        transport.skip_chosen.connect(player.set_skip)
        timeline, transcript = self._block.timeline, self._reading.transcript
        timeline.seek_requested.connect(self.seek)
        timeline.play_toggled.connect(player.toggle)
        timeline.loop_requested.connect(self.hear_again_and_again)
        timeline.moved_by_hand.connect(self.look_elsewhere)
        self._block.overview.view_requested.connect(self.look_elsewhere)
        transcript.play_requested.connect(self.hear_from)
        transcript.play_toggled.connect(player.toggle)
        transcript.scrolled_by_hand.connect(self.look_elsewhere)
        self._reading.place_shown.connect(self.look_elsewhere)
        self._follow.changed.connect(self._on_follow)
        player.position_changed.connect(self._on_position)
        player.playing_changed.connect(transport.set_playing)
        player.speed_changed.connect(transport.set_speed)
        player.skip_changed.connect(transport.set_skip)
        player.loop_changed.connect(self._on_loop)

    def _turn_here(self) -> Span | None:
        turns = self._reading.transcript.turns
        row = turns.row_at(self._now)
        if row is None and turns.rowCount():
            row = 0
        return None if row is None else Span(turns.row(row).turn.start, self._within(turns.row(row).turn.end))

    def _within(self, time: float) -> float:
        return time if self._talk is None else min(time, self._talk.duration)

    def _on_loop(self, loop: Span | None) -> None:
        self._block.set_loop(loop)
        self.loop_changed.emit(loop)

    def _on_follow(self) -> None:
        """Taken up again: show at once where we are."""
        if self._follow.is_on and self._player.is_playing:
            self._on_position(self._now)

    def _on_position(self, now: float) -> None:
        self._now = now
        follow = self._follow.is_on and self._player.is_playing
        self._transport.set_position(now)
        self._block.set_position(now, follow=follow)
        self._reading.transcript.set_position(now if now > 0.0 else None, follow=follow)
