"""Which words sound like a backchannel, by language."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from models.records import Word

LONGEST = 3
"""Words in a backchannel at most (Reece et al. 2023: three words, half of them listed)."""

LISTED_SHARE = 0.5
"""Share of the words that must be listed (Reece et al. 2023)."""

_LETTERS = re.compile(r"[^\w']+")


def tokens(words: Sequence[Word]) -> tuple[str, ...]:
    """The words in lower case without punctuation; ``"Mm-hmm,"`` becomes ``"mmhmm"``."""
    plain = (_LETTERS.sub("", word.text.lower().replace("’", "'")).strip("'") for word in words)
    return tuple(token for token in plain if token)


@dataclass(frozen=True, slots=True)
class Backchannels:
    """The phrases that sound like backchannels, and the words a backchannel never begins with."""

    phrases: frozenset[tuple[str, ...]]
    openers: frozenset[str]

    def sound(self, words: Sequence[Word]) -> bool:
        """Whether these words can be a backchannel; where and when they were said decides the rest.

        Up to three words, at least half of them in listed phrases, not beginning with an opener such as
        "I" or "but" unless a listed phrase begins there ("I see", "no way").
        """
        said = tokens(words)
        if not said or len(said) > LONGEST:
            return False
        if said[0] in self.openers and not self._phrase_at(said, 0):
            return False
        return self._listed(said) >= LISTED_SHARE * len(said)

    def surely(self, words: Sequence[Word]) -> bool:
        """Whether these are up to three words that are all listed."""
        said = tokens(words)
        return 0 < len(said) <= LONGEST and self._listed(said) == len(said)

    def _listed(self, said: tuple[str, ...]) -> int:
        """How many of the words stand in listed phrases."""
        listed = place = 0
        while place < len(said):
            length = self._phrase_at(said, place)
            listed += length
            place += max(1, length)
        return listed

    def _phrase_at(self, said: tuple[str, ...], place: int) -> int:
        """Length in words of the longest listed phrase that begins there, 0 for none."""
        lengths = range(min(LONGEST, len(said) - place), 0, -1)
        return next((length for length in lengths if said[place : place + length] in self.phrases), 0)


@lru_cache
def backchannels_of(language: str) -> Backchannels:
    """The list of that language (ISO 639-1); the sounds that all languages share where we have none."""
    stored = json.loads(files("coach.hearing").joinpath("backchannels.json").read_text(encoding="utf-8"))
    phrases = [*stored["any"], *stored.get(language, ())]
    return Backchannels(
        phrases=frozenset(tuple(phrase.split()) for phrase in phrases),
        openers=frozenset(stored["openers"].get(language, ())),
    )
