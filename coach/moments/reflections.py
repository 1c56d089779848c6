"""Reflections: saying back what the other said, with their words, their meaning or their feeling."""

from collections.abc import Container
from dataclasses import dataclass, replace
from itertools import takewhile
from math import exp, log1p

from coach.moments.advice import plain_advice
from coach.moments.asking import reads_as_question
from coach.moments.exchange import Exchange, Talk
from coach.moments.judgement import NO, Judgement, learned
from coach.moments.lexicon import content, lexicon
from coach.moments.marking import mark, runs
from coach.moments.moment import Moment, MomentType, Trait
from coach.moments.sentences import Sentence
from coach.moments.tags import tag
from coach.moments.vetoes import is_doubtful, veto
from models.dialogue.classifier import Limits
from models.dialogue.moves import Move

# A reply that repeats this share of the other's words is an echo; from the third in a row it earns no credit
# (our choice, guarded by test_the_third_echo_in_a_row_does_not_count).
_ECHO = 0.7
_ECHOES = 3
# From this likelihood on a reflection is complex (our choice; experts agree little on it, kappa 0.21 among ten; guarded
# by test_added_feeling_makes_it_complex).
_COMPLEX = 0.5
# A summary gathers what was said in at least three turns, in at least so many words (less is enough
# where the words say that they sum up), and at least this share of its
# topic words has been said before (our choice, guarded by test_a_summary_gathers_several_turns).
_SUMMARY_WORDS = 12
_SUMMARY_WORDS_TOLD = 8
_GATHERED = 60
_PARTS = 3
_SHARED = 0.6
# So many full stops may cut a list (our choice, guarded by test_a_list_cut_by_full_stops_is_still_a_summary).
_LIST = 2
# A reply that takes the floor from an unfinished turn seldom says back: it must be this clear (our choice, guarded by
# test_what_cuts_the_other_off_is_hardly_a_reflection).
_CLEAR_WHEN_CUTTING = 0.7
# Put as a question it may simply ask, and without "you" it may state a fact (our choice, guarded by
# test_facts_and_doubtful_questions_are_no_reflections).
_CLEAR_WHEN_ASKED = 0.5
_CLEAR_WITHOUT_YOU = 0.48
# On counselling talks the limits from .32 to .42 do equally well (F1 .73, cross-validated by conversation); the highest
# believes least outside of them: in scripted talks 32 of 35 found are right, against 34 of 38 with .36 (our choice,
# guarded by the floors on scripted talks).
_CLEAR = 0.42
# Of sentences that speak of the speaker, value or compare, experts call about every second a reflection where the
# classifier is this sure (our choice, by cross-validation: F1 .715 against .697 with a veto; guarded by the floors).
_CLEAR_IN_DOUBT = 0.45
_MAYBE_IN_DOUBT = 0.3
# Words that announce saying back, such as "what I'm hearing is", with nothing against it and something after them.
_STEM = 0.6
_STEM_WORDS = 7
# A sentence that goes on from a reflection ("And you're the one who is left behind").
_GOES_ON = 0.5
_DEEPENING = (
    "reflections.two_sides", "reflections.contrast", "reflections.like_image", "reflections.concern",
    "reflections.must_have", "reflections.you_want", "reflections.you_feel",
)  # fmt: skip
_NO_SUMMARY = (
    "advice.lets", "commitments.promise", "commitments.plan", "manners.thanks", "manners.greeting",
    "questions.invitation", "questions.polite_invitation", "questions.wondering", "reflections.i_will",
)  # fmt: skip
_SAME = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "i'm": "you're", "i've": "you've",
    "i'd": "you'd", "i'll": "you'll", "am": "are", "was": "were",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Said:
    exchange: Exchange
    judgement: Judgement
    sums_up: bool


