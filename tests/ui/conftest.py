"""What tests of the window share: the theme, a session page, the whole program, nothing left from the test before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.contexts.load import contexts
from coach.sample import sample
from tests.clocks import Clock
from tests.ui.example import HEADING, level_peaks, sample_review
from tests.ui.hands import TITLES
from tests.ui.shell import WIDE, on_screen, program_in, with_sample
from ui.app import Program
from ui.main_window import REVIEW
from ui.pages.session import SessionPage
from ui.player import Player
from ui.theme import Scheme, Theme, apply


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """Widgets of a test are gone before the next: outside an event loop Qt would keep what is to be deleted later."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme at 100 %, in use."""
    made = apply(qapp, Scheme.LIGHT)
    yield made
    made.setParent(None)
    made.deleteLater()


class NotingPlayer(Player):
    """The real player, which also notes what it was asked to play."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[float | None, float | None]] = []

    def play(self, start: float | None = None, end: float | None = None) -> None:
        self.asked.append((start, end))
        super().play(start, end)


@pytest.fixture(scope="module")
def reviewed():
    return sample_review()


@pytest.fixture
def player(qapp):
    made = NotingPlayer()
    yield made
    made.stop()
    made.open(None)


@pytest.fixture
def page(theme, player, reviewed, qtbot):
    made = SessionPage(theme, player)
    qtbot.addWidget(made)
    made.set_contexts(contexts())
    made.resize(1280, 900)
    made.show_session(HEADING, reviewed, audio=sample().path, peaks=level_peaks)
    made.show()
    qtbot.waitExposed(made)
    return made


# -- the whole program ------------------------------------------------------------------------------------------------


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still on 24 November, at noon."""
    return Clock()


@pytest.fixture
def three_sessions(qapp: QApplication, qtbot: QtBot, tmp_path: Path, clock: Clock) -> Iterator[Program]:
    """The list of three sessions, of 20, 21 and 22 November."""
    with on_screen(program_in(tmp_path / "kept", qapp, TITLES, clock=clock), qtbot) as made:
        made.window.show_page(REVIEW)
        yield made


@pytest.fixture
def with_sound(qapp: QApplication, qtbot: QtBot, tmp_path: Path, clock: Clock) -> Iterator[Program]:
    """The list with the sample alone, which has a recording."""
    with on_screen(with_sample(tmp_path / "kept", qapp, clock=clock), qtbot) as made:
        made.window.show_page(REVIEW)
        yield made


@pytest.fixture
def sample_open(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The sample is open, which has a recording."""
    with on_screen(with_sample(tmp_path / "kept", qapp), qtbot) as made:
        made.desk.open_session(made.library.sessions()[0].id)
        yield made


@pytest.fixture
def talk_open(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """A session without sound is open."""
    with on_screen(program_in(tmp_path / "kept", qapp, ("A talk",)), qtbot, size=WIDE) as made:
        made.desk.open_session(made.library.sessions()[0].id)
        yield made
