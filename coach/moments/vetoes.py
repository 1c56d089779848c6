"""What speaks against a reflection, however it begins: blame, lectures, advice, sarcasm, the own side."""

from coach.moments.advice import is_order, plain_advice
from coach.moments.asking import inverted, inverted_inside
from coach.moments.empathy import dismissing
from coach.moments.exchange import Exchange
from coach.moments.lexicon import lexicon
from coach.moments.sentences import Sentence

# "You are so naive", "that was naive": who or what is judged stands so close before the word (our choice, guarded by
# the sentences on reflections).
_JUDGED = 4
_JUDGING = ("reflections.blame", "reflections.reproach", "reflections.sarcasm")
# Saying "I" is no veto in these: "I hear that you", "if I understand".
_SPEAKING_OF_OTHER = (
    "reflections.hearing", "reflections.understand", "reflections.i_wonder", "reflections.summing",
    "reflections.you_said",
)  # fmt: skip
# A turn of at most so many words without "you" can still say back: "The lonely part." (our choice; longer ones
# inform; guarded by test_the_good_listener_outranks_all_others_with_what_is_found).
_FRAGMENT = 10
_ANNOUNCING = (
    "reflections.sounds_like", "reflections.seems", "reflections.looks_like", "reflections.hearing",
    "reflections.understand", "reflections.must_have", "reflections.two_sides", "reflections.for_you",
    "reflections.other_words", "reflections.summing", "reflections.like_image", "reflections.feels_impersonal",
    "reflections.would_be",
)  # fmt: skip


def veto(exchange: Exchange) -> str | None:
    """Why the sentence cannot be a reflection however it begins; None where nothing speaks against it."""
    sentence = exchange.sentence
    known = lexicon()
    said = sentence.tokens
    if all(token in known.words("continuer") or token in known.words("opener") for token in said):
        return "only keeps the other talking"
    judging = (sentence.cue(name) for name in _JUDGING)
    if (cue := next((cue for cue in judging if cue is not None), None)) is not None:
        return f'judges: "{cue.words}"'
    if (cue := sentence.cue("reflections.lecturing")) is not None and not sentence.has("reflections.you_said"):
        return f'lectures: "{cue.words}"'
    if (word := _conduct(sentence)) is not None:
        return f'judges: "{word}"'
    if (empty := _empty(exchange)) is not None:
        return empty
    if (advised := plain_advice(sentence)) is not None:
        return f'advises: "{advised}"'
    theirs = sentence.has("reflections.you_feel", "reflections.you_said", "reflections.you_think")
    if (cue := sentence.cue("advice.suggesting")) is not None and not theirs:
        return f'advises: "{cue.words}"'
    if sentence.has("own.offer", "own.mirror") or _tells_of_oneself(sentence):
        return "speaks of the own side"
    if _stands_in_advice(exchange):
        return "stands in advice"
    if (cue := dismissing(sentence)) is not None:
        return f'plays down: "{cue.words}"'
    if sentence.body[0] in ("but", "no") and not _about_other(sentence):
        return "contradicts"
    if sentence.has("questions.check", "questions.repair", "questions.repeating"):
        return "only checks"
    if (
        inverted(sentence)
        or (sentence.asks and inverted_inside(sentence))
        or sentence.has("questions.invitation", "questions.polite_invitation", "questions.wondering")
    ):
        return "asks"
    if sentence.has("manners.thanks", "manners.greeting", "manners.apology", "manners.praise"):
        return "is a courtesy"
    if sentence.has("commitments.promise", "commitments.plan"):
        return "promises"
    return "speaks of a third thing" if _lectures(exchange) else None


def _conduct(sentence: Sentence) -> str | None:
    """A word that judges what the other did, unless somebody feels or calls it so."""
    known = lexicon()
    for at, token in enumerate(sentence.tokens):
        if token in known.words("conduct"):
            before = sentence.tokens[max(0, at - _JUDGED) : at]
            if known.words("seems_so").isdisjoint(before) and not known.words("judged").isdisjoint(before):
                return token
    return None


def _empty(exchange: Exchange) -> str | None:
    """Why nothing of the other is in it: an opinion, big words, or a learned word that the other has not used."""
    sentence = exchange.sentence
    if (cue := sentence.cue("reflections.opining")) is not None:
        return f'speaks of the own side: "{cue.words}"'
    if (cue := sentence.cue("reflections.empty_words")) is not None:
        return f'says nothing back: "{cue.words}"'
    used = {token for spoken in exchange.told for token in spoken.tokens}
    term = next((t for t in sentence.tokens if t in lexicon().words("jargon") and t not in used), None)
    return f'explains: "{term}"' if term else None


def _tells_of_oneself(sentence: Sentence) -> bool:
    """An own story, whatever it begins with: "It sounds like when my cousin got divorced"."""
    # "I hear you" says nothing of the other yet.
    yours = sentence.yours - sentence.has("reflections.hear_you")
    mine = sentence.mine + sentence.ours > 0 and not yours
    return (
        mine
        and sentence.has("own.story")
        and (not sentence.has("reflections.hearing", "reflections.understand") or sentence.has("reflections.hear_you"))
    )


def is_doubtful(exchange: Exchange) -> bool:
    """Whether it orders, speaks of the speaker, values, compares, or answers: seldom a reflection, but at times."""
    sentence = exchange.sentence
    known = lexicon()
    own = sentence.mine > 0 and (sentence.mine >= sentence.yours or sentence.body[0] in known.words("first_person"))
    if own and not sentence.has(*_SPEAKING_OF_OTHER):
        return True
    if is_order(sentence):
        return True
    together = sentence.mine + sentence.ours > 0
    if sentence.has("empathy.validates", "empathy.affirms") or (together and sentence.has("own.likeness")):
        return True
    return exchange.heard is not None and exchange.heard.asks and not _about_other(sentence)


def _lectures(exchange: Exchange) -> bool:
    """Facts about a third thing: nobody is spoken of in a turn of some length, and nothing announces saying back."""
    sentence, own = exchange.sentence, exchange.own
    if own.second_person or len(own.tokens) <= _FRAGMENT or "so" in sentence.tokens[: sentence.core + 1]:
        return False
    return not sentence.has(*_ANNOUNCING)


def _stands_in_advice(exchange: Exchange) -> bool:
    """Right after advice, or in a turn that mostly advises (more than half of its words)."""
    if exchange.before and plain_advice(exchange.before[-1]) is not None:
        return not exchange.sentence.has("reflections.sounds_like", "reflections.hearing", "reflections.you_said")
    advising = sum(len(s.tokens) for s in exchange.own.sentences if plain_advice(s) is not None)
    return advising > len(exchange.own.tokens) / 2


def _about_other(sentence: Sentence) -> bool:
    return any(token in lexicon().words("second_person") for token in sentence.tokens[: sentence.core + 6])
