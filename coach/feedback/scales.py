"""Six scales of support for a whole conversation, each from 1 (not at all) upwards, as observers rate them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.conversation import Conversation
from coach.moments.exchange import Spoken, Talk
from coach.moments.find import moments_of
from coach.moments.moment import MomentType
from models.dialogue.classifier import Classifier, TurnMoves
from models.dialogue.moves import Move

# The names that Lend an Ear gives its ratings.
ELABORATION = "encouraging_elaboration"
VALIDATING = "validating_emotions"
ADVICE = "advice_giving"
UNDERSTANDING = "demonstrating_understanding"
SELF = "self_oriented"
DISMISSING = "dismissing_emotions"


@dataclass(frozen=True, slots=True)
class _Turns:
    """What the listener said, turn by turn."""

    spoken: Sequence[Spoken]
    moves: Sequence[TurnMoves]
    uptake: float

    def mean(self, move: Move) -> float:
        """How likely a turn makes that move, on average."""
        return sum(told.probability(move) for told in self.moves) / len(self.moves)

    def sum(self, move: Move) -> float:
        """How many turns are expected to make it."""
        return sum(told.probability(move) for told in self.moves)

    def with_words(self, cue: str) -> int:
        """How many turns hold a phrase of that list."""
        return sum(any(sentence.has(cue) for sentence in spoken.sentences) for spoken in self.spoken)


def scales(conversation: Conversation, judge: Classifier | None = None) -> Mapping[str, float]:
    """The six scales for me; empty where I say nothing.

    What goes into each scale was chosen, with round weights, so that it ranks 25 role-played talks (Lend an Ear) as
    three experts do; with so few talks read them as a rank, not as a grade. They are no measures and score nothing.
    """
    me = conversation.me
    talk = Talk(conversation, judge)
    turns = _turns(talk, me.id) if me else None
    if me is None or turns is None:
        return {}
    count = len(turns.spoken)
    asks = turns.mean(Move.QUESTION)
    informs = turns.mean(Move.INPUT)
    mine = sum(spoken.first_person for spoken in turns.spoken)
    yours = sum(spoken.second_person for spoken in turns.spoken)
    shared = {
        moment.turn
        for moment in moments_of(talk)
        if moment.speaker == me.id and moment.type in (MomentType.COMMON_GROUND, MomentType.SELF_SHIFT)
    }
    sympathy = turns.with_words("support.sympathy")
    found = {
        ELABORATION: 4 * asks,
        VALIDATING: sympathy / 2,
        ADVICE: 3 * turns.with_words("support.urging") / count + 2 * informs,
        UNDERSTANDING: (turns.with_words("support.understanding") + turns.sum(Move.REFLECTION)) / 4,
        SELF: 2 * mine / max(1, mine + yours) + 4 * len(shared) / count,
        DISMISSING: 2 + 4 * informs - 2 * asks - sympathy / count - turns.uptake,
    }
    return {name: round(1 + value, 3) for name, value in found.items()}


def _turns(talk: Talk, me: str) -> _Turns | None:
    places = [place for place, spoken in enumerate(talk.spoken) if spoken.turn.speaker == me and spoken.sentences]
    if not places:
        return None
    spoken = [talk.spoken[place] for place in places]
    taken = []
    for place in places:
        told = talk.others_before(place, 1)
        if told:
            taken.append(min(3, len(talk.spoken[place].content & told[0].content)) / 3)
    uptake = sum(taken) / len(taken) if taken else 0.0
    return _Turns(spoken, [talk.moves.turns[place] for place in places], uptake)
