"""What a window was heard as, and which of several tries at it is to be believed."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

MAX_COMPRESSION = 2.4  # text that zips better repeats itself (Radford et al. 2022, section 4.5)
MIN_LOG_PROBABILITY = -1.0  # a mean per token below this is guessing (Radford et al. 2022, section 4.5)
LONGEST_LOOP = 30  # tokens of what is said over and over; our choice: two sentences
COPIES = 4  # of it at the end; our choice, with LOOPED: people say "no, no, no, no"
LOOPED = 8  # tokens that only repeat what went before


@dataclass(frozen=True, slots=True)
class Decoded:
    """What one window was heard as: tokens, their text, and the mean natural logarithm of their probabilities."""

    tokens: tuple[int, ...]
    text: str
    log_probability: float

    @property
    def loops_from(self) -> int | None:
        """The token from which on the end only repeats itself, None where it does not.

        Too short a loop zips no better than speech does: "Please do." eight times in a window of 46 tokens.
        """
        for period in range(1, min(LONGEST_LOOP, len(self.tokens) // COPIES) + 1):
            at = len(self.tokens)
            while at > period and self.tokens[at - 1] == self.tokens[at - 1 - period]:
                at -= 1
            if len(self.tokens) - at >= max(LOOPED, (COPIES - 1) * period):
                return at
        return None

    @property
    def repeats_itself(self) -> bool:
        """Says the same over and over, which people do not."""
        raw = self.text.encode()
        return len(raw) > MAX_COMPRESSION * len(zlib.compress(raw)) or self.loops_from is not None

    @property
    def is_good(self) -> bool:
        """Needs no second try."""
        return not self.repeats_itself and self.log_probability >= MIN_LOG_PROBABILITY


def best(tried: Sequence[Decoded]) -> Decoded:
    """The likeliest that does not repeat itself, else the first that ends in a loop, up to it.

    Nothing where all are guesses.
    """
    plain = [one for one in tried if not one.repeats_itself]
    found = max(plain, key=lambda one: one.log_probability, default=None)
    if found is None:
        found = next((_before_loop(one) for one in tried if one.loops_from is not None), None)
    if found is None or found.log_probability < MIN_LOG_PROBABILITY:
        return Decoded((), "", 0.0)
    return found


def _before_loop(one: Decoded) -> Decoded:
    """Its tokens without the copies."""
    return replace(one, tokens=one.tokens[: one.loops_from])
