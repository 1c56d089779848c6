"""Colours: a light, a dark and a high-contrast palette, and the arithmetic of contrast."""

from dataclasses import dataclass
from enum import StrEnum


class Scheme(StrEnum):
    """Which palette is in use."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Pattern(StrEnum):
    """What tells two people apart where colour cannot."""

    SOLID = "solid"
    RISING = "rising"
    DOTS = "dots"
    FALLING = "falling"
    CROSS = "cross"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Voice:
    """How one person is shown: ``text`` for words, ``fill`` for shapes, ``tint`` for grounds."""

    text: str
    fill: str
    tint: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for, as ``#rrggbb``.

    Text is ``ink``, ``ink_soft``, ``ink_faint``, ``accent``, ``danger`` and each voice's ``text``; all of it holds
    4.5:1 (WCAG 2.1, 1.4.3) on every ground it may stand on, and shapes that carry meaning hold 3:1 (1.4.11).
    """

    scheme: Scheme
    ground: str
    surface: str
    sunken: str
    hover: str
    line: str
    outline: str
    ink: str
    ink_soft: str
    ink_faint: str
    accent: str
    accent_strong: str
    on_accent: str
    accent_tint: str
    danger: str
    danger_tint: str
    good: str
    fair: str
    work_on: str
    shadow: str
    me: Voice
    them: Voice
    others: tuple[Voice, ...]

    def voice(self, *, me: bool, index: int) -> Voice:
        """The look of a person: ``index`` counts those who are not me, in order, from 0."""
        if me:
            return self.me
        return self.them if index == 0 else self.others[(index - 1) % len(self.others)]


# Hues of the further people follow Okabe & Ito's colour-blind-safe set (2008), darkened or lightened to hold contrast.
LIGHT = Palette(
    scheme=Scheme.LIGHT,
    ground="#F8F5EF",
    surface="#FFFEFB",
    sunken="#EFEAE1",
    hover="#F1EDE5",
    line="#E3DCD0",
    outline="#8C8377",
    ink="#1E1B18",
    ink_soft="#514A42",
    ink_faint="#6B6359",
    accent="#3A4A9A",
    accent_strong="#2E3B7F",
    on_accent="#FFFFFF",
    accent_tint="#E6E8F5",
    danger="#A8261C",
    danger_tint="#F8E4E0",
    good="#CFE0D6",
    fair="#E5E0CF",
    work_on="#EBD9CB",
    shadow="#B8AC9A",
    me=Voice("#0B5A60", "#17757B", "#DCEBEA", Pattern.SOLID),
    them=Voice("#7F4A00", "#B8730B", "#F6E8CF", Pattern.RISING),
    others=(
        Voice("#5F4391", "#7A5CB0", "#EAE3F5", Pattern.DOTS),
        Voice("#1E5A94", "#3477B5", "#DEEAF5", Pattern.FALLING),
        Voice("#93305F", "#B6507E", "#F6E1EB", Pattern.CROSS),
        Voice("#4A5D16", "#6B7F2E", "#E9EDD6", Pattern.LINES),
    ),
)

DARK = Palette(
    scheme=Scheme.DARK,
    ground="#191715",
    surface="#22201D",
    sunken="#131210",
    hover="#2B2825",
    line="#37332E",
    outline="#857C70",
    ink="#F1EBE2",
    ink_soft="#C4BBAE",
    ink_faint="#A1978A",
    accent="#B3BDF7",
    accent_strong="#CDD4FF",
    on_accent="#15193A",
    accent_tint="#2A2E4A",
    danger="#FF9C8F",
    danger_tint="#47231F",
    good="#2F4A3D",
    fair="#4A4532",
    work_on="#54392B",
    shadow="#000000",
    me=Voice("#7FD0CB", "#4FB0AC", "#1B3535", Pattern.SOLID),
    them=Voice("#EDBB6B", "#CF9436", "#3A2D19", Pattern.RISING),
    others=(
        Voice("#CBB4F2", "#A587DB", "#302842", Pattern.DOTS),
        Voice("#94C3F0", "#5F9AD2", "#1F3044", Pattern.FALLING),
        Voice("#F2A9C8", "#D27BA3", "#432636", Pattern.CROSS),
        Voice("#C2D486", "#93A857", "#2C3320", Pattern.LINES),
    ),
)

CONTRAST = Palette(
    scheme=Scheme.CONTRAST,
    ground="#000000",
    surface="#000000",
    sunken="#101010",
    hover="#262626",
    line="#8A8A8A",
    outline="#FFFFFF",
    ink="#FFFFFF",
    ink_soft="#FFFFFF",
    ink_faint="#E0E0E0",
    accent="#FFE14D",
    accent_strong="#FFF0A0",
    on_accent="#000000",
    accent_tint="#332D00",
    danger="#FF9C8F",
    danger_tint="#3A0D08",
    good="#1F5E3E",
    fair="#5A5A5A",
    work_on="#6B3D20",
    shadow="#000000",
    me=Voice("#5FF0E8", "#5FF0E8", "#00302E", Pattern.SOLID),
    them=Voice("#FFC45C", "#FFC45C", "#332200", Pattern.RISING),
    others=(
        Voice("#D9C2FF", "#D9C2FF", "#251A3A", Pattern.DOTS),
        Voice("#A5D3FF", "#A5D3FF", "#0E2438", Pattern.FALLING),
        Voice("#FFB3D3", "#FFB3D3", "#3A1226", Pattern.CROSS),
        Voice("#DCEB9C", "#DCEB9C", "#1F260C", Pattern.LINES),
    ),
)

PALETTES = {palette.scheme: palette for palette in (LIGHT, DARK, CONTRAST)}


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.1)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: str, other: str) -> float:
    """How far two colours stand apart, 1 to 21 (WCAG 2.1)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
