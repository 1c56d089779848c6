"""Colours, sizes, type and icons: the one place that knows how things look."""

from ui.theme.icons import Icon
from ui.theme.palette import Palette, Pattern, Scheme, Voice
from ui.theme.theme import Theme, apply
from ui.theme.tokens import READING_WIDTH, TextSize, space

__all__ = [
    "READING_WIDTH",
    "Icon",
    "Palette",
    "Pattern",
    "Scheme",
    "TextSize",
    "Theme",
    "Voice",
    "apply",
    "space",
]
