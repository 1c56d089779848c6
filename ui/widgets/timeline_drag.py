"""What a press on the timeline becomes when it is moved: another stretch in view, a loop, or another end of one."""

from dataclasses import dataclass
from enum import Enum, auto

from coach.times import Span

SHORTEST_LOOP = 0.3  # seconds: less is a click that slipped (our choice)
WANDERS = 4.0  # pixels a press may wander and still be a click
_GRASP = 5.0  # pixels around the end of a loop that take hold of it


class Grip(Enum):
    """What a press has hold of."""

    TIME = auto()  # the ruler: dragging moves the stretch in view
    LOOP = auto()  # the lanes: dragging chooses a loop
    END = auto()  # an end of the loop that there is


@dataclass(slots=True)
class Drag:
    """A press in progress.

    ``x`` is where it is now, in pixels; ``anchor`` the time that stays while the other end of a loop moves.
    """

    grip: Grip
    x: float
    anchor: float
    moved: bool = False

    def has_moved(self, x: float) -> bool:
        """Whether this is more than a click by now."""
        self.moved = self.moved or abs(x - self.x) > WANDERS
        return self.moved


def stretch(one: float, other: float) -> Span | None:
    """The loop between two times; None where it is too short to be meant."""
    start, end = sorted((max(one, 0.0), max(other, 0.0)))
    return Span(start, end) if end - start >= SHORTEST_LOOP else None


def end_under(x: float, left: float, right: float) -> bool | None:
    """Which end of a loop from ``left`` to ``right`` pixels lies under ``x``: True the last, False the first."""
    if abs(x - right) <= _GRASP:
        return True
    return False if abs(x - left) <= _GRASP else None


def extended(loop: Span | None, now: float, step: float, duration: float, *, first: bool) -> Span | None:
    """The loop with one end moved by ``step`` seconds, from the playhead where there is none.

    It never crosses its other end; None where it would be shorter than any loop.
    """
    if loop is None:
        return stretch(now, min(max(now + step, 0.0), duration))
    if first:
        return stretch(min(max(loop.start + step, 0.0), loop.end), loop.end)
    return stretch(loop.start, max(min(loop.end + step, duration), loop.start))
