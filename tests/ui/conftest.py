"""What tests of the window share: the application dressed in the light theme, and nothing left from the test before."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

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
