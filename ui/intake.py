"""Takes files in: one at a time through the worker, then into the library, each with its state in words."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from coach.again import Placed
from coach.contexts.load import context
from coach.errors import ExitCode, UserError
from coach.hearing.heard import Heard
from coach.hearing.request import ListenRequest
from coach.library.library import Library
from coach.library.session import Consent
from coach.paths import Paths
from coach.profile import Profile
from coach.review import Review
from coach.reviewing import check_heard, review_heard, review_transcript
from coach.transcripts import is_transcript
from coach.work import Cancelled, Failed, Finished, JobId, Progress
from ui.bridge import JobBridge
from ui.replacing import Replacing
from ui.text import _

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person said about the files they brought. ``speakers`` and ``language`` None: to find out."""

    consent: Consent
    context: str
    speakers: int | None
    language: str | None
    weights: str = "whisper-base"
    weights_folder: Path | None = None


class State(Enum):
    """Where a file is on its way."""

    WAITING = auto()
    WORKING = auto()
    KEEPING = auto()
    READY = auto()
    FAILED = auto()
    CANCELLED = auto()

    @property
    def has_ended(self) -> bool:
        """Nothing more will happen by itself."""
        return self in (State.READY, State.FAILED, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file on its way. ``partial`` is what was heard before it failed; ``session`` its id once it is kept.

    ``again`` is the id of the session whose recording it is, where that is heard once more, ``title`` its title.
    """

    id: int
    path: Path
    state: State = State.WAITING
    stage: str = ""
    fraction: float = 0.0
    seconds_left: float | None = None
    trouble: str = ""
    next_step: str = ""
    partial: Heard | None = None
    session: str | None = None
    again: str = ""
    title: str = ""

    @property
    def name(self) -> str:
        """What it is called on the screen."""
        return self.title or self.path.name


class Intake(QObject):
    """The way of files into the library. Says every change of an entry; ends with ``close``.

    ``profile`` gives what the person is known by, None where they did not enrol.
    """

    entry_changed = Signal(Entry)
    entry_removed = Signal(int)
    session_ready = Signal(str)
    heard_again = Signal(object)  # Placed
    files_taken = Signal(list)  # of Path, as they were brought

    def __init__(
        self,
        bridge: JobBridge,
        places: Paths,
        profile: Callable[[], Profile | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._places, self._profile = bridge, places, profile
        self._entries: dict[int, Entry] = {}
        self._wishes: dict[int, Wishes] = {}
        self._requests: dict[int, ListenRequest] = {}
        self._jobs: dict[JobId, int] = {}
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        bridge.progressed.connect(self._on_progress)
        bridge.finished.connect(self._on_finished)
        bridge.failed.connect(self._on_failed)
        bridge.cancelled.connect(self._on_cancelled)

    @property
    def places(self) -> Paths:
        """Where everything is now."""
        return self._places

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that are shown, in the order they came."""
        return tuple(self._entries.values())

    @property
    def busy(self) -> bool:
        """Whether anything is still on its way."""
        return any(not entry.state.has_ended for entry in self._entries.values())

    def use_places(self, places: Paths) -> None:
        """Put sessions into the library of these places from now on."""
        self._places = places

    def bring(self, files: Sequence[Path], wishes: Wishes) -> None:
        """Take these files in, one after the other."""
        self.files_taken.emit(list(files))
        for path in files:
            number = max(self._entries, default=0) + 1
            self._wishes[number] = wishes
            self._set(Entry(number, path))
            self._start(number)

    def hear_again(self, session: str, title: str, request: ListenRequest) -> None:
        """Hear the recording of a session once more; unless that is on its way already."""
        if any(entry.again == session and not entry.state.has_ended for entry in self._entries.values()):
            return
        number = max(self._entries, default=0) + 1
        self._requests[number] = request
        self._set(Entry(number, request.path, again=session, title=title))
        self._start(number)

    def cancel(self, number: int) -> None:
        """End the work on one file at once."""
        for job, meant in list(self._jobs.items()):
            if meant == number:
                self._bridge.cancel(job)

    def retry(self, number: int) -> None:
        """Try a file again that failed or was cancelled."""
        entry = self._entries[number]
        self._set(Entry(number, entry.path, again=entry.again, title=entry.title))
        self._start(number)

    def keep_partial(self, number: int) -> None:
        """Keep what was heard of a file before it failed."""
        entry = self._entries[number]
        if entry.partial is not None:
            self._keep(number, entry.partial)

    def dismiss(self, number: int) -> None:
        """Take an entry that has ended off the list."""
        if self._entries[number].state.has_ended:
            del self._entries[number]
            self._wishes.pop(number, None)
            self._requests.pop(number, None)
            self.entry_removed.emit(number)

    def close(self) -> None:
        """Wait for what is being kept; everything else ends with the bridge."""
        self._pool.waitForDone()

    # -- on the way ----------------------------------------------------------------------------------------------

    def _start(self, number: int) -> None:
        path, request = self._entries[number].path, self._requests.get(number)
        try:
            if request is None and path.is_file() and is_transcript(path):
                self._keep(number, None)
                return
            job = self._bridge.start(request or self._request(number))
        except UserError as error:
            self._fail(number, error)
            return
        self._jobs[job] = number

    def _request(self, number: int) -> ListenRequest:
        wishes = self._wishes[number]
        return ListenRequest(
            path=self._entries[number].path,
            store=self._places.weights,
            speakers=wishes.speakers,
            language=wishes.language,
            weights=wishes.weights,
            weights_folder=wishes.weights_folder,
            peaks=self._peaks(number),
            profile=self._profile(),
        )

    def _peaks(self, number: int) -> Path:
        self._places.cache.mkdir(parents=True, exist_ok=True)
        return self._places.cache / f"intake-{number}.peaks"

    def _on_progress(self, message: Progress) -> None:
        number = self._jobs.get(message.job)
        if number is None:
            return  # another's work
        self._set(
            replace(
                self._entries[number],
                state=State.WORKING,
                stage=message.stage.value,
                fraction=message.fraction,
                seconds_left=message.seconds_left,
            )
        )

    def _on_finished(self, message: Finished) -> None:
        self._keep(self._jobs.pop(message.job), message.heard)

    def _on_failed(self, message: Failed) -> None:
        number = self._jobs.pop(message.job, None)
        if number is not None:
            self._fail(number, message.error, message.partial)

    def _on_cancelled(self, message: Cancelled) -> None:
        number = self._jobs.pop(message.job, None)
        if number is None:
            return
        self._peaks(number).unlink(missing_ok=True)
        self._set(replace(self._entries[number], state=State.CANCELLED))

    def _fail(self, number: int, error: UserError, partial: Heard | None = None) -> None:
        self._set(
            replace(
                self._entries[number],
                state=State.FAILED,
                trouble=error.sentence,
                next_step=error.next_step,
                partial=None if self._entries[number].again else partial,  # all of it was heard before
            )
        )

    # -- into the library ----------------------------------------------------------------------------------------

    def _keep(self, number: int, heard: Heard | None) -> None:
        entry = self._entries[number]
        self._set(replace(entry, state=State.KEEPING, fraction=1.0, seconds_left=None))
        if entry.again and heard is not None:
            self._replace(entry, heard)
            return
        keeping = _Keeping(number, entry.path, heard, self._wishes[number], self._places, self._peaks(number))
        keeping.told.kept.connect(self._on_kept)
        keeping.told.refused.connect(self._on_refused)
        self._pool.start(keeping)

    def _replace(self, entry: Entry, heard: Heard) -> None:
        replacing = Replacing(entry.id, entry.again, entry.title, heard, self._places.library)
        replacing.told.placed.connect(self._on_placed)
        replacing.told.refused.connect(self._on_refused)
        self._pool.start(replacing)

    def _on_placed(self, number: int, placed: Placed) -> None:
        self._set(replace(self._entries[number], state=State.READY, session=placed.session))
        self.heard_again.emit(placed)

    def _on_kept(self, number: int, session: str) -> None:
        self._set(replace(self._entries[number], state=State.READY, session=session))
        self.session_ready.emit(session)

    def _on_refused(self, number: int, error: UserError) -> None:
        self._fail(number, error, self._entries[number].partial)

    def _set(self, entry: Entry) -> None:
        self._entries[entry.id] = entry
        self.entry_changed.emit(entry)


class _Told(QObject):
    kept = Signal(int, str)
    refused = Signal(int, object)


class _Keeping(QRunnable):
    """Reviews one conversation and puts it into the library; away from the window, for it copies the recording."""

    def __init__(
        self, number: int, path: Path, heard: Heard | None, wishes: Wishes, places: Paths, peaks: Path
    ) -> None:
        super().__init__()
        self.told = _Told()
        self._number, self._path, self._heard = number, path, heard
        self._wishes, self._places, self._peaks = wishes, places, peaks

    def run(self) -> None:
        """Ends with exactly one of the two signals."""
        try:
            reviewed = self._reviewed()
            check_heard(reviewed)
            has_sound = self._heard is not None
            with Library.open(self._places.library) as library:
                session = library.add(
                    reviewed,
                    self._heard,
                    title=self._path.stem,
                    consent=self._wishes.consent,
                    audio=self._path if has_sound else None,
                    peaks=self._peaks if has_sound and self._peaks.exists() else None,
                )
        except UserError as error:
            self.told.refused.emit(self._number, error)
        except Exception:  # noqa: BLE001 - the border of a job: our bug is logged and said, and the entry ends
            _log.exception("keeping a session failed")
            self.told.refused.emit(self._number, _unexpected(self._path.name))
        else:
            self.told.kept.emit(self._number, session)
        finally:
            self._peaks.unlink(missing_ok=True)

    def _reviewed(self) -> Review:
        kind = context(self._wishes.context)
        if self._heard is None:
            return review_transcript(self._path, context=kind)
        return review_heard(self._heard, context=kind)


def _unexpected(name: str) -> UserError:
    return UserError(
        _("Something unexpected went wrong while “{name}” was put into the library.", name=name),
        _("Your recording is untouched. Try again; the log says more."),
        ExitCode.BUG,
    )
