"""Warmth, understanding, validation, affirmation, and their opposite: playing down."""

from collections.abc import Callable, Iterable

from coach.moments.asking import inverted
from coach.moments.exchange import Exchange, Talk
from coach.moments.feelings import felt
from coach.moments.judgement import NO, Judgement
from coach.moments.lexicon import Cue, lexicon
from coach.moments.marking import mark, runs
from coach.moments.moment import Moment, MomentType, Trait
from coach.moments.sentences import Sentence

# How many words may lie between "you feel" and the feeling, or "that sounds" and "hard" (our choice, guarded by
# test_a_feeling_far_from_you_is_no_label).
_NEAR = 4
# "They told you to calm down": so many words before the phrase tell whose words it is (our choice, guarded by the
# sentences on dismissal).
_TOLD = 3
# What the other is said to feel or think is theirs: "you feel it was only a cat".
_OF_THE_OTHER = ("reflections.you_feel", "reflections.you_said", "reflections.hearing")
_CONDITIONS = frozenset({"if", "whether", "does", "would"})


def judge_empathy(exchange: Exchange) -> Judgement:
    """How likely the sentence shows care or names how it is for the other."""
    sentence = exchange.sentence
    if (
        exchange.heard is None
        or sentence.asks
        or inverted(sentence)
        or sentence.has("reflections.blame", "reflections.sarcasm")
    ):
        return NO
    if (cue := sentence.cue("empathy.warmth")) is not None:
        return Judgement(0.8, (f'cares: "{cue.words}"',))
    if (cue := sentence.cue("empathy.imagine")) is not None and not _is_wish(sentence):
        heavy = sentence.has("empathy.heavy", "empathy.hurts") or _feeling(sentence) is not None
        return Judgement(0.75 if heavy else 0.45, (f'puts itself in the other\'s place: "{cue.words}"',))
    sounds, heavy_cue = sentence.cue("empathy.sounds"), sentence.cue("empathy.heavy")
    if (
        sounds is not None
        and heavy_cue is not None
        and 0 <= heavy_cue.at - sounds.end <= 1
        and exchange.balance >= 0
        and not _about_self(sentence)
        and not _is_a_task(sentence, heavy_cue)
    ):
        return Judgement(0.7, (f'says how heavy it is: "{sounds.words} {heavy_cue.words}"',))
    return feeling_label(exchange)


def _is_a_task(sentence: Sentence, heavy: Cue) -> bool:
    """The weight is in a task, not on the other: "It's hard to get a ticket"."""
    return sentence.tokens[heavy.end : heavy.end + 1] == ("to",) and "you" not in sentence.tokens


def feeling_label(exchange: Exchange) -> Judgement:
    """How likely the sentence names a feeling as the other's own."""
    sentence = exchange.sentence
    feeling = _feeling(sentence)
    if feeling is None or _about_self(sentence) or sentence.asks or inverted(sentence):
        return NO
    if exchange.heard is None or exchange.heard.asks:
        return NO
    at = sentence.tokens.index(feeling)
    cue = next((c for c in sentence.cues if c.name == "empathy.you_feel" and 0 <= at - c.end <= _NEAR), None)
    if cue is None or _denies(sentence, cue.at - 1, at):
        return NO
    if not any(token in lexicon().words("second_person") for token in sentence.tokens[: at + 3]):
        return NO
    return Judgement(0.7, (f'names a feeling of the other: "{feeling}"',))


def _feeling(sentence: Sentence) -> str | None:
    known = lexicon().words("plain_feeling")
    return next((token for token in sentence.tokens if token in known), None)