def judge_reflection(exchange: Exchange) -> Judgement:
    """How likely the sentence says back what the other said: 0 where a veto holds, with higher limits in doubt."""
    if exchange.heard is None or veto(exchange) is not None:
        return NO
    told = learned(exchange, Move.REFLECTION, "reflections.")
    clear, maybe = (_CLEAR_IN_DOUBT, _MAYBE_IN_DOUBT) if is_doubtful(exchange) else (_CLEAR, 0.0)
    told = replace(told, limits=Limits(max(told.limits.clear, clear), max(told.limits.maybe, maybe)))
    stem = exchange.sentence.cue("reflections.hearing") or exchange.sentence.cue("reflections.understand")
    if stem is not None and not told.is_clear and len(exchange.sentence.tokens) >= _STEM_WORDS:
        return Judgement(_STEM, (f'says "{stem.words}"',))
    return told


def find_reflections(talk: Talk, cutting: Container[int] = ()) -> tuple[tuple[Moment, ...], frozenset[tuple[int, int]]]:
    """The reflections, adjacent sentences joined, and the sentences they take up (turn, place), checks included.

    Args:
        talk: the conversation, read.
        cutting: indices of turns that took the floor from an unfinished one.
    """
    found: list[Moment] = []
    taken: set[tuple[int, int]] = set()
    echoes: dict[str, int] = {}
    for place, exchanges in enumerate(talk.exchanges):
        judged: dict[int, _Said] = {}
        for exchange in exchanges:
            judgement = judge_reflection(exchange)
            summary = judge_summary(talk, place, exchange)
            sums_up = summary.is_clear
            if sums_up and summary.strength > judgement.strength:
                judgement = summary
            before = judged.get(exchange.sentence.position - 1)
            if not judgement.is_clear and before is not None and before.judgement.is_clear and _goes_on(exchange):
                judgement = Judgement(_GOES_ON, ("goes on saying back",))
            if judgement.is_shown:
                judged[exchange.sentence.position] = _Said(exchange, judgement, sums_up)
        for run in runs(sorted(judged)):
            said = _clear_part([judged[i] for i in run])
            best = max(said, key=lambda one: one.judgement.strength)
            clear = max(best.judgement.limits.clear, _demanded(best.exchange.sentence, cutting))
            sure = best.judgement.probability >= clear
            sentences = [one.exchange.sentence for one in said]
            checked = _checked(exchanges, sentences[-1].position)
            if sure:
                taken |= {(s.turn, s.position) for s in sentences}
                if checked is not None:
                    taken.add((checked.turn, checked.position))
            speaker = sentences[0].speaker
            echoes[speaker] = echoes.get(speaker, 0) + 1 if _is_echo(said) else 0
            found.append(
                mark(
                    sentences,
                    _type(said),
                    best.judgement,
                    answers=best.exchange.answers,
                    traits=_traits(said, checked),
                    clear=clear,
                    counted=echoes[speaker] < _ECHOES,
                )
            )
    return tuple(found), frozenset(taken)


def _goes_on(exchange: Exchange) -> bool:
    sentence = exchange.sentence
    return sentence.tokens[0] in ("and", "but") and sentence.yours > 0 and veto(exchange) is None


def _clear_part(said: list[_Said]) -> list[_Said]:
    """From the first clear sentence to the last; all where none is clear."""
    places = [i for i, one in enumerate(said) if one.judgement.is_clear]
    return said[places[0] : places[-1] + 1] if places else said


def _demanded(sentence: Sentence, cutting: Container[int]) -> float:
    """How clear a reflection must be at least where its form makes it doubtful."""
    if sentence.turn in cutting:
        return _CLEAR_WHEN_CUTTING
    if sentence.asks or tag(sentence) is not None:
        return _CLEAR_WHEN_ASKED
    if sentence.yours == 0 and not (
        "so" in sentence.tokens[: sentence.core + 1]
        or sentence.has("reflections.like_image", "reflections.sounds_like")
    ):
        return _CLEAR_WITHOUT_YOU
    return 0.0


