"""A library that somebody has worked with for a while: talks that go somewhere, guesses, verdicts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.contexts.load import context
from coach.conversation import Timing
from coach.feedback.guess import Guess
from coach.hearing.heard import Source
from coach.library.library import Library
from coach.partner.answer import Answer
from coach.partner.ask import sheet_for
from coach.partner.sheet import Mark, Verdict
from coach.review import Review, review
from tests.coach.library.sessions import AGREED, ENGINES
from tests.factories import conversation

START = datetime(2026, 9, 1, 9, tzinfo=UTC)
TITLES = (
    "Kitchen talk",
    "Nadia about her exam",
    "Walk with Jonas",
    "Tea with my mother",
    "Jonas, second time",
    "On the train",
    "Nadia again",
    "Late call",
)
_BACK = "So you felt alone with the move. What happened then?"
_FIX = "You should call them. You need to tell them what you want, that is what I would do."
_THEIRS = "I felt sad, and the garden I had planted was gone, nobody had asked me."


def a_talk(mine: float, *, back: int, pairs: int = 24, context_id: str = "everyday") -> Review:
    """A talk in which my turns take ``mine`` seconds and the first ``back`` of them say back, the rest advise."""
    lines, at = [], 0.0
    for number in range(pairs):
        lines.append(f"A {at:.2f}-{at + mine:.2f} {_BACK if number < back else _FIX}")
        at += mine + 0.5
        lines.append(f"B {at:.2f}-{at + 9:.2f} {_THEIRS}")
        at += 9.5
    talk = conversation(*lines, timing=Timing.CHANNELS, boundary_error=0.05, word_confidence=0.95)
    talk = talk.renamed("A", "Nora").renamed("B", "Nadia")
    return review(talk, context=context(context_id), source=Source("x.wav", talk.duration, 2, ""), engines=ENGINES)


def live(folder: Path, count: int = len(TITLES), *, verdicts: int = 3) -> tuple[str, ...]:
    """Fill the library in ``folder`` with so many talks, one a week; gives their ids, the oldest first."""
    ids = []
    for number in range(count):
        at = START + timedelta(weeks=number)
        with Library.open(folder, clock=lambda at=at: at) as library:
            reviewed = a_talk(14.0 - number, back=2 + 2 * number)
            if number == 0:
                reviewed = replace(reviewed, rules="2025.1")
            ids.append(library.add(reviewed, title=TITLES[number], consent=AGREED))
            library.answer(ids[-1], Guess(talk_share=0.4 + 0.02 * number, interruptions=number % 3, reflected=4))
            if number >= count - verdicts:
                sheet = sheet_for(library.load(ids[-1]), "B", now=at)
                marks = tuple(
                    (Mark.HIT if item.machine is Mark.HIT else Mark.MISS) if place % 5 else Mark.NEAR
                    for place, item in enumerate(sheet.items)
                )
                library.verdicts.ask(sheet)
                library.verdicts.take(Answer(sheet.tag, Verdict(min(7, 4 + number // 3), marks)))
    return tuple(ids)
