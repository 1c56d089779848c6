"""Copies of a conversation as a recogniser might give it: without marks, with errors, with marks lost and invented."""

import random
import re
from collections.abc import Sequence
from itertools import pairwise

_ASIDE = re.compile(r"\[[^\]]*\]|\([^)]*\)")
_NO_WORD = re.compile(r"[^a-z0-9' ]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+")
# Where a new sentence is heard without marks, cautiously: what opens one almost anywhere.
_START = re.compile(
    r"\b(?:(?:what|how|why|where|when|who|which) (?:do|did|does|are|were|would|could|can|have|has|will|should) "
    r"|(?:do|did|are|were|have|can|could|would|will|don't|didn't) you |tell me |walk me through |help me understand "
    r"|(?:it|that) (?:sounds|seems|looks) (?:like|as) |sounds like "
    r"|so (?:you|you're|you've|it's|it|what|how|that|that's) "
    r"|how about |what about |you should |why don't you |i wonder |let's |that makes sense)"
)
_LEAST = 3  # words on either side of a cut
# Words that recognisers take for each other; others lose their ending (our choice, after what Whisper base did to
# spontaneous speech: small words suffer most).
_TAKEN_FOR = {
    "you": "your", "are": "our", "it": "that", "it's": "is", "is": "it's", "do": "to", "have": "had", "your": "you're",
    "what": "what's", "what's": "what", "how": "now", "and": "in", "of": "a", "to": "the", "the": "a", "that": "it",
    "feel": "fill", "you're": "your", "sounds": "sound", "can": "could", "would": "will", "think": "thing",
    "when": "went", "why": "my", "where": "were", "a": "the", "in": "and", "was": "is", "this": "the", "so": "sort",
}  # fmt: skip
_SMALL = ("the", "a", "it", "that", "you", "know", "like", "and", "so", "just", "to", "okay", "well", "of", "i")
_ERRORS = 0.12  # of the words: between clean speech and a busy room with Whisper base
_LOST = 0.15  # of the question marks


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text with marks; the whole where there is none."""
    found = tuple(part.strip() for part in _SENTENCE_END.split(text) if any(c.isalnum() for c in part))
    return found or (text,)


def stripped(text: str) -> str:
    """The words alone, in lower case, without marks and asides such as "[laughs]"."""
    lowered = _ASIDE.sub(" ", text).lower().replace("’", "'")
    return " ".join(_NO_WORD.sub(" ", lowered).split())


def cut_unmarked(text: str) -> tuple[str, ...]:
    """Sentences of a text without marks, cut only before strong starts."""
    words = text.split()
    places = []
    last = 0
    for match in _START.finditer(text + " "):
        at = text[: match.start()].count(" ")
        if at - last >= _LEAST and len(words) - at >= _LEAST:
            places.append(at)
            last = at
    edges = [0, *places, len(words)]
    return tuple(" ".join(words[a:b]) for a, b in pairwise(edges) if a < b) or (text,)


def misheard(text: str, chance: random.Random) -> str:
    """The words with substitutions, losses and additions at the rate of a recogniser."""
    made = []
    for word in text.split():
        drawn = chance.random()
        if drawn < _ERRORS * 0.5:
            worn = word[:-1] if len(word) > 4 else chance.choice(_SMALL)
            made.append(_TAKEN_FOR.get(word.lower(), worn))
        elif drawn >= _ERRORS * 0.85:
            made.append(word)
        if chance.random() < _ERRORS * 0.15:
            made.append(chance.choice(_SMALL))
    return " ".join(made)


def worn(parts: Sequence[str], chance: random.Random) -> tuple[str, ...]:
    """The sentences with errors in their words, and with question marks lost and a few invented."""
    made = []
    for part in parts:
        heard = misheard(part, chance) or part
        if "?" in heard and chance.random() < _LOST:
            heard = heard.replace("?", ".")
        elif heard.endswith(".") and chance.random() < _LOST / 10:
            heard = heard[:-1] + "?"
        made.append(heard)
    return tuple(made)
