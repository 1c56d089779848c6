"""Advice: telling the other what to do, asked for or not."""

from dataclasses import replace

from coach.moments.asking import inverted
from coach.moments.exchange import Exchange, Spoken, Talk
from coach.moments.judgement import NO, Judgement, learned
from coach.moments.lexicon import lexicon
from coach.moments.marking import mark, runs
from coach.moments.moment import Moment, MomentType, Trait
from coach.moments.sentences import Sentence
from models.dialogue.classifier import Limits
from models.dialogue.moves import Move

# Phrases that advise whatever stands around them.
ADVISING = frozenset(
    {
        "advice.you_should",
        "advice.if_i_were",
        "advice.recommend",
        "advice.i_want_you",
        "advice.why_dont",
        "advice.could_do",
        "questions.advising",
    }
)
# Probabilities of what needs no weighing (our choice, guarded by the sentences of test_advice).
_PLAIN = 0.9  # a phrase that advises
_ORDER = 0.45  # an order by itself: "Bring the numbers" may be advice or mere arrangement
_ORDER_NEAR = 0.8  # an order beside other advice, or where advice was asked for
_WOULD = 0.45  # "I would call him" by itself may be a plan of one's own
_WOULD_ASKED = 0.8
# What no phrase tells must be likelier than not: the classifier's own limits are for counting over a whole talk
# (experts agree on advice with kappa .64 among ten; guarded by test_scripted_talks).
_LEARNED = Limits(clear=0.5, maybe=0.3)


def judge_advice(exchange: Exchange, *, asked: bool = False) -> Judgement:
    """How likely the sentence advises or fixes. Plain information is no advice, however long.

    Args:
        exchange: the sentence in its place.
        asked: whether the other asked for advice; then "I would" and orders answer that.
    """
    sentence = exchange.sentence
    if exchange.heard is None or _is_other_talk(sentence):
        return NO
    if inverted(sentence) or sentence.asks or sentence.has("questions.invitation", "questions.polite_invitation"):
        cue = sentence.cue("questions.advising")
        return Judgement(_PLAIN, (f'advises in a question: "{cue.words}"',)) if cue else NO
    if (advising := plain_advice(sentence)) is not None:
        return Judgement(_PLAIN, (f'says "{advising}"',))
    near = any(plain_advice(other) is not None for other in (*exchange.before, *exchange.after))
    if is_order(sentence) or (near and _is_step(sentence)):
        return Judgement(
            _ORDER_NEAR if near or asked else _ORDER, (f'tells the other to "{" ".join(sentence.body[:2])}"',)
        )
    if (cue := sentence.cue("advice.i_would")) is not None:
        return Judgement(_WOULD_ASKED if asked or near else _WOULD, (f'says "{cue.words}"',))
    return learned(exchange, Move.ADVICE, "advice.", limits=_LEARNED)


def _is_other_talk(sentence: Sentence) -> bool:
    continuer = lexicon().words("continuer")
    return (
        sentence.has("advice.no_advice", "advice.permission", "manners.thanks", "manners.apology", "manners.greeting")
        or sentence.has("commitments.promise", "reflections.blame")
        or all(token in continuer for token in sentence.tokens)
    )


def plain_advice(sentence: Sentence) -> str | None:
    """The phrase that makes a sentence advice by itself; None for blame of the past and for advice told about."""
    if sentence.has("advice.to_self", "advice.spent", "questions.reported"):
        return None
    return next((cue.words for cue in sentence.cues if cue.name in ADVISING), None)


def is_order(sentence: Sentence) -> bool:
    """Whether it starts with a deed, as orders do: "Call him", "Don't wait"."""
    known = lexicon()
    body = sentence.body
    if len(body) < 2 or sentence.asks or sentence.has("advice.no_advice") or inverted(sentence):
        return False
    if body[0] in ("don't", "never"):
        return body[1] in known.words("deed") or body[1] in known.words("not_to_do")
    return body[0] in known.words("deed") and body[1] in known.words("after_deed")


def _is_step(sentence: Sentence) -> bool:
    """A step of an instruction: "You put one hand here"."""
    body = sentence.body
    return len(body) > 2 and body[0] == "you" and body[1] in lexicon().words("deed")


def find_advice(talk: Talk) -> tuple[Moment, ...]:
    """The advice, adjacent sentences joined; advice that was asked for or allowed is marked so and does not count."""
    found: list[Moment] = []
    for place, exchanges in enumerate(talk.exchanges):
        requested = any(_requests(spoken) for spoken in talk.others_before(place, 2))
        judged = {
            exchange.sentence.position: (exchange, judgement)
            for exchange in exchanges
            if (judgement := judge_advice(exchange, asked=requested)).is_shown
        }
        for run in runs(sorted(judged)):
            said = [judged[i] for i in run]
            exchange, judgement = max(said, key=lambda one: one[1].strength)
            sure = [one[0].sentence for one in said if one[1].is_clear]
            asked = requested or _permitted(talk, place, exchange)
            found.append(
                mark(
                    sure or [one[0].sentence for one in said],
                    MomentType.ADVICE,
                    replace(judgement, reasons=(f"looks like advice: {judgement.why}",)),
                    answers=exchange.answers,
                    traits=frozenset({Trait.ASKED}) if asked else frozenset(),
                    counted=not asked,
                )
            )
    return tuple(found)


def _permitted(talk: Talk, place: int, exchange: Exchange) -> bool:
    """Whether the speaker asked leave in this turn or their last one (permission lasts two turns)."""
    own = talk.own_before(place)
    return any(s.has("advice.permission") for s in (*exchange.before, *(own.sentences if own else ())))


def _requests(spoken: Spoken) -> bool:
    return any(
        s.has("advice.requested") and (s.asks or inverted(s) or s.has("advice.asks_help")) for s in spoken.sentences
    )
