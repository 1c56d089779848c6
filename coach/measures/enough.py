"""How much conversation a number needs before it is shown as a result.

The limits are our choice, after the wide intervals of small counts (2 of 4 is 15–85 %); guarded by
``tests/coach/measures/test_enough.py``.
"""

from coach.times import clock

SPEECH = 180.0  # seconds of speech of all, for shares of time and the longest turns
PARTNER_SPEECH = 180.0  # seconds of the partners' speech, for interruptions
WINDOW = 300.0  # seconds from first speech to last, for rates
EVENTS = 8  # counted events, for percentages and medians
TURNS = 20  # my turns, for reflections and advice
EARLY_TURNS = 10  # my turns from which such a number is an early reading


def too_short(seconds: float, needed: float, *, of: str) -> str | None:
    """Why that much time is not enough, None where it is."""
    if seconds >= needed:
        return None
    return f"not enough conversation yet: {clock(seconds)} of {of}, {clock(needed)} needed"


def too_few(count: int, *, of: str, one: str, needed: int = EVENTS) -> str | None:
    """Why that many events are not enough, None where they are; ``one`` and ``of`` name one of them and many."""
    if count >= needed:
        return None
    return f"not enough conversation yet: {count} {one if count == 1 else of}, {needed} needed"


def too_few_turns(turns: int) -> str | None:
    """Why that many turns of mine are not enough to judge them as a whole, None where they are."""
    if turns >= TURNS:
        return None
    if turns >= EARLY_TURNS:
        return f"an early reading: {turns} of your turns so far, {TURNS} needed"
    return too_few(turns, of="of your turns", one="of your turns", needed=TURNS)
