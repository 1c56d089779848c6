"""What the listeners give: words, voice and speakers, each with its times.

All times are seconds from the start of the samples that were given.
"""

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
