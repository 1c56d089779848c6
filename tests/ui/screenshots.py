"""Pictures of the session page for the eye: ``python -m tests.ui.screenshots OUT``."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDate, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from coach.contexts.load import contexts
from coach.review import Review
from tests.ui.example import made_up_peaks, sample_review
from ui.pages.session import SessionPage
from ui.player import Player
from ui.text import _
from ui.theme import Icon, Scheme, Theme, apply
from ui.widgets.rail import Destination, Rail
from ui.widgets.session_header import Heading

PAGES = (
    Destination("today", _("Today"), Icon.TODAY),
    Destination("practise", _("Practise"), Icon.PRACTISE),
    Destination("review", _("Review"), Icon.REVIEW),
    Destination("workshop", _("Workshop"), Icon.WORKSHOP),
    Destination("people", _("People"), Icon.PEOPLE),
    Destination("progress", _("Progress"), Icon.PROGRESS),
    Destination("settings", _("Settings"), Icon.SETTINGS, at_foot=True),
)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture."""

    name: str
    size: QSize
    scheme: Scheme = Scheme.LIGHT
    ratio: float = 1.0
    text_scale: float = 1.0
    opened: str = ""
    me: str | None = "A"
    has_peaks: bool = True
    now: float = 88.0
    zoom: float = 1.0
    scroll: int = 0


SMALL, LARGE = QSize(1280, 800), QSize(1920, 1080)
SHOTS = (
    Shot("light-1280", SMALL),
    Shot("dark-1280", SMALL, Scheme.DARK),
    Shot("light-1920", LARGE, opened="interruptions"),
    Shot("dark-1920", LARGE, Scheme.DARK, opened="open_share"),
    Shot("contrast-1280", SMALL, Scheme.CONTRAST),
    Shot("light-1280-2x", SMALL, ratio=2.0),
    Shot("light-1280-text-200", SMALL, text_scale=2.0),
    Shot("light-1280-text-200-below", SMALL, text_scale=2.0, scroll=1150),
    Shot("light-1920-text-200", LARGE, text_scale=2.0),
    Shot("who-is-me", SMALL, me=None, has_peaks=False),
    Shot("voice-only-zoomed", SMALL, has_peaks=False, zoom=6.0),
    Shot("light-1280-below", SMALL, opened="talk_share", scroll=400),
)


def session_window(theme: Theme, shot: Shot, reviewed: Review, parent: QWidget | None = None) -> QWidget:
    """The rail and the session page, as they stand in the window."""
    window = QWidget(parent)
    window.setProperty("page", True)
    rail = Rail(theme, PAGES, window)
    rail.choose("review")
    player = Player(window)
    page = SessionPage(theme, player, window)
    page.set_contexts(contexts())
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(rail)
    row.addWidget(page, 1)
    talk = reviewed.conversation
    page.show_session(
        Heading("Daniel, six weeks into a new role", QDate(2026, 11, 20)),
        reviewed,
        peaks=made_up_peaks(talk) if shot.has_peaks else None,
    )
    return window


def take(app: QApplication, theme: Theme, shot: Shot, folder: Path) -> None:
    """Render one picture into ``folder``."""
    theme.use(app, scheme=shot.scheme, text_scale=shot.text_scale)
    window = session_window(theme, shot, sample_review(me=shot.me))
    window.resize(shot.size)
    window.show()
    app.processEvents()
    page = window.findChild(SessionPage)
    assert page is not None
    page.setFocus()
    page.header.transport._play.setEnabled(True)
    if shot.opened:
        page.reading.measures.open_measure(shot.opened)
    page.block.timeline.zoom(shot.zoom)
    page.block.timeline.seek_requested.emit(shot.now)
    page.reading.transcript.go_to(page.reading.transcript.turns.row_at(shot.now) or 0)
    page._scroll.verticalScrollBar().setValue(shot.scroll)
    for _round in range(4):
        app.processEvents()
    image = QImage(shot.size * shot.ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(shot.ratio)
    window.render(image)
    image.save(str(folder / f"session-{shot.name}.png"))
    window.close()
    window.deleteLater()
    app.processEvents()


def main(folder: Path, wanted: list[str]) -> int:
    """Render every picture, or those whose name holds one of ``wanted``."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = apply(app, Scheme.LIGHT)
    for shot in SHOTS:
        if not wanted or any(part in shot.name for part in wanted):
            take(app, theme, shot, folder)
            print(shot.name)
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m tests.ui.screenshots OUT [NAME…]")
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
