"""Where things lie on a timeline: time to pixels and back, ticks, lanes, and marks that must not hide one another."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.times import Span, clock, intersection, union

MIN_SECONDS = 2.0  # closest zoom: two seconds in view
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


def pixel_spans(spans: Sequence[Span], view: View, min_width: float = 1.0) -> tuple[tuple[float, float], ...]:
    """(x, width) of each span in view, clipped to it, never thinner than ``min_width``, joined where they touch.

    ``spans`` are sorted and apart, as ``coach.times.union`` gives them.
    """
    found: list[tuple[float, float]] = []
    first = bisect_left(spans, view.start, key=_end)
    for span in spans[first : bisect_right(spans, view.end, lo=first, key=_start)]:
        left, right = max(view.x(span.start), 0.0), min(view.x(span.end), view.width)
        right = max(right, left + min_width)
        if found and left <= found[-1][0] + found[-1][1] + 0.5:
            start, width = found[-1]
            found[-1] = (start, max(right - start, width))
        else:
            found.append((left, right - left))
    return tuple(found)


def _start(span: Span) -> float:
    return span.start


def _end(span: Span) -> float:
    return span.end
