"""What became of the floor after two people spoke at once: completion, agreement, a new topic, a return."""

from dataclasses import dataclass

from coach.conversation import Turn
from coach.moments.asking import inverted
from coach.moments.exchange import Spoken, Talk
from coach.moments.lexicon import content, lexicon, tokens
from coach.moments.moment import OverlapClass
from coach.times import Span

# A completion is short, and the other takes its words up at once (our choice, guarded by
# test_a_sentence_finished_for_the_other_is_no_interruption).
_COMPLETION_WORDS = 6
_COMPLETION_TIME = 1.8
_COMPLETION_OVERLAP = 0.7
_TAKEN_UP = 1.0
# A clarifying question is short, and agreement shares a word with what the other said last (our choice, guarded by
# test_a_short_clarifying_question_is_cooperative_and_does_not_count and
# test_agreeing_while_the_other_speaks_is_cooperative).
_CLARIFYING = 6
_LAST_WORDS = 10
_BRIEF = 1.5
_GIVEN_BACK = 15.0


@dataclass(frozen=True, slots=True)
class Floor:
    """A turn (``at``) that started into another's (``other_at``)."""

    talk: Talk
    at: int
    other_at: int

    @property
    def turn(self) -> Turn:
        """The turn that started into the other."""
        return self.talk.conversation.turns[self.at]

    @property
    def other(self) -> Turn:
        """The turn that was spoken into."""
        return self.talk.conversation.turns[self.other_at]

    def next_of_other(self) -> Turn | None:
        """What the other says next on the floor."""
        turns = self.talk.conversation.turns
        later = (turns[at] for at in range(self.at + 1, len(turns)))
        return next((turn for turn in later if turn.speaker == self.other.speaker and turn.holds_floor), None)


def confirms_completion(floor: Floor) -> bool:
    """Whether the turn finished the other's sentence and the other took it up: "…very" "Quiet." "Quiet, yeah." """
    turn, following = floor.turn, floor.next_of_other()
    said = tokens(turn.text)
    if following is None or not said or len(said) > _COMPLETION_WORDS or turn.duration > _COMPLETION_TIME:
        return False
    if following.start - turn.end > _TAKEN_UP or floor.other.end - turn.start > _COMPLETION_OVERLAP:
        return False
    answer = tokens(following.text)[: len(said) + 3]
    repeated = sum(word in answer for word in said) / len(said)
    agrees = bool(answer) and answer[0] in lexicon().words("agreement")
    return repeated >= 0.5 or (
        agrees and "?" not in turn.text and floor.other.end - turn.start <= _COMPLETION_OVERLAP / 2
    )


def classify(floor: Floor) -> OverlapClass:
    """Cooperative, competitive or unclear, by the words (after Goldberg 1990; loudness is not used)."""
    spoken, other = floor.talk.at(floor.at), floor.talk.at(floor.other_at)
    if spoken is None or other is None or not spoken.sentences:
        return OverlapClass.UNCLEAR
    if _is_cooperative(floor, spoken, other):
        return OverlapClass.COOPERATIVE
    opening = spoken.tokens[0]
    known = lexicon()
    told = (other, *floor.talk.others_before_turn(floor.at, 2))
    heard = frozenset().union(*(each.content for each in told))
    shifts = not content(spoken.sentences[0].tokens) & heard
    if shifts or opening in known.words("contest") or _abandoned(floor, other):
        return OverlapClass.COMPETITIVE
    return OverlapClass.UNCLEAR


def _is_cooperative(floor: Floor, spoken: Spoken, other: Spoken) -> bool:
    first = spoken.sentences[0]
    following = floor.next_of_other()
    goes_on = following is not None and following.start - floor.turn.end <= _TAKEN_UP
    if floor.turn.duration <= _BRIEF and goes_on and first.tokens[0] not in lexicon().words("contest"):
        return True
    if first.has("questions.repair", "questions.repeating"):
        return True
    asks = first.asks or inverted(first)
    shared = content(spoken.tokens) & content(other.tokens[-_LAST_WORDS:])
    if asks and len(first.tokens) <= _CLARIFYING and len(spoken.sentences) == 1 and (shared or goes_on):
        return True
    return bool(first.tokens[0] in lexicon().words("agreement") and shared)


def _abandoned(floor: Floor, other: Spoken) -> bool:
    """The other's next turn does not come back to the sentence that was cut off."""
    following = floor.next_of_other()
    return following is None or not content(tokens(following.text)) & content(other.sentences[-1].tokens)


def gave_back(floor: Floor) -> bool:
    """Whether the taker gave the floor back within 15 seconds: "Sorry, go on"."""
    turns = floor.talk.conversation.turns
    window = Span(floor.turn.start, floor.turn.start + _GIVEN_BACK)
    for index in range(floor.at, len(turns)):
        if turns[index].start > window.end:
            return False
        spoken = floor.talk.at(index)
        if spoken is None or spoken.turn.speaker != floor.turn.speaker:
            continue
        if any(s.has("manners.gives_floor") and s.start <= window.end for s in spoken.sentences):
            return True
    return False
