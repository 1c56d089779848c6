"""Any sound file to samples on disk: every container and codec, streamed, resampled to 16 kHz."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Discard, Disposition

from coach.audio.length import lacks_last_page, promised, stated
from coach.audio.names import check_readable, sha256_of, shown_name, unreadable
from coach.audio.recording import BLOCK, RATE_HZ, Flaw, Recording, SampleWriter

Progress = Callable[[float], None]

STEP = 5.0
"""Seconds of sound between two reports of progress (our choice)."""

HOLE = 0.05
"""Seconds that timestamps must jump ahead before silence is put there (our choice: above the rounding of
containers, 1 ms in Matroska, and above the warm-up of a decoder, 16 ms for Vorbis there;
``test_a_late_sound_track_keeps_its_place``)."""

UNKNOWN_LENGTH = 600.0
"""Seconds a hole may last where the file does not say how long it is: more is a broken clock (our choice)."""

WORTH_TELLING = 0.5
"""Seconds lost inside a file that people should know of (our choice; a clipped MP3 loses a packet or two)."""

LOST_SHARE = 0.5
"""Share of packets that may be lost before a file counts as noise that looks like sound (our choice,
``test_random_bytes_are_not_a_recording``)."""

_OR_ANOTHER = "Choose a sound file, a video with sound or a transcript, or export it once more."
_ASK_AGAIN = "Ask for it again, or export it once more from where it was made."

# In these, time has no holes of its own: one means that a piece is missing.
_ENDLESS = frozenset({"ogg", "flac", "mp3", "aac"})

# Playlists and stream descriptions would make the decoder fetch other files, or reach for the network.
_PROTOCOLS = "file"
_NOT_FILES = frozenset({"hls", "dash", "concat", "sdp", "rtsp", "rtp", "applehttp", "webm_dash_manifest", "imf"})


@dataclass(frozen=True, slots=True)
class Probe:
    """What a file says about its sound. ``duration`` is in seconds, None where it is not told."""

    duration: float | None
    channels: int
    rate_hz: int
    codec: str
    container: str


def probe(path: Path) -> Probe:
    """What the file says about its sound, without decoding it.

    Raises:
        UserError: it cannot be read, or has no sound track.
    """
    check_readable(path)
    with _opened(path) as container:
        track = _track(container, path)
        codec = track.codec_context
        if not (codec.rate and codec.channels):
            raise unreadable(path, "holds no sound that can be read.", _ASK_AGAIN)
        return Probe(stated(container, track), codec.channels, codec.rate, codec.name, container.format.name)


def decode(path: Path, folder: Path, *, progress: Progress | None = None) -> Recording:
    """The sound of a file as a recording whose time 0 is what a player shows as 0.

    The default sound track, or the first; each channel apart. A damaged file gives what can be read, with a
    ``flaw``; holes become silence, so that all times stay right.

    Args:
        folder: where the samples go, 115 MB for an hour of a channel; freed when the recording is closed.
        progress: told the share done, 0 to 1, rising.

    Raises:
        UserError: missing, empty, no sound in it, not permitted, or no room in ``folder``.
    """
    check_readable(path)
    name, sha256 = shown_name(path), sha256_of(path)
    with _opened(path) as container, SampleWriter(folder) as writer:
        track = _track(container, path)
        source = _Source(container, track)
        source.copy(writer, progress)
        if source.is_noise:
            raise unreadable(path, "holds no sound that can be read.", _ASK_AGAIN)
        flaw = source.flaw(promised(container, track, path), cut=lacks_last_page(container, path))
        recording = Recording(writer.finish(), source.channels, folder=folder, name=name, sha256=sha256, flaw=flaw)
    if progress is not None:
        progress(1.0)
    return recording


class _Source:
    """One sound track on its way to samples: what was decoded, what was lost, and where it belongs in time."""

    def __init__(self, container: InputContainer, track: AudioStream) -> None:
        self._container = container
        self._track = track
        self._stated = stated(container, track)
        self._zero = (container.start_time or 0) / av.time_base
        self._resampler: AudioResampler | None = None
        self._form: tuple[str, str, int] | None = None
        self._arrived = 0.0  # seconds handed to the resampler, which holds some back
        self._written = 0
        self._packets = 0
        self._lost_packets = 0
        self._damaged = False  # since the last frame
        self._endless = bool(_ENDLESS & set(container.format.name.split(",")))
        self._lost = 0.0
        self._layout: av.AudioLayout | None = None
        self.channels = 0

    def copy(self, writer: SampleWriter, progress: Progress | None) -> None:
        """Write all samples."""
        reported = 0.0
        for packet, frame in self._frames():
            form = (frame.format.name, frame.layout.name, frame.sample_rate)
            hole = self._hole(frame)
            if hole or form != self._form:
                self._flush(writer)
                self._resampler = self._new_resampler(frame)
                self._silence(writer, hole)
                self._form = form
            self._damaged = False
            self._push(writer, frame)
            self._arrived += frame.samples / frame.sample_rate
            if progress is not None and self._arrived - reported >= STEP:
                reported = self._arrived
                progress(self._done(packet))
        self._flush(writer)

    @property
    def is_noise(self) -> bool:
        """Whether there is nothing, or so little could be decoded that it was never sound."""
        return not self._written or self._lost_packets > LOST_SHARE * self._packets

    def flaw(self, promised: float | None, *, cut: bool) -> Flaw | None:
        """What is wrong with the file; None where all of it could be read."""
        flaw = Flaw(self._written / RATE_HZ, promised, self._lost, cut)
        return flaw if flaw.breaks_off or flaw.lost >= WORTH_TELLING else None

    def _frames(self) -> "Iterator[tuple[av.Packet[AudioStream], AudioFrame]]":
        packets = self._container.demux(self._track)
        while True:
            try:
                packet = next(packets)
            except (StopIteration, FFmpegError):  # what comes after damage cannot be found again
                return
            try:
                frames = packet.decode()
            except FFmpegError:
                self._packets += 1
                self._lost_packets += 1
                self._damaged = True
                continue
            self._packets += bool(packet.size)
            for frame in frames:
                yield packet, frame

    def _hole(self, frame: AudioFrame) -> float:
        """Seconds of silence that belong before this frame."""
        if frame.time is None:
            return 0.0
        place = frame.time - self._zero
        hole = place - self._arrived
        if hole <= HOLE:
            return 0.0
        believable = hole <= UNKNOWN_LENGTH if self._stated is None else place <= self._stated + 1.0
        return hole if believable else 0.0

    def _silence(self, writer: SampleWriter, seconds: float) -> None:
        """Put silence where the timestamps leave a hole."""
        if self._form and (self._damaged or self._endless):
            self._lost += seconds
        self._arrived += seconds
        missing = round(self._arrived * RATE_HZ) - self._written if seconds else 0
        while missing > 0:
            rows = np.zeros((min(missing, BLOCK), self.channels), np.int16)
            writer.write(rows)
            self._written += len(rows)
            missing -= len(rows)

    def _new_resampler(self, frame: AudioFrame) -> AudioResampler:
        """For frames like this one. Later forms are brought to the channels of the first."""
        if self._layout is None:
            self._layout = frame.layout
            self.channels = frame.layout.nb_channels
        return AudioResampler(format="s16", layout=self._layout, rate=RATE_HZ, frame_size=RATE_HZ)

    def _push(self, writer: SampleWriter, frame: AudioFrame | None) -> None:
        if self._resampler is None:
            return
        for out in self._resampler.resample(frame):
            rows = out.to_ndarray().reshape(-1, self.channels).astype(np.int16, copy=False)
            writer.write(rows)
            self._written += len(rows)

    def _flush(self, writer: SampleWriter) -> None:
        """Get what the resampler holds back; it cannot be used again."""
        self._push(writer, None)
        self._resampler = None

    def _done(self, packet: "av.Packet[AudioStream]") -> float:
        if self._stated:
            return min(1.0, self._arrived / self._stated)
        size = self._container.size
        return min(1.0, (packet.pos or 0) / size) if size > 0 else 0.0


def _opened(path: Path) -> InputContainer:
    try:
        container = av.open(
            str(path.absolute()),
            metadata_errors="replace",  # tags in an old encoding are no reason to refuse the sound
            options={"protocol_whitelist": _PROTOCOLS},
        )
    except FFmpegError as fault:
        raise unreadable(path, "is not a recording, or it is damaged beyond reading.", _OR_ANOTHER) from fault
    if _NOT_FILES & set(container.format.name.split(",")):
        container.close()
        raise unreadable(path, "is a list of other files, not a recording.", "Choose the recording itself.")
    return container


def _track(container: InputContainer, path: Path) -> AudioStream:
    tracks = container.streams.audio
    if not tracks:
        if container.streams.video:
            raise unreadable(path, "has no sound track.", "Choose a recording with sound.")
        raise unreadable(path, "is not a recording.", _OR_ANOTHER)
    track = next((track for track in tracks if track.disposition & Disposition.default), tracks[0])
    if track.codec_context is None:
        raise unreadable(path, "holds sound in a form that is not known here.", "Save it as WAV, FLAC, MP3 or M4A.")
    for other in container.streams:
        other.discard = Discard.none if other is track else Discard.all
    return track
