"""Takes what the worker says to the window: polls the jobs while there are any, ten times a second."""

from PySide6.QtCore import QObject, QTimer, Signal

from coach.hearing.request import ListenRequest, VoiceRequest
from coach.jobs import Jobs
from coach.work import Cancelled, Failed, Finished, JobId, Message, Partial, Progress, VoiceTaken

_POLL_MS = 100


class JobBridge(QObject):
    """A job's messages as signals; each job gets exactly one of finished, voice taken, failed and cancelled."""

    progressed = Signal(Progress)
    heard_more = Signal(Partial)
    finished = Signal(Finished)
    voice_taken = Signal(VoiceTaken)
    failed = Signal(Failed)
    cancelled = Signal(Cancelled)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._on_timer)

    def start(self, request: ListenRequest | VoiceRequest) -> JobId:
        """Queue a request; its messages follow as signals. UserError where no temporary folder can be made."""
        job = self._jobs.start(request)
        self._timer.start()
        return job

    def cancel(self, job: JobId) -> None:
        """End that job at once."""
        self._jobs.cancel(job)
        self._deliver()

    @property
    def busy(self) -> bool:
        """Whether any job has not ended."""
        return self._jobs.busy

    def close(self) -> None:
        """End all work and leave nothing behind."""
        self._timer.stop()
        self._jobs.close()
        self._deliver()

    def _on_timer(self) -> None:
        self._deliver()
        if not self._jobs.busy:
            self._timer.stop()

    def _deliver(self) -> None:
        for message in self._jobs.poll():
            self._emit(message)

    def _emit(self, message: Message) -> None:
        match message:
            case Progress():
                self.progressed.emit(message)
            case Partial():
                self.heard_more.emit(message)
            case Finished():
                self.finished.emit(message)
            case VoiceTaken():
                self.voice_taken.emit(message)
            case Failed():
                self.failed.emit(message)
            case Cancelled():
                self.cancelled.emit(message)
