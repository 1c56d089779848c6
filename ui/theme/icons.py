"""Open-stroke icons (Lucide), drawn in any colour at any pixel density."""

from enum import StrEnum

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme.fonts import assets

_STROKE = 'stroke-width="1.5"'


class Icon(StrEnum):
    """The icons in use; the value is the file's name."""

    PLAY = "play"
    PAUSE = "pause"
    CHEVRON_RIGHT = "chevron-right"
    CHEVRON_DOWN = "chevron-down"
    CHEVRON_UP = "chevron-up"
    CLOSE = "x"
    MORE = "ellipsis"
    SEARCH = "search"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    PERSON = "user"
    PEOPLE = "users"
    EDIT = "pencil"
    EXPORT = "download"
    IMPORT = "upload"
    REPORT = "file-text"
    DELETE = "trash-2"
    OPEN = "folder-open"
    FOLLOW = "locate"
    LOOP = "repeat"
    SKIP = "fast-forward"
    TODAY = "sun"
    PRACTISE = "dumbbell"
    REVIEW = "ear"
    WORKSHOP = "presentation"
    PROGRESS = "trending-up"
    SETTINGS = "settings"


def _svg(icon: Icon, colour: str) -> QByteArray:
    text = (assets() / "icons" / f"{icon.value}.svg").read_text(encoding="utf-8")
    text = text.replace('stroke-width="2"', _STROKE).replace("currentColor", colour)
    return QByteArray(text.encode())


def icon_pixmap(icon: Icon, colour: str, size: int, ratio: float) -> QPixmap:
    """``icon`` in ``colour`` as a square of ``size`` logical pixels at ``ratio`` device pixels each."""
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(_svg(icon, colour)).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def tinted_icon(icon: Icon, colour: str, faint: str, size: int) -> QIcon:
    """``icon`` in ``colour``, and in ``faint`` where its control is disabled, sharp at 1×, 2× and 3×."""
    made = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        made.addPixmap(icon_pixmap(icon, colour, size, ratio))
        made.addPixmap(icon_pixmap(icon, faint, size, ratio), QIcon.Mode.Disabled)
    return made
