"""How likely a sentence is of a type, why, and from where on that counts."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from coach.moments.exchange import Exchange
from models.dialogue.classifier import Limits
from models.dialogue.moves import Move

# The two thresholds where a rule, not the classifier, decides (our choice, guarded by
# test_between_the_thresholds_is_a_maybe).
RULES = Limits(clear=0.5, maybe=0.35)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A probability, plain clauses that name what raised it, the strongest first, and the limits that hold for it."""

    probability: float
    reasons: tuple[str, ...] = ()
    limits: Limits = RULES

    @property
    def why(self) -> str:
        """The strongest reasons in one clause."""
        return " and ".join(self.reasons[:2]) if self.reasons else "by its words and what was said before"

    @property
    def is_clear(self) -> bool:
        """Whether it counts."""
        return self.probability >= self.limits.clear

    @property
    def is_shown(self) -> bool:
        """Whether it is at least a maybe."""
        return self.probability >= self.limits.maybe

    @property
    def strength(self) -> float:
        """How far it is past its clear limit, below 0 where it is not: compares judgements with different limits."""
        clear = self.limits.clear
        return (self.probability - clear) / (1 - clear if self.probability >= clear else clear)


NO = Judgement(0.0)


def learned(exchange: Exchange, move: Move, cues: str, limits: Limits | None = None) -> Judgement:
    """What the classifier says of a sentence.

    Args:
        exchange: the sentence in its place.
        move: which move.
        cues: phrases of these word lists (``reflections.``) are named first among the reasons.
        limits: other limits than those that were learned.
    """
    probability = exchange.moves.probabilities[move]
    limits = limits or exchange.limits[move]
    if probability < limits.maybe:
        return Judgement(probability, limits=limits)
    return Judgement(probability, tuple(dict.fromkeys(_clauses(exchange, move, cues))), limits)


def _clauses(exchange: Exchange, move: Move, cues: str) -> Iterator[str]:
    for cue in exchange.sentence.cues:
        if cue.name.startswith(cues) and cue.end - cue.at > 1:
            yield f'says "{cue.words}"'
            break
    for reason in exchange.moves.reasons.get(move, ()):
        if clause := _says().get(reason):
            yield clause
        elif reason.startswith('"') and reason.islower() and not {"<", ">", "?"} & set(reason) and " " in reason:
            yield f"says {reason}"


@cache
def _says() -> dict[str, str]:
    with (files("coach.moments") / "says.toml").open("rb") as file:
        return {name: str(clause) for name, clause in tomllib.load(file).items()}
