"""Questions: what asks, whether it opens or closes, and what it does on the side."""

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from coach.moments.asking import inverted, inverted_inside, is_told, reads_as_question
from coach.moments.exchange import Exchange, Talk
from coach.moments.judgement import NO, Judgement, learned
from coach.moments.lexicon import Cue, content, lexicon
from coach.moments.marking import mark
from coach.moments.moment import Moment, MomentType, Trait
from coach.moments.sentences import Sentence
from coach.moments.tags import tag, turned
from models.dialogue.moves import Move

# Two questions of one turn closer than this are stacked (our choice, guarded by
# test_a_pause_between_two_questions_unstacks_them).
_STACK_GAP = 1.0
# The first of two questions in one sentence has at least so many words.
_FIRST_WORDS = 2
# Words of a turn that asks by naming alone, at most (our choice, guarded by
# test_a_turn_that_only_names_one_more_thing_asks).
_NAMED = 4
# An answer of one's own comes at once (our choice, guarded by the sentences on rhetorical questions).
_OWN_ANSWER = 0.7
# The asker who speaks again within this time has filled the pause (Rowe 1972: three seconds of wait time).
_REFILL = 3.0
# A pointing word makes a follow-up only in a short question (our choice, guarded by
# test_a_pointing_word_follows_up_in_a_short_question_only).
_SHORT = 8
# Where the form says nothing the classifier must find a question more likely than not (our choice: cross-validated on
# counselling talks F1 .89 with it and .86 by the form alone, the same on scripted talks; guarded by the floors).
_LEARNED = 0.5
# The classifier's share of open among open and closed that overrules the words, either way (our choice, guarded by the
# floors; experts agree on open and closed with kappa .52).
_SURELY_CLOSED, _SURELY_OPEN = 0.1, 0.9
_ASKS_ANEW = re.compile(
    r"(?:[\w'’]+ ){2}[\w'’]+, and (?:by |for |with |to |since )?(?:who|what|how|why|where|when|which)\b"
)
_INVITING = ("questions.invitation", "questions.polite_invitation")
_OPEN_WORDS = frozenset(
    {"what", "how", "why", "what's", "how's", "why's", "whats", "hows", "what're", "how're", "how'd", "what'd", "why'd"}
)


def judge_question(exchange: Exchange) -> Judgement:
    """How likely this sentence asks something: by its form where that is plain, else by the classifier.

    The mark is one sign of several: recognisers lose and invent it.
    """
    sentence = exchange.sentence
    if sentence.has("questions.repair", "questions.idiom") or is_told(sentence):
        return NO
    if sentence.position == 0 and sentence.has("questions.repeating"):
        return NO
    continuers = lexicon().words("continuer")
    if len(sentence.tokens) <= 3 and all(token in continuers for token in sentence.tokens):
        return NO
    formed = judge_form(exchange)
    if formed.is_clear:
        return formed
    told = learned(exchange, Move.QUESTION, "questions.")
    return told if told.probability >= max(_LEARNED, told.limits.clear) else NO


def judge_form(exchange: Exchange) -> Judgement:
    """How likely it asks, by its form alone."""
    sentence = exchange.sentence
    if (cue := sentence.cue("questions.invitation") or sentence.cue("questions.polite_invitation")) is not None:
        return Judgement(0.92, (f'invites: "{cue.words}"',))
    first = sentence.body[0]
    if inverted(sentence):
        reason = f'starts with "{" ".join(sentence.body[:2])}"'
        if sentence.asks:
            return Judgement(0.97, (reason, "ends with a question mark"))
        return Judgement(0.5 if sentence.ended and first not in lexicon().words("question_word") else 0.7, (reason,))
    if (cue := sentence.cue("questions.wondering")) is not None:
        return Judgement(0.9 if sentence.asks else 0.6, (f'wonders: "{cue.words}"',))
    if sentence.asks:
        return Judgement(0.85, ("ends with a question mark",))
    if (cue := turned(sentence)) is not None and cue.at > sentence.core + 1 and tag(sentence) is not None:
        return Judgement(0.7, (f'asks back: "{cue.words}"',))
    if not sentence.ended and inverted_inside(sentence):
        return Judgement(0.6, ("turns verb and subject round, as questions do",))
    if sentence.tokens[0] == "or" and _goes_on_asking(exchange):
        return Judgement(0.9, ("adds another choice to a question",))
    if _asks_by_naming(exchange):
        return Judgement(0.6, ("names one more thing and leaves the rest to the other",))
    if sentence.has("questions.check") and len(sentence.tokens) > 1:
        return Judgement(0.6, ("checks what was said before",))
    return NO