def _denies(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a "not" stands between these places."""
    return any(token in lexicon().words("negation") for token in sentence.tokens[max(0, start) : end])


def _about_self(sentence: Sentence) -> bool:
    return any(
        token in lexicon().words("first_person") for token in sentence.tokens[: sentence.core + 4]
    ) and not sentence.has("reflections.hearing", "reflections.i_wonder", "reflections.understand")


def _is_wish(sentence: Sentence) -> bool:
    return sentence.has("advice.you_should", "advice.recommend")


def judge_validation(exchange: Exchange) -> Judgement:
    """How likely the sentence calls the other's feeling or deed understandable."""
    sentence = exchange.sentence
    personal = sentence.cue("empathy.validates_person")
    cue = personal or sentence.cue("empathy.validates")
    if (
        cue is None
        or exchange.heard is None
        or exchange.heard.asks
        or sentence.asks
        or sentence.has("reflections.blame")
    ):
        return NO
    # "It makes sense to ask" advises; "it makes sense to me" does not.
    best = any(c.name == "advice.best" and sentence.tokens[c.end : c.end + 1] != ("me",) for c in sentence.cues)
    if best or sentence.has("advice.you_should"):
        return NO
    clear = personal is not None or _about_person(exchange) or len(sentence.tokens) <= 5
    before = sentence.tokens[max(0, cue.at - 4) : cue.at]
    open_ = _denies(sentence, cue.at - 3, cue.at) or any(token in _CONDITIONS for token in before)
    return Judgement(0.4 if open_ or not clear else 0.75, (f'calls it understandable: "{cue.words}"',))


def _about_person(exchange: Exchange) -> bool:
    """About the other, not about a plan: it says you, or follows a feeling or something told of themselves."""
    second = lexicon().words("second_person")
    people = ("anyone", "anybody", "everyone", "everybody", "wonder", "understandable")
    if any(token in second or token in people for token in exchange.sentence.tokens):
        return True
    heard = exchange.heard
    return heard is not None and (heard.feeling is not None or heard.first_person >= 2)


def judge_affirmation(exchange: Exchange) -> Judgement:
    """How likely the sentence names a strength or an effort of the other."""
    sentence = exchange.sentence
    cue = sentence.cue("empathy.affirms")
    if (
        cue is None
        or exchange.heard is None
        or sentence.asks
        or sentence.has("reflections.blame", "advice.you_should", "empathy.no_affirmation")
    ):
        return NO
    before = sentence.tokens[max(0, cue.at - 3) : cue.at]
    # "If you're committed" and "it's not good for you" name none.
    if _denies(sentence, cue.at - 3, cue.at) or any(token in _CONDITIONS for token in before):
        return NO
    return Judgement(0.65, (f'names a strength or an effort: "{cue.words}"',))


def judge_dismissal(exchange: Exchange) -> Judgement:
    """How likely the sentence plays down what the other feels.

    Some words belittle whatever the other told of themselves ("get over it"); others play down only where a feeling,
    or something hard, was told ("it was only a cat").
    """
    sentence = exchange.sentence
    if exchange.heard is None or sentence.asks or (cue := dismissing(sentence)) is None or _of_oneself(sentence, cue):
        return NO
    told = exchange.told[:2]
    own = any(sentence.mine + sentence.ours for spoken in told for sentence in spoken.sentences)
    hard = (own and cue.name == "empathy.belittles") or any(_is_hurt(spoken.sentences) for spoken in told)
    return Judgement(0.7 if hard else 0.4, (f'plays it down: "{cue.words}"',))


def dismissing(sentence: Sentence) -> Cue | None:
    """The words that play down; None where they are denied, told of somebody, or only look like it."""
    if sentence.has("empathy.no_dismissal"):
        return None
    said_to_be = [cue.end for cue in sentence.cues if cue.name in _OF_THE_OTHER]
    for cue in sentence.cues:
        if cue.name not in ("empathy.belittles", "empathy.plays_down") or any(end <= cue.at for end in said_to_be):
            continue
        before = sentence.tokens[max(0, cue.at - _TOLD) : cue.at]
        known = lexicon()
        # "You try not to think about it" says back, and so does "it helps you calm down".
        said_of = before[-1:] == ("you",) and sentence.tokens[cue.at] in known.words("composing")
        if not said_of and not _denies(sentence, cue.at - 7, cue.at) and known.words("telling_of").isdisjoint(before):
            return cue
    return None


def _of_oneself(sentence: Sentence, cue: Cue) -> bool:
    """Whether it speaks of "I" at its start, other than in the phrase itself or an aside such as "I bet"."""
    asides = [(c.at, c.end) for c in sentence.cues if c.name == "own.aside"] + [(cue.at, cue.end)]
    own = lexicon().words("first_person")
    start = range(min(sentence.core + 4, len(sentence.tokens)))
    return any(sentence.tokens[i] in own and not any(a <= i < b for a, b in asides) for i in start)


def _is_hurt(sentences: Iterable[Sentence]) -> bool:
    """Whether a feeling, a hard time or a blow is told in it."""
    return any(felt(s) is not None or s.has("empathy.heavy", "own.hard_time", "own.blow") for s in sentences)


def find_empathy(talk: Talk) -> tuple[Moment, ...]:
    """Empathy, validation, affirmation and dismissal, adjacent sentences of one kind joined.

    A validation is an affirmation too, as coding manuals have it, and is marked as both; one that names the
    feeling shows empathy as well.
    """
    found: list[Moment] = []
    for exchanges in talk.exchanges:
        valid = _judged(exchanges, judge_validation)
        warm = {i: j for i, j in _judged(exchanges, judge_empathy).items() if i not in valid or j.probability > 0.72}
        warm |= {i: judgement for i, judgement in valid.items() if _names_feeling(exchanges[i].sentence)}
        affirmed = _judged(exchanges, judge_affirmation)
        firm = {i: judgement for i, judgement in valid.items() if judgement.is_clear}
        found += _moments(exchanges, MomentType.VALIDATION, valid)
        found += _moments(exchanges, MomentType.EMPATHY, warm)
        found += _moments(exchanges, MomentType.AFFIRMATION, affirmed | firm)
        found += _moments(exchanges, MomentType.DISMISSAL, _judged(exchanges, judge_dismissal))
    return tuple(found)


def _names_feeling(sentence: Sentence) -> bool:
    """Whether it says a feeling of the other: "I can see why you were afraid"."""
    return _feeling(sentence) is not None and sentence.yours > 0


def _judged(exchanges: tuple[Exchange, ...], judge: Callable[[Exchange], Judgement]) -> dict[int, Judgement]:
    judged = (
        (exchange.sentence.position, judge(exchange))
        for exchange in exchanges
        if exchange.sentence.cues or exchange.sentence.position == 0
    )
    return {position: judgement for position, judgement in judged if judgement.is_shown}


def _moments(exchanges: tuple[Exchange, ...], type_: MomentType, judged: dict[int, Judgement]) -> list[Moment]:
    made = []
    for run in runs(sorted(judged)):
        said = [exchanges[i] for i in run]
        best = max((judged[i] for i in run), key=lambda judgement: judgement.probability)
        feeling = any(_feeling(exchange.sentence) for exchange in said)
        made.append(
            mark(
                [exchange.sentence for exchange in said],
                type_,
                best,
                answers=said[0].answers,
                traits=frozenset({Trait.FEELING}) if feeling and type_ is MomentType.EMPATHY else frozenset(),
            )
        )
    return made
