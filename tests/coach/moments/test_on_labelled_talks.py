"""Floors on talks whose truth is known; they may only rise."""

import json

import pytest

from coach.conversation import Conversation, Speaker, Timing, Turn
from coach.moments.find import find_moments
from coach.moments.moment import REFLECTIONS, Moment, MomentType
from coach.moments.verdicts import verdicts
from tests.conftest import shared_data
from tests.scripted import talk_of

pytestmark = pytest.mark.data

_TOLERANCE = 1.0
_ASKED = {MomentType.QUESTION_OPEN, MomentType.QUESTION_CLOSED}


def truths() -> list[dict]:  # type: ignore[type-arg]  # JSON as it stands
    folder = shared_data("scripted", "dev")
    paths = [p for p in sorted(folder.glob("d*.truth.json")) if p.name.count(".") == 2]
    return [json.loads(p.read_text(encoding="utf-8")) for p in paths]


def labelled(truth: dict, *labels: str) -> list[tuple[str, float]]:  # type: ignore[type-arg]
    """Who and when; one entry for adjacent sentences, save questions and promises, which count one by one."""
    found = []
    joined = not labels[0].startswith(("question", "commitment"))
    for turn in truth["turns"]:
        if set(turn["labels"]) & {"interruption"} & set(labels):
            found.append((turn["who"], turn["start"]))
        before = False
        for sentence in turn["sentences"]:
            now = bool(set(sentence["labels"]) & (set(labels) - {"interruption"}))
            if now and not (before and joined):
                found.append((turn["who"], sentence["start"]))
            before = now
    return found


def hits(truth: list[tuple[str, float]], found: list[Moment]) -> int:
    """How many of the truth are found, one to one."""
    left = list(found)
    count = 0
    for who, start in truth:
        near = [m for m in left if m.speaker == who and abs(m.start - start) <= _TOLERANCE]
        if near:
            left.remove(min(near, key=lambda m: abs(m.start - start)))
            count += 1
    return count


def counts(*labels: str, of: set[MomentType] | frozenset[MomentType]) -> tuple[int, int, int]:
    """Hits, true events, found events over all scripted talks."""
    right = true = claimed = 0
    for truth in truths():
        expected = labelled(truth, *labels)
        found = [m for m in find_moments(talk_of(truth)) if m.type in of and not m.maybe]
        right, true, claimed = right + hits(expected, found), true + len(expected), claimed + len(found)
    return right, true, claimed


@pytest.mark.parametrize(
    ("labels", "of", "precision", "recall"),
    [
        (("interruption",), {MomentType.INTERRUPTION}, 0.97, 0.97),
        (("question_open", "question_closed"), _ASKED, 0.97, 0.95),
        (("reflection_simple", "reflection_complex"), REFLECTIONS, 0.9, 0.75),
        (("advice",), {MomentType.ADVICE}, 0.9, 0.9),
        (("commitment",), {MomentType.COMMITMENT}, 0.85, 0.9),
        (("common_ground",), {MomentType.COMMON_GROUND}, 0.85, 0.85),
        (("self_shift",), {MomentType.SELF_SHIFT}, 0.75, 0.75),
    ],
)
def test_scripted_talks(
    labels: tuple[str, ...], of: set[MomentType] | frozenset[MomentType], precision: float, recall: float
) -> None:
    right, true, claimed = counts(*labels, of=of)
    assert right / claimed >= precision, f"{right} of {claimed} found are right"
    assert right / true >= recall, f"{right} of {true} true are found"


def test_no_fake_reflection_is_called_a_reflection() -> None:
    for truth in truths():
        found = [m for m in find_moments(talk_of(truth)) if m.type in REFLECTIONS and not m.maybe]
        assert hits(labelled(truth, "fake_reflection"), found) == 0


def test_good_listeners_stand_above_poor_ones() -> None:
    """By reflections less unasked advice per turn: the measure of research."""

    def rate(name: str) -> float:
        (truth,) = (t for t in truths() if t["id"].startswith(name))
        talk = talk_of(truth)
        mine = [m for m in find_moments(talk) if m.speaker == truth["you"] and m.counted]
        turns = sum(turn.speaker == truth["you"] and turn.holds_floor for turn in talk.turns)
        good = sum(m.type in REFLECTIONS for m in mine)
        return (good - sum(m.type is MomentType.ADVICE for m in mine)) / turns

    good = [rate(name) for name in ("d01", "d05", "d07")]
    poor = [rate(name) for name in ("d02", "d03", "d04")]
    assert min(good) > max(poor)


def annomi(split: str) -> dict[str, list[dict]]:  # type: ignore[type-arg]
    path = shared_data("dialogue", split, "annomi.jsonl")
    talks: dict[str, list[dict]] = {}  # type: ignore[type-arg]
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        talks.setdefault(row["conv"], []).append(row)
    return {name: sorted(rows, key=lambda row: row["idx"]) for name, rows in talks.items()}


def transcript(rows: list[dict]) -> Conversation:  # type: ignore[type-arg]
    turns, at = [], 0.0
    for row in rows:
        length = max(0.3, len(row["text"].split()) / 2.7)
        turns.append(Turn(at, at + length, row["speaker"], row["text"]))
        at += length + 0.3
    speakers = (Speaker("client", "client"), Speaker("therapist", "therapist", me=True))
    return Conversation(speakers, tuple(turns), at, Timing.CAPTIONS)


def f1(right: int, claimed: int, true: int) -> float:
    return 2 * right / (claimed + true)


def test_counselling_talks_that_experts_labelled() -> None:
    """Questions and reflections by turn of the counsellor, and clients taken for reflecting ones.

    The weights know these talks; ``tests.accuracy`` judges each by weights that do not.
    """
    question, reflection, clients = [0, 0, 0], [0, 0, 0], [0, 0]
    for rows in annomi("dev").values():
        by_turn: dict[int, set[MomentType]] = {}
        for moment in find_moments(transcript(rows)):
            if not moment.maybe:
                by_turn.setdefault(moment.turn, set()).add(moment.type)
        for turn, row in enumerate(rows):
            asks, reflects = bool(by_turn.get(turn, set()) & _ASKED), bool(by_turn.get(turn, set()) & REFLECTIONS)
            if row["speaker"] == "client":
                clients[0] += reflects
                clients[1] += 1
                continue
            for tally, said, gold in ((question, asks, row["question"]), (reflection, reflects, row["reflection"])):
                tally[0] += said and gold
                tally[1] += said
                tally[2] += gold
    assert f1(*question) >= 0.85
    assert f1(*reflection) >= 0.6
    assert clients[0] / clients[1] <= 0.03


def test_good_sessions_rank_above_poor_ones() -> None:
    """Reflections less information and advice, per turn, tell good from poor; phrase lists rank them upside down."""
    good, poor = [], []
    for split in ("train", "dev"):
        for rows in annomi(split).values():
            found = verdicts(transcript(rows), "therapist")
            if len(found) < 10:
                continue
            balance = sum(("reflection" in v.labels) - ("input" in v.labels) for v in found)
            (good if rows[0]["quality"] == "high" else poor).append(balance / len(found))
    wins = sum((g > p) + 0.5 * (g == p) for g in good for p in poor)
    assert wins / (len(good) * len(poor)) >= 0.8
