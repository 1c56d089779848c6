"""The settings in use: kept when they change, worn by the window, shown on their page."""

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from coach.errors import UserError
from coach.measured import MEASURED, NOT_MEASURED, measured_parts
from coach.paths import Paths
from coach.settings import Appearance, Settings, save_settings
from models import catalogue
from models.errors import WeightsError
from models.manifest import WEIGHTS, Purpose
from ui.main_window import MainWindow
from ui.pages.settings import TEXT_SIZES, WeightsLine
from ui.text import _
from ui.theme import Scheme, Theme
from ui.widgets.library_settings import size_words

_log = logging.getLogger(__name__)


def scheme_for(appearance: Appearance) -> Scheme:
    """The palette that is meant; where the system does not tell, the light one."""
    match appearance:
        case Appearance.LIGHT:
            return Scheme.LIGHT
        case Appearance.DARK:
            return Scheme.DARK
        case Appearance.CONTRAST:
            return Scheme.CONTRAST
        case Appearance.SYSTEM:
            hints = QGuiApplication.styleHints()
            if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
                return Scheme.CONTRAST
            dark = hints.colorScheme() is Qt.ColorScheme.Dark
            return Scheme.DARK if dark else Scheme.LIGHT


class Preferences(QObject):
    """Holds the settings; every change is kept at once and seen at once."""

    def __init__(self, app: QApplication, theme: Theme, settings: Settings, places: Paths) -> None:
        super().__init__(app)
        self._app, self._theme, self._places = app, theme, places
        self._settings = settings
        self._window: MainWindow | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    @property
    def settings(self) -> Settings:
        """What holds now."""
        return self._settings

    def attach(self, window: MainWindow) -> None:
        """Show the settings in this window and listen to what is chosen there."""
        self._window = window
        page = window.settings
        recognisers = [(w.id, w.title) for w in WEIGHTS.values() if w.purpose is Purpose.SPEECH]
        page.show_recognisers([("", _("The best that is here")), *recognisers])
        page.show_settings(self._settings)
        self._show_weights()
        page.appearance_chosen.connect(self._on_appearance)
        page.text_scale_chosen.connect(self._on_text_scale)
        page.motion_chosen.connect(self._on_motion)
        page.notices_chosen.connect(self._on_notices)
        window.text_step_asked.connect(self._on_text_step)
        page.context_chosen.connect(self._on_context)
        page.speakers_chosen.connect(self._on_speakers)
        page.language_chosen.connect(self._on_language)
        page.weights_chosen.connect(self._on_weights)
        page.folder_asked.connect(self._on_folder)
        page.fetch_asked.connect(self._on_fetch)
        page.remove_asked.connect(self._on_remove)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_scheme)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_scheme)

    def change(self, **values: Any) -> None:  # noqa: ANN401 - the fields of Settings, each of its own type
        """Keep other values; a fault in keeping them is said, and they hold until the window is closed."""
        self._settings = replace(self._settings, **values)
        try:
            save_settings(self._places.settings, self._settings)
        except UserError as error:
            self._say(str(error))
        if self._window is not None:
            self._window.settings.show_settings(self._settings)

    def adopt(self, settings: Settings) -> None:
        """Take on what was kept elsewhere."""
        self._settings = settings
        if self._window is not None:
            self._window.settings.show_settings(settings)

    def close(self) -> None:
        """Wait for a download to notice that it is no longer wanted."""
        self._pool.clear()
        self._pool.waitForDone()

    # -- what is chosen ------------------------------------------------------------------------------------------

    def _on_appearance(self, appearance: Appearance) -> None:
        self.change(appearance=appearance)
        self._theme.use(self._app, scheme=scheme_for(appearance))

    def _on_system_scheme(self) -> None:
        if self._settings.appearance is Appearance.SYSTEM:
            self._theme.use(self._app, scheme=scheme_for(Appearance.SYSTEM))

    def _on_text_scale(self, scale: float) -> None:
        self.change(text_scale=scale)
        self._theme.use(self._app, text_scale=scale)

    def _on_text_step(self, step: int) -> None:
        """To the next size that is offered, or with 0 to the usual one."""
        now = 100 * self._settings.text_scale
        further = [size for size in TEXT_SIZES if (size > now + 0.5 if step > 0 else size < now - 0.5)]
        if step == 0:
            self._on_text_scale(1.0)
        elif further:
            self._on_text_scale((min(further) if step > 0 else max(further)) / 100)

    def _on_motion(self, reduced: bool) -> None:
        self.change(reduced_motion=reduced)
        self._theme.use(self._app, reduced_motion=reduced)

    def _on_notices(self, allowed: bool) -> None:
        self.change(notices=allowed)

    def _on_context(self, id_: str) -> None:
        self.change(context=id_)

    def _on_speakers(self, count: int) -> None:
        self.change(speakers=count)

    def _on_language(self, code: str) -> None:
        self.change(language=code)

    def _on_weights(self, id_: str) -> None:
        self.change(weights=id_, weights_folder="")

    def _on_folder(self) -> None:
        """A folder of one's own has to hold one of the sets that are known, so that it can be checked."""
        name = QFileDialog.getExistingDirectory(self._window, _("A folder with listening weights"))
        if not name:
            return
        for weights in (w for w in WEIGHTS.values() if w.purpose is Purpose.SPEECH):
            try:
                catalogue.verify(weights.id, store=self._places.weights, folder=Path(name))
            except WeightsError:
                continue
            self.change(weights=weights.id, weights_folder=name)
            return
        self._say(_("{folder} holds none of the recognisers that Sayback knows, or they are damaged.", folder=name))

    # -- weights -------------------------------------------------------------------------------------------------

    def _show_weights(self) -> None:
        if self._window is None:
            return
        lines = []
        for status in catalogue.status(store=self._places.weights):
            found = status.found
            way = _(found.way.value) if found else _("not here")
            told = [way, size_words(status.weights.size), status.weights.licence]
            if measured := status.weights.measured:
                told.append(_(MEASURED, **measured_parts(measured)))
            elif status.weights.purpose is Purpose.SPEECH:
                told.append(_(NOT_MEASURED))
            words = "  ·  ".join(told)
            lines.append(
                WeightsLine(
                    status.weights.id,
                    _(status.weights.title),
                    words,
                    can_be_fetched=found is None and bool(status.weights.hub_path),
                    can_be_removed=found is not None and found.way is catalogue.Way.STORE,
                )
            )
        self._window.settings.show_weights(lines)

    def _on_fetch(self, id_: str) -> None:
        fetching = _Fetching(id_, self._places.weights)
        fetching.told.ended.connect(self._on_fetched)
        self._say(_("Downloading {title}. You can go on meanwhile.", title=WEIGHTS[id_].title))
        self._pool.start(fetching)

    def _on_fetched(self, trouble: str) -> None:
        self._say(trouble or _("The weights are here and were checked."))
        self._show_weights()

    def _on_remove(self, id_: str) -> None:
        try:
            catalogue.remove(id_, store=self._places.weights)
        except WeightsError as error:
            self._say(str(error))
        self._show_weights()

    def _say(self, text: str) -> None:
        if self._window is not None:
            self._window.say(text)


class _Told(QObject):
    ended = Signal(str)


class _Fetching(QRunnable):
    """A download the person asked for. Tells the trouble, or nothing where all went well."""

    def __init__(self, id_: str, store: Path) -> None:
        super().__init__()
        self.told = _Told()
        self._id, self._store = id_, store

    def run(self) -> None:
        """Fetch, check, tell."""
        try:
            catalogue.download(self._id, store=self._store)
        except WeightsError as error:
            self.told.ended.emit(str(error))
        else:
            self.told.ended.emit("")
