"""Real sound through the real worker process to a conversation: how right it is, and how it is stopped."""

import importlib.util
import json
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import psutil
import pytest

from coach.conversation import Conversation, TurnKind
from coach.errors import ExitCode
from coach.hearing.assemble import assemble
from coach.hearing.request import ListenRequest, Stage
from coach.jobs import Jobs
from coach.work import Cancelled, Failed, Finished, JobId, Message, Progress
from tests.conftest import shared_data

pytestmark = pytest.mark.slow

LIMIT = 240.0


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    folder = tmp_path / "temporary"
    made = Jobs(folder=folder)
    yield made
    made.close()
    assert not list(folder.glob("*"))
    assert not psutil.Process().children(recursive=True)


def request(name: str, store: Path) -> ListenRequest:
    return ListenRequest(shared_data("scripted", "dev", name), store, language="en")


def until(jobs: Jobs, job: JobId, kind: type[Message], stage: Stage | None = None) -> Message:
    """The first message of that kind, and stage, of that job."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        for message in jobs.wait(1.0):
            assert message.job != job or kind is Failed or not isinstance(message, Failed), message
            if message.job == job and isinstance(message, kind) and (stage is None or message.stage is stage):
                return message
    raise AssertionError(f"no {kind.__name__} in {LIMIT} s")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared_data("scripted", "score.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_app(talk: Conversation) -> dict[str, object]:
    """The conversation as the scorer takes it."""
    turns = [
        {"start": turn.start, "end": turn.end, "speaker": turn.speaker, "text": turn.text if turn.words else ""}
        for turn in talk.turns
    ]
    events = [
        {"type": "backchannel", "speaker": turn.speaker, "start": turn.start}
        for turn in talk.turns
        if turn.kind is TurnKind.BACKCHANNEL
    ]
    return {"turns": turns, "events": events}


@pytest.mark.parametrize("kind", ["stereo.opus", "mono.flac"])
def test_talk_is_heard_nearly_as_it_was(jobs: Jobs, tmp_path: Path, kind: str) -> None:
    ending = until(jobs, jobs.start(request(f"d08_networking.{kind}", tmp_path)), Finished)
    assert isinstance(ending, Finished)
    truth = json.loads(shared_data("scripted", "dev", "d08_networking.truth.json").read_text(encoding="utf-8"))
    found = scorer().score(truth, as_app(assemble(ending.heard)))
    assert found["talk_ratio"]["error_pp"] < 2.0
    assert found["der_collar_0.25"]["der"] < 0.05
    assert found["wer_per_speaker"] < 0.12
    assert found["backchannel"]["hyp"] <= found["backchannel"]["tp"] + 1


def test_listening_is_cancelled_in_half_a_second_and_the_next_one_finishes(jobs: Jobs, tmp_path: Path) -> None:
    first = jobs.start(request("d12_sisters.mono.flac", tmp_path))
    second = jobs.start(request("x_noise_only_10s.flac", tmp_path))
    until(jobs, first, Progress, Stage.WORDS)
    begun = time.monotonic()
    jobs.cancel(first)
    took = time.monotonic() - begun
    assert Cancelled(first) in jobs.poll()
    assert took < 0.5
    ending = until(jobs, second, Finished)
    assert isinstance(ending, Finished)
    assert ending.heard.voice == ((),)


def test_worker_killed_while_it_listens_is_told_plainly(jobs: Jobs, tmp_path: Path) -> None:
    job = jobs.start(request("d12_sisters.stereo.opus", tmp_path))
    until(jobs, job, Progress, Stage.WORDS)
    assert jobs.worker_pid is not None
    psutil.Process(jobs.worker_pid).kill()
    ending = until(jobs, job, Failed)
    assert isinstance(ending, Failed)
    assert ending.error.code is ExitCode.WORKER
    assert "d12_sisters.stereo.opus" in ending.error.sentence
