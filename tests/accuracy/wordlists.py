"""Two lists of words laid beside each other, and what of the first survives in the second."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

UM, HUM = "<um>", "<hum>"
_UMS = frozenset({"um", "uh", "er", "ah"})
_HUMS = frozenset({"mm", "hmm", "mhm", "mmhmm", "uhhuh", "mmm", "hm"})

Pair = tuple[str | None, str | None]
"""A word said and the word heard for it; None on one side for one left out or put in."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of the true ones survive."""

    kept: int
    true: int

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(self.kept + other.kept, self.true + other.true)

    @property
    def share(self) -> float:
        """Of 1; 1 where there was none."""
        return self.kept / self.true if self.true else 1.0


def aligned(said: Sequence[str], heard: Sequence[str]) -> list[Pair]:
    """The pairs of a cheapest way from one list to the other (Levenshtein)."""
    costs = [list(range(len(heard) + 1))]
    for i, one in enumerate(said, start=1):
        row = [i]
        above = costs[-1]
        for j, other in enumerate(heard, start=1):
            row.append(min(above[j - 1] + (one != other), above[j] + 1, row[j - 1] + 1))
        costs.append(row)
    pairs: list[Pair] = []
    i, j = len(said), len(heard)
    while i or j:
        if i and j and costs[i][j] == costs[i - 1][j - 1] + (said[i - 1] != heard[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((said[i], heard[j]))
        elif i and costs[i][j] == costs[i - 1][j] + 1:
            i -= 1
            pairs.append((said[i], None))
        else:
            j -= 1
            pairs.append((None, heard[j]))
    return pairs[::-1]


def kept_fillers(said: Sequence[str], heard: Sequence[str], score: ModuleType) -> tuple[Kept, Kept]:
    """Hesitations ("um", "uh") and hums ("mm-hm", "mm") that were heard as such, whatever their spelling."""
    pairs = aligned(_by_kind(said, score), _by_kind(heard, score))
    first, second = (
        Kept(sum(true == got == kind for true, got in pairs), sum(true == kind for true, _ in pairs))
        for kind in (UM, HUM)
    )
    return first, second


def _by_kind(texts: Sequence[str], score: ModuleType) -> list[str]:
    every = [word.replace("'", "") for text in texts for word in score.words(text, fillers=True)]
    return [UM if word in _UMS else HUM if word in _HUMS else word for word in every]


def kept_questions(said: Sequence[str], heard: Sequence[str], score: ModuleType) -> Kept:
    """Question marks that stand after the same word, or after the one heard for it.

    A question whose last word was not heard at all counts as lost.
    """
    true, got = _marked(said, score), _marked(heard, score)
    at = true_at = 0
    kept = 0
    for word, found in aligned([word for word, _ in true], [word for word, _ in got]):
        if word is not None:
            is_asked = true[true_at][1]
            kept += is_asked and found is not None and got[at][1]
            true_at += 1
        at += found is not None
    return Kept(kept, sum(asked for _, asked in true))


def _marked(texts: Sequence[str], score: ModuleType) -> list[tuple[str, bool]]:
    """Each word, and whether a question mark stands behind it."""
    out: list[tuple[str, bool]] = []
    for text in texts:
        for written in text.split():
            parts = score.words(written, fillers=True)
            out += [(part, i == len(parts) and "?" in written) for i, part in enumerate(parts, start=1)]
    return out
