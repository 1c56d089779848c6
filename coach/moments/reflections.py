"""Reflections: saying back what the other said, with their words, their meaning or their feeling."""

from dataclasses import dataclass

from coach.moments.advice import ADVISING, is_order
from coach.moments.exchange import Exchange, Talk, inverted
from coach.moments.features import Features, features
from coach.moments.judgement import NO, Judgement, scale
from coach.moments.lexicon import content, lexicon
from coach.moments.marking import mark, runs
from coach.moments.moment import Moment, MomentType, Trait
from coach.moments.sentences import Sentence

# A reply that repeats this share of the other's words is an echo; from the third in a row it earns no credit
# (domain: parroting; guarded by test_the_third_echo_in_a_row_does_not_count).
_ECHO = 0.7
_ECHOES = 3
# Adding more than this says more than was said: complex below, simple above (our choice, fitted on expert labels,
# on which experts themselves agree little: kappa 0.21; guarded by test_added_feeling_makes_it_complex).
_COMPLEX = 0.5
_SIMPLE = 0.5
# A summary gathers points of at least two of the other's turns in at least so many words (domain: at least 20 words;
# less where the words say that it sums up; guarded by test_a_summary_gathers_several_turns).
_SUMMARY_WORDS = 14
_PARTS = 3
# Saying "I" is no veto in these: "I hear that you", "if I understand".
_SPEAKING_OF_OTHER = (
    "reflections.hearing", "reflections.understand", "reflections.i_wonder", "reflections.summing", "reflections.you_said",
)  # fmt: skip
_SAME = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "i'm": "you're", "i've": "you've",
    "i'd": "you'd", "i'll": "you'll", "am": "are", "was": "were",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Said:
    exchange: Exchange
    judgement: Judgement
    features: Features


def judge_reflection(exchange: Exchange, seen: Features | None = None) -> Judgement:
    """How likely the sentence says back what the other said; 0 where a veto holds.

    Args:
        exchange: the sentence in its place.
        seen: its features where they are known already.
    """
    if exchange.heard is None or veto(exchange) is not None:
        return NO
    return scale("reflection").judge(features(exchange) if seen is None else seen, exchange.sentence)


def veto(exchange: Exchange) -> str | None:
    """Why the sentence cannot be a reflection however it begins; None where nothing speaks against it."""
    sentence = exchange.sentence
    known = lexicon()
    said = sentence.tokens
    if all(token in known.words("continuer") or token in known.words("opener") for token in said):
        return "only keeps the other talking"
    if (cue := sentence.cue("reflections.blame") or sentence.cue("reflections.sarcasm")) is not None:
        return f'judges: "{cue.words}"'
    if (advised := _advice_in(sentence)) is not None:
        return f'advises: "{advised}"'
    if is_order(sentence):
        return "tells the other what to do"
    if any(token in known.words("first_person") for token in said) and not sentence.has(*_SPEAKING_OF_OTHER):
        return "speaks of the speaker"
    if sentence.body[0] in ("but", "no") and not _about_other(sentence):
        return "contradicts"
    if sentence.has("empathy.validates", "empathy.affirms", "empathy.dismisses", "own.likeness"):
        return "values, plays down or compares"
    if sentence.has("questions.check", "questions.repair"):
        return "only checks"
    if inverted(sentence) or sentence.has("questions.invitation", "questions.polite_invitation", "questions.wondering"):
        return "asks"
    if sentence.has("manners.thanks", "manners.greeting", "manners.apology", "manners.praise"):
        return "is a courtesy"
    if sentence.has("commitments.promise", "commitments.plan"):
        return "promises"
    if exchange.heard is not None and exchange.heard.asks and not _about_other(sentence):
        return "answers a question"
    return None


def _about_other(sentence: Sentence) -> bool:
    return any(token in lexicon().words("second_person") for token in sentence.tokens[: sentence.core + 6])


def _advice_in(sentence: Sentence) -> str | None:
    cue = next((cue for cue in sentence.cues if cue.name in ADVISING), None)
    return cue.words if cue else None


