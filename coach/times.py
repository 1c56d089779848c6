"""Spans of time and how they combine, in seconds from the start of the recording."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time with 0 <= start <= end."""

    start: float
    end: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.start <= self.end:
            raise ValueError(f"a span must have 0 <= start <= end, got {self.start} and {self.end}")

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.end - self.start


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans joined where they touch or overlap, sorted."""
    return join(spans, gap=0.0)


def join(spans: Iterable[Span], *, gap: float) -> tuple[Span, ...]:
    """The spans joined where the silence between them is at most ``gap`` seconds, sorted."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start - joined[-1].end <= gap:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def total(spans: Iterable[Span]) -> float:
    """Seconds covered by at least one of the spans."""
    return sum(span.duration for span in union(spans))


def intersection(left: Iterable[Span], right: Iterable[Span]) -> tuple[Span, ...]:
    """The time covered by both, sorted and joined; touching ends give nothing."""
    ours, theirs = union(left), union(right)
    shared: list[Span] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        start, end = max(ours[i].start, theirs[j].start), min(ours[i].end, theirs[j].end)
        if start < end:
            shared.append(Span(start, end))
        if ours[i].end < theirs[j].end:
            i += 1
        else:
            j += 1
    return tuple(shared)


def difference(ours: Iterable[Span], theirs: Iterable[Span]) -> tuple[Span, ...]:
    """The time covered by ours and not by theirs, sorted and joined."""
    left: list[Span] = []
    taken = [other for other in union(theirs) if other.duration > 0.0]
    for span in union(ours):
        start = span.start
        for other in taken:
            if other.end <= start or other.start >= span.end:
                continue
            if other.start > start:
                left.append(Span(start, other.start))
            start = other.end
        if start < span.end:
            left.append(Span(start, span.end))
    return tuple(left)


def overlap(one: Span, other: Span) -> float:
    """Seconds that two spans share, 0 when they do not meet."""
    return max(0.0, min(one.end, other.end) - max(one.start, other.start))


def clock(seconds: float) -> str:
    """``83.4`` as ``"1:23"``, ``3723`` as ``"1:02:03"``."""
    whole = int(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
