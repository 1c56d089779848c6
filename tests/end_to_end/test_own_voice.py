"""Enrolling, being recognised and being forgotten: the whole program on real sound, and nothing kept of others."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coach.errors import ExitCode
from tests.conftest import shared_data
from tests.end_to_end.process import Program

pytestmark = pytest.mark.slow

LISTENING = ("--weights", "whisper-tiny.en")


def talk(name: str) -> Path:
    return shared_data("scripted", "dev", name)


@pytest.fixture(scope="module")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A program to which the listener of the first talk said: this voice is me."""
    program = Program.at(tmp_path_factory.mktemp("voice") / "home")
    done = program.run("voice", "enrol", talk("d01_excellent_listener.stereo.opus"), "--me", "left", *LISTENING)
    assert done.code == 0, done.err
    assert str(program.places / "voice.json") in done.out
    return program


def numbers_in(value: object) -> list[int]:
    """The length of each list of numbers in a JSON value."""
    if isinstance(value, dict):
        return [size for inner in value.values() for size in numbers_in(inner)]
    if isinstance(value, list):
        own = [len(value)] if value and all(isinstance(one, int | float) for one in value) else []
        return own + [size for inner in value for size in numbers_in(inner)]
    return []


def test_my_voice_is_known_in_another_talk_and_nobody_is_kept(enrolled: Program, tmp_path: Path) -> None:
    """The listener of the first talk is the client of the fifth, where both share one channel."""
    out = tmp_path / "out.json"
    path = talk("d05_empathic.mono.flac")
    done = enrolled.run("review", path, "--save", "--consent", "both said yes", "--json", out, *LISTENING)
    assert done.code == 0, done.err
    assert "Known by your voice: you are S1 (Speaker 1), very sure." in done.out
    assert "Which voice is yours?" not in done.out
    review = json.loads(out.read_text(encoding="utf-8"))
    me, other = review["speakers"]
    assert (me["id"], me["me"], other["me"], other["me_confidence"]) == ("S1", True, False, None)
    assert me["me_confidence"] >= 0.98
    assert "talk_ratio" in review["metrics"]

    profile = json.loads((enrolled.places / "voice.json").read_text(encoding="utf-8"))
    assert sorted(profile) == ["engine", "enrolled", "seconds", "vector", "version"]
    assert len(profile["vector"]) == 192
    with closing(sqlite3.connect(enrolled.places / "library" / "library.db")) as library:
        kept = [text for (text,) in library.execute("SELECT record FROM heard UNION ALL SELECT record FROM judged")]
    assert json.loads(kept[0])["me"] == {"voice": 0, "sureness": me["me_confidence"]}
    assert max(size for text in kept for size in numbers_in(json.loads(text))) < 64  # indices of moments, no print
    first = str(profile["vector"][0])[:6].encode()
    holders = [file.name for file in enrolled.home.rglob("*") if file.is_file() and first in file.read_bytes()]
    assert holders == ["voice.json"]
    assert enrolled.network_used == ""


def test_a_talk_without_me_asks(enrolled: Program) -> None:
    done = enrolled.run("review", talk("d13_food_truck.stereo.opus"), "--consent", "yes", *LISTENING)
    assert done.code == 0, done.err
    assert "by your voice" not in done.out
    assert "Which voice is yours?" in done.out


def test_what_i_say_wins(enrolled: Program, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    done = enrolled.run("review", talk("d05_empathic.mono.flac"), "--me", "S2", "--json", out, *LISTENING)
    assert done.code == 0, done.err
    assert "by your voice" not in done.out
    speakers = json.loads(out.read_text(encoding="utf-8"))["speakers"]
    assert [(who["me"], who["me_confidence"]) for who in speakers] == [(False, None), (True, None)]


def test_without_a_name_the_voices_are_listed_and_nothing_is_kept(tmp_path: Path) -> None:
    program = Program.at(tmp_path / "home")
    done = program.run("voice", "enrol", talk("d05_empathic.mono.flac"), *LISTENING)
    assert done.code == ExitCode.USAGE
    assert "Name it with --me" in done.out
    assert "S2" in done.out
    assert not (program.places / "voice.json").exists()


def test_forgetting_deletes_it_wholly(enrolled: Program, tmp_path: Path) -> None:
    program = Program.at(tmp_path / "home")
    program.places.mkdir()
    (program.places / "voice.json").write_bytes((enrolled.places / "voice.json").read_bytes())
    shown = program.run("voice", "show").out
    assert "enrolled on" in shown
    assert "voice.json" in shown
    assert "Your voice is forgotten." in program.run("voice", "forget").out
    assert not list(program.places.glob("*voice*"))
    assert "No voice is remembered" in program.run("voice").out
    assert "No voice was remembered." in program.run("voice", "forget").out


def test_a_damaged_profile_stops_no_review(tmp_path: Path) -> None:
    program = Program.at(tmp_path / "home")
    program.places.mkdir()
    (program.places / "voice.json").write_text("{")
    captions = tmp_path / "talk.vtt"
    captions.write_text("WEBVTT\n\n00:00.000 --> 00:04.000\nNora: How was the move?\n", encoding="utf-8")
    done = program.run("review", captions)
    assert done.code == 0, done.err
    assert "voice.json is damaged" in done.err
    assert program.run("voice", "show").code == ExitCode.STORAGE
    assert program.run("voice", "forget").code == 0


def test_a_transcript_has_no_voice_to_enrol(tmp_path: Path) -> None:
    captions = tmp_path / "talk.vtt"
    captions.write_text("WEBVTT\n\n00:00.000 --> 00:04.000\nNora: How was the move?\n", encoding="utf-8")
    done = Program.at(tmp_path / "home").run("voice", "enrol", captions, "--me", "Nora")
    assert done.code == ExitCode.USAGE
    assert "is a transcript" in done.err
