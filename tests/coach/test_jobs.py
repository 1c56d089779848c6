"""Long work in a worker process: one ending each, cancelled at once, nothing left behind."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import psutil
import pytest

import coach
from coach.errors import ExitCode
from coach.hearing.request import ListenRequest, Stage, VoiceRequest
from coach.jobs import Jobs
from coach.process import _RUN
from coach.times import Span
from coach.work import Cancelled, Failed, Finished, JobId, Message, Partial, Progress, seconds_left
from tests.coach.pretend import heard_after

PRETEND = "tests.coach.pretend:listener"
ENDINGS = (Finished, Failed, Cancelled)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "temporary"


@pytest.fixture
def jobs(folder: Path) -> Iterator[Jobs]:
    made = Jobs(folder=folder, listener=PRETEND)
    yield made
    made.close()
    assert not list(folder.glob("*")), "files were left behind"
    assert not psutil.Process().children(recursive=True), "a process was left behind"


def request(name: str) -> ListenRequest:
    return ListenRequest(path=Path(name), store=Path())


def until_ended(jobs: Jobs, *wanted: JobId, limit: float = 60.0) -> list[Message]:
    """All messages until each of the wanted jobs has ended."""
    messages: list[Message] = []
    until = time.monotonic() + limit
    while {m.job for m in messages if isinstance(m, ENDINGS)} < set(wanted):
        assert time.monotonic() < until, messages
        messages += jobs.wait(1.0)
    return messages


def until_seen(jobs: Jobs, kind: type[Message], limit: float = 60.0) -> list[Message]:
    messages: list[Message] = []
    until = time.monotonic() + limit
    while not any(isinstance(message, kind) for message in messages):
        assert time.monotonic() < until, messages
        messages += jobs.wait(1.0)
    return messages


def endings(messages: list[Message]) -> list[Message]:
    return [message for message in messages if isinstance(message, ENDINGS)]


def test_work_reports_progress_and_parts_and_finishes_once(jobs: Jobs) -> None:
    job = jobs.start(request("4-beats.wav"))
    messages = until_ended(jobs, job)
    fractions = [message.fraction for message in messages if isinstance(message, Progress)]
    assert fractions
    assert fractions == sorted(fractions)
    parts = [message for message in messages if isinstance(message, Partial)]
    assert [len(part.heard.words[0]) for part in parts] == [1, 2, 3, 4]
    assert parts[-1].turns[0].text == "word0 word1 word2 word3"
    (ending,) = endings(messages)
    assert messages[-1] is ending
    assert isinstance(ending, Finished)
    assert ending.heard.words == heard_after(4).words
    assert ending.times[0].stage is Stage.WORDS
    assert not jobs.busy


def test_jobs_run_one_after_another_in_one_warm_worker(jobs: Jobs) -> None:
    ids = [jobs.start(request(f"{n}-beats.wav")) for n in (2, 1, 3)]
    messages = until_ended(jobs, *ids)
    assert [ending.job for ending in endings(messages)] == ids
    workers = {ending.heard.source.name.split()[-1] for ending in messages if isinstance(ending, Finished)}
    assert workers == {str(jobs.worker_pid)}
    assert len({message.job for message in messages}) == 3
    order = [message.job for message in messages]
    assert order == sorted(order), "a job began before the one before it had ended"


def test_cancel_ends_the_work_in_half_a_second(jobs: Jobs) -> None:
    job = jobs.start(request("1-beats-then-hang.wav"))
    until_seen(jobs, Partial)
    worker = psutil.Process(jobs.worker_pid)
    begun = time.monotonic()
    jobs.cancel(job)
    took = time.monotonic() - begun
    assert jobs.poll()[-1] == Cancelled(job)
    assert not worker.is_running()
    assert took < 0.5


def test_cancelling_one_job_lets_the_next_begin(jobs: Jobs) -> None:
    hanging = jobs.start(request("1-beats-then-hang.wav"))
    waiting = jobs.start(request("2-beats.wav"))
    until_seen(jobs, Partial)
    jobs.cancel(hanging)
    messages = until_ended(jobs, hanging, waiting)
    assert [type(ending) for ending in endings(messages)] == [Cancelled, Finished]


def test_waiting_job_is_cancelled_without_ever_beginning(jobs: Jobs) -> None:
    first, second = jobs.start(request("3-beats.wav")), jobs.start(request("9-beats.wav"))
    jobs.cancel(second)
    messages = until_ended(jobs, first, second)
    assert [message for message in messages if message.job == second] == [Cancelled(second)]


def test_cancelling_what_has_ended_changes_nothing(jobs: Jobs) -> None:
    job = jobs.start(request("1-beats.wav"))
    until_ended(jobs, job)
    jobs.cancel(job)
    jobs.cancel(JobId(99))
    assert jobs.poll() == []


@pytest.mark.parametrize("by", ["itself", "kill"])
def test_crash_is_told_plainly_and_keeps_what_was_heard(jobs: Jobs, by: str) -> None:
    job = jobs.start(request("2-beats-then-crash.wav" if by == "itself" else "2-beats-then-hang.wav"))
    messages: list[Message] = []
    if by == "kill":
        while sum(isinstance(message, Partial) for message in messages) < 2:
            messages += jobs.wait(1.0)
        psutil.Process(jobs.worker_pid).kill()
    messages += until_ended(jobs, job)
    (ending,) = endings(messages)
    assert isinstance(ending, Failed)
    assert ending.error.code is ExitCode.WORKER
    assert "beats-then-" in ending.error.sentence
    assert "What was heard until then is kept." in ending.error.next_step
    assert ending.partial is not None
    assert len(ending.partial.words[0]) == 2


def test_worker_is_replaced_after_a_crash(jobs: Jobs) -> None:
    crashed, next_one = jobs.start(request("1-beats-then-crash.wav")), jobs.start(request("1-beats.wav"))
    messages = until_ended(jobs, crashed, next_one)
    assert [type(ending) for ending in endings(messages)] == [Failed, Finished]


def test_fault_of_the_world_keeps_its_sentence_and_code(jobs: Jobs) -> None:
    job = jobs.start(request("1-beats-then-fault.wav"))
    ending = until_ended(jobs, job)[-1]
    assert isinstance(ending, Failed)
    assert ending.error.sentence == "“1-beats-then-fault.wav” is damaged."
    assert ending.error.code is ExitCode.UNREADABLE
    assert ending.partial is not None


def test_own_mistake_is_logged_by_its_place_without_its_message(jobs: Jobs, caplog: pytest.LogCaptureFixture) -> None:
    until_ended(jobs, jobs.start(request("1-beats-then-error.wav")))
    assert "pretend.py" in caplog.text
    assert "worker.py" in caplog.text
    assert "our own mistake" not in caplog.text


def test_own_mistake_is_told_and_the_worker_stays(jobs: Jobs) -> None:
    job = jobs.start(request("1-beats-then-error.wav"))
    ending = until_ended(jobs, job)[-1]
    assert isinstance(ending, Failed)
    assert ending.error.code is ExitCode.BUG
    worker = jobs.worker_pid
    until_ended(jobs, jobs.start(request("1-beats.wav")))
    assert jobs.worker_pid == worker


def test_worker_that_cannot_start_fails_each_job_once(folder: Path) -> None:
    with closing(Jobs(folder=folder, listener="tests.coach.pretend:broken")) as jobs:
        ids = [jobs.start(request("1-beats.wav")), jobs.start(request("2-beats.wav"))]
        messages = until_ended(jobs, *ids)
        assert [(type(m), m.job) for m in messages] == [(Failed, ids[0]), (Failed, ids[1])]


def test_idle_worker_gives_its_memory_back_and_the_next_job_gets_another(folder: Path) -> None:
    with closing(Jobs(folder=folder, listener=PRETEND, idle=0.2)) as jobs:
        until_ended(jobs, jobs.start(request("1-beats.wav")))
        first = jobs.worker_pid
        assert first is not None
        until = time.monotonic() + 30
        while psutil.pid_exists(first):
            assert time.monotonic() < until
            time.sleep(0.05)
        ending = until_ended(jobs, jobs.start(request("1-beats.wav")))[-1]
        assert isinstance(ending, Finished)
        assert jobs.worker_pid != first


def test_close_cancels_what_is_left(folder: Path) -> None:
    jobs = Jobs(folder=folder, listener=PRETEND)
    ids = [jobs.start(request("1-beats-then-hang.wav")), jobs.start(request("1-beats.wav"))]
    until_seen(jobs, Partial)
    jobs.close()
    assert sorted(endings(jobs.poll()), key=lambda ending: ending.job) == [Cancelled(job) for job in ids]
    with pytest.raises(RuntimeError, match="closed"):
        jobs.start(request("1-beats.wav"))
    jobs.close()


def test_worker_ends_by_itself_when_its_parent_is_killed(folder: Path) -> None:
    program = f"""
