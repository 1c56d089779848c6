"""Where there is voice: the tracks of a recording, one for each person or one for all, before any word is known."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.audio.bleed import own_voice
from coach.audio.channels import Kind, Layout, layout
from coach.audio.drift import Drift, align, drifts
from coach.audio.levels import FRAME_SECONDS, Levels, levels
from coach.audio.music import music, without_music
from coach.audio.recording import BLOCK, RATE_HZ, Recording
from coach.hearing.blocks import Quietest
from coach.times import Span, union
from models.hums import HumDetector, hums
from models.records import VoiceSpan
from models.speakers import Segments, SpeakerTeller
from models.voice import FRAME_SECONDS as VOICE_STEP
from models.voice import VoiceDetector, frame_levels, speech_level, voice_spans

Share = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Tracks:
    """A recording with all that was found out before the words.

    ``voice`` holds the stretches of speech on each track of the layout. ``segments`` are those of a track that
    several people share, None where each has their own. ``music`` is where tones last on any track, ``drifts`` are the
    clocks that ran apart and were put right.
    """

    recording: Recording
    levels: Levels
    layout: Layout
    voice: tuple[tuple[VoiceSpan, ...], ...]
    segments: Segments | None = None
    music: tuple[Span, ...] = ()
    drifts: tuple[Drift, ...] = ()

    @property
    def has_voice(self) -> bool:
        """Whether anybody is heard."""
        return any(self.voice)

    @property
    def quietest(self) -> list[Quietest]:
        """Where each track is quietest between two moments."""
        return [_quietest(self.levels, mix) for mix in self.layout.mixes]


def find_tracks(recording: Recording, teller: Callable[[], SpeakerTeller], threads: int, share: Share) -> Tracks:
    """The layout of the channels, and the voice on each track.

    Args:
        teller: gives what hears who speaks on a shared track; asked only where there is one.
        threads: at least 1.
        share: told the share of the work done, 0 to 1.
    """
    found = levels(recording)
    plan = layout(found)
    if plan.kind is Kind.ONE:
        segments, tones = _segments(teller(), recording, plan.mixes[0], threads, share)
        return Tracks(recording, found, plan, (segments.speech(),), segments, tones)
    if apart := drifts(recording, found):
        align(recording, apart)
        found = levels(recording)
        plan = layout(found)
    voice: list[tuple[VoiceSpan, ...]] = []
    heard_music: list[Span] = []
    for place, (mix, channel) in enumerate(zip(plan.mixes, plan.people, strict=True)):
        spans, tones = _own_voice(recording, mix, _part(share, place, len(plan.mixes)))
        voice.append(own_voice(spans, found, plan.leaks, channel))
        heard_music += tones
    return Tracks(recording, found, plan, tuple(voice), music=union(heard_music), drifts=apart)


def _own_voice(
    recording: Recording, mix: Sequence[float], share: Share
) -> tuple[tuple[VoiceSpan, ...], tuple[Span, ...]]:
    """The voice on one person's channel, hums included, and the music there."""
    level = _speech_level(recording, mix)
    tones = music(recording, mix, speech_db=level)
    spans = voice_spans(_voice(recording, mix, VoiceDetector(level_db=level), share), duration=recording.duration)
    hummed = () if level is None else _hums(recording, mix, level)
    together = union(Span(span.start, span.end) for span in (*spans, *hummed))
    return without_music([VoiceSpan(s.start, s.end) for s in together], tones), tones


def _segments(
    teller: SpeakerTeller, recording: Recording, mix: Sequence[float], threads: int, share: Share
) -> tuple[Segments, tuple[Span, ...]]:
    """Who speaks on a track that all share, and the music there.

    People may stand near and far: the level at which one speaks says nothing of the others. Of seven real meetings
    and calls a detector that goes by the loudest missed 12 to 63 % of the speech, the windows 0 to 20 %.
    """
    level = _speech_level(recording, mix)
    tones = music(recording, mix, speech_db=level)
    voice = _voice(recording, mix, VoiceDetector(level_db=level, one_person=False), _part(share, 0, 4))

    def on_share(done: float) -> None:
        recording.release()
        share(0.25 + 0.75 * done)

    segments = teller.segments(recording.mono(mix), voice, voice_step=VOICE_STEP, threads=threads, progress=on_share)
    return segments.silent_in([(span.start, span.end) for span in tones]), tones


def _speech_level(recording: Recording, mix: Sequence[float]) -> float | None:
    """How loud one track speaks."""
    loud = [frame_levels(samples) for _, samples in _pieces(recording, mix)]
    return speech_level(np.concatenate(loud)) if loud else None


def _voice(recording: Recording, mix: Sequence[float], detector: VoiceDetector, share: Share) -> NDArray[np.float32]:
    """Probability of voice on one track."""
    found = []
    for end, samples in _pieces(recording, mix):
        found.append(detector.feed(samples))
        share(end / recording.duration)
    found.append(detector.finish())
    return np.concatenate(found)


def _hums(recording: Recording, mix: Sequence[float], level: float) -> tuple[VoiceSpan, ...]:
    """Where one track hums."""
    detector = HumDetector(level)
    found = [detector.feed(samples) for _, samples in _pieces(recording, mix)]
    return hums(np.concatenate([*found, detector.finish()]), duration=recording.duration)


def _part(share: Share, place: int, parts: int) -> Share:
    """What to tell the share of one of several equal parts."""
    return lambda done: share((place + done) / parts)


def _pieces(recording: Recording, mix: Sequence[float]) -> Iterator[tuple[float, NDArray[np.float32]]]:
    """The samples of one track in pieces of 16 s, each with the moment it ends at."""
    step = BLOCK / RATE_HZ
    for i in range(int(np.ceil(recording.duration / step))):
        end = min((i + 1) * step, recording.duration)
        yield end, recording.mix_block(i * step, end, mix)


def _quietest(found: Levels, mix: Sequence[float]) -> Quietest:
    row = found.db[:, int(np.argmax(mix))]

    def between(start: float, end: float) -> float:
        first, after = int(start / FRAME_SECONDS), int(end / FRAME_SECONDS)
        # A tenth of a second together: one quiet frame may be the closure of a "p" or a "t".
        smooth = np.convolve(row[first:after], np.ones(10) / 10, mode="same")
        return (first + int(np.argmin(smooth)) + 0.5) * FRAME_SECONDS if len(smooth) else (start + end) / 2

    return between
