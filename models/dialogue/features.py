"""What is seen of a sentence in its place, as named numbers between about 0 and 1, and its runs of words."""

from collections import Counter
from collections.abc import Container
from math import log1p

from models.dialogue.cues import cues, stem
from models.dialogue.reading import Part, Place

Features = dict[str, float]

_LONG = 40  # words; a longer turn explains rather than reflects (a feature, not a limit)
_RUN = 3  # words of the longest run
HEARD, EARLIER, NUMBER, OTHER = "HEARD", "EARLIER", "NUMBER", "OTHER"


def runs_of_words(sentence: Part, place: Place, kept: Container[str], *, written: bool) -> Counter[str]:
    """Runs of one to three words, with what carries a topic replaced by where it comes from.

    A word that is not ``kept`` becomes HEARD (the other just said it), EARLIER, NUMBER or OTHER, so that the runs hold
    in any field: "so you HEARD the OTHER".
    """
    heard, earlier = place.heard_content, place.earlier_content
    said = ["<"]
    for token in sentence.tokens if written else sentence.words:
        if token == "?" or token in kept:
            said.append(token)
            continue
        root = stem(token)
        said.append(HEARD if root in heard else EARLIER if root in earlier else NUMBER if token.isdigit() else OTHER)
    said.append(">")
    return Counter(" ".join(said[i : i + n]) for n in range(1, _RUN + 1) for i in range(len(said) - n + 1))


def features(place: Place, at: int, *, written: bool) -> Features:
    """The features of a sentence that are not 0.

    Args:
        place: the turn and what is around it.
        at: which sentence of it.
        written: whether punctuation can be trusted; else no feature rests on it.
    """
    return near_features(place, at, written=written) | manner_features(place)


def near_features(place: Place, at: int, *, written: bool) -> Features:
    """Those that rest on the turn and what is around it alone: the same for equal places."""
    sentence = place.sentences[at]
    found = _words(sentence) | _heard(sentence, place) | _position(place, at) | _around(sentence, place)
    if written:
        found |= _marks(place, at)
    return {name: float(value) for name, value in found.items() if value}


def manner_features(place: Place) -> Features:
    """Those that rest on how both sides speak in the rest of the conversation: the same for each sentence of a turn."""
    found = {
        "speaker says I": place.manner.first,
        "speaker says you": place.manner.second,
        "speaker asks": place.manner.asks,
        "speaker advises": place.manner.advises,
        "speaker's length": place.manner.length,
        "others say I": place.others.first,
        "others say you": place.others.second,
        "others ask": place.others.asks,
        "others advise": place.others.advises,
        "others' length": place.others.length,
        "the other's topic": place.others.first - place.manner.first,
    }
    return {name: value for name, value in found.items() if value}


def _words(sentence: Part) -> dict[str, float]:
    known = cues().words
    words, count = sentence.words, max(1, sentence.count)
    core = next((i for i, word in enumerate(words) if word not in known["opener"]), 0)
    opening = words[: core + 1]
    first = words[core] if words else ""
    found: dict[str, float] = {"says: " + name: 1.0 for name in sorted(sentence.cues)}
    return found | {
        "length": log1p(sentence.count) / 4,
        "at most 2 words": sentence.count <= 2,
        "at most 4 words": sentence.count <= 4,
        "at most 8 words": sentence.count <= 8,
        "more than 25 words": sentence.count > 25,
        "share of you": sentence.second / count,
        "share of I": sentence.first / count,
        "share of we": sentence.plural / count,
        "neither I nor you": sentence.first == 0 and sentence.second == 0,
        "more you than I": sentence.second > sentence.first,
        "begins with so": "so" in opening,
        "begins with and": words[:1] == ["and"],
        "begins with but": "but" in opening,
        "begins with you": first in known["second"],
        "begins with I": first in known["first"],
        "begins with a question word": first in known["asking"],
        "begins with an auxiliary": first in known["auxiliary"],
        "openers": core / count,
        "feeling": any(word in known["feeling"] for word in words),
        "number": any(word.isdigit() for word in words),
        "or": "or" in words,
        "keeps the other talking": sentence.keeps_going,
    }