from pathlib import Path
from coach.hearing.request import ListenRequest
from coach.jobs import Jobs
from coach.process import _RUN
from coach.work import Partial
jobs = Jobs(folder=Path({str(folder)!r}), listener={PRETEND!r})
jobs.start(ListenRequest(path=Path("1-beats-then-hang.wav"), store=Path()))
while not any(isinstance(message, Partial) for message in jobs.wait(1.0)):
    pass
print(jobs.worker_pid, flush=True)
jobs.wait(600)
"""
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=root) as parent:
        assert parent.stdout is not None
        worker = psutil.Process(int(parent.stdout.readline()))
        assert list(folder.glob("*/*/samples"))
        parent.kill()
    worker.wait(timeout=10)
    assert not list(folder.glob("*/*/samples")), "the sound of the killed job was left behind"
    jobs = Jobs(folder=folder, listener=PRETEND)
    until_ended(jobs, jobs.start(request("1-beats.wav")))
    assert len(list(folder.glob("*"))) == 1, "the folder of the killed process was left behind"
    jobs.close()


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    jobs = Jobs(folder=tmp_path / "file", listener=PRETEND)
    with pytest.raises(Exception, match="temporary folder") as told:
        jobs.start(request("1-beats.wav"))
    assert told.value.code is ExitCode.STORAGE
    jobs.close()


@pytest.mark.parametrize("seed", range(4))
def test_every_job_ends_exactly_once_whatever_happens(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    jobs = Jobs(folder=folder, listener=PRETEND, idle=0.5)
    started: list[JobId] = []
    messages: list[Message] = []
    for _ in range(40):
        match chance.choice(["start", "start", "poll", "poll", "cancel", "kill", "wait"]):
            case "start":
                what = chance.choice(["", "", "-then-crash", "-then-fault", "-then-error"])
                started.append(jobs.start(request(f"{chance.randint(0, 3)}-beats{what}.wav")))
            case "cancel" if started:
                jobs.cancel(chance.choice(started))
            case "kill" if jobs.worker_pid is not None:
                with suppress(psutil.NoSuchProcess):
                    psutil.Process(jobs.worker_pid).kill()
            case "wait":
                messages += jobs.wait(chance.uniform(0, 0.3))
            case _:
                messages += jobs.poll()
    if chance.random() < 0.5:
        until = time.monotonic() + 60
        while jobs.busy:
            assert time.monotonic() < until
            messages += jobs.wait(1.0)
    jobs.close()
    messages += jobs.poll()
    assert sorted(ending.job for ending in endings(messages)) == started
    over: set[JobId] = set()
    for message in messages:
        assert message.job not in over, f"{message} came after the end of its job"
        if isinstance(message, ENDINGS):
            over.add(message.job)
    assert not list(folder.glob("*"))


def test_time_left_is_the_rest_at_the_same_pace() -> None:
    assert seconds_left(30, 0.25) == pytest.approx(90)
    assert seconds_left(30, 1.0) == 0


def test_time_left_is_not_guessed_too_early() -> None:
    assert seconds_left(1.9, 0.5) is None
    assert seconds_left(30, 0.019) is None


def test_worker_starts_without_window_or_engines() -> None:
    heavy = ("PySide6", "faster_whisper", "onnxruntime", "av")
    code = f"import sys, coach.worker; print([name for name in {heavy} if name in sys.modules])"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"


def test_worker_of_a_frozen_program_ends_with_its_parent() -> None:
    command = [sys.executable, "-m", "ui.start", "--worker", PRETEND, "60"]
    done = subprocess.run(command, input=b"", capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("content", [b"", b"no sound"])
def test_a_voice_that_cannot_be_taken_fails_once_and_the_worker_goes_on(
    jobs: Jobs, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "talk.wav"
    path.write_bytes(content)
    job = jobs.start(VoiceRequest(path, (Span(0, 20),)))
    after = jobs.start(request("1-beats"))
    said: list[Message] = []
    while jobs.busy:
        said += jobs.wait(1.0)
    (failed,) = [message for message in said if message.job == job and not isinstance(message, Progress)]
    assert isinstance(failed, Failed)
    assert failed.error.code is ExitCode.UNREADABLE
    assert any(isinstance(message, Finished) for message in said if message.job == after)


def test_the_worker_is_of_the_same_copy_as_the_program(tmp_path: Path) -> None:
    """Of two copies on the computer, one installed, the child takes that of its parent."""
    other = tmp_path / "site-packages" / "coach"
    other.mkdir(parents=True)
    (other / "__init__.py").touch()
    (other / "worker.py").write_text("def main(): raise SystemExit(7)")
    code = f"import sys; sys.path.append({str(other.parent)!r})\n{_RUN.partition('from coach.worker')[0]}"
    code += "import coach; print(coach.__file__)"
    root = Path(coach.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, str(root)], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.strip() == str(root / "coach" / "__init__.py")
