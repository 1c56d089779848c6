"""A long talk, made of the sample said again and again."""

from dataclasses import replace

from coach.conversation import Conversation, Turn
from coach.review import Review, again
from coach.times import Span
from tests.ui.example import sample_review


def long_review(seconds: float) -> Review:
    """The sample's review with its talk repeated until it is that long."""
    reviewed = sample_review()
    talk = reviewed.conversation
    turns: list[Turn] = []
    shift = 0.0
    while shift < seconds:
        turns += [_later(turn, shift) for turn in talk.turns]
        shift += talk.duration
    return again(reviewed, conversation=_with(talk, turns, shift))


def _with(talk: Conversation, turns: list[Turn], duration: float) -> Conversation:
    return replace(talk, turns=tuple(turns), duration=duration)


def _later(turn: Turn, shift: float) -> Turn:
    return replace(
        turn,
        start=turn.start + shift,
        end=turn.end + shift,
        words=tuple(replace(word, start=word.start + shift, end=word.end + shift) for word in turn.words),
        voice=tuple(Span(span.start + shift, span.end + shift) for span in turn.voice),
    )
