"""What each turn of one speaker amounts to, as labels that experts use, with a probability for each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coach.conversation import Conversation
from coach.moments.exchange import Exchange, Talk
from coach.moments.find import moments_of
from coach.moments.moment import QUESTIONS, REFLECTIONS, Moment, MomentType
from coach.moments.questions import judge_question
from coach.moments.vetoes import veto
from models.dialogue.classifier import Classifier, Limits, TurnMoves
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
# Experts label what most moments leave a maybe: a moment must be sure of one sentence before it is scored, a label is
# right more often than not. So the classifier has its say beside the moments. The limits are cross-validated by
# conversation over AnnoMI train and dev, as written / without punctuation; all is flat around them, and the floors
# guard them: question F1 .892 / .797 (.890 / .799 by the moments alone), open .755 / .745 (.746 / .717), reflection
# .728 / .716 (.695 / .685).
_ASKING = frozenset({Move.QUESTION.value, Move.OPEN.value, Move.CLOSED.value})
_NOT_ASKED = 0.1  # what only has the form of a question: experts call little of it one
_SURELY_OPEN, _NOT_OPEN = 0.5, 0.15
_SAYS_BACK = 0.36
# What stops a moment but not the label: of such turns that the classifier finds clear, experts call 57 to 78 % a
# reflection. (A moment that is a lecture must not be praised; a label is no praise.)
_STOPS_NO_LABEL = ("advises", "stands in advice", "judges", "speaks of a third thing")
_SHOWN = 4  # digits


@dataclass(frozen=True, slots=True)
class Verdict:
    """The labels of one turn, and for each label how likely it is; ``turn`` is an index into the conversation."""

    turn: int
    labels: frozenset[str]
    scores: Mapping[str, float]


def verdicts(conversation: Conversation, speaker: str, judge: Classifier | None = None) -> tuple[Verdict, ...]:
    """One verdict for each turn of that speaker, those without words included.

    A label stands where a moment of it is more than a maybe, or where the classifier finds it clear and the form of
    the sentence does not speak against it. Information ("input") is no moment, because giving it is no fault by
    itself: there the classifier alone decides, and advice is always input too. A reflection put as a question is both,
    as experts label it; among the moments it is a checked reflection.
    """
    talk = Talk(conversation, judge)
    by_turn: dict[int, list[Moment]] = {}
    for moment in moments_of(talk):
        by_turn.setdefault(moment.turn, []).append(moment)
    places = {spoken.index: place for place, spoken in enumerate(talk.spoken)}
    made = []
    for index, turn in enumerate(conversation.turns):
        if turn.speaker != speaker:
            continue
        found = by_turn.get(index, [])
        labels = set(labels_of(found))
        told = None
        if index in places:
            told = talk.moves.turns[places[index]]
            labels = _asked(labels, talk.exchanges[places[index]], told, talk.moves.limits[Move.CLOSED])
            if any(_says_back(exchange) for exchange in talk.exchanges[places[index]]):
                labels.add(Move.REFLECTION.value)
            if told.probability(Move.INPUT) >= talk.moves.limits[Move.INPUT].clear:
                labels.add(Move.INPUT.value)
        if MomentType.ADVICE.value in labels:
            labels.add(Move.INPUT.value)
        made.append(Verdict(index, frozenset(labels), _scores(found, told)))
    return tuple(made)


def _asked(labels: set[str], exchanges: tuple[Exchange, ...], told: TurnMoves, closed: Limits) -> set[str]:
    """The labels with those of questions put right: form and likelihood together decide."""
    if any(judge_question(exchange).is_clear for exchange in exchanges):
        labels = labels | {Move.QUESTION.value}
    is_closed = told.probability(Move.CLOSED) >= closed.clear
    if told.probability(Move.OPEN) >= _SURELY_OPEN:
        return labels - (set() if is_closed else {Move.CLOSED.value}) | {Move.QUESTION.value, Move.OPEN.value}
    if told.probability(Move.QUESTION) < _NOT_ASKED:
        return labels - _ASKING
    if Move.OPEN in labels and told.probability(Move.OPEN) < _NOT_OPEN:
        return labels - {Move.OPEN.value} | ({Move.CLOSED.value} if is_closed else set())
    return labels


def _says_back(exchange: Exchange) -> bool:
    """Whether the classifier finds the sentence clear, and nothing in its form makes it something else."""
    if exchange.moves.probabilities[Move.REFLECTION] < max(_SAYS_BACK, exchange.limits[Move.REFLECTION].clear):
        return False
    stopped = veto(exchange)
    return stopped is None or stopped.startswith(_STOPS_NO_LABEL)


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
