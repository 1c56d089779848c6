"""Where the window was and what it showed, so that the next start goes on there."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QGuiApplication

from ui.main_window import SESSION, TODAY, MainWindow
from ui.preferences import Preferences

_SEEN = 80  # pixels of the window, each way, that have to lie on a screen to get hold of it (our choice)


def placed_on(window: QRect, screens: list[QRect]) -> QRect:
    """``window`` as it is where enough of it can be seen, else moved and made to fit the first of ``screens``.

    ``screens`` are the parts that windows may take, the main one first; not empty.
    """
    for screen in screens:
        seen = window.intersected(screen)
        if seen.width() >= min(_SEEN, window.width()) and seen.height() >= min(_SEEN, window.height()):
            return window
    first = screens[0]
    width, height = min(window.width(), first.width()), min(window.height(), first.height())
    return QRect(first.x() + (first.width() - width) // 2, first.y() + (first.height() - height) // 2, width, height)


class Whereabouts(QObject):
    """Brings the window back to its place and page, and keeps both when it is closed."""

    def __init__(self, window: MainWindow, preferences: Preferences, open_session: Callable[[str], object]) -> None:
        super().__init__(window)
        self._window, self._preferences, self._open = window, preferences, open_session

    def go_back(self, known: frozenset[str]) -> None:
        """Take on what was kept; ``known`` are the sessions that can be opened."""
        kept = self._preferences.settings
        self._window.use_geometry(kept.window)
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        place = placed_on(self._window.geometry(), screens)
        if place != self._window.geometry():
            self._window.setGeometry(place)
        if kept.page == SESSION:
            if kept.page_session in known:
                self._open(kept.page_session)
        elif kept.page in self._window.places:
            self._window.show_page(kept.page)

    def keep(self, session: str) -> None:
        """Remember place and page; ``session`` is the one that is open, empty where none is."""
        page = self._window.page if self._window.page in (*self._window.places, SESSION) else TODAY
        self._preferences.change(
            window=self._window.geometry_text(), page=page, page_session=session if page == SESSION else ""
        )
