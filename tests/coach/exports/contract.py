"""The public contract of the review as JSON, checked field by field."""

from collections.abc import Mapping
from typing import Any

from coach.moments.moment import MomentType, OverlapClass, Trait

NUMBER = (int, float)
MAYBE_NUMBER = (int, float, type(None))
MAYBE_TEXT = (str, type(None))

TOP = {
    "version": int,
    "source": dict,
    "engines": dict,
    "rules": str,
    "context": str,
    "language": str,
    "speakers": list,
    "quality": list,
    "turns": list,
    "events": list,
    "passages": list,
    "measures": list,
    "metrics": dict,
    "scorecard": dict,
}
SOURCE = {"name": str, "duration": NUMBER, "channels": int, "sha256": str}
ENGINES = {"speech": str, "speakers": str, "dialogue": str}
SPEAKER = {"id": str, "label": str, "me": bool, "channel": (int, type(None)), "me_confidence": MAYBE_NUMBER}
QUALITY = {"measure": str, "verdict": str, "why": str}
TURN = {"start": NUMBER, "end": NUMBER, "speaker": str, "text": str, "kind": str, "words": list, "voice": list}
WORD = {"start": NUMBER, "end": NUMBER, "text": str}
EVENT = {
    "type": str,
    "speaker": str,
    "start": NUMBER,
    "end": NUMBER,
    "quote": str,
    "confidence": NUMBER,
    "why": str,
    "answers": (int, type(None)),
    "traits": list,
    "class": MAYBE_TEXT,
    "maybe": bool,
    "counted": bool,
}
PASSAGE = {"speaker": str, "start": NUMBER, "end": NUMBER, "quote": str, "turn": int}
MEASURE = {
    "name": str,
    "value": MAYBE_NUMBER,
    "unit": str,
    "numerator": MAYBE_NUMBER,
    "denominator": MAYBE_NUMBER,
    "low": MAYBE_NUMBER,
    "high": MAYBE_NUMBER,
    "confidence": str,
    "status": str,
    "why": MAYBE_TEXT,
    "band": MAYBE_TEXT,
    "evidence": list,
    "passages": list,
}
SCORECARD = {
    "band": MAYBE_TEXT,
    "low": MAYBE_NUMBER,
    "high": MAYBE_NUMBER,
    "why": MAYBE_TEXT,
    "strength": MAYBE_TEXT,
    "focus": MAYBE_TEXT,
    "moments": list,
}

BANDS = {None, "work on", "fair", "good"}


def check(review: Mapping[str, Any]) -> None:
    """AssertionError where the object breaks the contract."""
    _fields(review, TOP, "review")
    assert review["version"] == 1
    _fields(review["source"], SOURCE, "source")
    _fields(review["engines"], ENGINES, "engines")
    _list(review, "speakers", SPEAKER)
    _list(review, "quality", QUALITY)
    _list(review, "turns", TURN)
    _list(review, "events", EVENT)
    _list(review, "passages", PASSAGE)
    _list(review, "measures", MEASURE)
    _fields(review["scorecard"], SCORECARD, "scorecard")
    _turns(review)
    _events(review)
    _measures(review)
    _scorecard(review)


def _turns(review: Mapping[str, Any]) -> None:
    people = {who["id"] for who in review["speakers"]}
    assert sum(who["me"] for who in review["speakers"]) <= 1
    assert [t["start"] for t in review["turns"]] == sorted(t["start"] for t in review["turns"])
    for turn in review["turns"]:
        assert turn["speaker"] in people
        assert turn["kind"] in {"turn", "backchannel", "attempt"}
        assert 0 <= turn["start"] < turn["end"]
        for word in turn["words"]:
            _fields(word, WORD, "word")
        assert all(start <= end for start, end in turn["voice"])
    assert all(q["verdict"] in {"measurable", "with care", "not measurable"} for q in review["quality"])


def _events(review: Mapping[str, Any]) -> None:
    turns = len(review["turns"])
    for event in review["events"]:
        assert event["type"] in set(MomentType)
        assert event["class"] in {None, *OverlapClass}
        assert set(event["traits"]) <= set(Trait)
        assert 0 <= event["confidence"] <= 1
        assert event["answers"] is None or 0 <= event["answers"] < turns
        assert not (event["maybe"] and event["counted"])
    assert all(0 <= passage["turn"] < turns for passage in review["passages"])


def _measures(review: Mapping[str, Any]) -> None:
    for measure in review["measures"]:
        assert measure["status"] in {"ok", "not enough", "not measurable"}
        assert measure["confidence"] in {"high", "medium", "low"}
        assert measure["band"] in BANDS
        assert (measure["value"] is None) <= (measure["status"] != "ok")
        _places(review, measure["evidence"], measure["passages"])
    names = [measure["name"] for measure in review["measures"]]
    assert len(set(names)) == len(names)
    ratio = review["metrics"].get("talk_ratio")
    assert ratio is None or 0 <= ratio <= 1
    assert ratio is None or any(who["me"] for who in review["speakers"])


def _scorecard(review: Mapping[str, Any]) -> None:
    card = review["scorecard"]
    assert card["band"] in BANDS
    assert (card["band"] is None) == (card["low"] is None) == (card["high"] is None)
    assert card["band"] is not None or card["why"]
    _places(review, card["moments"], card["passages"])


def _places(review: Mapping[str, Any], events: list[int], passages: list[int]) -> None:
    assert all(0 <= place < len(review["events"]) for place in events)
    assert all(0 <= place < len(review["passages"]) for place in passages)


def _list(review: Mapping[str, Any], name: str, wanted: Mapping[str, Any]) -> None:
    for entry in review[name]:
        _fields(entry, wanted, name)


def _fields(found: Mapping[str, Any], wanted: Mapping[str, Any], what: str) -> None:
    for name, kind in wanted.items():
        assert name in found, f"{what} lacks {name}"
        value = found[name]
        assert isinstance(value, kind), f"{what}.{name} is {value!r}"
        is_flag = kind is bool or (isinstance(kind, tuple) and bool in kind)
        assert is_flag or not isinstance(value, bool), f"{what}.{name} is {value!r}"