def _checked(exchanges: tuple[Exchange, ...], last: int) -> Sentence | None:
    """The check that goes with a reflection: "is that right?" after it, or the mark or tag at its own end."""
    following = exchanges[last + 1].sentence if last + 1 < len(exchanges) else None
    if following is not None and following.has("questions.check"):
        return following
    own = exchanges[last].sentence
    return own if own.asks or tag(own) is not None else None


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
    """How likely experts would say that it adds to what the other said, 0 to 1.

    Weights rounded from a logistic fit on expert labels (AnnoMI, training part; held out it ranks with AUC .69, no
    better than experts agree among themselves): new topic words, a feeling or an image of one's own, length.
    """
    sentences = [exchange.sentence for exchange in said]
    mine = [token for sentence in sentences for token in sentence.tokens]
    new = content(mine) - frozenset().union(*(spoken.content for spoken in said[0].told))
    seen = {token for spoken in said[0].told for token in spoken.tokens}
    named = any(token in lexicon().words("plain_feeling") and token not in seen for token in mine)
    deep = any(sentence.has(*_DEEPENING) for sentence in sentences)
    repeats = any(sentence.has("reflections.you_said") for sentence in sentences)
    heard = len(said[0].heard.tokens) if said[0].heard else 0
    joints = sum(token in ("and", "but") for token in mine)
    weighed = -1.6 + 1.3 * min(len(new), 6) / 6 + 0.6 * named + 0.8 * deep - 0.8 * repeats + 0.2 * log1p(heard)
    weighed += 0.1 * min(joints, 3) + 0.4 * (len(sentences) > 1)
    return 1 / (1 + exp(-weighed))


def _type(said: list[_Said]) -> MomentType:
    exchanges = [one.exchange for one in said]
    if any(one.sums_up for one in said):
        return MomentType.SUMMARY
    return MomentType.REFLECTION_COMPLEX if complexity(exchanges) >= _COMPLEX else MomentType.REFLECTION_SIMPLE


def judge_summary(talk: Talk, place: int, exchange: Exchange) -> Judgement:
    """How likely the sentence gathers what was said over several turns, by either side, and adds little."""
    sentence = exchange.sentence
    if exchange.heard is None or sentence.asks or sentence.has("reflections.blame", "commitments.no_promise"):
        return NO
    told = sentence.cue("reflections.summing")
    if told is not None and len(sentence.tokens) >= _SUMMARY_WORDS_TOLD:
        return Judgement(0.8, (f'sums up: "{told.words}"',))
    # What plans, asks, thanks or advises does not sum up, however much it gathers.
    if sentence.has(*_NO_SUMMARY) or plain_advice(sentence) is not None:
        return NO
    if "so" not in sentence.tokens[: sentence.core + 1]:
        return NO
    # A recogniser's full stops may stand in the middle of the list.
    following = list(takewhile(_goes_on_listing, exchange.after[:_LIST]))
    if any(_gathers(talk, place, [sentence, *following[:count]]) for count in range(len(following) + 1)):
        return Judgement(0.7, ("gathers what was said over several turns",))
    return NO


def _goes_on_listing(sentence: Sentence) -> bool:
    return sentence.tokens[0] in ("and", "you", "then") and not reads_as_question(sentence)


def _gathers(talk: Talk, place: int, said: list[Sentence]) -> bool:
    """Whether these sentences list things that were said in several turns, most of them before the last one."""
    words = [token for sentence in said for token in sentence.tokens]
    if len(words) < _SUMMARY_WORDS:
        return False
    topics = content(words)
    before = talk.spoken[max(0, place - _GATHERED) : place]
    known = {topic for topic in topics if any(topic in spoken.content for spoken in before)}
    turns = sum(not known.isdisjoint(spoken.content) for spoken in before)
    last = talk.others_before(place, 1)[0].content
    parts = sum(sentence.text.count(",") for sentence in said) + len(said) - 1
    parts += sum(word in ("and", "but") for word in words)
    enough = len(known) >= _SHARED * len(topics) and len(known - last) >= 2
    return enough and turns >= _PARTS and parts >= 2
