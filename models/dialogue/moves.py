"""The moves of a listener that the classifier tells apart."""

from enum import StrEnum


class Move(StrEnum):
    """What a sentence does. The values name the columns of the weights file."""

    QUESTION = "question"
    OPEN = "question_open"
    CLOSED = "question_closed"
    REFLECTION = "reflection"
    INPUT = "input"  # information, advice, options or negotiation: the listener brings in something of their own
    ADVICE = "advice"
