"""What each turn of one speaker amounts to, as labels that experts use, with a probability for each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coach.conversation import Conversation
from coach.moments.exchange import Talk
from coach.moments.find import moments_of
from coach.moments.moment import QUESTIONS, REFLECTIONS, Moment, MomentType
from coach.moments.questions import judge_question
from models.dialogue.classifier import Classifier, TurnMoves
from models.dialogue.moves import Move

# Moments whose name is their label.
_PLAIN = frozenset(
    {
        MomentType.ADVICE,
        MomentType.EMPATHY,
        MomentType.VALIDATION,
        MomentType.DISMISSAL,
        MomentType.SELF_SHIFT,
        MomentType.AFFIRMATION,
        MomentType.COMMON_GROUND,
        MomentType.BACKCHANNEL,
    }
)
_SHOWN = 4  # digits


@dataclass(frozen=True, slots=True)
class Verdict:
    """The labels of one turn, and for each label how likely it is; ``turn`` is an index into the conversation."""

    turn: int
    labels: frozenset[str]
    scores: Mapping[str, float]


def verdicts(conversation: Conversation, speaker: str, judge: Classifier | None = None) -> tuple[Verdict, ...]:
    """One verdict for each turn of that speaker, those without words included.

    A label stands where a moment of it is more than a maybe. Information ("input") is no moment, because giving it is
    no fault by itself: there the classifier alone decides, and advice is always input too. A reflection put as a
    question is both, as experts label it; among the moments it is a checked reflection.
    """
    talk = Talk(conversation, judge)
    by_turn: dict[int, list[Moment]] = {}
    for moment in moments_of(talk):
        by_turn.setdefault(moment.turn, []).append(moment)
    moves = {spoken.index: talk.moves.turns[place] for place, spoken in enumerate(talk.spoken)}
    places = {spoken.index: place for place, spoken in enumerate(talk.spoken)}
    made = []
    for index, turn in enumerate(conversation.turns):
        if turn.speaker != speaker:
            continue
        found = by_turn.get(index, [])
        labels = set(labels_of(found))
        if index in places and any(judge_question(exchange).is_clear for exchange in talk.exchanges[places[index]]):
            labels.add(Move.QUESTION.value)
        told = moves.get(index)
        if told is not None and told.probability(Move.INPUT) >= talk.moves.limits[Move.INPUT].clear:
            labels.add(Move.INPUT.value)
        if MomentType.ADVICE.value in labels:
            labels.add(Move.INPUT.value)
        made.append(Verdict(index, frozenset(labels), _scores(found, told)))
    return tuple(made)


def labels_of(moments: Iterable[Moment]) -> frozenset[str]:
    """The labels that these moments amount to, maybes left out."""
    labels: set[str] = set()
    for moment in moments:
        if moment.maybe:
            continue
        if moment.type in QUESTIONS:
            labels |= {"question"} if moment.type is MomentType.QUESTION_TAG else {"question", moment.type.value}
        elif moment.type in REFLECTIONS:
            labels |= {"reflection", moment.type.value}
        elif moment.type in _PLAIN:
            labels.add(moment.type.value)
    return frozenset(labels)


def _scores(moments: Iterable[Moment], told: TurnMoves | None) -> dict[str, float]:
    scores = {move.value: round(told.probability(move), _SHOWN) if told else 0.0 for move in Move}
    for moment in moments:
        if moment.type in _PLAIN and moment.type.value not in scores:
            scores[moment.type.value] = round(moment.confidence, _SHOWN)
        elif moment.type in _PLAIN:
            scores[moment.type.value] = max(scores[moment.type.value], round(moment.confidence, _SHOWN))
    return scores
