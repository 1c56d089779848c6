"""A program with a home of its own, and a small transcript."""

from pathlib import Path

import pytest

from tests.end_to_end.process import Program

CAPTIONS = """WEBVTT

1
00:00:00.000 --> 00:00:04.000
Nora: So you felt alone with the move. What happened then?

2
00:00:04.500 --> 00:00:09.000
Daniel: I felt sad, and nobody had asked me about the rhododendron.

3
00:00:09.500 --> 00:00:12.000
Nora: Nobody asked you.
"""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program.at(tmp_path / "home of ours")


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    path = tmp_path / "talk.vtt"
    path.write_text(CAPTIONS, encoding="utf-8")
    return path
