"""Hears a recording: whole, one stretch once or again and again, at half to double speed with the pitch kept."""

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer

from coach.times import Span
from ui.text import _

SLOWEST, FASTEST = 0.5, 2.0
_FRAME_MS = 16
# The backend tells its place every 64 to 85 ms; in between we count on, but not further than this.
_LONGEST_GUESS_MS = 250.0
# After a jump the backend may still tell where it was, for so long.
_SETTLES_MS = 400.0
# Of a pause that is skipped so much is still heard at its two ends, so that no breath is cut off (our choice).
_STAYS, _LEADS_IN = 0.25, 0.25


class Player(QObject):
    """A thin hold on ``QMediaPlayer``. Times are seconds.

    Without a sound device it still runs (the playhead moves, nothing is heard) and says so once by ``failed``.
    """

    position_changed = Signal(float)
    playing_changed = Signal(bool)
    speed_changed = Signal(float)
    loop_changed = Signal(object)  # Span | None
    skip_changed = Signal(object)  # seconds | None
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media = QMediaPlayer(self)
        self._output: QAudioOutput | None = None
        self._end: float | None = None
        self._loop: Span | None = None
        self._pauses: tuple[Span, ...] = ()
        self._skip: float | None = None
        self._long: tuple[Span, ...] = ()  # the pauses that are skipped
        self._jumped_to_ms: float | None = None
        self._is_moving = False  # the backend has told that the sound is under way since the last start or jump
        self._pending: float | None = None
        self._speed = 1.0
        self._told_silent = False
        self._fault = ""
        self._known_ms = 0.0
        self._since = QElapsedTimer()
        self._jumped = QElapsedTimer()
        self._frame = QTimer(self)
        self._frame.setTimerType(Qt.TimerType.PreciseTimer)
        self._frame.setInterval(_FRAME_MS)
        self._frame.timeout.connect(self._on_frame)
        self._media.setPitchCompensation(True)
        self._media.positionChanged.connect(self._on_position)
        self._media.playbackStateChanged.connect(self._on_state)
        self._media.mediaStatusChanged.connect(self._on_status)
        self._media.errorOccurred.connect(self._on_error)

    # -- what is heard -------------------------------------------------------------------------------------------

    def open(self, recording: Path | None) -> None:
        """Take on a recording; None where there is none to hear."""
        self.stop()
        self.set_loop(None)
        self.set_pauses(())
        self._pending, self._fault = None, ""
        self._media.setSource(QUrl())  # the same address again would not be read again
        self._media.setSource(QUrl.fromLocalFile(str(recording)) if recording is not None else QUrl())
        self._known_ms = 0.0
        self.position_changed.emit(0.0)

    @property
    def is_ready(self) -> bool:
        """Whether there is something to hear."""
        return not self._media.source().isEmpty()

    @property
    def is_playing(self) -> bool:
        """Whether it is being heard now."""
        return self._media.playbackState() is QMediaPlayer.PlaybackState.PlayingState

    @property
    def fault(self) -> str:
        """Why this recording cannot be played; empty where nothing is known against it."""
        return self._fault

    @property
    def position(self) -> float:
        """Where we are in seconds, counted on between what the backend tells."""
        if self._pending is not None:
            return self._pending
        is_on = self.is_playing and self._is_moving
        guessed = min(self._since.elapsed() * self._speed, _LONGEST_GUESS_MS) if is_on else 0.0
        return (self._known_ms + guessed) / 1000

    @property
    def speed(self) -> float:
        """1.0 is as it was spoken."""
        return self._speed

    def play(self, start: float | None = None, end: float | None = None) -> None:
        """Play from ``start`` (from where we are when None) to ``end`` (to the last sound when None).

        A stretch with an end is heard once: it takes the place of a loop.
        """
        if not self.is_ready:
            self.failed.emit(_("There is no recording to play here, only the words."))
            return
        self._make_output()
        if end is not None:
            self.set_loop(None)
        if start is not None:
            self.seek(start)
        self._end = end
        self._media.play()

    def pause(self) -> None:
        """Stay where we are."""
        self._end = None
        self._media.pause()

    def toggle(self) -> None:
        """Play or pause."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def stop(self) -> None:
        """End, back at the start."""
        self._end = None
        self._frame.stop()
        self._media.stop()

    def seek(self, to: float) -> None:
        """Go to ``to``; a stretch that was being played ends to be one, and a loop that is left ends."""
        self._end = None
        to = max(to, 0.0)
        if self._loop is not None and not self._loop.start <= to <= self._loop.end:
            self.set_loop(None)
        loaded = self._media.mediaStatus() not in (
            QMediaPlayer.MediaStatus.NoMedia,
            QMediaPlayer.MediaStatus.LoadingMedia,
        )
        # Before the file is loaded the backend forgets a place that it is given.
        self._pending = None if loaded else to
        self._jump(to)
        self.position_changed.emit(to)

    def set_speed(self, speed: float) -> None:
        """Half to double speed, in the same pitch."""
        self._hold(self.position * 1000)
        self._speed = min(max(round(speed, 2), SLOWEST), FASTEST)
        self._media.setPlaybackRate(self._speed)
        self.speed_changed.emit(self._speed)

    @property
    def loop(self) -> Span | None:
        """The stretch that is heard again and again."""
        return self._loop

    def set_loop(self, loop: Span | None) -> None:
        """Hear this stretch again and again, from its start if we are outside it; None goes on from where we are."""
        if loop is not None and loop.duration <= 0.0:
            raise ValueError(f"a loop has a length, got {loop}")
        if loop == self._loop:
            return
        self._loop = loop
        if loop is not None and not loop.start <= self.position < loop.end:
            self.seek(loop.start)
        self._end = None
        self.loop_changed.emit(loop)

    @property
    def skip(self) -> float | None:
        """Pauses longer than this many seconds are passed over; None where none is."""
        return self._skip

    def set_skip(self, longer_than: float | None) -> None:
        """Pass over pauses longer than this many seconds; None hears all."""
        self._skip = longer_than
        self._choose_long()
        self.skip_changed.emit(longer_than)

    def set_pauses(self, pauses: Sequence[Span]) -> None:
        """Where nobody has voice in this recording: sorted and apart."""
        self._pauses = tuple(pauses)
        self._choose_long()

    def _choose_long(self) -> None:
        least = self._skip
        self._long = () if least is None else tuple(span for span in self._pauses if span.duration > least)

    # -- what the backend says -----------------------------------------------------------------------------------

    def _make_output(self) -> None:
        """Only when something is to be heard: finding devices takes time, and may find none."""
        if self._output is not None or self._told_silent:
            return
        if QMediaDevices.defaultAudioOutput().isNull():
            self._told_silent = True
            self.failed.emit(_("No loudspeaker or headphones were found, so nothing can be heard."))
            return
        self._output = QAudioOutput(self)
        self._media.setAudioOutput(self._output)

    def _hold(self, at_ms: float) -> None:
        self._known_ms = at_ms
        self._since.restart()

    def _jump(self, to: float) -> None:
        """Go on from ``to``, and for a moment do not believe a backend that still tells the old place."""
        self._media.setPosition(round(to * 1000))
        self._hold(to * 1000)
        self._jumped_to_ms = to * 1000
        self._is_moving = False
        self._jumped.restart()

    def _is_old_news(self, at_ms: int) -> bool:
        if self._jumped_to_ms is None:
            return False
        arrived = abs(at_ms - self._jumped_to_ms) < _LONGEST_GUESS_MS
        if arrived or self._jumped.elapsed() > _SETTLES_MS:
            self._jumped_to_ms = None
            return False
        return True

    def _on_position(self, at_ms: int) -> None:
        if self._pending is not None or self._is_old_news(at_ms):
            return
        if not self._is_moving:
            self._begin(float(at_ms))
            return
        guessed = self.position * 1000
        # The backend's word may lie a frame behind the guess; a playhead must not step back for that.
        behind = guessed - at_ms
        self._hold(guessed if self.is_playing and 0 < behind < _LONGEST_GUESS_MS / 2 else float(at_ms))
        self._emit_position()

    def _begin(self, at_ms: float) -> None:
        """The first word after a start or a jump.

        A device takes up to a fifth of a second until it is heard; a playhead that ran ahead would have to step back.
        """
        if 0.0 <= self._known_ms - at_ms < _LONGEST_GUESS_MS:
            return  # not under way yet
        self._is_moving = True
        self._hold(at_ms)
        self._emit_position()

    def _on_frame(self) -> None:
        self._emit_position()

    def _emit_position(self) -> None:
        now = self.position
        if self._end is not None and now >= self._end:
            end = self._end
            self.pause()
            self._hold(end * 1000)
            self._media.setPosition(round(end * 1000))
            now = end
        elif self._loop is not None and self.is_playing and now >= self._loop.end:
            now = self._loop.start
            self._jump(now)
        elif (after := self._after_pause(now)) is not None:
            now = after
            self._jump(now)
        self.position_changed.emit(now)

    def _after_pause(self, now: float) -> float | None:
        """Where to go on when ``now`` lies in a pause that is skipped: never in a stretch or a loop."""
        if not self.is_playing or self._end is not None or self._loop is not None:
            return None
        number = bisect_right(self._long, now - _STAYS, key=_start) - 1
        if number < 0:
            return None
        pause = self._long[number]
        return pause.end - _LEADS_IN if now < pause.end - _LEADS_IN else None

    def _on_state(self, state: QMediaPlayer.PlaybackState) -> None:
        playing = state is QMediaPlayer.PlaybackState.PlayingState
        self._since.restart()
        self._is_moving = False
        if playing:
            self._frame.start()
        else:
            self._frame.stop()
        self.playing_changed.emit(playing)

    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        ready = (QMediaPlayer.MediaStatus.LoadedMedia, QMediaPlayer.MediaStatus.BufferedMedia)
        if status in ready and self._pending is not None:
            to, self._pending = self._pending, None
            self._jump(to)
        if status is QMediaPlayer.MediaStatus.EndOfMedia and self._loop is not None:
            self._jump(self._loop.start)  # the loop ends with the recording
            self._media.play()

    def _on_error(self, error: QMediaPlayer.Error, text: str) -> None:
        if error is not QMediaPlayer.Error.NoError:
            self._end = None
            name = Path(self._media.source().toLocalFile()).name
            self._fault = _("{name} cannot be played on this computer.", name=name)
            self.failed.emit(self._fault)


def _start(span: Span) -> float:
    return span.start
