"""sayback judge: written conversations in, labels out."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from coach.cli import main
from coach.errors import ExitCode

TURNS = [
    ("client", "I was late three times because of the trains, and I feel awful about it."),
    ("therapist", "So you feel awful, though the trains were late. What happened then?"),
    ("client", "They gave me a warning."),
    ("therapist", "You should get up earlier."),
]
SCALES = {
    "encouraging_elaboration",
    "validating_emotions",
    "advice_giving",
    "demonstrating_understanding",
    "self_oriented",
    "dismissing_emotions",
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYBACK_HOME", str(tmp_path / "home"))


def no_window(files: Sequence[Path], session: str | None) -> int:
    raise AssertionError("a window was opened")


def no_pdf(page: bytes, title: str) -> bytes:
    raise AssertionError("no PDF was asked for")


def write(path: Path, rows: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def turns(name: str = "one", speakers: tuple[str, str] = ("client", "therapist")) -> list[dict[str, object]]:
    named = dict(zip(("client", "therapist"), speakers, strict=True))
    return [{"conv": name, "idx": i * 2, "speaker": named[who], "text": text} for i, (who, text) in enumerate(TURNS)]


def test_each_turn_of_the_listener_gets_one_line(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", [*turns("one"), *turns("two")])
    out = tmp_path / "out.jsonl"
    assert main(["judge", str(source), "--out", str(out)], no_window, no_pdf) == ExitCode.OK
    rows = read(out)
    assert [(row["conv"], row["idx"]) for row in rows] == [("one", 2), ("one", 6), ("two", 2), ("two", 6)]
    assert {"question", "question_open", "reflection"} <= set(rows[0]["labels"])
    assert {"advice", "input"} <= set(rows[1]["labels"])
    assert all(0 <= score <= 1 for row in rows for score in row["scores"].values())


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", turns())
    for name in ("a.jsonl", "b.jsonl"):
        assert main(["judge", str(source), "--out", str(tmp_path / name)], no_window, no_pdf) == ExitCode.OK
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_rows_may_stand_in_any_order(tmp_path: Path) -> None:
    straight = write(tmp_path / "in.jsonl", turns())
    turned = write(tmp_path / "turned.jsonl", turns()[::-1])
    for source in (straight, turned):
        assert main(["judge", str(source), "--out", str(source) + ".jsonl"], no_window, no_pdf) == ExitCode.OK
    assert read(Path(f"{straight}.jsonl")) == read(Path(f"{turned}.jsonl"))


def test_whole_conversations_on_a_line_get_scales(tmp_path: Path) -> None:
    pairs = [["seeker" if who == "client" else "supporter", text] for who, text in TURNS]
    source = write(tmp_path / "in.jsonl", [{"conv": "lend-1", "turns": pairs, "ratings": {}}])
    out, scales = tmp_path / "out.jsonl", tmp_path / "scales.jsonl"
    assert main(["judge", str(source), "--out", str(out), "--scales", str(scales)], no_window, no_pdf) == ExitCode.OK
    assert [row["idx"] for row in read(out)] == [1, 3]
    (row,) = read(scales)
    assert row["conv"] == "lend-1"
    assert set(row["scales"]) == SCALES


def test_another_listener_can_be_named(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", turns(speakers=("Ann", "Bo")))
    out = tmp_path / "out.jsonl"
    assert main(["judge", str(source), "--out", str(out), "--me", "Ann"], no_window, no_pdf) == ExitCode.OK
    assert [row["idx"] for row in read(out)] == [0, 4]


@pytest.mark.parametrize("me", [[], ["--me", "Carl"]])
def test_a_listener_who_is_not_there_is_asked_for(
    me: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "in.jsonl", turns(speakers=("Ann", "Bo")))
    out = tmp_path / "out.jsonl"
    assert main(["judge", str(source), "--out", str(out), *me], no_window, no_pdf) == ExitCode.USAGE
    assert "Ann, Bo" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("line", ["no JSON", "[]", '{"conv": "a"}', '{"conv": "a", "turns": []}', "[" * 5000])
def test_a_line_that_is_no_turn_is_named(line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps(turns()[0]) + "\n" + line + "\n", encoding="utf-8")
    assert main(["judge", str(source), "--out", str(tmp_path / "out.jsonl")], no_window, no_pdf) == ExitCode.UNREADABLE
    assert "Line 2 of" in capsys.readouterr().err


def test_an_empty_file_holds_no_conversation(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("\n")
    assert main(["judge", str(source), "--out", str(tmp_path / "out.jsonl")], no_window, no_pdf) != ExitCode.OK