def find_reflections(talk: Talk) -> tuple[tuple[Moment, ...], frozenset[tuple[int, int]]]:
    """The reflections, adjacent sentences joined, and the sentences they take up (turn, place), checks included."""
    found: list[Moment] = []
    taken: set[tuple[int, int]] = set()
    echoes: dict[str, int] = {}
    limits = scale("reflection")
    for exchanges in talk.exchanges:
        judged: dict[int, _Said] = {}
        for exchange in exchanges:
            seen = features(exchange)
            judgement = judge_reflection(exchange, seen)
            if judgement.probability >= limits.maybe:
                judged[exchange.sentence.position] = _Said(exchange, judgement, seen)
        for run in runs(sorted(judged)):
            said = [judged[i] for i in run]
            best = max(said, key=lambda one: one.judgement.probability)
            sure = best.judgement.probability >= limits.clear
            sentences = [one.exchange.sentence for one in said]
            checked = _checked(exchanges, run[-1])
            if sure:
                taken |= {(s.turn, s.position) for s in sentences}
                if checked is not None:
                    taken.add((checked.turn, checked.position))
            speaker = sentences[0].speaker
            echoes[speaker] = echoes.get(speaker, 0) + 1 if _is_echo(said) else 0
            found.append(
                mark(
                    sentences,
                    _type(talk, said),
                    best.judgement,
                    answers=best.exchange.answers,
                    traits=_traits(said, checked),
                    clear=limits.clear,
                    counted=echoes[speaker] < _ECHOES,
                )
            )
    return tuple(found), frozenset(taken)


def _checked(exchanges: tuple[Exchange, ...], last: int) -> Sentence | None:
    """The check that goes with a reflection: "is that right?" after it, or the mark or tag at its own end."""
    following = exchanges[last + 1].sentence if last + 1 < len(exchanges) else None
    if following is not None and following.has("questions.check"):
        return following
    own = exchanges[last].sentence
    return own if own.asks or own.has("questions.tag") else None


def _traits(said: list[_Said], checked: Sentence | None) -> frozenset[Trait]:
    traits: set[Trait] = set()
    if checked is not None:
        traits.add(Trait.CHECKED)
    feelings = lexicon().words("plain_feeling")
    if any(token in feelings for one in said for token in one.exchange.sentence.tokens):
        traits.add(Trait.FEELING)
    return frozenset(traits)


def _is_echo(said: list[_Said]) -> bool:
    heard = said[0].exchange.heard
    mine = [token for one in said for token in one.exchange.sentence.body]
    if heard is None or not content(mine):
        return False
    theirs = {_swapped(token) for token in heard.tokens}
    return sum(_swapped(token) in theirs for token in mine) / len(mine) >= _ECHO


def _swapped(token: str) -> str:
    """You and I made the same, so that "you miss it" is an echo of "I miss it"."""
    return _SAME.get(token, token)


def complexity(said: list[Exchange]) -> float:
    """How much was added to what the other said, from about 0 (the same again) to about 1."""
    sentences = [exchange.sentence for exchange in said]
    mine = [token for sentence in sentences for token in sentence.tokens]
    topics = content(mine)
    theirs = frozenset().union(*(spoken.content for spoken in said[0].told))
    seen = {token for spoken in said[0].told for token in spoken.tokens}
    added = len(topics - theirs) / max(1, len(topics)) if topics else 0.0
    named = any(token in lexicon().words("plain_feeling") and token not in seen for token in mine)
    deep = any(
        s.has(
            "reflections.two_sides",
            "reflections.contrast",
            "reflections.like_image",
            "reflections.concern",
            "reflections.must_have",
        )
        for s in sentences
    )
    simple = any(s.has("reflections.you_said") for s in sentences)
    return 0.75 * added + 0.3 * named + 0.3 * deep - 0.5 * simple + 0.02 * min(len(mine), 20) - 0.1


def _type(talk: Talk, said: list[_Said]) -> MomentType:
    exchanges = [one.exchange for one in said]
    if is_summary(talk, exchanges):
        return MomentType.SUMMARY
    added = complexity(exchanges)
    if added >= _COMPLEX:
        return MomentType.REFLECTION_COMPLEX
    return MomentType.REFLECTION_SIMPLE if added < _SIMPLE else MomentType.REFLECTION


def is_summary(talk: Talk, said: list[Exchange]) -> bool:
    """Whether it gathers several things that were said, over more than the last turn."""
    words = sum(len(exchange.sentence.tokens) for exchange in said)
    if any(exchange.sentence.has("reflections.summing") for exchange in said) and words >= 8:
        return True
    if words < _SUMMARY_WORDS:
        return False
    text = " ".join(exchange.sentence.text for exchange in said)
    parts = text.count(",") + sum(token in ("and", "but") for e in said for token in e.sentence.tokens)
    place = next(i for i, spoken in enumerate(talk.spoken) if spoken.index == said[0].sentence.turn)
    topics = content([token for exchange in said for token in exchange.sentence.tokens])
    turns = [spoken for spoken in talk.spoken[max(0, place - 40) : place] if spoken.content & topics]
    last = said[0].heard.content if said[0].heard else frozenset()
    return (
        parts >= _PARTS
        and len(turns) >= _PARTS
        and len(topics - last) >= _PARTS
        and len(topics & last) <= len(topics) / 2
    )
