"""Moments in written conversations against the labels of experts (AnnoMI)."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from coach.conversation import Conversation, Speaker, Timing, Turn
from coach.moments.find import find_moments
from coach.moments.moment import QUESTIONS, REFLECTIONS, Moment, MomentType
from tests.accuracy.figures import Figure
from tests.accuracy.scorer import load

# A speaking rate that gives written turns a time; no text measure depends on it.
_SECONDS_A_WORD = 0.35


def written(rows: list[dict[str, Any]], me: str) -> Conversation:
    """A conversation from rows with ``speaker`` and ``text``, one after the other."""
    turns, now = [], 0.0
    for row in rows:
        end = now + _SECONDS_A_WORD * max(1, len(row["text"].split()))
        turns.append(Turn(now, end, row["speaker"], row["text"]))
        now = end + 0.2
    names = sorted({row["speaker"] for row in rows} | {me})
    return Conversation(tuple(Speaker(n, n, me=n == me) for n in names), tuple(turns), now, Timing.CAPTIONS)


def labels(moments: tuple[Moment, ...]) -> dict[int, set[str]]:
    """The experts' labels that the moments of each turn amount to."""
    out: dict[int, set[str]] = defaultdict(set)
    for moment in moments:
        if moment.maybe:
            continue
        if moment.type in QUESTIONS:
            out[moment.turn].add("question")
            if moment.type is not MomentType.QUESTION_TAG:
                out[moment.turn].add(moment.type.value)
        elif moment.type in REFLECTIONS:
            out[moment.turn] |= {"reflection", moment.type.value}
        elif moment.type is MomentType.ADVICE:
            out[moment.turn] |= {"advice", "input"}
    return out


def dialogue_figures(data: Path) -> list[Figure]:
    """F1 of questions, open questions, reflections and advice on the conversations kept for development."""
    path = data / "dialogue" / "dev" / "annomi.jsonl"
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    talks: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in gold:
        talks[row["conv"]].append(row)
    told = []
    for name, rows in talks.items():
        rows.sort(key=lambda row: row["idx"])
        found = labels(find_moments(written(rows, "therapist")))
        told += [
            {"conv": name, "idx": row["idx"], "labels": sorted(found.get(i, ()))}
            for i, row in enumerate(rows)
            if row["speaker"] == "therapist"
        ]
    answer = load(data / "dialogue" / "evaluate.py", "dialogue_evaluate").evaluate(gold, told)
    out = []
    for label, title in (
        ("question", "question"),
        ("question_open", "open question"),
        ("reflection", "reflection"),
        ("advice", "advice"),
    ):
        part = answer[label]
        for key in ("precision", "recall", "f1"):
            name = f"dialogue text (AnnoMI dev): {title} {'F1' if key == 'f1' else key}"
            out.append(Figure(name, part[key], part["n"], "turns so labelled", False))
    return out
