"""Where things lie on a timeline: time to pixels and back, ticks, lanes, and marks that must not hide one another."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from coach.times import Span, clock, intersection, union
from models.records import Word

Edges = NDArray[np.float64]  # shape (spans, 2): start and end of each in seconds, sorted and apart

MIN_SECONDS = 2.0  # closest zoom: two seconds in view
# Words stand on the lanes from so many pixels a second on, at 100 % text: at the usual 3 words a second most of them
# have room then. "Close" is where all but the very long have. Our choice, guarded by the tests of the places of words.
WORDS_FROM = 80.0
WORDS_CLOSE = 200.0
LEAST_PAUSE = 1.0  # seconds: shorter ones belong to every talk and are not drawn (our choice)
_STEPS = (0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0)


@dataclass(frozen=True, slots=True)
class View:
    """The stretch of a recording in view: ``start`` seconds at x = 0, ``seconds`` over ``width`` pixels."""

    start: float
    seconds: float
    width: float
    duration: float

    @classmethod
    def whole(cls, duration: float, width: float) -> "View":
        """Everything in view; a recording shorter than the closest zoom keeps that scale."""
        return cls(0.0, max(duration, MIN_SECONDS), max(width, 1.0), duration)

    @property
    def end(self) -> float:
        """The time at the right edge."""
        return self.start + self.seconds

    @property
    def scale(self) -> float:
        """Pixels a second."""
        return self.width / self.seconds

    def x(self, time: float) -> float:
        """Where ``time`` lies, outside 0 to ``width`` where it is out of view."""
        return (time - self.start) * self.scale

    def time(self, x: float) -> float:
        """The time at ``x``, held within the recording."""
        return min(max(self.start + x / self.scale, 0.0), self.duration)

    def resized(self, width: float) -> "View":
        """The same stretch on another width."""
        return replace(self, width=max(width, 1.0))

    def zoomed(self, factor: float, x: float) -> "View":
        """``factor`` > 1 comes closer; the time under ``x`` stays where it is as far as the ends allow."""
        seconds = min(max(self.seconds / factor, MIN_SECONDS), max(self.duration, MIN_SECONDS))
        fixed = self.start + x / self.scale
        return _beginning(replace(self, seconds=seconds), fixed - x * seconds / self.width)

    def panned(self, pixels: float) -> "View":
        """Moved right by ``pixels``, stopping at both ends."""
        return _beginning(self, self.start + pixels / self.scale)

    def showing(self, time: float, margin: float = 0.1) -> "View":
        """The same when ``time`` is in view, else moved so that it lies ``margin`` from the left edge."""
        if self.start <= time <= self.end:
            return self
        return _beginning(self, time - margin * self.seconds)

    def close_to(self, time: float, text_scale: float) -> "View":
        """So near that words can be read, ``time`` in the middle."""
        seconds = self.width / (WORDS_CLOSE * text_scale)
        return self.over(time - seconds / 2, time + seconds / 2)

    def over(self, start: float, end: float) -> "View":
        """The stretch from ``start`` to ``end`` in view, as near as zoom and ends allow."""
        seconds = min(max(end - start, MIN_SECONDS), max(self.duration, MIN_SECONDS))
        return _beginning(replace(self, seconds=seconds), start)


def _beginning(view: View, start: float) -> View:
    """The same length of time from ``start``, or as near as the ends allow."""
    return replace(view, start=min(max(start, 0.0), max(view.duration - view.seconds, 0.0)))


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the ruler; only those with a ``label`` are named."""

    x: float
    label: str


def ticks(view: View, min_gap: float) -> tuple[Tick, ...]:
    """Round times in view, at least ``min_gap`` pixels apart."""
    step = next((step for step in _STEPS if step * view.scale >= min_gap), _STEPS[-1])
    while step * view.scale < min_gap:
        step *= 2
    first = int(view.start / step)
    last = int(min(view.end, view.duration) / step)
    found = []
    for number in range(first, last + 1):
        time = number * step
        if time >= view.start:
            label = clock(time) if step >= 1.0 else f"{clock(time)}.{int(time * 10) % 10}"
            found.append(Tick(view.x(time), label))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle's vertical place in pixels."""

    top: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


def lanes(count: int, top: float, height: float, gap: float) -> tuple[Box, ...]:
    """``count`` equal lanes between ``top`` and ``top + height``, ``gap`` apart; none where there is nobody."""
    if count < 1:
        return ()
    each = max((height - gap * (count - 1)) / count, 1.0)
    return tuple(Box(top + number * (each + gap), each) for number in range(count))


