"""From a recording to what was heard: voice, words and voices, streamed, with the engines kept warm."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from coach.audio.channels import Kind
from coach.audio.decode import decode
from coach.audio.names import shown_name
from coach.audio.peaks import peaks, write_peaks
from coach.audio.quality import inspect
from coach.audio.recording import Recording
from coach.conversation import Timing
from coach.errors import ExitCode, UserError
from coach.hearing.blocks import compact
from coach.hearing.course import Course
from coach.hearing.heard import Engines, Heard, Source
from coach.hearing.own_voice import recognised, weights_trouble
from coach.hearing.request import Listened, Listener, ListenRequest, Report, Stage
from coach.hearing.tracks import Share, Tracks, find_tracks
from coach.hearing.words import Words, blocks_of, margin_of, written_down
from models import catalogue
from models.errors import WeightsError
from models.records import SpeakerSpan, VoiceSpan
from models.speakers import SpeakerTeller
from models.speech import Recogniser
from models.voice import VoiceDetector

EFFORT = {
    Stage.READING: 3.0,
    Stage.PICTURE: 1.0,
    Stage.VOICE: 5.0,
    Stage.LOADING: 3.0,
    Stage.WORDS: 66.0,
    Stage.SPEAKERS: 20.0,
    Stage.RECOGNISING: 2.0,
    Stage.QUALITY: 2.0,
}
"""Expected effort of each stage in percent, for the progress alone; measured on talks of two to five minutes."""


def listener() -> Listener:
    """A listener whose engines stay loaded from one recording to the next."""
    return Ears().listen


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
            raise weights_trouble(fault) from fault

    def _heard(self, request: ListenRequest, recording: Recording, course: Course, report: Report) -> Listened:
        if request.peaks is not None:
            with course.stage(Stage.PICTURE):
                write_peaks(peaks(recording), request.peaks)
        else:
            course.skip(Stage.PICTURE)
        with course.stage(Stage.VOICE) as share:
            tracks = find_tracks(recording, self._ready_teller, request.threads, share)
        heard = _first(request, tracks, self._voice_name(tracks))
        if tracks.has_voice:
            with course.stage(Stage.LOADING):
                recogniser = self._ready(request)
                language = _language(recogniser, tracks, request.language)
                heard = replace(heard, language=language, engines=replace(heard.engines, speech=recogniser.name))
            with self._telling(request, tracks, course) as speakers:
                with course.stage(Stage.WORDS) as share:
                    heard = _with_words(heard, recogniser, tracks, share, report.heard)
                heard = speakers(heard)
        else:
            course.skip(Stage.LOADING, Stage.WORDS, Stage.SPEAKERS)
        if request.profile is not None and tracks.has_voice:
            with course.stage(Stage.RECOGNISING):
                heard = replace(heard, me=recognised(request.profile, heard, tracks, self._ready_teller()))
        else:
            course.skip(Stage.RECOGNISING)
        with course.stage(Stage.QUALITY):
            quality = inspect(
                tracks.levels,
                tracks.layout,
                tracks.voice,
                flaw=recording.flaw,
                speakers=_people_heard(heard),
                music=tracks.music,
                drifts=tracks.drifts,
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

    def _ready_teller(self) -> SpeakerTeller:
        """What tells voices apart, loaded once."""
        if self._teller is None:
            self._teller = SpeakerTeller()
        return self._teller

    def _voice_name(self, tracks: Tracks) -> str:
        """The engines that found the voice."""
        name = VoiceDetector().name
        return name if tracks.segments is None else f"{name} + {self._ready_teller().segmentation_name}"

    @contextmanager
    def _telling(self, request: ListenRequest, tracks: Tracks, course: Course) -> Iterator[Callable[[Heard], Heard]]:
        """Tell the voices of a shared track apart in a second thread while the words are written down.

        The recogniser leaves half of a second core idle: side by side took 29 s where one after the other took 38
        (a talk of 3.5 minutes, two busy cores). Gives what adds the speakers to what was heard, once they are known.
        """
        segments = tracks.segments
        if segments is None or request.speakers == 1:
            course.skip(Stage.SPEAKERS)
            yield lambda heard: heard
            return
        teller, samples = self._ready_teller(), tracks.recording.mono(tracks.layout.mixes[0])
        stopped = threading.Event()

        def tell() -> tuple[SpeakerSpan, ...]:
            with course.beside(Stage.SPEAKERS) as share:

                def on_share(done: float) -> None:
                    if stopped.is_set():
                        raise CancelledError
                    tracks.recording.release()
                    share(done)

                return teller.spans(samples, segments, count=request.speakers, progress=on_share)

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


def _first(request: ListenRequest, tracks: Tracks, voice_name: str) -> Heard:
    """All that is known before the words and the voices."""
    recording, plan = tracks.recording, tracks.layout
    return Heard(
        source=Source(shown_name(request.path), recording.duration, recording.channels, recording.sha256),
        engines=Engines(voice=voice_name),
        timing=Timing.CHANNELS if plan.kind is Kind.PEOPLE else Timing.VOICES,
        language=request.language or "en",
        voice=tracks.voice,
        words=((),) * len(plan.mixes),
        channels=plan.people or (0,),
    )


def _language(recogniser: Recogniser, tracks: Tracks, wanted: str | None) -> str:
    """The language asked for, or that of the first block of voice on the track with most of it.

    The recogniser then hears that very block, and need not take its windows in again.

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
    track = max(range(len(tracks.voice)), key=lambda i: sum(span.duration for span in tracks.voice[i]))
    order = blocks_of(tracks, tracks.voice)
    part = compact(next(b for b in order if b.track == track), tracks.recording, tracks.layout.mixes[track])
    return recogniser.detect_language(part.samples, part.voice, margin=margin_of(tracks)).code


def _with_words(
    heard: Heard, recogniser: Recogniser, tracks: Tracks, share: Share, tell: Callable[[Heard], None]
) -> Heard:
    """What was heard, with its words; told after each block."""

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
