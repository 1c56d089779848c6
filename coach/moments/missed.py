"""Missed moments: the other told something that mattered, and the answer passed it by."""

from collections.abc import Sequence
from dataclasses import replace

from coach.moments.exchange import Spoken, Talk
from coach.moments.feelings import felt
from coach.moments.judgement import Judgement
from coach.moments.lexicon import lexicon
from coach.moments.marking import mark
from coach.moments.moment import QUESTIONS, REFLECTIONS, Moment, MomentType, Trait
from coach.moments.say_better import say_better

# A turn this long tells something whatever its words (our choice, guarded by
# test_a_long_story_that_is_passed_by_is_missed).
_LONG = 20.0
# Up to so many words of agreement alone are no answer to it.
_NO_ANSWER = 3
# A new topic needs some words to be one (our choice, guarded by test_a_short_reply_is_no_topic_switch).
_TOPIC_WORDS = 5
_MET = REFLECTIONS | {
    MomentType.EMPATHY,
    MomentType.VALIDATION,
    MomentType.AFFIRMATION,
    MomentType.COMMON_GROUND,
    MomentType.QUESTION_OPEN,
}


def find_missed(talk: Talk, found: Sequence[Moment]) -> tuple[Moment, ...]:
    """One moment for each reply that passes by what the other felt or told at length.

    The reply was advice, playing down, a story of one's own, another topic, or no more than "okay".
    """
    by_turn: dict[int, list[Moment]] = {}
    for moment in found:
        by_turn.setdefault(moment.turn, []).append(moment)
    missed = []
    for place, spoken in enumerate(talk.spoken[1:], start=1):
        heard = talk.spoken[place - 1]
        if heard.turn.speaker == spoken.turn.speaker or not spoken.sentences or heard.asks:
            continue
        mattered = _what_mattered(heard)
        if mattered is None:
            continue
        own = by_turn.get(spoken.index, [])
        if any(_meets(moment) for moment in own):
            continue
        passed = _how_passed_by(talk, place, own)
        if passed is not None:
            clause, probability = passed
            moment = mark(
                spoken.sentences[:2],
                MomentType.MISSED_MOMENT,
                Judgement(probability, (f"the other {mattered}, and {clause}",)),
                answers=heard.index,
            )
            missed.append(replace(moment, better=say_better(talk, place, heard)))
    return tuple(missed)


def _meets(moment: Moment) -> bool:
    if moment.type in _MET:
        return True
    return moment.type in QUESTIONS and Trait.FOLLOW_UP in moment.traits and Trait.LEADING not in moment.traits


def _what_mattered(heard: Spoken) -> str | None:
    """What in a turn called for an answer; None where nothing did."""
    for sentence in heard.sentences:
        word = felt(sentence)
        if word is not None:
            return f'spoke of a feeling ("{word}")'
        hard = sentence.cue("own.hard_time")
        if hard is not None:
            return f'told something hard ("{hard.words}")'
    return "told something at length" if heard.turn.duration >= _LONG else None


def _how_passed_by(talk: Talk, place: int, own: Sequence[Moment]) -> tuple[str, float] | None:
    types = {moment.type for moment in own if not moment.maybe}
    unasked = any(m.type is MomentType.ADVICE and not m.maybe and Trait.ASKED not in m.traits for m in own)
    if MomentType.DISMISSAL in types:
        return "the answer played it down", 0.7
    if unasked:
        return "the answer was advice", 0.7
    if MomentType.SELF_SHIFT in types:
        return "the answer was a story of one's own", 0.65
    spoken = talk.spoken[place]
    continuers = lexicon().words("continuer")
    if len(spoken.tokens) <= _NO_ANSWER:
        silent = all(token in continuers for token in spoken.tokens)
        return ('the answer was only "' + spoken.turn.text.strip(" .!") + '"', 0.4) if silent else None
    if _switches(talk, place):
        return "the answer went to another topic", 0.55
    return None


def _switches(talk: Talk, place: int) -> bool:
    """Another topic: no shared word with what the other told, no word that points back, no courtesy, enough words."""
    spoken = talk.spoken[place]
    if len(spoken.tokens) < _TOPIC_WORDS:
        return False
    told = talk.others_before(place, 2)
    known = lexicon()
    points = known.words("pointing") | known.words("second_person") | known.words("agreement")
    if any(token in points for token in spoken.tokens) and not spoken.asks:
        return False
    if any(token in known.words("pointing") for token in spoken.tokens) or any(s.ours for s in spoken.sentences):
        return False
    polite = ("manners.thanks", "manners.apology", "manners.praise", "manners.gives_floor", "commitments.promise")
    if any(sentence.has(*polite) for sentence in spoken.sentences):
        return False
    heard = frozenset().union(*(each.content for each in told))
    return not spoken.content & heard
