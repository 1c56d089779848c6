"""Connects the window with the library, the work and the settings: what people ask for is done here."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMenu

from coach.audio.peaks import read_peaks
from coach.contexts.load import context, contexts
from coach.editing.edits import ChangeContext, ChooseMe, RenameSpeaker
from coach.feedback.guess import Guess
from coach.library.library import Library
from coach.library.session import SessionRow
from coach.library.session_file import Brought
from coach.watching import SOUND_ENDINGS
from ui.dialogs.command_palette import Command, CommandPalette
from ui.dialogs.enrol_dialog import agrees_to_enrol
from ui.dialogs.import_dialog import ImportDialog
from ui.editor import Editor
from ui.faults import done, given
from ui.heading import heading_of
from ui.intake import Entry, Intake, State
from ui.library_desk import LibraryDesk
from ui.main_window import SESSION, MainWindow
from ui.porter import Porter, is_session_file
from ui.preferences import Preferences
from ui.shortcuts import plain, written
from ui.text import _
from ui.theme import Theme
from ui.watch_desk import WatchDesk

SOUNDS = " ".join(f"*{ending}" for ending in SOUND_ENDINGS)
TRANSCRIPTS = "*.vtt *.srt *.txt *.md *.docx *.json"
SESSIONS = "*.sayback"


class Desk(QObject):
    """The one place that knows both the window and what is kept. Every fault becomes one plain sentence."""

    voice_enrolled = Signal(object)  # the session whose me is to be remembered
    session_shown = Signal()

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        library: Library,
        intake: Intake,
        preferences: Preferences,
        porter: Porter,
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._library = window, theme, library
        self._intake, self._preferences, self._porter = intake, preferences, porter
        self._editor = Editor(library, window.say, self)
        self._rows: tuple[SessionRow, ...] = ()
        self.shelf = LibraryDesk(window, theme, library, self._editor, preferences, self.refresh, self.open_session)
        self.watch = WatchDesk(window, library, intake, preferences, self.bring)
        self._connect()
        self.refresh()

    def bring(self, files: Sequence[Path]) -> bool:
        """Ask about these files and take them in; says whether they are. Sessions come in as they are."""
        self._porter.bring([path for path in files if is_session_file(path)])
        files = [path for path in files if not is_session_file(path)]
        if not files:
            return False
        dialog = ImportDialog(self._theme, files, contexts(), self._preferences.settings, self._window)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        if agreed:
            wishes = dialog.wishes(datetime.now(UTC).astimezone())
            self._preferences.change(
                context=wishes.context, speakers=wishes.speakers or 0, language=wishes.language or ""
            )
            self._intake.bring(files, wishes)
        dialog.deleteLater()
        return agreed

    def refresh(self) -> None:
        """Show what the library holds now."""
        self._show_rows()
        self._suggest()

    def _show_rows(self) -> None:
        self._rows = given(self._window, self._library.sessions) or ()
        self._window.today.show_sessions(self._rows)
        self._window.sessions.show_sessions(self._rows)
        given(self._window, lambda: self.shelf.show_rows(self._rows))

    @property
    def editor(self) -> Editor:
        """What holds the session that is open."""
        return self._editor

    def close(self) -> None:
        """End all work on the library."""
        self.watch.close()
        self.shelf.close()

    def open_session(self, id_: str) -> None:
        """Show one session."""
        session = given(self._window, lambda: self._library.load(id_))
        if session is None:
            self.refresh()
            return
        self._editor.open(session)
        peaks = read_peaks(session.peaks) if session.peaks is not None else None
        self._window.session.show_session(
            heading_of(session),
            session.review,
            audio=session.audio,
            peaks=peaks.loudest if peaks else None,
            guess=session.answer.guess if session.answer is not None else None,
            asks_guess=session.answer is None,
        )
        self._window.show_history(session.history)
        self.session_shown.emit()
        self._window.show_page(SESSION)
        self._window.session.start_guess()

    def open_turn(self, id_: str, turn: int) -> None:
        """Show one session where something was said in it."""
        self.open_session(id_)
        if (session := self._editor.session) is not None and session.id == id_:
            self._window.session.go_to_turn(turn)

    # -- connecting ----------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        window, intake = self._window, self._intake
        window.files_brought.connect(self.bring)
        window.open_files_asked.connect(self._on_open_files)
        for page in (window.today, window.sessions):
            page.session_opened.connect(self.open_session)
            page.delete_asked.connect(self.shelf.throw_away)
            page.menu_asked.connect(self._on_menu)
        window.sessions.turn_opened.connect(self.open_turn)
        session = window.session
        session.context_changed.connect(self._on_context)
        session.me_chosen.connect(self._on_me)
        session.remember_asked.connect(self._on_remember)
        session.remember_offered.connect(self._on_remember_offered)
        session.speaker_renamed.connect(self._on_renamed)
        session.edit_asked.connect(self._editor.edit)
        session.guess_given.connect(self._on_guess)
        session.guess_skipped.connect(self._on_skip)
        window.undo_asked.connect(self._editor.undo)
        window.redo_asked.connect(self._editor.redo)
        self._editor.session_changed.connect(self._on_edited)
        for asked in (session.export_requested, window.export_asked):
            asked.connect(self._on_export)
        for asked in (session.report_requested, window.report_asked):
            asked.connect(self._on_report)
        for asked in (session.delete_requested, window.delete_asked):
            asked.connect(self._on_delete_open)
        for asked in (session.labels_requested, window.labels_asked):
            asked.connect(self._on_labels)
        for asked in (session.sound_delete_requested, window.delete_sound_asked):
            asked.connect(self._on_delete_sound)
        window.rename_asked.connect(self._on_rename_open)
        window.palette_asked.connect(self._on_palette)
        queue = window.queue
        queue.open_asked.connect(self._on_queue_open)
        queue.cancel_asked.connect(intake.cancel)
        queue.retry_asked.connect(intake.retry)
        queue.keep_asked.connect(intake.keep_partial)
        queue.dismiss_asked.connect(intake.dismiss)
        intake.entry_changed.connect(queue.show_entry)
        intake.entry_removed.connect(queue.remove_entry)
        intake.session_ready.connect(self._on_ready)
        self._porter.brought.connect(self._on_brought)

    # -- files ---------------------------------------------------------------------------------------------------

    def _on_open_files(self) -> None:
        kinds = ";;".join(
            (
                _("Conversations ({kinds})", kinds=f"{SOUNDS} {TRANSCRIPTS} {SESSIONS}"),
                _("Sound and video ({kinds})", kinds=SOUNDS),
                _("Transcripts ({kinds})", kinds=TRANSCRIPTS),
                _("Sessions of Sayback ({kinds})", kinds=SESSIONS),
                _("All files (*)"),
            )
        )
        names, _kind = QFileDialog.getOpenFileNames(self._window, _("Review a recording"), "", kinds)
        self.bring([Path(name) for name in names])

    def _on_ready(self, id_: str) -> None:
        """A session came in: open it, unless the person is looking at another one."""
        self.refresh()
        if self._window.page != SESSION and not self._intake.busy:
            entry = next((e for e in self._intake.entries if e.session == id_), None)
            self.open_session(id_)
            if entry is not None:
                self._intake.dismiss(entry.id)

    def _on_brought(self, found: Brought) -> None:
        """A session came out of a file: show it, unless the person is looking at another one."""
        self.refresh()
        said = _("The session is in your library.")
        if found.was_restored:
            said = _("This session lay in the trash and is back among your sessions.")
        elif found.was_known:
            said = _("This session is in your library already.")
        elif found.is_second:
            said = _("Your library has another state of this session; both are kept.")
        if self._window.page == SESSION:
            self._window.say(said, _("Open it"), partial(self.open_session, found.session))
        else:
            self.open_session(found.session)
            self._window.say(said)

    def _on_queue_open(self, number: int) -> None:
        entry: Entry | None = next((e for e in self._intake.entries if e.id == number), None)
        if entry is not None and entry.state is State.READY and entry.session:
            self.open_session(entry.session)
            self._intake.dismiss(number)

    # -- the open session ----------------------------------------------------------------------------------------

    def _on_context(self, id_: str) -> None:
        self._editor.edit(ChangeContext(context(id_)))

    def _on_me(self, speaker: str | None) -> None:
        self._editor.edit(ChooseMe(speaker))

    def _on_remember(self) -> None:
        if self._editor.session is not None:
            self.voice_enrolled.emit(self._editor.session)

    def _on_remember_offered(self) -> None:
        if agrees_to_enrol(self._window):
            self._on_remember()

    def _on_renamed(self, speaker: str, label: str) -> None:
        self._editor.edit(RenameSpeaker(speaker, label))

    def _on_guess(self, guess: Guess | None) -> None:
        if self._editor.answer(guess):
            self._window.session.show_numbers(guess)
            self.refresh()

    def _on_skip(self) -> None:
        self._on_guess(None)

    def _can_leave(self) -> bool:
        """Whether the numbers of the open session may be written out; says why where they may not."""
        if self._editor.asks_guess:
            self._window.say(_("First your own guess, or skip it: the numbers come after that."))
        return not self._editor.asks_guess

    def _on_edited(self) -> None:
        session = self._editor.session
        assert session is not None
        self._window.session.show_review(heading_of(session), session.review)
        self._window.show_history(session.history)
        self._show_rows()
        last = self._last_seen()
        if last is not None and last.id == session.id:
            self._window.today.show_suggestion(session.id, session.title, session.review.scorecard.focus)

    def _on_export(self) -> None:
        session = self._editor.session
        if session is not None and self._can_leave():
            self._porter.ask(session)

    def _on_report(self) -> None:
        session = self._editor.session
        if session is not None and self._can_leave():
            self._porter.save_report(session)

    # -- the list ------------------------------------------------------------------------------------------------

    def _on_menu(self, id_: str, at: QPoint) -> None:
        row = next((row for row in self._rows if row.id == id_), None)
        if row is None:
            return
        menu = QMenu(self._window)
        menu.setObjectName("session_menu")
        acts: list[tuple[str, Callable[[], object]]] = [
            (_("Open"), lambda: self.open_session(id_)),
            (_("Rename…"), lambda: self._rename(id_, row.title)),
            (_("Tags and people…"), lambda: self.shelf.edit_labels(id_)),
            (_("Export…"), lambda: self._export(id_)),
        ]
        if row.has_audio:
            acts.append((_("Delete the sound…"), lambda: self.shelf.delete_sound(id_)))
        acts.append((_("Delete"), lambda: self.shelf.throw_away(id_)))
        chosen = {menu.addAction(text): act for text, act in acts}
        answer = menu.exec(at)
        menu.deleteLater()
        if answer in chosen:
            chosen[answer]()

    def _export(self, id_: str) -> None:
        session = given(self._window, lambda: self._library.load(id_))
        if session is not None and session.answer is None:
            told = _("First your own guess, or skip it: the numbers come after that.")
            self._window.say(told, _("Open it"), partial(self.open_session, id_))
        elif session is not None:
            self._porter.ask(session)

    def _on_rename_open(self) -> None:
        if (session := self._editor.session) is not None:
            self._rename(session.id, session.title)

    def _rename(self, id_: str, old: str) -> None:
        title, agreed = QInputDialog.getText(self._window, _("Rename"), _("Title of the session"), text=old)
        title = title.strip()
        if agreed and title and done(self._window, lambda: self._library.rename(id_, title)):
            if (session := self._editor.session) is not None and session.id == id_:
                self._editor.retitle(title)
                self._window.session.show_review(heading_of(replace(session, title=title)), session.review)
            self.refresh()

    def _on_delete_open(self) -> None:
        if (session := self._editor.session) is not None:
            self.shelf.throw_away(session.id)

    def _on_delete_sound(self) -> None:
        if (session := self._editor.session) is not None:
            self.shelf.delete_sound(session.id)

    def _on_labels(self) -> None:
        if (session := self._editor.session) is not None:
            self.shelf.edit_labels(session.id)
            if (kept := given(self._window, lambda: self._library.load(session.id))) is not None:
                self._window.session.show_review(heading_of(kept), session.review)

    def _on_palette(self) -> None:
        commands = [
            Command("  ·  ".join(filter(None, (plain(action.text()), written(action.shortcuts()[:1])))), action.trigger)
            for action in self._window.commands
            if action.isEnabled() and action.objectName() != "action_palette"
        ]
        commands += [Command(row.title, _opener(self, row.id)) for row in self._rows]
        people = sorted({name for row in self._rows for name in row.known}, key=str.casefold)
        commands += [Command(name, partial(self._window.look_for, name)) for name in people]
        palette = CommandPalette(self._theme, commands, self._window)
        palette.exec()
        palette.deleteLater()

    def _last_seen(self) -> SessionRow | None:
        """The newest session whose numbers have been shown."""
        return next((row for row in self._rows if row.is_revealed), None)

    def _suggest(self) -> None:
        """The focus of the last session that was looked at."""
        last = self._last_seen()
        if last is None:
            self._window.today.show_suggestion("", "", None)
            return
        session = given(self._window, lambda: self._library.load(last.id))
        focus = session.review.scorecard.focus if session else None
        self._window.today.show_suggestion(last.id, last.title, focus)


def _opener(desk: Desk, id_: str) -> Callable[[], None]:
    def open_it() -> None:
        desk.open_session(id_)

    return open_it
