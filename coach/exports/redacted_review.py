"""A review without its secrets: every text in it that somebody said, wrote or called something."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from coach.conversation import Conversation, Turn
from coach.exports.redaction import Redaction
from coach.feedback.scorecard import Graded, Note, Scorecard
from coach.hearing.heard import Engines, Source
from coach.measures.result import Result
from coach.moments.moment import Moment, Passage
from coach.review import Review
from coach.times import Span, join
from models.records import Word

MARGIN = 0.5
"""Seconds of sound taken out on both sides of a word. Of recognised words nine in ten begin within 0.3 s of the time we
have, the worst was 1.8 s off (findings.md); a margin for that one would take whole sentences (our choice)."""

_P = TypeVar("_P", bound=Moment | Passage)


def redacted_review(review: Review, redaction: Redaction) -> Review:
    """The review with stand-ins. The name and the fingerprint of its file are gone too: both lead back to it."""
    text = redaction.text
    return replace(
        review,
        source=Source("recording", review.source.duration, review.source.channels, ""),
        engines=Engines(*(text(getattr(review.engines, name)) for name in Engines.__slots__)),
        conversation=redacted_conversation(review.conversation, redaction),
        quality=tuple(replace(verdict, why=text(verdict.why)) for verdict in review.quality),
        moments=tuple(_passage(moment, redaction) for moment in review.moments),
        results=tuple(_result(result, redaction) for result in review.results),
        scorecard=_scorecard(review.scorecard, redaction),
    )


def secret_times(
    conversations: Iterable[Conversation], tracks: Iterable[tuple[Word, ...]], redaction: Redaction
) -> tuple[Span, ...]:
    """When a secret is heard, with a margin, sorted.

    Where the words of a turn have no times, or say another thing than its text, the whole turn counts.

    Args:
        conversations: as it was heard, and as it was edited: a name may stand in only one of them.
        tracks: words as they were recognised.
    """
    spans = [span for words in tracks for span in redaction.words(words).spans]
    for talk in conversations:
        for turn in talk.turns:
            found = redaction.words(turn.words).spans
            missed = redaction.found_in(turn.text) - redaction.found_in(" ".join(word.text for word in turn.words))
            spans += [turn.span] if missed else found
    return join((Span(max(0.0, span.start - MARGIN), span.end + MARGIN) for span in spans), gap=0.0)


def redacted_conversation(talk: Conversation, redaction: Redaction) -> Conversation:
    """The conversation with stand-ins in names, turns and words."""
    return replace(
        talk,
        speakers=tuple(replace(who, label=redaction.text(who.label)) for who in talk.speakers),
        turns=tuple(_turn(turn, redaction) for turn in talk.turns),
    )


def _turn(turn: Turn, redaction: Redaction) -> Turn:
    return replace(turn, text=redaction.text(turn.text), words=redaction.words(turn.words).words)


def _passage(passage: _P, redaction: Redaction) -> _P:
    if not isinstance(passage, Moment):
        return replace(passage, quote=redaction.text(passage.quote))
    better = None if passage.better is None else redaction.text(passage.better)
    return replace(passage, quote=redaction.text(passage.quote), why=redaction.text(passage.why), better=better)


def _result(result: Result, redaction: Redaction) -> Result:
    return replace(
        result,
        why=None if result.why is None else redaction.text(result.why),
        evidence=tuple(_passage(item, redaction) for item in result.evidence),
    )


def _note(note: Note | None, redaction: Redaction) -> Note | None:
    if note is None:
        return None
    moments = tuple(_passage(item, redaction) for item in note.moments)
    return Note(note.measure, redaction.text(note.text), moments)


def _graded(one: Graded, redaction: Redaction) -> Graded:
    return replace(one, result=_result(one.result, redaction))


def _scorecard(card: Scorecard, redaction: Redaction) -> Scorecard:
    return replace(
        card,
        why=None if card.why is None else redaction.text(card.why),
        strength=_note(card.strength, redaction),
        focus=_note(card.focus, redaction),
        moments=tuple(_passage(item, redaction) for item in card.moments),
        graded=tuple(_graded(one, redaction) for one in card.graded),
    )