def _heard(sentence: Part, place: Place) -> dict[str, float]:
    if not place.heard:
        return {"nobody spoke before": 1.0}
    known = cues().words
    mine, heard, earlier = sentence.content, place.heard_content, place.earlier_content
    words = [word for part in place.heard for word in part.words]
    shared = len(mine & heard)
    feelings = {word for word in sentence.words if word in known["feeling"]}
    last = place.heard[0]
    silent = all(part.keeps_going for part in place.heard)
    return {
        "shared share": shared / max(1, len(mine)),
        "shares a word": shared > 0,
        "shared words": min(shared, 6) / 6,
        "earlier share": len(mine & earlier) / max(1, len(mine)),
        "new words": min(len(mine - heard - earlier), 10) / 10,
        "no topic words": not mine,
        "heard length": log1p(len(words)) / 5,
        "length to heard": min(sentence.count / max(1, len(words)), 4) / 4,
        "heard little": len(words) <= 3,
        "heard only that one listens": silent,
        "heard a question": last.asks,
        "heard I": min(sum(part.first for part in place.heard), 4) / 4,
        "heard you": any(part.second for part in place.heard),
        "heard a feeling": any(word in known["feeling"] for word in words),
        "I became you": sentence.second > 0 and any(part.first for part in place.heard),
        "feeling named anew": bool(feelings) and not feelings & set(words),
        "heard no": words[:1] == ["no"],
    }


def _position(place: Place, at: int) -> dict[str, float]:
    sentences, own = place.sentences, place.own
    sentence = sentences[at]
    rest = [part for i, part in enumerate(sentences) if i != at]
    after = sentences[at + 1] if at + 1 < len(sentences) else None
    prior = sentences[at - 1] if at else None
    return {
        "first in turn": at == 0,
        "second in turn": at == 1,
        "far into the turn": at >= 3,
        "last in turn": at == len(sentences) - 1,
        "alone in turn": len(sentences) == 1,
        "after a mere yes": at > 0 and all(part.keeps_going for part in sentences[:at]),
        "turn length": log1p(own.count) / 4,
        "long turn": own.count > _LONG,
        "turn asks elsewhere": any(part.asks for part in rest),
        "asks next": after is not None and after.asks,
        "asked before": prior is not None and prior.asks,
        "turn advises elsewhere": any(part.advises for part in rest),
        "rest says I": (own.first - sentence.first) / max(1, own.count),
        "rest says you": (own.second - sentence.second) / max(1, own.count),
    }


def _around(sentence: Part, place: Place) -> dict[str, float]:
    known = cues().words
    answer = [word for part in place.answers for word in part.words]
    found: dict[str, float] = {
        "no answer": not place.answers,
        "answer length": log1p(len(answer)) / 5,
        "answer agrees": bool(answer) and answer[0] in known["agreeing"],
        "answer denies": bool(answer) and answer[0] in known["denying"],
        "answer is short": 0 < len(answer) <= 3,
        "answer asks": bool(place.answers) and place.answers[0].asks,
        "answer says I": min(sum(part.first for part in place.answers), 4) / 4,
        "answer hesitates": bool(answer) and answer[0] in ("um", "uh", "well"),
        "answer only keeps going": bool(answer) and all(word in known["continuer"] for word in answer),
    }
    if place.before is not None:
        found |= {
            "own turn before asks": place.before.asks,
            "own turn before advises": place.before.advises,
            "own turn before length": log1p(place.before.count) / 4,
            "goes on": place.adjacent,
            "shares with own turn before": len(sentence.content & place.before.content) / max(1, len(sentence.content)),
        }
    return found


def _marks(place: Place, at: int) -> dict[str, float]:
    sentence = place.sentences[at]
    asks = "?" in sentence.tokens
    round_ = "turns verb and subject round" in sentence.cues
    wh = "asks with a question word" in sentence.cues or any(word in ("what", "how", "why") for word in sentence.words)
    return {
        "question mark": asks,
        "question mark at the end": sentence.tokens[-1:] == ["?"],
        "question mark after a question word": asks and wh,
        "question mark after inversion": asks and round_ and not wh,
        "question mark after a statement": asks and not round_ and not wh,
        "question mark elsewhere in the turn": "?" in place.own.tokens and not asks,
        "breaks off": sentence.broken,
        "goes on after a break": place.before is not None
        and place.before.broken
        and all(part.keeps_going for part in place.heard),
    }
