"""Verdicts that flip: the scripted words against the heard ones, turn by turn of the listener."""

from typing import Any

from tests.accuracy.flips import Flips, flips

NAMES = {"S1": "A", "S2": "B"}


def _turn(who: str, start: float, end: float, text: str) -> dict[str, Any]:
    sentence = {"start": start, "end": end, "text": text, "labels": []}
    return {"who": who, "kind": "turn", "start": start, "end": end, "text": text, "labels": [], "sentences": [sentence]}


TRUTH = {
    "you": "A",
    "speakers": {"A": {}, "B": {}},
    "duration": 20.0,
    "turns": [
        _turn("B", 0.0, 4.0, "I moved to the coast in March, and I know nobody there."),
        _turn("A", 4.5, 6.0, "How is that for you?"),
        _turn("B", 6.5, 9.0, "Quiet, most of all in the evenings."),
        _turn("A", 9.5, 11.0, "Did you join the choir?"),
    ],
}


def _event(type_: str, speaker: str, start: float, end: float, **more: object) -> dict[str, object]:
    return {"type": type_, "speaker": speaker, "start": start, "end": end, **more}


OPEN, CLOSED = _event("question_open", "S1", 4.6, 6.1), _event("question_closed", "S1", 9.4, 11.2)


def test_the_same_verdicts_at_other_times_flip_nothing() -> None:
    assert flips(TRUTH, {"events": [OPEN, CLOSED]}, NAMES) == Flips(0, 2)


def test_a_missing_and_a_changed_verdict_flip_a_turn_each() -> None:
    assert flips(TRUTH, {"events": [OPEN]}, NAMES) == Flips(1, 2)
    other = _event("question_closed", "S1", 4.6, 6.1)
    assert flips(TRUTH, {"events": [other]}, NAMES) == Flips(2, 2)


def test_a_maybe_is_no_verdict_and_the_other_speaker_has_none() -> None:
    more = [_event("advice", "S1", 4.6, 6.1, maybe=True), _event("advice", "S2", 6.5, 9.0)]
    assert flips(TRUTH, {"events": [OPEN, CLOSED, *more]}, NAMES) == Flips(0, 2)
