"""What can be seen of a sentence in its place, as named numbers between 0 and about 1.

Each name stands in the weights files with the weight it was given, so that every judgement can be taken apart.
"""

from collections.abc import Callable
from math import log1p

from coach.moments.asking import inverted
from coach.moments.exchange import Exchange
from coach.moments.lexicon import content, lexicon

Features = dict[str, float]
FeatureView = Callable[[Exchange], Features]

CUE = "cue:"  # before the name of a list of phrases
WORD = "word:"  # before a small word

# Words; a longer reply explains rather than reflects. Only a feature: its weight says how much that matters.
_TURN_LONG = 40


class Seen:
    """The features of each sentence of a talk, taken once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Features] = {}

    def __call__(self, exchange: Exchange) -> Features:
        """The features of that sentence."""
        place = (exchange.sentence.turn, exchange.sentence.position)
        if place not in self._known:
            self._known[place] = features(exchange)
        return self._known[place]


def features(exchange: Exchange) -> Features:
    """The features that are not 0."""
    found: Features = {CUE + cue.name: 1.0 for cue in exchange.sentence.cues if not cue.name.startswith("starts.")}
    found |= _words(exchange)
    found |= _heard(exchange)
    found |= _place(exchange)
    return {name: value for name, value in found.items() if value}


def _words(exchange: Exchange) -> Features:
    known = lexicon()
    sentence = exchange.sentence
    said = sentence.tokens
    count = len(said)
    seen = set(said)
    body = sentence.body
    first, second = known.words("first_person"), known.words("second_person")
    found: Features = {WORD + word: 1.0 for word in seen & known.words("telling")}
    opening = body[:3]
    you_at = next((i for i, token in enumerate(opening) if token in second), 9)
    i_at = next((i for i, token in enumerate(opening) if token in first), 9)
    found |= {
        "length": log1p(count) / 4,
        "very short": float(count <= 2),
        "short": float(count <= 4),
        "long": float(count > 25),
        "share of you": sentence.yours / count,
        "share of I": sentence.mine / count,
        "share of we": sentence.ours / count,
        "no I and no you": float(sentence.mine == 0 and sentence.yours == 0),
        "begins with you": float(you_at < i_at),
        "begins with I": float(i_at < you_at),
        "feeling word": float(bool(seen & known.words("feeling"))),
        "begins with a deed": float(bool(body) and body[0] in known.words("deed")),
        "number": float(any(token.isdigit() for token in said)),
        "question mark": float(sentence.asks),
        "inverted": float(inverted(sentence)),
        "question word first": float(bool(body) and body[0] in known.words("question_word")),
        "no openers": float(sentence.core == 0),
        "so first": float("so" in said[: sentence.core + 1]),
        "broken off": float(sentence.broken),
    }
    return found


def _heard(exchange: Exchange) -> Features:
    heard = exchange.heard
    if heard is None:
        return {"nobody spoke before": 1.0}
    known = lexicon()
    sentence = exchange.sentence
    mine = content(sentence.tokens)
    earlier = frozenset().union(*(spoken.content for spoken in exchange.earlier))
    shared = len(mine & heard.content)
    feelings = {token for token in sentence.tokens if token in known.words("feeling")}
    words = len(heard.tokens)
    long_told = max(len(spoken.tokens) for spoken in exchange.told)
    return {
        "shared share": shared / max(1, len(mine)),
        "shares a word": float(shared > 0),
        "shared words": min(shared, 5) / 5,
        "shares earlier words": float(bool(mine & (earlier - heard.content))),
        "earlier share": len(mine & earlier) / max(1, len(mine)),
        "echo": float(bool(mine) and shared / len(mine) >= 0.7),
        "new words": min(len(mine) - shared, 8) / 8,
        "no topic words": float(not mine),
        "heard length": log1p(words) / 5,
        "heard little": float(words <= 3),
        "heard nothing long": float(long_told <= 6),
        "heard a question": float(heard.asks),
        "heard I": min(heard.first_person, 3) / 3,
        "I became you": float(heard.first_person > 0 and sentence.yours > 0),
        "feeling named anew": float(bool(feelings) and not feelings & set(heard.tokens)),
        "heard a feeling": float(heard.feeling is not None),
        "the other's topic": max(0.0, exchange.balance),
        "the speaker's topic": max(0.0, -exchange.balance),
    }


def _place(exchange: Exchange) -> Features:
    position, count = exchange.sentence.position, len(exchange.own.sentences)
    rest = (*exchange.before, *exchange.after)
    return {
        "first in turn": float(position == 0),
        "second in turn": float(position == 1),
        "far into the turn": float(position >= 3),
        "last in turn": float(position == count - 1),
        "turn length": min(len(exchange.own.tokens), 150) / 150,
        "long turn": float(len(exchange.own.tokens) > _TURN_LONG),
        "turn says I": exchange.own.first_person / max(1, len(exchange.own.tokens)),
        "after an own question": float(bool(exchange.before) and inverted(exchange.before[-1])),
        "before an own question": float(bool(exchange.after) and inverted(exchange.after[0])),
        "turn advises": float(
            any(s.has("advice.you_should", "advice.recommend", "advice.could_try", "advice.make_sure") for s in rest)
        ),
    }
