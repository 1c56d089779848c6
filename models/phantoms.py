"""Words that Whisper invents where nobody says anything, mostly the closing words of the films it learnt from."""

import re
from collections.abc import Sequence

from models.records import VoiceSpan, Word

PHRASES = frozenset(
    {
        "bye",
        "bye bye",
        "thank you",
        "thank you so much",
        "thank you very much",
        "thanks",
        "thanks for watching",
        "thank you for watching",
        "please subscribe",
        "you",
    }
)
ENDLESS = 2.5  # s; our choice: no spoken word lasts as long, noise is all that can be under it
DOUBTED = 0.5  # mean word probability; our choice: said by people, these sentences come with more


def without_phantoms(words: Sequence[Word], voice: Sequence[VoiceSpan]) -> tuple[Word, ...]:
    """The words less those that were hardly believed and are endless, or a known phrase alone in a span of voice.

    What is believed, and a phrase that stands among other words, was said and stays.

    Args:
        words: in order, each inside one span.
        voice: in order and apart.
    """
    kept: list[Word] = []
    at = 0
    for span in voice:
        first = at
        while at < len(words) and words[at].end <= span.end:
            at += 1
        inside = [word for word in words[first:at] if not _is_endless(word)]
        if not _is_phantom(inside):
            kept += inside
    return (*kept, *words[at:])


def _is_phantom(words: Sequence[Word]) -> bool:
    text = " ".join(re.sub(r"[^a-z]+", " ", word.text.lower()).strip() for word in words)
    return text in PHRASES and sum(word.probability for word in words) < DOUBTED * len(words)


def _is_endless(word: Word) -> bool:
    return word.end - word.start > ENDLESS and word.probability < DOUBTED
