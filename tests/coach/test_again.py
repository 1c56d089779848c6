"""sayback again and sayback versions: what they do, what they say, and how they end."""

from pathlib import Path

import pytest

from coach.commands import again
from coach.commands.listening import Listening
from coach.errors import ExitCode, UserError
from coach.hearing.request import ListenRequest
from coach.library.library import Library
from coach.paths import Paths
from tests.coach.commanded import run
from tests.coach.library.sessions import AGREED, a_recording, a_review, heard_for, hearing


class Ears:
    """Hears what it is told to, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[ListenRequest] = []
        self.hears = Listening(hearing())

    def __call__(self, jobs: object, request: ListenRequest, terminal: object, *, name: str = "") -> Listening:
        self.asked.append(request)
        return self.hears


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Ears:
    made = Ears()
    monkeypatch.setattr(again, "listen", made)
    return made


@pytest.fixture
def home(tmp_path: Path, stick: Paths) -> Paths:
    """A library with one session that has a recording and was looked at."""
    audio = a_recording(tmp_path)
    with Library.open(stick.library) as library:
        reviewed = a_review(audio=audio)
        id_ = library.add(reviewed, heard_for(reviewed), title="The move", consent=AGREED, audio=audio)
        library.answer(id_, None)
    return stick


def numbers(where: Paths) -> list[tuple[int, bool]]:
    with Library.open(where.library) as library:
        return [(one.number, one.is_shown) for one in library.versions.of(library.sessions()[0].id)]


def test_what_is_not_said_stays_as_it_is(home: Paths, ears: Ears, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("again", "latest", "--weights", "whisper-base") == ExitCode.OK
    (asked,) = ears.asked
    assert (asked.speakers, asked.language, asked.weights) == (2, "en", "whisper-base")
    assert asked.path.parent == home.library / "audio"
    assert numbers(home) == [(2, True), (1, False)]
    told = capsys.readouterr()
    assert "“The move” shows version 2 now" in told.err
    assert "--back 1" in told.err
    assert "The move" in told.out


def test_another_language_and_another_number_of_voices(home: Paths, ears: Ears) -> None:
    assert run("again", "The move", "--language", "de", "--speakers", "unknown", "--weights", "whisper-base") == 0
    assert (ears.asked[0].speakers, ears.asked[0].language) == (None, "de")
    assert run("again", "The move", "--language", "auto", "--speakers", "3", "--weights", "whisper-base") == 0
    assert (ears.asked[1].speakers, ears.asked[1].language) == (3, None)


def test_no_number_is_shown_before_the_guess(home: Paths, ears: Ears, capsys: pytest.CaptureFixture[str]) -> None:
    with Library.open(home.library) as library:
        library.delete(library.sessions()[0].id)
        audio = a_recording(home.library)
        library.add(a_review(audio=audio), title="New", consent=AGREED, audio=audio)
    assert run("again", "latest", "--weights", "whisper-base") == ExitCode.OK
    assert capsys.readouterr().out == ""


def test_half_a_hearing_takes_the_place_of_nothing(home: Paths, ears: Ears, capsys: pytest.CaptureFixture[str]) -> None:
    ears.hears = Listening(hearing(4), UserError("The listening ended.", "Try again.", ExitCode.WORKER))
    assert run("again", "latest", "--weights", "whisper-base") == ExitCode.WORKER
    assert "The listening ended." in capsys.readouterr().err
    assert numbers(home) == [(1, True)]


def test_without_its_recording_it_cannot_be_heard(home: Paths, ears: Ears, capsys: pytest.CaptureFixture[str]) -> None:
    with Library.open(home.library) as library:
        library.delete_sound([library.sessions()[0].id])
    assert run("again", "latest", "--weights", "whisper-base") == ExitCode.USAGE
    assert "no recording of “The move”" in capsys.readouterr().err
    assert ears.asked == []


def test_names_without_a_voice_are_said(home: Paths, ears: Ears, capsys: pytest.CaptureFixture[str]) -> None:
    ears.hears = Listening(hearing(voices=1))
    with Library.open(home.library) as library:
        library.set_people(library.sessions()[0].id, {"B": "Daniel"})
        kept = library.load(library.sessions()[0].id)
        assert kept.review.conversation.speaker("B").label == "B"
    assert run("again", "latest", "--weights", "whisper-base") == ExitCode.OK
    assert "No voice was found again for: B, Daniel." in capsys.readouterr().err


def test_versions_are_listed_gone_back_to_and_deleted(
    home: Paths, ears: Ears, capsys: pytest.CaptureFixture[str]
) -> None:
    run("again", "latest", "--weights", "whisper-base")
    capsys.readouterr()
    assert run("versions", "latest") == ExitCode.OK
    second, first = capsys.readouterr().out.splitlines()
    assert second.startswith("* 2  ")
    assert "another 2 + voices 1  en  2 voices  0 edits  rules" in second
    assert first.startswith("  1  ")
    assert run("versions", "latest", "--back", "1") == ExitCode.OK
    assert numbers(home) == [(2, False), (1, True)]
    assert run("versions", "latest", "--delete", "2") == ExitCode.USAGE
    assert numbers(home) == [(2, False), (1, True)]
    assert run("versions", "latest", "--delete", "2", "--yes") == ExitCode.OK
    assert numbers(home) == [(1, True)]
    assert run("versions", "latest", "--back", "2") == ExitCode.USAGE
    assert "no earlier version 2" in capsys.readouterr().err
