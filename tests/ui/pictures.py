"""Pictures of widgets as files, for the eye: what the programs that take them share."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from ui.app import Program
from ui.theme import Scheme

SIZE = QSize(1280, 800)
LOOKS = {
    "light": (Scheme.LIGHT, 1.0, 1.0),
    "dark": (Scheme.DARK, 1.0, 1.0),
    "contrast": (Scheme.CONTRAST, 1.0, 1.0),
    "2x": (Scheme.LIGHT, 2.0, 1.0),
    "text-200": (Scheme.LIGHT, 1.0, 2.0),
}
"""Names of looks: the scheme, points of the picture for each of the screen, scale of text."""


def application() -> QApplication:
    """The one application, made where there is none."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    return app


def picture(app: QApplication, widget: QWidget, path: Path, ratio: float = 1.0) -> None:
    """Render a widget into a file."""
    for _round in range(4):
        app.processEvents()
    size = widget.size()
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    widget.render(image)
    image.save(str(path))
    print(path.name)


@contextmanager
def closed_after(program: Program) -> Iterator[Program]:
    """The program, closed afterwards."""
    yield program
    program.window.close()
    program.close()


def in_looks(
    app: QApplication, program: Program, names: tuple[str, ...], *takers: Callable[[str, float], None]
) -> None:
    """Let every one of ``takers`` take its pictures in each look; it gets the look's name and its ratio."""
    for name in names:
        scheme, ratio, scale = LOOKS[name]
        program.theme.use(app, scheme=scheme, text_scale=scale)
        for take in takers:
            take(name, ratio)


def into_folder(module: str, take: Callable[[QApplication, Path, Path], None]) -> None:
    """Take the pictures into the folder that the command names; ``take`` also gets a place for libraries."""
    if len(sys.argv) < 2:
        sys.exit(f"usage: python -m {module} OUT")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        take(application(), folder, Path(home))
