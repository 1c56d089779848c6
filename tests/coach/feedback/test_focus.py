"""What is chosen to work on."""

from coach.contexts.load import context
from coach.hearing.heard import Engines, Source
from coach.measures.result import Confidence
from coach.review import review
from tests.factories import conversation

ASKED = (
    "What did you have for breakfast?",
    "How do you get to work?",
    "What colour is your door?",
    "How old is the station?",
    "What is on the radio?",
    "Where do the buses stop?",
    "How does a lighthouse work?",
    "What would you plant in May?",
    "Which sea is the deepest?",
    "How many strings has a violin?",
)


def test_follow_ups_never_become_the_focus() -> None:
    """Shared words show only some of the questions that follow on, so a low share may be our own mistake."""
    lines = []
    for number, question in enumerate(ASKED):
        start = 30 * number
        lines.append(f"B {start}-{start + 24} The meeting about our budget went on, and my boss kept changing it.")
        lines.append(f"A {start + 25}-{start + 28} {question}")
    talk = conversation(*lines)
    made = review(talk, context=context("everyday"), source=Source("t", talk.duration, 2, "0" * 64), engines=Engines())
    assert made.result("follow_up_share").confidence is Confidence.LOW
    assert made.scorecard.focus is None or made.scorecard.focus.measure != "follow_up_share"