def _asks_by_naming(exchange: Exchange) -> bool:
    """A whole turn such as "And the suitcase.": recognisers lose its mark."""
    said = exchange.sentence.tokens
    alone = len(exchange.own.sentences) == 1 and exchange.heard is not None and not exchange.heard.asks
    return alone and 3 <= len(said) <= _NAMED and said[0] == "and" and said[1] in ("the", "your", "his", "her", "their")


def _goes_on_asking(exchange: Exchange) -> bool:
    """Whether a question, with or without such fragments after it, stands right before: "Tea? Or coffee. Or both." """
    for sentence in reversed(exchange.before):
        if sentence.tokens[0] != "or":
            return reads_as_question(sentence)
    return False


def question_type(sentence: Sentence) -> tuple[MomentType, frozenset[Trait], str]:
    """Open, closed or only a tag, the traits that the words carry, and the words that decided.

    The first rule that matches wins: tag, rhetorical, leading, closed by fact, open, closed.
    """
    back = tag(sentence)
    if back is not None and (_asks_first(sentence) or back.at <= sentence.core or _inside_a_question(sentence, back)):
        back = sentence.cue("questions.bare_tag")
    if back is not None or sentence.has("questions.check"):
        # A statement with a tag carries its answer; a bare check or "you know" does not.
        states = back is not None and not sentence.has("questions.check", "questions.vague_tag")
        traits = frozenset({Trait.TAG, Trait.LEADING} if states else {Trait.TAG})
        return MomentType.QUESTION_TAG, traits, f'asks back with "{back.words if back else sentence.text}"'
    if (cue := sentence.cue("questions.rhetorical")) is not None:
        return MomentType.QUESTION_TAG, frozenset({Trait.RHETORICAL}), f'asks for no answer: "{cue.words}"'
    leading = sentence.cue("questions.advising") or sentence.cue("questions.leading")
    if leading is not None and not sentence.has(*_INVITING):
        return MomentType.QUESTION_CLOSED, frozenset({Trait.LEADING}), f'carries its answer: "{leading.words}"'
    body = sentence.body
    if (cue := sentence.cue("questions.fact")) is not None:
        return MomentType.QUESTION_CLOSED, frozenset(), f'asks for a fact: "{cue.words}"'
    if (
        cue := sentence.cue("questions.invitation")
        or sentence.cue("questions.polite_invitation")
        or sentence.cue("questions.wondering")
    ) is not None:
        return MomentType.QUESTION_OPEN, frozenset(), f'asks openly: "{cue.words}"'
    if body[0] in ("who", "where", "who's", "where's", "which", "when", "when's") and not sentence.has(
        "questions.wide"
    ):
        return MomentType.QUESTION_CLOSED, frozenset(), f'asks for a fact: starts with "{body[0]}"'
    if (word := _opening_word(sentence)) is not None:
        return MomentType.QUESTION_OPEN, frozenset(), f'asks openly: starts with "{word}"'
    return MomentType.QUESTION_CLOSED, frozenset(), f'can be answered by yes, no or a word: "{" ".join(body[:3])}"'


def _opened(
    exchange: Exchange, type_: MomentType, traits: frozenset[Trait], reason: str
) -> tuple[MomentType, frozenset[Trait], str]:
    """The type by its words, overruled where the classifier is sure; tags and leading questions stay as they are."""
    chance = exchange.moves.probabilities
    share = chance[Move.OPEN] / max(chance[Move.OPEN] + chance[Move.CLOSED], 1e-9)
    if traits:
        return type_, traits, reason
    if type_ is MomentType.QUESTION_OPEN and share < _SURELY_CLOSED:
        return MomentType.QUESTION_CLOSED, traits, "asks for little, as experts hear such questions"
    if type_ is MomentType.QUESTION_CLOSED and share >= _SURELY_OPEN and not _asks_fact(exchange.sentence):
        return MomentType.QUESTION_OPEN, traits, "leaves room for the answer, as experts hear such questions"
    return type_, traits, reason


def _asks_fact(sentence: Sentence) -> bool:
    return sentence.has("questions.fact") or sentence.body[0].removesuffix("'s") in ("who", "where", "when", "which")


def _inside_a_question(sentence: Sentence, back: Cue) -> bool:
    """What looks like a tag belongs to the words before it: "Wait, can you do that?"."""
    known = lexicon()
    asks = known.words("auxiliary") | known.words("question_word")
    before = sentence.tokens[max(0, back.at - 2) : back.at]
    return len(before) == 2 and before[0] in asks and before[1] in known.words("pronoun")


def _opening_word(sentence: Sentence) -> str | None:
    """The what, how or why that opens the question, at its start or after a lead-in such as "in your view"."""
    body = sentence.body
    if sentence.has("questions.wide"):
        return body[0]
    if body[0] in _OPEN_WORDS:
        return body[0]
    if inverted(sentence):
        return None
    known = lexicon()
    for word, following in pairwise(body):
        if word in _OPEN_WORDS and (
            following in known.words("auxiliary") or "'" in word or following in ("about", "else")
        ):
            return word
    return None


