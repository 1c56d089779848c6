"""What the engines said about one recording, kept as it was."""

from dataclasses import dataclass

from coach.audio.verdict import Verdict
from coach.conversation import Timing
from models.records import SpeakerSpan, VoiceSpan, Word


@dataclass(frozen=True, slots=True)
class Source:
    """The file a conversation came from. ``channels`` is 0 for a transcript."""

    name: str
    duration: float
    channels: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Engines:
    """Which listeners spoke, with versions; empty where none was needed."""

    speech: str = ""
    voice: str = ""
    speakers: str = ""
    dialogue: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The voice that sounds like the person's own, and how sure that is, 0 to 1.

    ``voice`` is the number of the track where each person has their own, else that of the speaker.
    """

    voice: int
    sureness: float


@dataclass(frozen=True, slots=True)
class Heard:
    """Words and voice of each track, and the voices on a track that several people share.

    With ``Timing.CHANNELS`` there is a track for each person: ``voice[i]`` and ``words[i]`` are theirs and
    ``speakers`` is empty. With ``Timing.VOICES`` there is one track and ``speakers`` says whose voice it is.
    ``quality`` holds what the sound can carry. ``me`` is None without a voice profile, and where nobody is surely
    the person. What voices sound like is never kept here.
    """

    source: Source
    engines: Engines
    timing: Timing
    language: str
    voice: tuple[tuple[VoiceSpan, ...], ...]
    words: tuple[tuple[Word, ...], ...]
    speakers: tuple[SpeakerSpan, ...] = ()
    channels: tuple[int, ...] = ()
    quality: tuple[Verdict, ...] = ()
    me: Recognised | None = None
