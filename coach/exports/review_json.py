"""A review as JSON: a public contract of version 1. Fields are added, never renamed."""

import json
from collections.abc import Iterable
from typing import Any

from coach import __version__
from coach.conversation import Conversation, Speaker, Turn
from coach.feedback.scorecard import Graded, Note, Scorecard
from coach.hearing.heard import Source
from coach.measures.result import Result
from coach.moments.moment import Moment, Passage
from coach.review import Review
from coach.times import Span

VERSION = 1
HEADLINE = "talk_share"
"""The measure whose value is ``metrics.talk_ratio``."""

# Milliseconds are finer than any time that is measured, six decimals finer than any value.
_TIME_DECIMALS = 3
_VALUE_DECIMALS = 6

_Json = dict[str, Any]  # JSON objects, which hold values of every kind


def review_json(review: Review, *, is_whole: bool = True) -> bytes:
    """The review as UTF-8 JSON; the same review gives the same bytes.

    Args:
        is_whole: False where the listening broke off and the rest of the recording was not heard.
    """
    written = json.dumps({**_review(review), "complete": is_whole}, ensure_ascii=False, indent=1)
    return (written + "\n").encode("utf-8", "backslashreplace")


class _Places:
    """Where each moment and passage stands in ``events`` and ``passages``."""

    def __init__(self, review: Review) -> None:
        self._events: dict[Moment | Passage, int] = {}
        for place, moment in enumerate(review.moments):
            self._events.setdefault(moment, place)
        self._passages: dict[Moment | Passage, int] = {}
        for result in review.results:
            self._see(result.evidence)
        card = review.scorecard
        self._see(card.moments)
        for note in (card.strength, card.focus):
            self._see(note.moments if note else ())

    def _see(self, evidence: Iterable[Moment | Passage]) -> None:
        for item in evidence:
            if item not in self._events:
                self._passages.setdefault(item, len(self._passages))

    @property
    def passages(self) -> tuple[Moment | Passage, ...]:
        return tuple(self._passages)

    def events_of(self, evidence: Iterable[Moment | Passage]) -> list[int]:
        return [self._events[item] for item in evidence if item in self._events]

    def passages_of(self, evidence: Iterable[Moment | Passage]) -> list[int]:
        return [self._passages[item] for item in evidence if item in self._passages]


def _review(review: Review) -> _Json:
    talk, places = review.conversation, _Places(review)
    graded = {one.result.name: one for one in review.scorecard.graded}
    return {
        "version": VERSION,
        "program": f"sayback {__version__}",
        "source": _source(review.source),
        "engines": {
            "speech": review.engines.speech,
            "voice": review.engines.voice,
            "speakers": review.engines.speakers,
            "dialogue": review.engines.dialogue,
        },
        "rules": review.rules,
        "context": review.context.id,
        "language": talk.language,
        "timing": talk.timing.value,
        "word_confidence": _value(talk.word_confidence),
        "speakers": [_speaker(who) for who in talk.speakers],
        "quality": [{"measure": v.measure, "verdict": v.carry.value, "why": v.why} for v in review.quality],
        "turns": [_turn(turn) for turn in talk.turns],
        "events": [_event(moment) for moment in review.moments],
        "passages": [_passage(passage) for passage in places.passages],
        "measures": [_measure(result, graded.get(result.name), places) for result in review.results],
        "metrics": _metrics(talk, review.results),
        "scorecard": _scorecard(review.scorecard, places),
    }


def _source(source: Source) -> _Json:
    return {
        "name": source.name,
        "duration": _time(source.duration),
        "channels": source.channels,
        "sha256": source.sha256,
    }


def _speaker(who: Speaker) -> _Json:
    return {
        "id": who.id,
        "label": who.label,
        "me": who.me,
        "channel": who.channel,
        "me_confidence": _value(who.me_confidence),
    }


def _turn(turn: Turn) -> _Json:
    return {
        **_span(turn.span),
        "speaker": turn.speaker,
        "text": turn.text,
        "kind": turn.kind.value,
        "words": [
            {"start": _time(w.start), "end": _time(w.end), "text": w.text, "probability": _value(w.probability)}
            for w in turn.words
        ],
        "voice": [[_time(span.start), _time(span.end)] for span in turn.voice],
    }


def _event(moment: Moment) -> _Json:
    return {
        "type": moment.type.value,
        "speaker": moment.speaker,
        **_span(moment.span),
        "quote": moment.quote,
        "confidence": _value(moment.confidence),
        "why": moment.why,
        "answers": moment.answers,
        "traits": sorted(trait.value for trait in moment.traits),
        "class": None if moment.kind is None else moment.kind.value,
        "maybe": moment.maybe,
        "better": moment.better,
        "counted": moment.counted,
        "turn": moment.turn,
    }


def _passage(passage: Passage) -> _Json:
    return {"speaker": passage.speaker, **_span(passage.span), "quote": passage.quote, "turn": passage.turn}


def _measure(result: Result, graded: Graded | None, places: _Places) -> _Json:
    return {
        "name": result.name,
        "value": _value(result.value),
        "unit": result.unit.value,
        "numerator": _value(result.numerator),
        "denominator": _value(result.denominator),
        "low": _value(result.low),
        "high": _value(result.high),
        "confidence": result.confidence.value,
        "status": result.status.value,
        "why": result.why,
        "band": graded.band.value if graded and graded.band else None,
        "evidence": places.events_of(result.evidence),
        "passages": places.passages_of(result.evidence),
        "values": [_value(value) for value in result.values],
        "at_least": result.at_least,
        "score": _value(graded.score) if graded else None,
        "target": (graded.target or None) if graded else None,
        "target_source": (graded.source or None) if graded else None,
        "target_strength": (graded.strength or None) if graded else None,
    }


def _metrics(talk: Conversation, results: Iterable[Result]) -> _Json:
    """The talk ratio also where there is too little talk for a grade; nothing while nobody is me."""
    if talk.me is None:
        return {}
    share = next((result.value for result in results if result.name == HEADLINE), None)
    return {} if share is None else {"talk_ratio": _value(share)}


def _scorecard(card: Scorecard, places: _Places) -> _Json:
    return {
        "band": None if card.band is None else card.band.value,
        "low": _value(card.low),
        "high": _value(card.high),
        "why": card.why,
        "strength": card.strength.text if card.strength else None,
        "focus": card.focus.text if card.focus else None,
        "moments": places.events_of(card.moments),
        "passages": places.passages_of(card.moments),
        "strength_of": _note(card.strength, places),
        "focus_on": _note(card.focus, places),
    }


def _note(note: Note | None, places: _Places) -> _Json | None:
    if note is None:
        return None
    return {
        "measure": note.measure,
        "moments": places.events_of(note.moments),
        "passages": places.passages_of(note.moments),
    }


def _span(span: Span) -> _Json:
    return {"start": _time(span.start), "end": _time(span.end)}


def _time(seconds: float) -> float:
    return round(float(seconds), _TIME_DECIMALS)


def _value(value: float | None) -> float | None:
    return None if value is None else round(float(value), _VALUE_DECIMALS)