@dataclass(frozen=True, slots=True)
class Cluster:
    """Marks that would touch, shown as one; ``members`` are indices into what was placed, the weightiest first."""

    x: float
    members: tuple[int, ...]


def clusters(times: Sequence[float], weights: Sequence[float], view: View, min_gap: float) -> tuple[Cluster, ...]:
    """Marks in view, gathered so that no two lie closer than ``min_gap`` pixels; each is in exactly one cluster."""
    order = sorted(
        (index for index, time in enumerate(times) if view.start <= time <= view.end), key=lambda i: (times[i], i)
    )
    groups: list[list[int]] = []
    anchor = float("-inf")
    for index in order:
        x = view.x(times[index])
        if groups and x - anchor < min_gap:
            groups[-1].append(index)
        else:
            groups.append([index])
            anchor = x
    return tuple(
        Cluster(view.x(times[group[0]]), tuple(sorted(group, key=lambda i: (-weights[i], times[i], i))))
        for group in groups
    )


def shared_spans(speech: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """When two or more of these people have voice at once, joined."""
    found: list[Span] = []
    for number, one in enumerate(speech):
        for other in speech[number + 1 :]:
            found.extend(intersection(one, other))
    return union(found)


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of a lane: its left edge, and as much of it as has room."""

    x: float
    text: str


def placed_words(
    words: Sequence[Word], view: View, text_scale: float, advance: Callable[[str], float], gap: float = 4.0
) -> tuple[PlacedWord, ...]:
    """Where the words in view stand, each at its own time; none where they are too close to be read.

    A word may reach to the next one's start. One that does not fit is cut, and left out where not even two letters fit.

    Args:
        words: sorted by start.
        advance: the width of a text in pixels.
    """
    if view.scale < WORDS_FROM * text_scale:
        return ()
    first = max(bisect_left(words, view.start, key=_word_start) - 1, 0)
    last = bisect_right(words, view.end, key=_word_start)
    found = []
    for number in range(first, last):
        word = words[number]
        following = words[number + 1].start if number + 1 < len(words) else float("inf")
        x = view.x(word.start)
        text = _cut(word.text, view.x(following) - x - gap, advance)
        if text and x + advance(text) > 0.0:
            found.append(PlacedWord(x, text))
    return tuple(found)


def _cut(text: str, room: float, advance: Callable[[str], float]) -> str:
    if advance(text) <= room:
        return text
    for length in range(len(text) - 1, 1, -1):
        shorter = text[:length] + "…"
        if advance(shorter) <= room:
            return shorter
    return ""


def from_to(span: Span) -> str:
    """The times of a stretch; tenths of a second where it is short."""
    if span.duration >= 10.0:
        return f"{clock(span.start)}–{clock(span.end)}"
    return "–".join(f"{clock(time)}.{int(time * 10) % 10}" for time in (span.start, span.end))


def span_at(spans: Sequence[Span], time: float) -> Span | None:
    """The one of these (sorted, apart) that holds ``time``."""
    number = bisect_right(spans, time, key=_start) - 1
    return spans[number] if number >= 0 and time < spans[number].end else None


def edges_of(spans: Sequence[Span]) -> Edges:
    """Spans as rows of start and end, which are quicker to draw: three hours of talk have tens of thousands."""
    return np.array([(span.start, span.end) for span in spans], dtype=np.float64).reshape(-1, 2)


def in_view(edges: Edges, view: View) -> Edges:
    """Those that lie in view at least in part; ``edges`` are sorted and apart."""
    first = int(np.searchsorted(edges[:, 1], view.start, side="left"))
    last = int(np.searchsorted(edges[:, 0], view.end, side="right"))
    return edges[first:last]


def pixel_spans(edges: Edges, view: View, min_width: float = 1.0) -> tuple[tuple[float, float], ...]:
    """(x, width) of each span in view, clipped to it, never thinner than ``min_width``, joined where they touch.

    ``edges`` are sorted and apart, as ``coach.times.union`` gives the spans.
    """
    shown = in_view(edges, view)
    if not len(shown):
        return ()
    left = np.maximum((shown[:, 0] - view.start) * view.scale, 0.0)
    right = np.minimum((shown[:, 1] - view.start) * view.scale, view.width)
    reach = np.maximum.accumulate(np.maximum(right, left + min_width))
    begins = np.concatenate(([True], left[1:] > reach[:-1] + 0.5))
    ends = np.concatenate((begins[1:], [True]))
    return tuple(zip(left[begins].tolist(), (reach[ends] - left[begins]).tolist(), strict=True))


def _start(span: Span) -> float:
    return span.start


def _word_start(word: Word) -> float:
    return word.start