def find_questions(talk: Talk, reflected: Container[tuple[int, int]]) -> tuple[Moment, ...]:
    """One moment for each sentence that asks, save those in ``reflected`` (turn, place): checks of a reflection."""
    found: list[Moment] = []
    for place, exchanges in enumerate(talk.exchanges):
        asked: list[tuple[Exchange, Judgement]] = []
        for exchange in exchanges:
            sentence = exchange.sentence
            if (sentence.turn, sentence.position) in reflected:
                continue
            judgement = judge_question(exchange)
            if judgement is not NO:
                asked.append((exchange, judgement))
        for number, (exchange, judgement) in enumerate(asked):
            sentence = exchange.sentence
            type_, traits, reason = _opened(exchange, *question_type(sentence))
            if type_ is not MomentType.QUESTION_TAG and _answers_itself(exchange):
                type_, traits, reason = (
                    MomentType.QUESTION_TAG,
                    frozenset({Trait.RHETORICAL}),
                    "is answered by its asker",
                )
            earlier = asked[number - 1][0].sentence if number else None
            on_top = earlier is not None and sentence.start - earlier.end < _STACK_GAP
            if on_top or _asks_twice(sentence):
                traits |= {Trait.STACKED}
            if type_ is not MomentType.QUESTION_TAG:
                traits |= _following_up(exchange)
                traits |= _refilled(talk, place, exchange)
            found.append(
                mark(
                    [sentence],
                    type_,
                    Judgement(judgement.probability, (reason, *judgement.reasons)),
                    answers=exchange.answers,
                    traits=traits,
                )
            )
    return tuple(found)


def _asks_first(sentence: Sentence) -> bool:
    return inverted(sentence) or sentence.body[0] in lexicon().words("question_word")


def _asks_twice(sentence: Sentence) -> bool:
    """Whether one sentence holds two questions: "Who decides, and what's the budget?"."""
    seconds = (cue for cue in sentence.cues if cue.name == "questions.second")
    if not _asks_first(sentence):
        return False
    if any(cue.at - sentence.core >= _FIRST_WORDS for cue in seconds):
        return True
    # After a comma a question word asks anew, unless it is still what "you know" or "tell" takes in.
    embeds = lexicon().words("takes_question")
    return sentence.asks and embeds.isdisjoint(sentence.tokens) and _ASKS_ANEW.search(sentence.text.lower()) is not None


def _answers_itself(exchange: Exchange) -> bool:
    """Whether the asker answers at once: "Did he say sorry? Of course not."; never where "you" are asked.

    "Do you know what I did?" asks for nothing where anything follows.
    """
    sentence = exchange.sentence
    following = exchange.after[0] if exchange.after else None
    if following is None or following.start - sentence.end >= _OWN_ANSWER or reads_as_question(following):
        return False
    if sentence.has("questions.announcing"):
        return True
    # "Because" answers a why; after other questions it tells why one asks.
    caused = sentence.body[0] == "why" and following.tokens[0] == "because"
    return not sentence.yours and (caused or following.has("questions.self_answer"))


def _following_up(exchange: Exchange) -> frozenset[Trait]:
    """Follow-up: goes on from what the other has just said, by a shared word, a start such as "and then", or "that"."""
    if exchange.heard is None:
        return frozenset()
    sentence = exchange.sentence
    shared = content(sentence.tokens) & exchange.heard.content
    points = len(sentence.tokens) <= _SHORT and any(t in lexicon().words("pointing") for t in sentence.body)
    follows = bool(shared) or points or sentence.has("questions.follow_on")
    return frozenset({Trait.FOLLOW_UP}) if follows else frozenset()


def _refilled(talk: Talk, place: int, exchange: Exchange) -> frozenset[Trait]:
    """Refilled: the asker speaks again within three seconds, before the other does."""
    sentence = exchange.sentence
    following = _next_start(exchange.after)
    own = talk.spoken[place].turn
    if following is None:
        later = talk.own_after(place)
        following = later.turn.start if later else None
    if following is None or following - sentence.end > _REFILL:
        return frozenset()
    between = any(
        turn.speaker != own.speaker and sentence.end - 0.1 <= turn.start < following
        for turn in talk.conversation.turns[own_slice(talk, place)]
    )
    return frozenset() if between else frozenset({Trait.REFILLED})


def own_slice(talk: Talk, place: int) -> slice:
    """The turns that can lie between this turn's sentences and the speaker's next turn."""
    later = talk.own_after(place)
    return slice(talk.spoken[place].index, later.index + 1 if later else None)


def _next_start(sentences: Sequence[Sentence]) -> float | None:
    return sentences[0].start if sentences else None
