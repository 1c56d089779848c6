"""The two type families that come with the program: Inter for the interface, Source Serif 4 for people's own words."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

SANS = "Inter"
SERIF = "Source Serif 4"


def assets() -> Path:
    """The folder of fonts and icons."""
    return Path(str(files("ui"))) / "assets"


@cache
def _load(path: Path) -> None:
    """Each file is registered once for a process: Qt keeps every registration until the application ends."""
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        raise RuntimeError(f"the bundled font {path.name} did not load")


def load_fonts() -> None:
    """Make both families known to Qt; needs a QGuiApplication."""
    for path in sorted((assets() / "fonts").glob("*.ttf")):
        _load(path)


def font(
    pixels: int,
    *,
    weight: QFont.Weight = QFont.Weight.Normal,
    serif: bool = False,
    italic: bool = False,
    tabular: bool = False,
) -> QFont:
    """A font of the program at that height in pixels; ``tabular`` gives all digits one width."""
    made = QFont(SERIF if serif else SANS)
    made.setPixelSize(pixels)
    made.setWeight(weight)
    made.setItalic(italic)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
