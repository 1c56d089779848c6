"""A long talk, made of the sample said again and again."""

from dataclasses import replace

from coach.conversation import Conversation, Turn
from coach.review import Review, again
from coach.times import Span
from tests.ui.example import sample_review


def long_review(seconds: float, *, turns_an_hour: float | None = None) -> Review:
    """The sample's review with its talk repeated until it is that long, said faster where more turns are wanted."""
    reviewed = sample_review()
    talk = reviewed.conversation
    usual = len(talk.turns) / talk.duration * 3600.0
    pace = 1.0 if turns_an_hour is None else usual / turns_an_hour
    turns: list[Turn] = []
    shift = 0.0
    while shift < seconds:
        turns += [_later(turn, shift, pace) for turn in talk.turns]
        shift += talk.duration * pace
    return again(reviewed, conversation=_with(talk, turns, shift))


def _with(talk: Conversation, turns: list[Turn], duration: float) -> Conversation:
    return replace(talk, turns=tuple(turns), duration=duration)


def _later(turn: Turn, shift: float, pace: float) -> Turn:
    return replace(
        turn,
        start=turn.start * pace + shift,
        end=turn.end * pace + shift,
        words=tuple(replace(w, start=w.start * pace + shift, end=w.end * pace + shift) for w in turn.words),
        voice=tuple(Span(span.start * pace + shift, span.end * pace + shift) for span in turn.voice),
    )
