"""Keeps sessions as long as the person chose, and says so before anything happens to them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from coach.library.fate import Fate
from coach.library.library import Library
from coach.library.retention import due
from coach.library.session import SessionRow
from ui.dialogs.ask import is_sure
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.text import _, plural
from ui.widgets.library_settings import days_words

_NAMED = 8  # sessions that are named before something happens to them

Trash = Callable[[Sequence[SessionRow]], bool]
DeleteSound = Callable[[Sequence[str], str], None]


class Retention(QObject):
    """Off unless chosen. ``trash``, ``restore`` and ``delete_sound`` do what is due."""

    def __init__(
        self,
        window: MainWindow,
        library: Library,
        preferences: Preferences,
        trash: Trash,
        restore: Callable[[Sequence[str]], None],
        delete_sound: DeleteSound,
    ) -> None:
        super().__init__(window)
        self._window, self._library, self._preferences = window, library, preferences
        self._trash, self._restore, self._delete_sound = trash, restore, delete_sound
        page = window.settings.library
        page.keep_chosen.connect(self._on_keep)
        page.fate_chosen.connect(self._on_fate)

    def keep_to_it(self) -> None:
        """Into the trash they go by themselves, and that is told; sound, which cannot come back, only after a yes."""
        settings = self._preferences.settings
        rows = self._due(settings.keep_days, settings.fate)
        if not rows:
            return
        if settings.fate is Fate.TRASH:
            if self._trash(rows):
                self._window.offer_undo(
                    plural(
                        "{count} session is older than {days} and went to the trash, as you chose.",
                        "{count} sessions are older than {days} and went to the trash, as you chose.",
                        len(rows),
                        days=days_words(settings.keep_days),
                    ),
                    _("&Undo: move old sessions to the trash"),
                    partial(self._keep_all, tuple(row.id for row in rows)),
                )
        elif self._agrees(rows, settings.keep_days, settings.fate):
            self._let_sound_go(rows)

    def _keep_all(self, ids: Sequence[str]) -> None:
        """They come back; so that they do not go again at the next start, all are kept from now on."""
        self._preferences.change(keep_days=0)
        self._restore(ids)
        self._window.say(_("They are back, and sessions are kept until you delete them."))

    def _choose(self, days: int, fate: Fate) -> None:
        """Another choice holds only after what it does at once was said and agreed to."""
        rows = self._due(days, fate)
        if rows and not self._agrees(rows, days, fate):
            self._preferences.change()  # shows what holds
            return
        self._preferences.change(keep_days=days, fate=fate)
        if rows and fate is Fate.SOUND:
            self._let_sound_go(rows)
        else:
            self._trash(rows)

    def _agrees(self, rows: Sequence[SessionRow], days: int, fate: Fate) -> bool:
        names = "\n".join(row.title for row in rows[:_NAMED]) + ("\n…" if len(rows) > _NAMED else "")
        if fate is Fate.TRASH:
            stays = days_words(self._preferences.settings.trash_days)
            happens = _("They go to the trash now, and can be taken back for {days}.", days=stays)
            yes = _("Move them to the trash")
        else:
            happens = _("Their sound will be gone for good. Words, moments and numbers stay.")
            yes = _("Delete their sound")
        asked = plural(
            "{count} session is older than {days}",
            "{count} sessions are older than {days}",
            len(rows),
            days=days_words(days),
        )
        return is_sure(self._window, "retention_box", asked, f"{happens}\n\n{names}", yes)

    def _let_sound_go(self, rows: Sequence[SessionRow]) -> None:
        self._delete_sound([row.id for row in rows], _("The sound is deleted. Words and numbers stay."))

    def _due(self, days: int, fate: Fate) -> tuple[SessionRow, ...]:
        return due(self._library.sessions(), self._library.now(), days=days, fate=fate)

    def _on_keep(self, days: int) -> None:
        self._choose(days, self._preferences.settings.fate)

    def _on_fate(self, fate: Fate) -> None:
        self._choose(self._preferences.settings.keep_days, fate)
