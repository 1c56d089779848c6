"""What the listeners give: words, voice and speakers, each with its times.

All times are seconds from the start of the samples that were given.
"""

import math
from dataclasses import dataclass


def _check_span(start: float, end: float) -> None:
    if not 0.0 <= start <= end:
        raise ValueError(f"a span must have 0 <= start <= end, got {start} and {end}")


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word, punctuation attached, without surrounding spaces."""

    start: float
    end: float
    text: str
    probability: float = 1.0

    def __post_init__(self) -> None:
        _check_span(self.start, self.end)
        if not self.text or self.text != self.text.strip():
            raise ValueError(f"a word must be non-empty and stripped, got {self.text!r}")
        if not 0.0 <= self.probability <= 1.0:
            raise ValueError(f"a probability must lie in 0 to 1, got {self.probability}")


@dataclass(frozen=True, slots=True)
class VoiceSpan:
    """A stretch in which somebody speaks on one channel."""

    start: float
    end: float

    def __post_init__(self) -> None:
        _check_span(self.start, self.end)

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class SpeakerSpan:
    """A stretch in which one speaker speaks; spans of two speakers may overlap.

    ``speaker`` counts from 0 in order of first appearance.
    """

    start: float
    end: float
    speaker: int

    def __post_init__(self) -> None:
        _check_span(self.start, self.end)
        if self.speaker < 0:
            raise ValueError(f"a speaker number must be 0 or more, got {self.speaker}")

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class VoicePrint:
    """What one voice sounds like, and the seconds of clear speech it was made from. Biometric: never kept unasked.

    ``vector`` has length 1.
    """

    vector: tuple[float, ...]
    seconds: float

    def __post_init__(self) -> None:
        if not math.isclose(math.hypot(*self.vector), 1.0, abs_tol=1e-3):
            raise ValueError("a voice print must have length 1")
        if not 0.0 < self.seconds < math.inf:
            raise ValueError(f"a voice print needs clear speech, got {self.seconds} s")

    def likeness(self, other: "VoicePrint") -> float:
        """Cosine of the angle between two prints, -1 to 1; ValueError where they are of different engines."""
        return sum(one * two for one, two in zip(self.vector, other.vector, strict=True))
