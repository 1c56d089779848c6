"""What tests of the window share: the light theme, a session that is open, and nothing left from the test before."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from coach.contexts.load import contexts
from coach.sample import sample
from tests.ui.example import HEADING, level_peaks, sample_review
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
