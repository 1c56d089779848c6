"""The user's sessions: what was heard, said and judged, and the recordings beside it."""

import logging
import sqlite3
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

from cattrs.errors import BaseValidationError

from coach.contexts.load import contexts
from coach.editing.history import History
from coach.errors import ExitCode, UserError
from coach.feedback.guess import Guess
from coach.files import private_folder, sweep_parts
from coach.hearing.heard import Heard
from coach.library import edit_rows, guess_rows, label_rows, rows, said_rows, search, seen_rows
from coach.library.books import Books
from coach.library.codec import Codec
from coach.library.database import PATIENCE, backups, faults, open_database, snapshot, transaction
from coach.library.guess_rows import Calibration
from coach.library.indexing import index_edited
from coach.library.label_rows import Counted, Kind
from coach.library.portable import Whole, insert_whole, whole_of
from coach.library.schema import MIGRATIONS, Migration
from coach.library.seen_rows import Seen
from coach.library.session import Consent, Corrected, Session, SessionRow
from coach.library.shelf import Shelf, suffix_of
from coach.library.troubles import PEAKS, damaged, gone, unknown
from coach.review import Review

RESTORE = ".restore."
"""How the name of a folder begins in which a backup is unpacked; its process follows."""

_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


class Library(Books):
    """Sessions in one folder: ``library.db`` and the recordings in ``audio``.

    A library belongs to the thread that opened it; another thread or process opens its own, and both may write.
    Every method that changes something does it wholly or not at all, also when the process is killed.
    Every method raises ``UserError`` for the world's faults: no room, not writable, damaged, in use.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._path = folder / "library.db"
        self._connection = connection
        self._clock = clock
        self._codec = Codec()
        self._shelf = Shelf(folder / "audio")

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Callable[[], datetime] = _now,
        migrations: Sequence[Migration] = MIGRATIONS,
        tidies: bool = True,
    ) -> "Library":
        """The library in ``folder``, made where there is none.

        ``tidies``: what a killed process left is swept away; False opens faster, to read something, and begins no
        new library where one was moved or erased meanwhile.
        """
        if not tidies and not (folder / "library.db").is_file():
            raise UserError(f"There is no library in {folder}.", "Start Sayback again.", ExitCode.STORAGE)
        private_folder(folder)
        library = cls(folder, open_database(folder / "library.db", migrations), clock)
        try:
            if tidies:
                with faults(library._path):
                    index_edited(library._connection, library._codec, library._shelf.folder)
                library._sweep()
        except BaseException:
            library.close()
            raise
        return library

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self._folder

    def now(self) -> datetime:
        """The time by the library's clock."""
        return self._clock()

    def close(self) -> None:
        """Let go of the files; ``reopen`` takes them up again."""
        self._connection.close()

    def reopen(self, folder: Path) -> None:
        """Take up the library in ``folder``, which may be another one, after ``close``."""
        self._connection = open_database(folder / "library.db", MIGRATIONS)
        self._folder, self._path, self._shelf = folder, folder / "library.db", Shelf(folder / "audio")

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def add(
        self,
        review: Review,
        heard: Heard | None = None,
        *,
        title: str,
        consent: Consent,
        audio: Path | None = None,
        peaks: Path | None = None,
    ) -> str:
        """Keep a session and give its id. Files are copied; the originals stay as they are."""
        about = rows.About(uuid.uuid4().hex, title, self._clock(), consent, None, None)
        self._add(
            about,
            lambda filed: rows.insert(self._connection, self._codec, filed, review, heard),
            audio=audio,
            peaks=peaks,
            sha256=review.source.sha256,
        )
        return about.id

    def whole(self, session: str) -> Whole:
        """One session with everything that is kept of it, for another library."""
        found, heard = self.load(session), self.heard(session)
        with faults(self._path):
            return whole_of(self._connection, found, heard)

    def has(self, session: str) -> bool:
        """Whether there is a session with that id."""
        with faults(self._path):
            return rows.has(self._connection, session)

    def take(self, whole: Whole, *, audio: Path | None = None, peaks: Path | None = None) -> str:
        """Keep a session that comes whole from another library, under the id it had there, and give that."""
        session = whole.session
        about = rows.About(session.id, session.title, session.created, session.consent, None, None)
        try:
            self._add(
                about,
                lambda filed: insert_whole(self._connection, self._codec, filed, whole),
                audio=audio,
                peaks=peaks,
                sha256="",
            )
        except sqlite3.IntegrityError as error:
            raise UserError("This session is in the library already.", "Open it there.", ExitCode.STORAGE) from error
        return session.id

    def _add(
        self,
        about: rows.About,
        insert: Callable[[rows.About], None],
        *,
        audio: Path | None,
        peaks: Path | None,
        sha256: str,
    ) -> None:
        """The rows of a new session and its files, all or nothing; ``sha256`` is what the recording must be."""
        brought: list[tuple[Path, str]] = []
        placed: list[Path] = []
        audio_name = peaks_name = None
        try:
            if audio is not None:
                audio_name = f"{about.id}{suffix_of(audio)}"
                brought.append((self._shelf.bring(audio, audio_name, sha256=sha256), audio_name))
            if peaks is not None:
                peaks_name = f"{about.id}{PEAKS}"
                brought.append((self._shelf.bring(peaks, peaks_name), peaks_name))
            with faults(self._path), transaction(self._connection):
                # The rows first: where the id is taken, its files must not be replaced.
                insert(replace(about, audio=audio_name, peaks=peaks_name))
                for between, name in brought:
                    self._shelf.place(between, name)
                    placed.append(self._shelf.folder / name)
        except BaseException:
            with suppress(UserError):  # the fault itself matters more; the next sweep takes what stays
                self._shelf.discard(*(between for between, _ in brought), *placed)
            raise

    def sessions(self) -> tuple[SessionRow, ...]:
        """All of them, the newest first."""
        with faults(self._path), snapshot(self._connection):
            return rows.overview(self._connection)

    def load(self, session: str) -> Session:
        """One session with the numbers it was given then; UserError where it is gone or damaged."""
        with faults(self._path), snapshot(self._connection):
            try:
                found = rows.read(self._connection, self._codec, session, self._shelf.folder)
            except (BaseValidationError, LookupError, TypeError, ValueError) as error:
                _log.error("session %s could not be read", session, exc_info=error)
                raise damaged(session, self._shelf.folder) from error
        if found is None:
            raise gone()
        return found

    def heard(self, session: str) -> Heard | None:
        """What the engines said then; None for a transcript or where it was not kept."""
        with faults(self._path):
            return rows.read_heard(self._connection, self._codec, session)

    def of_source(self, sha256: str) -> tuple[str, ...]:
        """The sessions that came from the file with this fingerprint, the oldest first."""
        with faults(self._path):
            return rows.of_source(self._connection, sha256)

    def update(self, session: str, review: Review) -> None:
        """Put another review of the same recording in place of the one kept; the edits of that one go with it."""
        with faults(self._path), transaction(self._connection):
            if not rows.update(self._connection, self._codec, session, review):
                raise gone()

    def edit(self, session: str, history: History, review: Review) -> None:
        """Keep the edits of a session, those undone too, and the review after them. What was heard stays as it was."""
        with faults(self._path), transaction(self._connection):
            if not rows.edit(self._connection, self._codec, session, history, review, self._clock()):
                raise gone()

    def answer(self, session: str, guess: Guess | None) -> None:
        """Keep a guess with its gaps, or that the person skipped it (None). What was answered before stays."""
        review = self.load(session).review
        with faults(self._path), transaction(self._connection):
            try:
                guess_rows.write(self._connection, session, guess, review, self._clock())
            except sqlite3.IntegrityError as error:
                raise gone() from error

    def calibrations(self) -> tuple[Calibration, ...]:
        """How far own guesses lay from the measures, the oldest first."""
        with faults(self._path):
            return guess_rows.calibrations(self._connection)

    def corrections(self) -> tuple[Corrected, ...]:
        """What the person said of moments, in all sessions: their own data, to be exported or to test against."""
        with faults(self._path):
            return edit_rows.corrections(self._connection, self._codec)

    def rename(self, session: str, title: str) -> None:
        """Give a session another title."""
        with faults(self._path), transaction(self._connection):
            if not rows.rename(self._connection, session, title):
                raise gone()

    # -- tags and people -----------------------------------------------------------------------------------------

    def labels(self, kind: Kind) -> tuple[Counted, ...]:
        """All tags, or all people, that sessions outside the trash bear."""
        with faults(self._path):
            return label_rows.counted(self._connection, kind)

    def set_tags(self, session: str, tags: Sequence[str]) -> None:
        """Give a session these tags instead of those it has."""
        with self._of(session):
            label_rows.set_tags(self._connection, session, tags)

    def set_people(self, session: str, people: Mapping[str, str]) -> None:
        """Say which person each speaker (by id) of a session is; an empty name says nothing of that speaker."""
        with self._of(session):
            label_rows.set_people(self._connection, session, people)

    def rename_label(self, kind: Kind, old: str, new: str) -> None:
        """Another name for a tag or a person everywhere; two with one name become one."""
        if not label_rows.tidy(new):
            raise UserError("A name needs at least one letter.", "Type another one.", ExitCode.USAGE)
        with faults(self._path), transaction(self._connection):
            if not label_rows.rename(self._connection, kind, old, new):
                raise unknown(old)

    def remove_label(self, kind: Kind, name: str) -> None:
        """Take a tag or a person off every session; the sessions stay."""
        with faults(self._path), transaction(self._connection):
            if not label_rows.remove(self._connection, kind, name):
                raise unknown(name)

    # -- searching -----------------------------------------------------------------------------------------------

    def find(self, text: str) -> tuple[search.Found, ...]:
        """The sessions that hold all words of ``text``, the newest first; quotes keep words together."""
        titles = {kind.id: kind.title for kind in contexts()}
        with faults(self._path), snapshot(self._connection):
            return search.find(self._connection, text, rows.overview(self._connection), titles)

    # -- watched folders -----------------------------------------------------------------------------------------

    def seen(self) -> tuple[Seen, ...]:
        """The recordings in watched folders that were told of."""
        with faults(self._path):
            return seen_rows.read(self._connection)

    def note_seen(self, files: Sequence[Seen]) -> None:
        """Remember recordings that were told of."""
        with faults(self._path), transaction(self._connection):
            seen_rows.write(self._connection, files)

    # -- letting go ----------------------------------------------------------------------------------------------

    def trashed(self) -> tuple[SessionRow, ...]:
        """What lies in the trash, the last thrown away first."""
        with faults(self._path), snapshot(self._connection):
            return rows.overview(self._connection, trashed=True)

    def trash(self, sessions: Collection[str]) -> None:
        """Put sessions into the trash, from where they can be restored; all or none."""
        self._put(sessions, self._clock())

    def restore(self, sessions: Collection[str]) -> None:
        """Take sessions out of the trash; all or none."""
        self._put(sessions, None)

    def delete_sound(self, sessions: Collection[str]) -> None:
        """Delete the recordings of sessions; words, moments and numbers stay."""
        files: list[str] = []
        with faults(self._path), transaction(self._connection):
            for session in sessions:
                names = rows.let_go_of_sound(self._connection, session, self._clock())
                if names is None:
                    raise gone()
                files += names
        self._shelf.discard(*(self._shelf.folder / name for name in files))

    def empty_trash(self, *, older_than: timedelta = timedelta(0)) -> int:
        """Delete for ever what has been in the trash for longer than that; gives how many sessions."""
        until = self._clock() - older_than
        due = [row.id for row in self.trashed() if row.trashed is not None and row.trashed <= until]
        self._delete(due)
        return len(due)

    def delete(self, session: str) -> None:
        """Delete a session wholly: its rows, its recording, and the copies that still hold it.

        The database is kept with ``secure_delete``, so freed pages hold zeros, the index of words is merged so that
        it keeps none of them, and the log is emptied. A copy made before an update holds every session of that day,
        so it goes too.
        """
        self._delete((session,))

    def _delete(self, sessions: Sequence[str]) -> None:
        if not sessions:
            return
        files: list[str] = []
        with faults(self._path):
            with transaction(self._connection):
                for session in sessions:
                    names = rows.delete(self._connection, session)
                    if names is None:
                        raise gone()
                    files += names
                said_rows.sweep(self._connection)
            self._empty_log()
        self._shelf.discard(*(self._shelf.folder / name for name in files), *backups(self._path))

    def _put(self, sessions: Collection[str], trashed: datetime | None) -> None:
        with faults(self._path), transaction(self._connection):
            for session in sessions:
                if not rows.trash(self._connection, session, trashed):
                    raise gone()

    @contextmanager
    def _of(self, session: str) -> Iterator[None]:
        """One change to what hangs on a session; UserError where the session is gone."""
        with faults(self._path), transaction(self._connection):
            try:
                yield
            except sqlite3.IntegrityError as error:
                raise gone() from error

    def _empty_log(self) -> None:
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _sweep(self) -> None:
        """Skipped while another process writes: then the next one to open sweeps."""
        for name in ("restore", ".restore"):  # a backup that is being unpacked has a place of its own before that
            sweep_parts(self._folder / name)
        with faults(self._path):
            try:
                self._connection.execute("PRAGMA busy_timeout = 0")
                with transaction(self._connection):
                    self._shelf.sweep(rows.files(self._connection))
                self._empty_log()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
            finally:
                self._connection.execute(f"PRAGMA busy_timeout = {round(1000 * PATIENCE)}")
