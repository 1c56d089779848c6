"""From a recording to what was heard: voice, words and voices, streamed, with the engines kept warm."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.audio.bleed import own_voice
from coach.audio.channels import Kind, Layout, layout
from coach.audio.decode import decode
from coach.audio.levels import FRAME_SECONDS, Levels, levels
from coach.audio.names import shown_name
from coach.audio.peaks import peaks, write_peaks
from coach.audio.quality import inspect
from coach.audio.recording import BLOCK, RATE_HZ, Recording
from coach.conversation import Timing
from coach.errors import ExitCode, UserError
from coach.hearing.blocks import Block, Quietest, compact
from coach.hearing.course import Course
from coach.hearing.heard import Engines, Heard, Source
from coach.hearing.request import Listened, Listener, ListenRequest, Report, Stage
from coach.hearing.words import Words, WordTracks, written_down
from models import catalogue
from models.errors import WeightsError, WeightsStorageError
from models.records import SpeakerSpan, VoiceSpan
from models.speakers import SpeakerTeller
from models.speech import Recogniser
from models.voice import VoiceDetector, frame_levels, speech_level, voice_spans

EFFORT = {
    Stage.READING: 3.0,
    Stage.PICTURE: 1.0,
    Stage.VOICE: 5.0,
    Stage.LOADING: 3.0,
    Stage.WORDS: 66.0,
    Stage.SPEAKERS: 20.0,
    Stage.QUALITY: 2.0,
}
"""Expected effort of each stage in percent, for the progress alone; measured on talks of two to five minutes."""

LANGUAGE_VOICE = 56.0
"""Seconds of voice that tell the language: two of the recogniser's windows (our choice)."""

Share = Callable[[float], None]


def listener() -> Listener:
    """A listener whose engines stay loaded from one recording to the next."""
    return Ears().listen


@dataclass(frozen=True, slots=True)
class _Sound:
    """A recording with all that was found out before the words."""

    recording: Recording
    levels: Levels
    layout: Layout
    voice: tuple[tuple[VoiceSpan, ...], ...]
    first: Heard  # all but words and voices

    @property
    def has_voice(self) -> bool:
        return any(self.voice)

    @property
    def quietest(self) -> list[Quietest]:
        """Where each track is quietest between two moments."""
        return [_quietest(self.levels, mix) for mix in self.layout.mixes]


class Ears:
    """The engines, loaded when first needed. One recording at a time."""

    def __init__(self) -> None:
        self._recogniser: Recogniser | None = None
        self._loaded: tuple[Path, int] | None = None
        self._teller: SpeakerTeller | None = None

    def listen(self, request: ListenRequest, folder: Path, report: Report) -> Listened:
        """Hear one recording. A recording without speech gives ``Heard`` without voice and words.

        Args:
            folder: for temporary files, 115 MB for each hour of a channel.
            report: told how far we are, and what was heard, as it comes.

        Raises:
            UserError: the file cannot be used, weights are missing or damaged, or there is no room.
        """
        course = Course(report, EFFORT)
        try:
            with course.stage(Stage.READING) as share:
                recording = decode(request.path, folder, progress=share)
            with recording:
                return self._heard(request, recording, course, report)
        except WeightsError as fault:
            code = ExitCode.STORAGE if isinstance(fault, WeightsStorageError) else ExitCode.WEIGHTS
            raise UserError(fault.sentence, fault.next_step, code) from fault

    def _heard(self, request: ListenRequest, recording: Recording, course: Course, report: Report) -> Listened:
        if request.peaks is not None:
            with course.stage(Stage.PICTURE):
                write_peaks(peaks(recording), request.peaks)
        else:
            course.skip(Stage.PICTURE)
        with course.stage(Stage.VOICE) as share:
            sound = _sound(request, recording, share)
        heard = sound.first
        if sound.has_voice:
            with course.stage(Stage.LOADING):
                recogniser = self._ready(request)
                language = _language(recogniser, sound, request.language)
                heard = replace(heard, language=language, engines=replace(heard.engines, speech=recogniser.name))
            with self._telling(request, sound, course) as speakers:
                with course.stage(Stage.WORDS) as share:
                    heard = _with_words(heard, recogniser, sound, share, report.heard)
                heard = speakers(heard)
        else:
            course.skip(Stage.LOADING, Stage.WORDS, Stage.SPEAKERS)
        with course.stage(Stage.QUALITY):
            quality = inspect(
                sound.levels, sound.layout, sound.voice, flaw=recording.flaw, speakers=_people_heard(heard)
            )
        return Listened(replace(heard, quality=quality), course.times)

    def _ready(self, request: ListenRequest) -> Recogniser:
        """The recogniser of the wanted weights, loaded once."""
        folder = catalogue.prepare(request.weights, store=request.store, folder=request.weights_folder)
        if self._recogniser is None or self._loaded != (folder, request.threads):
            self._recogniser = None  # two at once would need twice the memory
            self._recogniser = Recogniser(folder, threads=request.threads)
            self._loaded = (folder, request.threads)
        return self._recogniser

    @contextmanager
    def _telling(self, request: ListenRequest, sound: _Sound, course: Course) -> Iterator[Callable[[Heard], Heard]]:
        """Tell the voices of a shared track apart in a second thread while the words are written down.

        The recogniser leaves half of a second core idle: side by side took 29 s where one after the other took 38
        (a talk of 3.5 minutes, two busy cores). Gives what adds the speakers to what was heard, once they are known.
        """
        if sound.first.timing is Timing.CHANNELS or request.speakers == 1:
            course.skip(Stage.SPEAKERS)
            yield lambda heard: heard
            return
        if self._teller is None:
            self._teller = SpeakerTeller()
        teller, samples = self._teller, sound.recording.mono(sound.layout.mixes[0])
        stopped = threading.Event()

        def tell() -> tuple[SpeakerSpan, ...]:
            with course.beside(Stage.SPEAKERS) as share:

                def on_share(done: float) -> None:
                    if stopped.is_set():
                        raise CancelledError
                    share(done)

                return teller.spans(samples, sound.voice[0], count=request.speakers, progress=on_share)

        with ThreadPoolExecutor(1, thread_name_prefix="sayback-speakers") as pool:
            future = pool.submit(tell)

            def add(heard: Heard) -> Heard:
                course.show(Stage.SPEAKERS)
                return replace(heard, speakers=future.result(), engines=replace(heard.engines, speakers=teller.name))

            try:
                yield add
            finally:
                stopped.set()


