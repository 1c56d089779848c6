"""How likely a sentence is of a type, and why: a weighted sum of named features with its two thresholds."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from coach.moments.features import CUE, Features
from coach.moments.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Judgement:
    """A probability, and plain clauses that name what raised it, the strongest first."""

    probability: float
    reasons: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """The strongest reasons in one clause."""
        return " and ".join(self.reasons[:2]) if self.reasons else "by its words and what was said before"


NO = Judgement(0.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """Weights of named features; the logistic of their sum is the probability.

    Args:
        clear: from this probability on a moment counts.
        maybe: from this probability on it is shown, not counted.
    """

    bias: float
    clear: float
    maybe: float
    weights: dict[str, float]
    says: dict[str, str]

    def judge(self, features: Features, sentence: Sentence) -> Judgement:
        """The probability by the weights, with the features that raised it most."""
        parts = {name: self.weights[name] * value for name, value in features.items() if name in self.weights}
        probability = 1 / (1 + exp(-(self.bias + sum(parts.values()))))
        if probability < self.maybe:
            return Judgement(probability)
        raised = sorted((name for name in parts if parts[name] > 0), key=lambda name: (-parts[name], name))
        clauses = (self._clause(name, sentence) for name in raised)
        return Judgement(probability, tuple(dict.fromkeys(clause for clause in clauses if clause)))

    def _clause(self, name: str, sentence: Sentence) -> str | None:
        if name.startswith(CUE):
            cue = sentence.cue(name.removeprefix(CUE))
            return f'says "{cue.words}"' if cue and cue.end - cue.at > 1 else None
        return self.says.get(name)


@cache
def scale(name: str) -> Scale:
    """The weights that ship with the program under that name, read once."""
    folder = files("coach.moments") / "weights"
    with (folder / f"{name}.toml").open("rb") as file:
        told = tomllib.load(file)
    with (folder / "says.toml").open("rb") as file:
        says = tomllib.load(file)
    return Scale(told["bias"], told["clear"], told["maybe"], told["weights"], says)
