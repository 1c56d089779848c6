"""The two sides of a conversation: me, and all partners together."""

from collections.abc import Iterable
from dataclasses import dataclass

from coach.conversation import Conversation, Turn
from coach.measures.intervals import Side
from coach.moments.moment import Passage
from coach.times import Span, join, total

# A silence longer than this inside one turn is not part of speaking at a stretch. Our choice, guarded by
# test_a_long_silence_is_no_part_of_a_monologue.
LONGEST_BREATH = 2.0

# Silences longer than this are holds and breaks, not replies. Our choice, guarded by test_a_break_is_no_reply.
LONGEST_REPLY = 10.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """One side holding the floor: the indices of its turns, in order, and the seconds it spoke at a stretch."""

    turns: tuple[int, ...]
    start: float
    end: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Change:
    """The floor going from one turn to another's: indices of both, and the offset in seconds (below 0: overlap)."""

    before: int
    after: int
    offset: float


def my_id(conversation: Conversation) -> str:
    """The id of the person being coached.

    Raises:
        ValueError: nobody is marked as me; measures that need me are gated before they come here.
    """
    if conversation.me is None:
        raise ValueError("nobody is marked as me")
    return conversation.me.id


def is_mine(conversation: Conversation, index: int) -> bool:
    """Whether that turn is mine."""
    return conversation.turns[index].speaker == my_id(conversation)


def my_turns(conversation: Conversation) -> tuple[int, ...]:
    """My turns that hold the floor."""
    return tuple(i for i, _ in conversation.floor_turns() if is_mine(conversation, i))


def partner_turns(conversation: Conversation) -> tuple[int, ...]:
    """The partners' turns that hold the floor."""
    return tuple(i for i, _ in conversation.floor_turns() if not is_mine(conversation, i))


def my_speech(conversation: Conversation) -> tuple[Span, ...]:
    """When I have voice, backchannels left out."""
    return conversation.speech_of([my_id(conversation)])


def my_side(conversation: Conversation) -> Side:
    """How long I spoke, backchannels left out."""
    return _side([my_speech(conversation)])


def partner_side(conversation: Conversation) -> Side:
    """How long the partners spoke, each on their own, then summed; backchannels left out."""
    return _side(conversation.speech_of([partner.id]) for partner in conversation.partners)


def _side(speeches: Iterable[tuple[Span, ...]]) -> Side:
    spans = [span for speech in speeches for span in speech]
    return Side(sum(span.duration for span in spans), len(spans))


def all_speech(conversation: Conversation) -> float:
    """Seconds that everybody spoke, each on their own, then summed; backchannels left out."""
    return _side(conversation.speech_of([speaker.id]) for speaker in conversation.speakers).seconds


def words_in(turn: Turn) -> int:
    """How many words the turn has; counted in its text where no word has a time."""
    return len(turn.words) or len(turn.text.split())


def at_a_stretch(turns: Iterable[Turn]) -> float:
    """Seconds from first to last sound, without silences longer than ``LONGEST_BREATH``."""
    return total(join((span for turn in turns for span in turn.speech), gap=LONGEST_BREATH))


def stretches(conversation: Conversation, *, mine: bool, through: frozenset[int] = frozenset()) -> tuple[Stretch, ...]:
    """One side's turns, those that follow each other without the other side between taken as one.

    A partner's stretch is one person's: with several partners, the next one begins a new stretch. It goes on through
    the other side's turns in ``through``. Attempts of the other side end nothing: they got no floor.
    """
    found: list[Stretch] = []
    run: list[int] = []
    for index, turn in conversation.floor_turns():
        if is_mine(conversation, index) == mine:
            if run and conversation.turns[run[-1]].speaker != turn.speaker:
                found.append(_stretch(conversation, run))
                run = []
            run.append(index)
        elif run and index not in through:
            found.append(_stretch(conversation, run))
            run = []
    if run:
        found.append(_stretch(conversation, run))
    return tuple(found)


def _stretch(conversation: Conversation, indices: list[int]) -> Stretch:
    turns = [conversation.turns[i] for i in indices]
    return Stretch(tuple(indices), turns[0].start, max(turn.end for turn in turns), at_a_stretch(turns))


def replies(conversation: Conversation) -> tuple[Change, ...]:
    """The changes of floor from a partner to me, with floor-transfer offsets up to ``LONGEST_REPLY`` seconds."""
    changes: list[Change] = []
    before: int | None = None
    for index, turn in conversation.floor_turns():
        if not is_mine(conversation, index):
            if before is None or turn.end >= conversation.turns[before].end:
                before = index
        elif before is not None:
            offset = turn.start - conversation.turns[before].end
            if offset <= LONGEST_REPLY:
                changes.append(Change(before, index, offset))
            before = None
    return tuple(changes)


def passage(conversation: Conversation, index: int) -> Passage:
    """The turn as evidence."""
    turn = conversation.turns[index]
    return Passage(turn.speaker, turn.start, turn.end, turn.text, index)


def stretch_passage(conversation: Conversation, stretch: Stretch) -> Passage:
    """The stretch as evidence, quoting its turns one after the other."""
    turns = [conversation.turns[i] for i in stretch.turns]
    quote = " ".join(turn.text for turn in turns if turn.text)
    return Passage(turns[0].speaker, stretch.start, stretch.end, quote, stretch.turns[0])


def longest(stretches: Iterable[Stretch], count: int) -> tuple[Stretch, ...]:
    """The longest stretches, in order of time."""
    chosen = sorted(stretches, key=lambda stretch: (-stretch.seconds, stretch.start))[:count]
    return tuple(sorted(chosen, key=lambda stretch: stretch.start))
