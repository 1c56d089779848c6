"""Counselling conversations whose turns experts labelled (AnnoMI, Wu et al. 2022 and 2023)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.dialogue.moves import Move


@dataclass(frozen=True, slots=True)
class Labelled:
    """A turn: ``moves`` are the labels of the experts, none on a client's turn."""

    speaker: str
    text: str
    is_listener: bool
    moves: frozenset[Move]


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation; ``is_good`` tells demonstrations of good practice from those of poor practice."""

    name: str
    is_good: bool
    turns: tuple[Labelled, ...]


# Any: rows of JSON.
_HOLDS: dict[Move, Callable[[dict[str, Any]], bool]] = {
    Move.QUESTION: lambda row: bool(row["question"]),
    Move.OPEN: lambda row: row["question_type"] == "open",
    Move.CLOSED: lambda row: row["question_type"] == "closed",
    Move.REFLECTION: lambda row: bool(row["reflection"]),
    Move.INPUT: lambda row: bool(row["input"]),
    Move.ADVICE: lambda row: row["input_type"] in ("advice", "options"),
}


def read(path: Path) -> list[Talk]:
    """The conversations of one file, in order of their names."""
    by_name: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            by_name.setdefault(row["conv"], []).append(row)
    return [_talk(name, sorted(by_name[name], key=lambda row: row["idx"])) for name in sorted(by_name)]


def _talk(name: str, rows: list[dict[str, Any]]) -> Talk:
    turns = []
    for row in rows:
        listens = row["speaker"] == "therapist"
        moves = frozenset(move for move, holds in _HOLDS.items() if listens and holds(row))
        turns.append(Labelled(row["speaker"], row["text"], listens, moves))
    return Talk(name, rows[0]["quality"] == "high", tuple(turns))
