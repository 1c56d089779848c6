"""How far a telling apart of speakers is from the truth: diarization error rate, talk shares, overlaps.

Everything is exact in time: no frames, no collar; overlapping speech is scored.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coach.times import Span, intersection, overlap, total, union
from models.records import SpeakerSpan


@dataclass(frozen=True, slots=True)
class DiarizationError:
    """Speaker seconds of the reference, and those missed, falsely found and given to the wrong speaker."""

    reference: float
    missed: float
    false: float
    confused: float

    @property
    def rate(self) -> float:
        """The diarization error rate; 0 when the reference is empty and nothing was found."""
        wrong = self.missed + self.false + self.confused
        return wrong / self.reference if self.reference else float(wrong > 0)


@dataclass(frozen=True, slots=True)
class Counts:
    """Events found, right among them, and how many of the true ones were found."""

    found: int
    right: int
    true: int
    recalled: int

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.found + other.found,
            self.right + other.right,
            self.true + other.true,
            self.recalled + other.recalled,
        )

    @property
    def precision(self) -> float:
        """Share of the found ones that are right; 1 when none was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the true ones that were found; 1 when there was none."""
        return self.recalled / self.true if self.true else 1.0


def by_speaker(spans: Iterable[SpeakerSpan]) -> dict[int, tuple[Span, ...]]:
    """Each speaker's time, joined."""
    speakers: dict[int, list[Span]] = {}
    for span in spans:
        speakers.setdefault(span.speaker, []).append(Span(span.start, span.end))
    return {speaker: union(theirs) for speaker, theirs in sorted(speakers.items())}


def best_matching(gains: Sequence[Sequence[float]]) -> dict[int, int]:
    """Row to column, one to one, with the largest sum; exact, for at most about a dozen columns."""
    columns = len(gains[0]) if gains else 0
    best: dict[int, tuple[float, dict[int, int]]] = {0: (0.0, {})}
    for row, gain in enumerate(gains):
        after = dict(best)
        for used, (value, chosen) in best.items():
            for column in range(columns):
                mask = used | 1 << column
                if used >> column & 1 or gain[column] <= 0:
                    continue
                if mask not in after or value + gain[column] > after[mask][0]:
                    after[mask] = (value + gain[column], {**chosen, row: column})
        best = after
    return max(best.values(), key=lambda state: state[0])[1]


def matching(reference: Sequence[SpeakerSpan], hypothesis: Sequence[SpeakerSpan]) -> dict[int, int]:
    """Which true speaker each found speaker is, by the time they share; who shares none is left out."""
    true, found = by_speaker(reference), by_speaker(hypothesis)
    gains = [[total(intersection(theirs, ours)) for theirs in true.values()] for ours in found.values()]
    names, columns = list(found), list(true)
    return {names[row]: columns[column] for row, column in best_matching(gains).items()}


def without(spans: Iterable[Span], removed: Iterable[Span]) -> tuple[Span, ...]:
    """The time of ``spans`` that does not lie in ``removed``."""
    left: list[Span] = []
    for span in union(spans):
        start = span.start
        for hole in intersection([span], removed):
            if hole.start > start:
                left.append(Span(start, hole.start))
            start = hole.end
        if start < span.end:
            left.append(Span(start, span.end))
    return tuple(left)


def diarization_error(
    reference: Sequence[SpeakerSpan], hypothesis: Sequence[SpeakerSpan], *, forgiven: Sequence[SpeakerSpan] = ()
) -> DiarizationError:
    """The error of ``hypothesis`` under the best one-to-one naming of its speakers.

    Args:
        reference: who truly speaks when.
        hypothesis: who was found to speak when; its numbers are free.
        forgiven: stretches in which a true speaker may or may not be found speaking (pauses inside a turn).
    """
    true, names = by_speaker(reference), matching(reference, hypothesis)
    pauses = {speaker: without(spans, true.get(speaker, ())) for speaker, spans in by_speaker(forgiven).items()}
    found = {}
    for name, spans in by_speaker(hypothesis).items():
        found[name] = without(spans, pauses.get(names.get(name, -1), ()))
    cuts = sorted({edge for spans in (*true.values(), *found.values()) for s in spans for edge in (s.start, s.end)})
    missed = false = confused = 0.0
    for start, end in pairwise(cuts):
        middle = (start + end) / 2
        speaking = {who for who, spans in true.items() if any(s.start <= middle < s.end for s in spans)}
        heard = [who for who, spans in found.items() if any(s.start <= middle < s.end for s in spans)]
        right = sum(names.get(who, -1) in speaking for who in heard)
        missed += max(0, len(speaking) - len(heard)) * (end - start)
        false += max(0, len(heard) - len(speaking)) * (end - start)
        confused += (min(len(speaking), len(heard)) - right) * (end - start)
    return DiarizationError(sum(total(spans) for spans in true.values()), missed, false, confused)


def share_error(reference: Sequence[SpeakerSpan], hypothesis: Sequence[SpeakerSpan]) -> float:
    """Share of the talk time, 0 to 1, that is credited to the wrong person.

    Half the sum of the differences between true and found shares; for two people simply the difference.
    """
    true, found = by_speaker(reference), by_speaker(hypothesis)
    names = matching(reference, hypothesis)
    heard = {names.get(name, -1 - name): total(spans) for name, spans in found.items()}
    said = {who: total(spans) for who, spans in true.items()}
    all_said, all_heard = sum(said.values()), sum(heard.values())
    if not all_said or not all_heard:
        return float(bool(all_said) != bool(all_heard))
    who = said.keys() | heard.keys()
    return sum(abs(said.get(w, 0.0) / all_said - heard.get(w, 0.0) / all_heard) for w in who) / 2


def overlaps(spans: Sequence[SpeakerSpan], *, at_least: float) -> tuple[Span, ...]:
    """Stretches of at least ``at_least`` seconds in which two or more speak."""
    speakers = list(by_speaker(spans).values())
    both = [s for i, one in enumerate(speakers) for other in speakers[i + 1 :] for s in intersection(one, other)]
    return tuple(s for s in union(both) if s.duration >= at_least)


def overlap_counts(
    reference: Sequence[SpeakerSpan], hypothesis: Sequence[SpeakerSpan], *, at_least: float = 0.2
) -> Counts:
    """Overlaps of at least ``at_least`` seconds: a found one is right when it meets a true one of any length."""
    true, found = overlaps(reference, at_least=at_least), overlaps(hypothesis, at_least=at_least)
    any_true, any_found = overlaps(reference, at_least=0.0), overlaps(hypothesis, at_least=0.0)
    return Counts(
        found=len(found),
        right=sum(any(overlap(f, t) > 0 for t in any_true) for f in found),
        true=len(true),
        recalled=sum(any(overlap(t, f) > 0 for f in any_found) for t in true),
    )
