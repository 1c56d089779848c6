"""Pictures of the session page for the eye: ``python -m tests.ui.screenshots OUT``."""

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QWidget

from coach.audio.decode import decode
from coach.audio.peaks import Peaks, peaks
from coach.contexts.load import contexts
from coach.conversation import Timing
from coach.feedback.guess import Guess
from coach.review import Review, review
from coach.sample import sample
from coach.times import Span
from tests.ui.example import HEADING, sample_review
from ui.pages.session import SessionPage
from ui.player import Player
from ui.text import _
from ui.theme import Icon, Scheme, Theme, apply
from ui.widgets.rail import Destination, Rail

PAGES = (
    Destination("today", _("Today"), Icon.TODAY),
    Destination("review", _("Review"), Icon.REVIEW),
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
    chosen: int | None = None
    writes: bool = False
    loop: tuple[float, float] | None = None
    words: bool = False  # so close that words stand on the lanes
    finds: str = ""  # the kind of moments that is looked for
    skips: float | None = None
    goal: str | None = None
    counted: int = 0  # which definition of talk share is shown
    states: bool = False  # much stands in the way of a whole review
    missed: bool = False  # a missed moment is chosen
    guess: str = ""  # asked, part, given: how far the own guess is


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
    Shot("light-1280-chosen", SMALL, opened="questions", scroll=400, chosen=9, zoom=3.0),
    Shot("dark-1280-chosen", SMALL, Scheme.DARK, opened="questions", scroll=400, chosen=9),
    Shot("text-200-chosen", SMALL, text_scale=2.0, opened="questions", scroll=1150, chosen=9),
    Shot("light-1280-words", SMALL, words=True, loop=(87.0, 89.5), skips=2.0),
    Shot("dark-1280-words", SMALL, Scheme.DARK, words=True, loop=(87.0, 89.5)),
    Shot("text-200-words", SMALL, text_scale=2.0, scroll=900, words=True, loop=(87.0, 88.5), skips=2.0),
    Shot("voice-only-words", SMALL, has_peaks=False, words=True),
    Shot("light-1280-find", SMALL, scroll=400, finds="filter_questions"),
    Shot("dark-1280-find", SMALL, Scheme.DARK, scroll=400, finds="filter_questions"),
    Shot("text-200-find", SMALL, text_scale=2.0, scroll=1150, finds="filter_questions"),
    Shot("light-1280-goal", SMALL, goal="pauses", counted=3),
    Shot("dark-1280-goal", SMALL, Scheme.DARK, goal="advice"),
    Shot("light-1280-state", SMALL, states=True),
    Shot("text-200-state", SMALL, text_scale=2.0, states=True),
    Shot("light-1280-missed", SMALL, missed=True),
    Shot("text-200-missed", SMALL, text_scale=2.0, missed=True),
    Shot("light-1280-writes", SMALL, scroll=400, writes=True),
    Shot("dark-1280-writes", SMALL, Scheme.DARK, scroll=400, writes=True),
    Shot("text-200-writes", SMALL, text_scale=2.0, scroll=1150, writes=True),
    Shot("light-1280-guess", SMALL, guess="part"),
    Shot("dark-1280-guess", SMALL, Scheme.DARK, guess="part"),
    Shot("contrast-1280-guess", SMALL, Scheme.CONTRAST, guess="asked"),
    Shot("text-200-guess", SMALL, text_scale=2.0, guess="part"),
    Shot("text-200-guess-below", SMALL, text_scale=2.0, guess="part", scroll=700),
    Shot("who-is-me-guess", SMALL, me=None, has_peaks=False, guess="asked"),
    Shot("light-1280-guess-reveal", SMALL, guess="given"),
    Shot("dark-1280-guess-reveal", SMALL, Scheme.DARK, guess="given"),
    Shot("text-200-guess-reveal", SMALL, text_scale=2.0, guess="given"),
    Shot("dark-800-narrow", QSize(860, 1000), Scheme.DARK, now=0.0),
)


def session_window(theme: Theme, shot: Shot, reviewed: Review, sound: Peaks) -> QWidget:
    """The rail and the session page, as they stand in the window."""
    window = QWidget()
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
    page.show_session(
        HEADING,
        reviewed,
        peaks=sound.loudest if shot.has_peaks else None,
        asks_guess=bool(shot.guess),
    )
    return window


def _judged(shot: Shot) -> Review:
    judged = sample_review(me=shot.me)
    if shot.states:
        source = replace(judged.source, duration=1800.0)
        return replace(
            judged, source=source, conversation=replace(judged.conversation, timing=Timing.CAPTIONS, language="de")
        )
    if shot.goal is None:
        return judged
    return review(
        judged.conversation, context=judged.context, source=judged.source, engines=judged.engines, goal=shot.goal
    )


def take(app: QApplication, theme: Theme, shot: Shot, sound: Peaks, folder: Path) -> None:
    """Render one picture into ``folder``."""
    theme.use(app, scheme=shot.scheme, text_scale=shot.text_scale)
    judged = _judged(shot)
    window = session_window(theme, shot, judged, sound)
    window.resize(shot.size)
    window.show()
    app.processEvents()
    page = window.findChild(SessionPage)
    assert page is not None
    page.setFocus()
    page.header.transport._play.setEnabled(True)
    if shot.guess == "part":
        QTest.keyClick(page.findChild(QWidget, "guess_talk_share"), Qt.Key.Key_Right)
        QTest.keyClick(page.findChild(QWidget, "guess_interruptions"), Qt.Key.Key_Up)
        QTest.keyClick(page.findChild(QWidget, "guess_asked"), Qt.Key.Key_4)
        page.form.start()
    if shot.guess == "given":
        page.show_numbers(Guess(0.6, 1, 4, 3, 2, 4, "I thought I mostly listened"))
    if shot.opened:
        page.reading.measures.open_measure(shot.opened)
    page.block.timeline.zoom(shot.zoom)
    page.block.timeline.seek_requested.emit(shot.now)
    page.reading.transcript.go_to(page.reading.transcript.turns.row_at(shot.now) or 0)
    page.reading.definition_chosen.emit(shot.counted)
    if shot.words:
        page.block.timeline.zoom_to_words()
    if shot.loop is not None:
        page.block.set_loop(Span(*shot.loop))
    if shot.skips is not None:
        page.header.transport.set_skip(shot.skips)
    if shot.finds:
        page.start_find()
        page.findChild(QToolButton, shot.finds).click()
        page.follow.hold()
    if shot.chosen is not None:
        page.block.timeline.setFocus()
        page.block.timeline.moment_activated.emit(shot.chosen)
        page.toast.say("No loudspeaker or headphones were found, so nothing can be heard.")
    if shot.missed:
        page.reading.measures.moment_activated.emit(next(moment for moment in judged.moments if moment.better))
    if shot.writes:
        page.reading.transcript.write(page.reading.transcript.currentIndex().row(), 12)
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
    with TemporaryDirectory() as scratch:
        sound = peaks(decode(sample().path, Path(scratch)))
    for shot in SHOTS:
        if not wanted or any(part in shot.name for part in wanted):
            take(app, theme, shot, sound, folder)
            print(shot.name)
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m tests.ui.screenshots OUT [NAME…]")
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
