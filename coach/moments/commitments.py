"""Commitments: what somebody promises to do after the talk."""

from coach.moments.asking import reads_as_question
from coach.moments.exchange import Exchange, Talk
from coach.moments.judgement import NO, Judgement
from coach.moments.marking import mark
from coach.moments.moment import Moment, MomentType


def judge_commitment(exchange: Exchange) -> Judgement:
    """How likely the sentence promises a deed; conditions, figures of speech and in-call doings promise nothing."""
    sentence = exchange.sentence
    cue = sentence.cue("commitments.promise") or sentence.cue("commitments.plan")
    due = sentence.cue("commitments.due")
    if sentence.asks or sentence.has("commitments.no_promise"):
        return NO
    if cue is None:
        return _confirms(exchange)
    reason = (f'promises: "{cue.words}"', *((f'with a time: "{due.words}"',) if due else ()))
    if sentence.broken:
        return Judgement(0.4, reason)
    return Judgement(0.85 if due else 0.6, reason)


def _confirms(exchange: Exchange) -> Judgement:
    """A bare "I will" that answers the other's request."""
    if exchange.heard is None or not exchange.sentence.has("commitments.confirms"):
        return NO
    asked = exchange.heard.sentences and exchange.heard.sentences[-1]
    if not asked or not asked.has("commitments.requests") or not reads_as_question(asked):
        return NO
    return Judgement(0.4, ("says yes to a request",))


def find_commitments(talk: Talk) -> tuple[Moment, ...]:
    """One moment for each sentence that promises."""
    return tuple(
        mark([exchange.sentence], MomentType.COMMITMENT, judgement, answers=exchange.answers)
        for exchanges in talk.exchanges
        for exchange in exchanges
        if (judgement := judge_commitment(exchange)).is_shown
    )
