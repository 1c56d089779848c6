"""A conversation as the classifier reads it: turns of sentences, and what lies around each turn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from models.dialogue.cues import content, cues, tokens

# How many turns of the other are still in the ear (as in coach.moments; our choice).
_MEMORY = 3
# A turn of at most so many words tells nothing of how somebody speaks.
_TOO_SHORT = 2
# Stretches of words that are kept read, so that an edit costs little: an hour of talk has about 1,700, some 5 kB each
# (our choice).
_KEPT = 4096
# Turns at which one's own way of speaking weighs half; below that the features shrink to 0 (our choice: with it
# conversations of a few turns are judged by their words).
_HALF_KNOWN = 8


@dataclass(frozen=True, slots=True)
class Utterance:
    """A turn: who speaks, and its sentences as they are written."""

    speaker: str
    sentences: tuple[str, ...]


class Part:
    """A stretch of words, read once: a sentence or a whole turn."""

    def __init__(self, text: str) -> None:
        known = cues()
        self.text = text
        self.tokens = tokens(text)
        self.words = [token for token in self.tokens if token != "?"]
        self.count = len(self.words)
        self.joined = " ".join(self.words)
        self.content = content(self.words)
        self.first = sum(word in known.words["first"] for word in self.words)
        self.second = sum(word in known.words["second"] for word in self.words)
        self.plural = sum(word in known.words["plural"] for word in self.words)

    @cached_property
    def cues(self) -> frozenset[str]:
        """The names of the patterns in it."""
        return frozenset(name for name, pattern in cues().patterns.items() if pattern.search(self.joined))

    @cached_property
    def asks(self) -> bool:
        """Whether it holds a question, by its mark or its words."""
        return "?" in self.tokens or bool(
            self.cues & {"asks with a question word", "turns verb and subject round", "invites to tell"}
        )

    @cached_property
    def advises(self) -> bool:
        """Whether a phrase of advice stands in it."""
        return "advises" in self.cues

    @cached_property
    def keeps_going(self) -> bool:
        """Whether it only keeps the other talking: "mm-hmm", "okay"."""
        return all(word in cues().words["continuer"] for word in self.words)

    @cached_property
    def broken(self) -> bool:
        """Whether it breaks off: a dash or dots at its end."""
        return self.text.rstrip().endswith(("-", "–", "—", "...", "…"))


@lru_cache(maxsize=_KEPT)
def stretch(text: str) -> Part:
    """The stretch with that text; the same one for the same text, so that it is read once."""
    return Part(text)


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody speaks in the rest of a conversation, each shrunk towards 0 where little was said."""

    first: float = 0.0
    second: float = 0.0
    asks: float = 0.0
    advises: float = 0.0
    length: float = 0.0


@dataclass(frozen=True)
class Place:
    """A turn with what is around it. Two are equal where the same words stand in and around them, whatever the manner.

    Args:
        own: the turn as a whole.
        sentences: its sentences.
        heard: the other's turns right before it, latest first; where there are none, the other's last one.
        earlier: the other's turns before those, latest first.
        before: the same speaker's turn before; None where there is none.
        adjacent: whether nobody spoke between ``before`` and this turn.
        answers: the other's turns right after it.
        manner: how the speaker speaks elsewhere; ``others`` how the others do.
    """

    own: Part
    sentences: tuple[Part, ...]
    heard: tuple[Part, ...] = ()
    earlier: tuple[Part, ...] = ()
    before: Part | None = None
    adjacent: bool = False
    answers: tuple[Part, ...] = ()
    manner: Manner = field(default_factory=Manner, compare=False)
    others: Manner = field(default_factory=Manner, compare=False)

    @cached_property
    def heard_content(self) -> frozenset[str]:
        """Topic words of what was just heard."""
        return frozenset().union(*(part.content for part in self.heard))

    @cached_property
    def earlier_content(self) -> frozenset[str]:
        """Topic words of what was heard before that, and not just now."""
        return frozenset().union(*(part.content for part in self.earlier)) - self.heard_content


def places(talk: Sequence[Utterance]) -> list[Place]:
    """Each turn of a conversation in its place."""
    sentences = [tuple(stretch(text) for text in turn.sentences) for turn in talk]
    wholes = [stretch(" ".join(turn.sentences)) for turn in talk]
    speakers = [turn.speaker for turn in talk]
    tallies = {name: _Tally([w for w, s in zip(wholes, speakers, strict=True) if s == name]) for name in set(speakers)}
    everybody = _Tally(wholes)
    made = []
    for at, own in enumerate(wholes):
        me = speakers[at]
        heard, earlier = _heard(wholes, speakers, at)
        before = next((i for i in range(at - 1, -1, -1) if speakers[i] == me), None)
        after = at + 1
        while after < len(talk) and speakers[after] != me:
            after += 1
        made.append(
            Place(
                own=own,
                sentences=sentences[at],
                heard=heard,
                earlier=earlier,
                before=None if before is None else wholes[before],
                adjacent=before is not None and before == at - 1,
                answers=tuple(wholes[at + 1 : after]),
                manner=tallies[me].without(own),
                others=everybody.minus(tallies[me]),
            )
        )
    return made


def _heard(wholes: list[Part], speakers: list[str], at: int) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    heard: list[Part] = []
    earlier: list[Part] = []
    run = True
    for i in range(at - 1, max(-1, at - 4 * _MEMORY), -1):
        if speakers[i] == speakers[at]:
            run = not heard
        elif run:
            heard.append(wholes[i])
            run = len(heard) < _MEMORY
        elif len(earlier) < _MEMORY:
            earlier.append(wholes[i])
    return tuple(heard), tuple(earlier)


class _Tally:
    """Sums over the turns that say something."""

    def __init__(self, parts: Sequence[Part]) -> None:
        said = [part for part in parts if part.count > _TOO_SHORT]
        self.turns = len(said)
        self.words = sum(part.count for part in said)
        self.first = sum(part.first for part in said)
        self.second = sum(part.second for part in said)
        self.asks = sum(part.asks for part in said)
        self.advises = sum(part.advises for part in said)

    def without(self, part: Part) -> Manner:
        """The manner of all turns but one."""
        return self.minus(_Tally([part]))

    def minus(self, other: "_Tally") -> Manner:
        """The manner of these turns less those."""
        turns, words = self.turns - other.turns, self.words - other.words
        if turns <= 0 or words <= 0:
            return Manner()
        known = turns / (turns + _HALF_KNOWN)
        return Manner(
            first=known * (self.first - other.first) / words * 5,
            second=known * (self.second - other.second) / words * 5,
            asks=known * ((self.asks - other.asks) / turns - 0.3),
            advises=known * (self.advises - other.advises) / turns,
            length=known * (min(words / turns, 80) / 40 - 0.5),
        )
