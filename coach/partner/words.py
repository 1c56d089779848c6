"""What is said of a partner's verdict, in plain sentences."""

from collections import Counter
from collections.abc import Sequence

from coach.feedback.phrase import many
from coach.measures.result import Unit
from coach.partner.agreement import KAPPA_FROM, Agreement, agreement
from coach.partner.sheet import HIGHEST, Given, Mark
from coach.progress.trend import trend
from coach.progress.words import heading, share_told

_MARKS = {Mark.HIT: "caught", Mark.NEAR: "partly caught", Mark.MISS: "not caught"}


def heard_told(given: Given) -> str:
    """How heard somebody felt."""
    return f"{given.sheet.partner} felt heard: {given.verdict.felt_heard} of {HIGHEST}."


def marks_told(given: Given) -> str:
    """What they said of the answers; nothing where none was asked about."""
    marks = [mark for mark in given.verdict.marks if mark is not None]
    if not given.sheet.items:
        return ""
    if not marks:
        return "They marked none of your answers."
    counts = Counter(marks)
    each = ", ".join(f"{counts[mark]} {words}" for mark, words in _MARKS.items() if counts[mark])
    return f"Of {many(len(marks), 'answer', 'answers')}: {each}."


def agreement_told(found: Agreement | None) -> str:
    """How far partner and machine agree, with the number of answers it rests on."""
    if found is None:
        return "There is no answer yet that both your partner and Sayback judged."
    alike = f"Your partner and Sayback judged {found.same} of {many(found.of, 'answer', 'answers')} alike"
    if found.of < KAPPA_FROM:
        return f"{alike}. From {KAPPA_FROM} answers on there is a figure that takes chance into account."
    share = f"{alike}, {share_told(found.same / found.of, found.share.low, found.share.high)}"
    if found.kappa is None:
        return f"{share}. One of the two used one word throughout, so agreement by chance cannot be told apart."
    value = f"{found.kappa.value:.2f}".replace("-", "−")
    if found.kappa.interval is None:
        return f"{share}. Beyond chance (weighted kappa): {value}; all agree, so there is no range."
    low, high = (f"{end:.2f}".replace("-", "−") for end in (found.kappa.interval.low, found.kappa.interval.high))
    return f"{share}. Beyond chance (weighted kappa, 0 is chance and 1 is full): {value} ({low} to {high})."


def over_sessions(given: Sequence[Given]) -> tuple[str, ...]:
    """What all verdicts together say; empty where there is none."""
    if not given:
        return ()
    in_order = sorted(given, key=lambda one: (one.answered, one.sheet.tag))
    line = trend([float(one.verdict.felt_heard) for one in in_order])
    felt = f"Felt heard, 1 to {HIGHEST}: {heading(Unit.COUNT, line, len(in_order), of='verdicts')}."
    return (felt, agreement_told(agreement([p for one in in_order for p in one.pairs])))
