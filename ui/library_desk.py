"""Looks after the library for the person: trash, sound, tags and people, searching, how long things are kept."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QInputDialog, QMenu

from coach.errors import UserError
from coach.library.label_rows import Kind, key
from coach.library.library import Library
from coach.library.retention import due
from coach.library.search import Found
from coach.library.session import SessionRow
from coach.library.storage import measure_storage
from ui.dialogs.ask import is_sure
from ui.dialogs.labels_dialog import LabelsDialog
from ui.editor import Editor
from ui.faults import done
from ui.library_work import LibraryWork, OnProgress, Searcher
from ui.main_window import REVIEW, MainWindow
from ui.preferences import Preferences
from ui.retention import Retention
from ui.text import _, plural
from ui.theme import Theme

_WEEK = timedelta(days=7)


class LibraryDesk(QObject):
    """Does with the library what the lists, the trash and the settings ask for.

    ``refresh`` shows what came of it, ``open_session`` shows a session again that was open.
    """

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        library: Library,
        editor: Editor,
        preferences: Preferences,
        refresh: Callable[[], None],
        open_session: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._library = window, theme, library
        self._editor, self._preferences = editor, preferences
        self.refresh, self._open_session = refresh, open_session
        self._rows: tuple[SessionRow, ...] = ()
        self.work = LibraryWork(self)
        self.searcher = Searcher(self._folder, self)
        self._retention = Retention(window, library, preferences, self._trash, self._restore, self._delete_sound)
        self._connect()

    def show_rows(self, rows: Sequence[SessionRow]) -> None:
        """The sessions have changed: so have the trash, the sizes, and perhaps what was found."""
        self._rows = tuple(rows)
        now, settings = self._library.now(), self._preferences.settings
        self._window.sessions.show_trash(self._library.trashed(), now, days=settings.trash_days)
        if self._window.settings.library.isVisible():
            self._show_storage()
        self.searcher.again()

    def _show_storage(self) -> None:
        """Only while somebody looks: every file of the library is asked for its size."""
        page, settings = self._window.settings.library, self._preferences.settings
        done(self._window, lambda: page.show_storage(measure_storage(self._library)))
        page.show_due(len(due(self._rows, self._library.now() + _WEEK, days=settings.keep_days, fate=settings.fate)))

    def tidy(self) -> None:
        """At the start: empty the trash of what lay there long enough, and keep to how long sessions are to be kept."""
        days = timedelta(days=self._preferences.settings.trash_days)
        if any(
            row.trashed is not None and row.trashed <= self._library.now() - days for row in self._library.trashed()
        ):
            self._empty(older_than=days, told=False)
        self._retention.keep_to_it()

    def close(self) -> None:
        """End all work."""
        self.searcher.close()
        self.work.close()

    # -- trash ---------------------------------------------------------------------------------------------------

    def throw_away(self, id_: str) -> None:
        """Into the trash, with a way back."""
        row = self._row(id_)
        if row is not None and self._trash((row,)):
            self._window.offer_undo(
                _("“{title}” is in the trash.", title=row.title),
                _("&Undo: delete “{title}”", title=row.title),
                partial(self._restore, (id_,)),
            )

    def _trash(self, rows: Sequence[SessionRow]) -> bool:
        ids = [row.id for row in rows]
        for id_ in ids:
            self._let_go(id_)
        could = done(self._window, lambda: self._library.trash(ids))
        self.refresh()
        return could

    def _restore(self, ids: Sequence[str]) -> None:
        if done(self._window, lambda: self._library.restore(ids)):
            self.refresh()

    def _on_restore(self, id_: str) -> None:
        self._window.forget_undo()
        row = next((row for row in self._library.trashed() if row.id == id_), None)
        self._restore((id_,))
        if row is not None:
            self._window.say(_("“{title}” is back among your sessions.", title=row.title))

    def _on_delete(self, id_: str) -> None:
        row = next((row for row in self._library.trashed() if row.id == id_), None)
        if row is None or not is_sure(
            self._window,
            "delete_box",
            _("Delete “{title}” for good?", title=row.title),
            _(
                "Its words, its numbers and the copy of its recording in your library will be gone. "
                "The file you brought stays where it is."
            ),
            _("Delete"),
        ):
            return
        self._let_go(id_)
        self._window.forget_undo()
        self._in_library(lambda library: library.delete(id_), _("“{title}” is deleted for good.", title=row.title))

    def _on_empty(self) -> None:
        count = len(self._library.trashed())
        if is_sure(
            self._window,
            "empty_box",
            plural("Delete {count} session for good?", "Delete {count} sessions for good?", count),
            _(
                "Their words, their numbers and the copies of their recordings in your library will be gone. "
                "The files you brought stay where they are."
            ),
            _("Empty the trash"),
        ):
            self._empty(older_than=timedelta(0), told=True)

    def _empty(self, *, older_than: timedelta, told: bool) -> None:
        self._window.forget_undo()
        self._in_library(
            lambda library: library.empty_trash(older_than=older_than), _("The trash is empty.") if told else ""
        )

    # -- sound ---------------------------------------------------------------------------------------------------

    def delete_sound(self, id_: str) -> None:
        """Ask, then delete the recording of a session and keep the rest."""
        row = self._row(id_)
        if row is None or not row.has_audio:
            self._window.say(_("This session has no sound in your library."))
            return
        if not is_sure(
            self._window,
            "sound_box",
            _("Delete the sound of “{title}”?", title=row.title),
            _(
                "The copy of the recording in your library will be gone for good. The words, the moments and the "
                "numbers stay; nothing can be played or heard again. The file you brought stays where it is."
            ),
            _("Delete the sound"),
        ):
            return
        self._delete_sound((id_,), _("The sound is deleted. Words and numbers stay."))

    def _delete_sound(self, ids: Sequence[str], told: str) -> None:
        session = self._editor.session
        is_open = session is not None and session.id in ids
        if is_open:
            self._window.forget_session()  # lets go of the file
        if done(self._window, lambda: self._library.delete_sound(ids)):
            self._window.say(told)
        self.refresh()
        if is_open and session is not None:
            self._open_session(session.id)

    def _on_trash_days(self, days: int) -> None:
        self._preferences.change(trash_days=days)
        self.refresh()

    # -- tags and people -----------------------------------------------------------------------------------------

    def edit_labels(self, id_: str) -> None:
        """Ask for the tags and the people of a session."""
        try:
            session = self._library.load(id_)
            tags, people = self._library.labels(Kind.TAG), self._library.labels(Kind.PERSON)
        except UserError as error:
            self._window.say(str(error))
            return
        speakers = session.review.conversation.speakers
        dialog = LabelsDialog(
            self._theme, session.title, session.tags, speakers, session.known,
            all_tags=tags, all_people=people, parent=self._window,
        )  # fmt: skip
        if dialog.exec() == LabelsDialog.DialogCode.Accepted:

            def keep() -> None:
                self._library.set_tags(id_, dialog.tags)
                self._library.set_people(id_, dialog.people)

            done(self._window, keep)
            self.refresh()
        dialog.deleteLater()

    def _on_label_menu(self, kind: Kind, name: str, at: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setObjectName("label_menu")
        rename = menu.addAction(_("Rename everywhere…"))
        remove = menu.addAction(_("Remove everywhere…"))
        answer = menu.exec(at)
        menu.deleteLater()
        if answer is rename:
            self._rename_label(kind, name)
        elif answer is remove:
            self._remove_label(kind, name)

    def _rename_label(self, kind: Kind, name: str) -> None:
        text, agreed = QInputDialog.getText(
            self._window,
            _("Rename everywhere"),
            _("Another name. One that is there already takes over both."),
            text=name,
        )
        if agreed and text.strip() and done(self._window, lambda: self._library.rename_label(kind, name, text)):
            merged = key(text) != key(name) and any(
                key(one) == key(text) for row in self._rows for one in (row.tags if kind is Kind.TAG else row.known)
            )
            self.refresh()
            told = _("“{old}” and “{new}” are one now.") if merged else _("“{old}” is called “{new}” everywhere.")
            self._window.say(told.format(old=name, new=text.strip()))

    def _remove_label(self, kind: Kind, name: str) -> None:
        if is_sure(
            self._window,
            "label_box",
            _("Remove “{name}” everywhere?", name=name),
            _("The sessions themselves stay as they are."),
            _("Remove"),
        ) and done(self._window, lambda: self._library.remove_label(kind, name)):
            self.refresh()

    # -- searching -----------------------------------------------------------------------------------------------

    def _on_found(self, text: str, found: tuple[Found, ...] | None) -> None:
        self._window.sessions.show_found(found)

    def _on_failed(self, error: UserError) -> None:
        self._window.say(str(error))

    # -- the rest --------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        window, page = self._window, self._window.settings.library
        trash = window.sessions.trash
        trash.restore_asked.connect(self._on_restore)
        trash.delete_asked.connect(self._on_delete)
        trash.empty_asked.connect(self._on_empty)
        window.sessions.search_asked.connect(self.searcher.look_for)
        window.sessions.label_menu_asked.connect(self._on_label_menu)
        window.trash_asked.connect(self._on_trash)
        self.searcher.found.connect(self._on_found)
        self.searcher.failed.connect(self._on_failed)
        page.came_up.connect(self._show_storage)
        page.show_asked.connect(self._on_show)
        page.sound_delete_asked.connect(self.delete_sound)
        page.trash_days_chosen.connect(self._on_trash_days)

    def _on_trash(self) -> None:
        self._window.show_page(REVIEW)
        self._window.sessions.open_trash()

    def _on_show(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._library.folder)))

    def _folder(self) -> Path:
        return self._library.folder

    def _row(self, id_: str) -> SessionRow | None:
        return next((row for row in self._rows if row.id == id_), None)

    def _let_go(self, id_: str) -> None:
        """Close a session that is open, so that its recording can be deleted."""
        if (session := self._editor.session) is not None and session.id == id_:
            self._window.forget_session()
            self._editor.open(None)

    def _in_library(self, act: Callable[[Library], Any], told: str) -> None:  # Any: what it gives is of no interest
        """Do something that takes longer than a frame in a library of its own, then show what there is."""
        folder, clock = self._library.folder, self._library.now

        def elsewhere(_progress: OnProgress) -> None:
            with Library.open(folder, clock=clock) as library:
                act(library)

        def then(_nothing: object) -> None:
            if told:
                self._window.say(told)
            self.refresh()

        def otherwise(error: UserError | None) -> None:
            if error is not None:
                self._window.say(str(error))
            self.refresh()

        self.work.run(elsewhere, then, otherwise)
