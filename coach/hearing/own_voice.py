"""The person's own voice: taking its print when they enrol, and finding it in other recordings.

Prints of the other voices are made to compare with, and are gone with the recording.
"""

from collections.abc import Sequence
from pathlib import Path

from coach.audio.channels import layout
from coach.audio.decode import decode
from coach.audio.levels import levels
from coach.conversation import Timing
from coach.errors import ExitCode, UserError
from coach.hearing.heard import Heard, Recognised
from coach.hearing.request import OwnVoice, Report, Stage, VoiceRequest
from coach.hearing.tracks import Tracks
from coach.profile import Profile, check_enough
from coach.times import Span, difference
from models.errors import WeightsError, WeightsStorageError
from models.records import VoicePrint, VoiceSpan
from models.speakers import SpeakerTeller, likeliest

_READING = 0.7
"""Share of the work that reading the recording is (our choice, for the progress alone)."""


def own_voice(request: VoiceRequest, folder: Path, report: Report) -> OwnVoice:
    """What the person's own voice sounds like.

    Args:
        folder: for temporary files.
        report: told how far we are.

    Raises:
        UserError: the file cannot be used, they are hardly heard alone, or the weights are damaged.
    """
    with decode(
        request.path, folder, progress=lambda share: report.progress(_READING * share, Stage.READING)
    ) as recording:
        report.progress(_READING, Stage.RECOGNISING)
        if request.channel is None:
            samples = recording.mono(layout(levels(recording)).mixes[0])
        else:
            samples = recording.channel(request.channel)
        try:
            teller = SpeakerTeller()
            voice = teller.print_of(samples, _spans(request.clear))
        except WeightsError as fault:
            raise weights_trouble(fault) from fault
    return OwnVoice(check_enough(voice), teller.print_name)


def recognised(profile: Profile, heard: Heard, tracks: Tracks, teller: SpeakerTeller) -> Recognised | None:
    """Which of the voices that were heard is surely the person's; None where they have to be asked.

    That is so, too, where the profile is of another engine than today's.
    """
    if profile.engine != teller.print_name:
        return None
    speech: dict[int, list[Span]] = {}
    if heard.timing is Timing.CHANNELS:
        speech = {i: [Span(v.start, v.end) for v in own] for i, own in enumerate(heard.voice)}
    for span in heard.speakers:
        speech.setdefault(span.speaker, []).append(Span(span.start, span.end))
    voices: list[VoicePrint | None] = []
    for number, own in speech.items():
        others = [span for other, spans in speech.items() if other != number for span in spans]
        mix = tracks.layout.mixes[number if heard.timing is Timing.CHANNELS else 0]
        voices.append(teller.print_of(tracks.recording.mono(mix), _spans(difference(own, others))))
    found = likeliest(profile.voice, voices)
    return None if found is None else Recognised(list(speech)[found.voice], found.sureness)


def weights_trouble(fault: WeightsError) -> UserError:
    """The plain sentence for missing or damaged weights."""
    code = ExitCode.STORAGE if isinstance(fault, WeightsStorageError) else ExitCode.WEIGHTS
    return UserError(fault.sentence, fault.next_step, code)


def _spans(spans: Sequence[Span]) -> tuple[VoiceSpan, ...]:
    return tuple(VoiceSpan(span.start, span.end) for span in spans)
