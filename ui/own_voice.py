"""The person's own voice, as the window keeps it: taken when they ask, shown in the settings, forgotten at once."""

import logging
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QObject

from coach.errors import UserError
from coach.hearing.request import VoiceRequest
from coach.library.session import Session
from coach.paths import Paths
from coach.profile import OUTDATED, Profile, forget_profile, load_profile, save_profile
from coach.work import Cancelled, Failed, JobId, VoiceTaken
from ui.bridge import JobBridge
from ui.main_window import MainWindow
from ui.text import _, plural

_log = logging.getLogger(__name__)


class OwnVoice(QObject):
    """Enrols and forgets. Nothing is taken without a click, and nothing of anybody else is kept."""

    def __init__(
        self, bridge: JobBridge, places: Paths, window: MainWindow, *, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(window)
        self._bridge, self._path, self._window, self._today = bridge, places.voice, window, today
        self._job: JobId | None = None
        bridge.voice_taken.connect(self._on_taken)
        bridge.failed.connect(self._on_failed)
        bridge.cancelled.connect(self._on_cancelled)
        window.settings.forget_voice_asked.connect(self.forget)
        self._show()

    def profile(self) -> Profile | None:
        """What a review recognises the person by; one that cannot be used is told, and stops no review."""
        try:
            return load_profile(self._path)
        except UserError as error:
            self._window.say(str(error))
            return None

    def remember(self, session: Session) -> None:
        """Take the voice that is me in this session, from where it alone is heard."""
        talk = session.review.conversation
        if talk.me is None or session.audio is None:
            return
        request = VoiceRequest(session.audio, talk.clear_speech_of(talk.me.id), talk.me.channel)
        self._stop()
        try:
            self._job = self._bridge.start(request)
        except UserError as error:
            self._window.say(str(error))
            return
        self._window.say(_("Listening to your voice. You can go on meanwhile."))

    def forget(self) -> None:
        """Delete it, and end what would bring it back."""
        self._stop()
        try:
            forget_profile(self._path)
        except UserError as error:
            self._window.say(str(error))
        else:
            self._window.say(_("Your voice is forgotten."))
        self._show()

    def _stop(self) -> None:
        if self._job is not None:
            self._bridge.cancel(self._job)
            self._job = None

    def _on_taken(self, message: VoiceTaken) -> None:
        if message.job != self._job:
            return
        self._job = None
        try:
            save_profile(self._path, Profile(message.own.voice, message.own.engine, self._today()))
        except UserError as error:
            self._window.say(str(error))
        else:
            self._window.say(_("Your voice is remembered on this computer. Settings can forget it at any time."))
        self._show()

    def _on_failed(self, message: Failed) -> None:
        if message.job == self._job:
            self._job = None
            self._window.say(str(message.error))

    def _on_cancelled(self, message: Cancelled) -> None:
        if message.job == self._job:
            self._job = None

    def _show(self) -> None:
        """Say in the settings what is kept."""
        try:
            profile = load_profile(self._path)
        except UserError as error:
            _log.warning("told the person: code %d", error.code)
            self._window.settings.show_voice(str(error), is_kept=True)
            return
        if profile is None:
            told = _("Not remembered. After you have said which voice is you, a session can remember it.")
            self._window.settings.show_voice(told, is_kept=False)
            return
        seconds = plural("{count} second", "{count} seconds", round(profile.voice.seconds))
        day = QDate(profile.enrolled.year, profile.enrolled.month, profile.enrolled.day)
        held = QLocale().toString(day, QLocale.FormatType.LongFormat)
        told = _("Remembered on {day}, from {seconds} of your speech.", day=held, seconds=seconds)
        if profile.is_outdated:
            told = _(OUTDATED)
        self._window.settings.show_voice(told, is_kept=True)
