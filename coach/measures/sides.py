"""The two sides of a conversation: me, and all partners together."""

from collections.abc import Iterable
from dataclasses import dataclass

from coach.conversation import Conversation, Turn
from coach.measures.intervals import Side
from coach.moments.moment import Passage
from coach.times import Span, intersection, join, overlap, total, union

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


def my_turns(conversation: Conversation) -> tuple[frozenset[int], ...]:
    """My turns, each as the indices of what I said with the floor until a partner had it."""
    return tuple(frozenset(run) for run in _runs(conversation, mine=True, through=frozenset()))


def turns_with(turns: Iterable[frozenset[int]], moments: Iterable[Passage]) -> int:
    """How many of these turns hold at least one of the moments."""
    places = {moment.turn for moment in moments}
    return sum(bool(turn & places) for turn in turns)


def my_speech(conversation: Conversation) -> tuple[Span, ...]:
    """When I have voice, backchannels left out."""
    return conversation.speech_of([my_id(conversation)])


def my_side(conversation: Conversation) -> Side:
    """How long I talked, backchannels left out."""
    return _side([conversation.talk_of(my_id(conversation))])


def partner_side(conversation: Conversation) -> Side:
    """How long the partners talked, each on their own, then summed; backchannels left out."""
    return _side(conversation.talk_of(partner.id) for partner in conversation.partners)


def _side(speeches: Iterable[tuple[Span, ...]]) -> Side:
    spans = [span for speech in speeches for span in speech]
    return Side(sum(span.duration for span in spans), len(spans))


def all_speech(conversation: Conversation) -> float:
    """Seconds that everybody talked, each on their own, then summed; backchannels left out."""
    return _side(conversation.talk_of(speaker.id) for speaker in conversation.speakers).seconds


def words_in(turn: Turn) -> int:
    """How many words the turn has; counted in its text where no word has a time."""
    return len(turn.words) or len(turn.text.split())


def stretches(conversation: Conversation, *, mine: bool, through: frozenset[int] = frozenset()) -> tuple[Stretch, ...]:
    """What one side said at a stretch, each time it had the floor.

    A partner's stretch is one person's: with several partners, the next one begins a new stretch. It goes on through
    the other side's turns in ``through``. Attempts of the other side end nothing: they got no floor. Silences longer
    than ``LONGEST_BREATH`` are not counted in, and one longer than ``LONGEST_REPLY`` left the floor open: of what lies
    around it, the longer part is taken.
    """
    return tuple(_stretch(conversation, run) for run in _runs(conversation, mine=mine, through=through))


def _runs(conversation: Conversation, *, mine: bool, through: frozenset[int]) -> list[list[int]]:
    """The floor turns of one side, those of one person without the other side between taken together."""
    runs: list[list[int]] = []
    is_open = False
    for index, turn in conversation.floor_turns():
        if is_mine(conversation, index) == mine:
            if is_open and conversation.turns[runs[-1][-1]].speaker == turn.speaker:
                runs[-1].append(index)
            else:
                runs.append([index])
            is_open = True
        elif index not in through:
            is_open = False
    return runs


def _stretch(conversation: Conversation, run: list[int]) -> Stretch:
    """The longest part of a run of turns without a silence that leaves the floor open."""
    spans = union(span for i in run for span in conversation.turns[i].speech)
    parts = join(spans, gap=LONGEST_REPLY)
    spoken = [(total(join(intersection([part], spans), gap=LONGEST_BREATH)), part) for part in parts]
    seconds, part = max(spoken, key=lambda found: found[0])
    turns = tuple(i for i in run if overlap(conversation.turns[i].span, part) > 0.0)
    return Stretch(turns or tuple(run), part.start, part.end, seconds)


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