def _people_heard(heard: Heard) -> int | None:
    """How many voices were told apart on a shared track; None where nobody did."""
    return len({span.speaker for span in heard.speakers}) or None


def _sound(request: ListenRequest, recording: Recording, share: Share) -> _Sound:
    """Where who can be heard: the layout of the channels, and the voice on each track."""
    found = levels(recording)
    plan = layout(found)
    parts = len(plan.mixes)
    voice = [_voice(recording, mix, _part(share, i, parts)) for i, mix in enumerate(plan.mixes)]
    if plan.kind is Kind.PEOPLE:
        voice = [own_voice(own, found, plan.leaks, channel) for own, channel in zip(voice, plan.people, strict=True)]
    source = Source(shown_name(request.path), recording.duration, recording.channels, recording.sha256)
    first = Heard(
        source=source,
        engines=Engines(voice=VoiceDetector().name),
        timing=Timing.CHANNELS if plan.kind is Kind.PEOPLE else Timing.VOICES,
        language=request.language or "en",
        voice=tuple(voice),
        words=((),) * parts,
        channels=plan.people or (0,),
    )
    return _Sound(recording, found, plan, tuple(voice), first)


def _voice(recording: Recording, mix: Sequence[float], share: Share) -> tuple[VoiceSpan, ...]:
    """The voice of one track, in two passes: how loud it speaks, then where."""
    loud = [frame_levels(samples) for _, samples in _pieces(recording, mix)]
    detector = VoiceDetector(level_db=speech_level(np.concatenate(loud)) if loud else None)
    found = []
    for end, samples in _pieces(recording, mix):
        found.append(detector.feed(samples))
        share(end / recording.duration)
    found.append(detector.finish())
    return voice_spans(np.concatenate(found), duration=recording.duration)


def _part(share: Share, place: int, parts: int) -> Share:
    """What to tell the share of one of several equal parts."""
    return lambda done: share((place + done) / parts)


def _quietest(found: Levels, mix: Sequence[float]) -> Quietest:
    row = found.db[:, int(np.argmax(mix))]

    def between(start: float, end: float) -> float:
        first, after = int(start / FRAME_SECONDS), int(end / FRAME_SECONDS)
        # A tenth of a second together: one quiet frame may be the closure of a "p" or a "t".
        smooth = np.convolve(row[first:after], np.ones(10) / 10, mode="same")
        return (first + int(np.argmin(smooth)) + 0.5) * FRAME_SECONDS if len(smooth) else (start + end) / 2

    return between


def _pieces(recording: Recording, mix: Sequence[float]) -> Iterator[tuple[float, NDArray[np.float32]]]:
    """The samples of one track in pieces of 16 s, each with the moment it ends at."""
    step = BLOCK / RATE_HZ
    for i in range(int(np.ceil(recording.duration / step))):
        end = min((i + 1) * step, recording.duration)
        yield end, recording.mix_block(i * step, end, mix)


def _language(recogniser: Recogniser, sound: _Sound, wanted: str | None) -> str:
    """The language asked for, or that of the first minute of voice on the track with most of it.

    Raises:
        UserError: these weights do not know the language asked for.
    """
    if wanted is not None:
        try:
            recogniser.check_language(wanted)
        except ValueError as fault:
            raise UserError(
                f"The speech weights in use do not know the language “{wanted}”.",
                "Name another language, leave it out, or choose the multilingual weights.",
                ExitCode.USAGE,
            ) from fault
        return wanted
    track = max(range(len(sound.voice)), key=lambda i: sum(span.duration for span in sound.voice[i]))
    spans: list[VoiceSpan] = []
    for span in sound.voice[track]:
        spans.append(VoiceSpan(span.start, min(span.end, span.start + LANGUAGE_VOICE)))
        if sum(span.duration for span in spans) >= LANGUAGE_VOICE:
            break
    part = compact(Block(track, tuple(spans)), sound.recording, sound.layout.mixes[track])
    return recogniser.detect_language(part.samples, part.voice).code


def _with_words(
    heard: Heard, recogniser: Recogniser, sound: _Sound, share: Share, tell: Callable[[Heard], None]
) -> Heard:
    """What was heard, with its words; told after each block."""
    tracks = WordTracks(sound.recording, sound.layout.mixes, sound.voice, sound.quietest)

    def so_far(words: Words, moment: float) -> None:
        tell(_until(replace(heard, words=words), moment))

    return replace(heard, words=written_down(recogniser, tracks, heard.language, share, so_far))


def _until(heard: Heard, moment: float) -> Heard:
    """What was heard before that moment."""
    return replace(
        heard,
        voice=tuple(
            tuple(VoiceSpan(v.start, min(v.end, moment)) for v in own if v.start < moment) for own in heard.voice
        ),
        words=tuple(tuple(word for word in own if word.start < moment) for own in heard.words),
    )
