"""A conversation: who said what, and when. Everything that is measured is measured on this."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from coach.times import Span, difference, join, union
from models.records import Word

HESITATION = 0.3
"""Seconds of own silence inside a turn that still belong to talking, as talk time is added up. Voices that pause
between their words would lose share to those that do not: on 13 scripted talks with a channel each the share is off by
0.49 points with these pauses and by 0.55 without, with a leak between the channels by 0.9 and 1.2 (one talk; our
choice, ``test_a_hesitation_is_part_of_talking``)."""


class Timing(StrEnum):
    """Where the times come from, and so what a conversation can carry."""

    CHANNELS = "channels"  # a channel for each person: overlap is exact
    VOICES = "voices"  # one channel, voices told apart: overlap is at least what is found
    CAPTIONS = "captions"  # a transcript without sound: no overlap, no pauses inside a line


class TurnKind(StrEnum):
    """A turn holds the floor; a backchannel and an attempt do not."""

    TURN = "turn"
    BACKCHANNEL = "backchannel"
    ATTEMPT = "attempt"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One person. ``me`` is the person being coached; ``channel`` counts from 0 where each has their own.

    ``me_confidence``, 0 to 1, says how sure it is where a voice profile told that it is them; None where a person did.
    """

    id: str
    label: str
    me: bool = False
    channel: int | None = None
    me_confidence: float | None = None

    def __post_init__(self) -> None:
        if self.me_confidence is not None and not (self.me and 0.0 <= self.me_confidence <= 1.0):
            raise ValueError(f"a confidence of 0 to 1 belongs to me alone, got {self.me_confidence}, me: {self.me}")


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of one speaker holding, or trying for, the floor.

    ``voice`` holds the inter-pausal units: the stretches of this turn in which there is
    voice (silences under 0.2 s bridged), sorted, within start and end. ``words`` may be
    empty where only ``text`` is known (a transcript without word times).
    """

    start: float
    end: float
    speaker: str
    text: str
    kind: TurnKind = TurnKind.TURN
    words: tuple[Word, ...] = ()
    voice: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if not 0.0 <= self.start < self.end:
            raise ValueError(f"a turn must have 0 <= start < end, got {self.start} and {self.end}")
        if any(span.start < self.start - 1e-6 or span.end > self.end + 1e-6 for span in self.voice):
            raise ValueError(f"the voice of a turn must lie within it: {self.start}-{self.end}, {self.voice}")

    @property
    def span(self) -> Span:
        """From its first sound to its last."""
        return Span(self.start, self.end)

    @property
    def duration(self) -> float:
        """Length in seconds, inner pauses included."""
        return self.end - self.start

    @property
    def speech(self) -> tuple[Span, ...]:
        """The time with voice; the whole turn where nothing finer is known."""
        return self.voice or (self.span,)

    @property
    def holds_floor(self) -> bool:
        """True for a turn, False for a backchannel or an attempt."""
        return self.kind is TurnKind.TURN


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns in order of their start, their speakers, and how well the times are known.

    Args:
        boundary_error: typical error of a turn's edge in seconds; None where unknown.
        language: ISO 639-1 code of the speech, such as ``"en"``.
        word_confidence: mean probability of the recognised words, 0 to 1; None without a recogniser.
    """

    speakers: tuple[Speaker, ...]
    turns: tuple[Turn, ...]
    duration: float
    timing: Timing
    language: str = "en"
    boundary_error: float | None = None
    word_confidence: float | None = None

    def __post_init__(self) -> None:
        ids = [speaker.id for speaker in self.speakers]
        if len(set(ids)) != len(ids):
            raise ValueError(f"two speakers share an id: {ids}")
        if sum(speaker.me for speaker in self.speakers) > 1:
            raise ValueError("at most one speaker can be me")
        if unknown := {turn.speaker for turn in self.turns} - set(ids):
            raise ValueError(f"turns of unknown speakers: {sorted(unknown)}")
        starts = [turn.start for turn in self.turns]
        if starts != sorted(starts):
            raise ValueError("turns must be sorted by start")

    @property
    def me(self) -> Speaker | None:
        """The person being coached, once somebody is marked as such."""
        return next((speaker for speaker in self.speakers if speaker.me), None)

    @property
    def partners(self) -> tuple[Speaker, ...]:
        """Everybody who is not me."""
        return tuple(speaker for speaker in self.speakers if not speaker.me)

    @property
    def has_overlap(self) -> bool:
        """Whether two people speaking at once can be seen in these times."""
        return self.timing is not Timing.CAPTIONS

    def speaker(self, speaker_id: str) -> Speaker:
        """The speaker with that id; KeyError where there is none."""
        for speaker in self.speakers:
            if speaker.id == speaker_id:
                return speaker
        raise KeyError(speaker_id)

    def with_me(self, speaker_id: str | None) -> "Conversation":
        """The same conversation with that speaker as me, or nobody, because a person said so."""
        if speaker_id is not None:
            self.speaker(speaker_id)
        speakers = tuple(replace(s, me=s.id == speaker_id, me_confidence=None) for s in self.speakers)
        return replace(self, speakers=speakers)

    def renamed(self, speaker_id: str, label: str) -> "Conversation":
        """The same conversation with another label for one speaker."""
        self.speaker(speaker_id)
        speakers = tuple(replace(s, label=label) if s.id == speaker_id else s for s in self.speakers)
        return replace(self, speakers=speakers)

    def floor_turns(self) -> tuple[tuple[int, Turn], ...]:
        """The turns that hold the floor, each with its index in ``turns``."""
        return tuple((i, turn) for i, turn in enumerate(self.turns) if turn.holds_floor)

    def speech_of(self, speaker_ids: Iterable[str], *, backchannels: bool = False) -> tuple[Span, ...]:
        """When any of these speakers has voice, joined; backchannels only when asked for."""
        wanted = set(speaker_ids)
        return union(
            span
            for turn in self.turns
            if turn.speaker in wanted and (backchannels or turn.kind is not TurnKind.BACKCHANNEL)
            for span in turn.speech
        )

    def talk_of(self, speaker_id: str) -> tuple[Span, ...]:
        """When this person talks, with the short pauses inside a turn; backchannels left out."""
        return union(
            span
            for turn in self.turns
            if turn.speaker == speaker_id and turn.kind is not TurnKind.BACKCHANNEL
            for span in join(turn.speech, gap=HESITATION)
        )

    def clear_speech_of(self, speaker_id: str) -> tuple[Span, ...]:
        """When this speaker has voice and nobody else."""
        others = [speaker.id for speaker in self.speakers if speaker.id != speaker_id]
        return difference(self.speech_of([speaker_id], backchannels=True), self.speech_of(others, backchannels=True))

    @property
    def window(self) -> Span:
        """From the first speech to the last; empty at 0 where nobody speaks."""
        if not self.turns:
            return Span(0.0, 0.0)
        return Span(self.turns[0].start, max(turn.end for turn in self.turns))
