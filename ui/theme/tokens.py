"""Sizes: the 4-pixel grid, the type scale, corners, and how long a movement takes."""

from enum import IntEnum

GRID = 4
RADIUS = 8
RADIUS_SMALL = 4
READING_WIDTH = 760  # widest column of running text, at 100 % text
MOTION_MS = 160
LINE_HEIGHT = 1.5  # transcript and quotes


class TextSize(IntEnum):
    """The type scale in pixels at 100 % text."""

    CAPTION = 12
    SMALL = 13
    BODY = 15
    LEAD = 18
    TITLE = 24
    DISPLAY = 36


def space(steps: float) -> int:
    """``steps`` on the 4-pixel grid, in pixels."""
    return round(steps * GRID)


def scaled(size: TextSize, text_scale: float) -> int:
    """A size of the type scale in pixels, at ``text_scale`` (1.0 is 100 %)."""
    return round(size * text_scale)
