"""A sentence in its place: who said what before it and after it. This is what every judgement is made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from coach.conversation import Conversation, Turn
from coach.moments.asking import inverted, is_told, reads_as_question
from coach.moments.lexicon import content, lexicon
from coach.moments.sentences import Sentence, sentences
from coach.moments.tags import tag
from models.dialogue.classifier import Classifier, Limits, SentenceMoves, TalkMoves, classifier
from models.dialogue.moves import Move
from models.dialogue.reading import Utterance

# How many of the other's turns are still "what was just said" (our choice, guarded by
# test_a_word_from_four_turns_ago_is_no_longer_heard).
_MEMORY = 3
# So many turns of the talk tell whose topic it is (our choice, guarded by test_the_teller_does_not_shift).
_LATELY = 8


class Spoken:
    """A turn with its sentences, read once."""

    def __init__(self, index: int, turn: Turn) -> None:
        self.index = index
        self.turn = turn
        self.sentences = sentences(index, turn)
        self.tokens: tuple[str, ...] = tuple(token for sentence in self.sentences for token in sentence.tokens)

    @cached_property
    def content(self) -> frozenset[str]:
        """Stems of its topic words."""
        return content(self.tokens)

    @cached_property
    def first_person(self) -> int:
        """How many of its words are I, me or my."""
        return sum(sentence.mine for sentence in self.sentences)

    @cached_property
    def second_person(self) -> int:
        """How many of its words are you or your."""
        return sum(sentence.yours for sentence in self.sentences)

    @cached_property
    def feeling(self) -> str | None:
        """A word for a feeling in it, None where there is none."""
        known = lexicon().words("plain_feeling")
        return next((token for token in self.tokens if token in known), None)

    @cached_property
    def asks(self) -> bool:
        """Whether its last sentence is put as a question: an answer, not a comment, comes next."""
        if not self.sentences:
            return False
        last = self.sentences[-1]
        idle = last.has("questions.rhetorical", "questions.repair", "questions.repeating") or (
            tag(last) is not None and not inverted(last)
        )
        return reads_as_question(last) and not idle and not is_told(last)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A sentence, its turn, and the turns of the others around it.

    Args:
        heard: the other's last turn on the floor before this turn; None where nobody else has spoken.
        earlier: up to two turns of the others before ``heard``, latest first.
        answered: the first turn of another after this one; None where there is none.
        balance: whose topic it is, from -1 (the speaker's own) to 1 (the other's).
        moves: what the classifier says of the sentence.
        limits: from where on a move counts and is shown.
    """

    sentence: Sentence
    own: Spoken
    heard: Spoken | None
    earlier: tuple[Spoken, ...]
    answered: Spoken | None
    balance: float
    moves: SentenceMoves
    limits: Mapping[Move, Limits]

    @property
    def answers(self) -> int | None:
        """Index of the other's turn that this responds to."""
        return self.heard.index if self.heard else None

    @property
    def before(self) -> tuple[Sentence, ...]:
        """The sentences of the same turn before this one."""
        return self.own.sentences[: self.sentence.position]

    @property
    def after(self) -> tuple[Sentence, ...]:
        """The sentences of the same turn after this one."""
        return self.own.sentences[self.sentence.position + 1 :]

    @property
    def told(self) -> tuple[Spoken, ...]:
        """The other's last turns, latest first."""
        return (*((self.heard,) if self.heard else ()), *self.earlier)


class Talk:
    """A conversation whose turns on the floor are read, with the exchange around each sentence.

    Args:
        judge: the classifier of moves; the one that ships with the program where none is given.
    """

    def __init__(self, conversation: Conversation, judge: Classifier | None = None) -> None:
        self.conversation = conversation
        self.judge = judge
        self.spoken = tuple(Spoken(i, turn) for i, turn in conversation.floor_turns())
        self._place = {spoken.index: place for place, spoken in enumerate(self.spoken)}

    @cached_property
    def exchanges(self) -> tuple[tuple[Exchange, ...], ...]:
        """For each turn on the floor the exchange of each of its sentences."""
        return tuple(self._around(place, self.moves) for place in range(len(self.spoken)))

    @cached_property
    def moves(self) -> TalkMoves:
        """What the classifier says of each turn on the floor, sentence by sentence."""
        return self._judged()

    def exchanges_at(self, place: int) -> tuple[Exchange, ...]:
        """The exchanges of one turn on the floor, where nothing else is asked of the conversation."""
        return self._around(place, self._judged(only=place))

    def _judged(self, *, only: int | None = None) -> TalkMoves:
        judge = self.judge or classifier()
        return judge.judge(
            [Utterance(s.turn.speaker, tuple(sentence.text for sentence in s.sentences)) for s in self.spoken],
            only=only,
        )

    def at(self, turn: int) -> Spoken | None:
        """The turn with that index in the conversation, if it holds the floor."""
        place = self._place.get(turn)
        return None if place is None else self.spoken[place]

    def others_before(self, place: int, count: int) -> tuple[Spoken, ...]:
        """The last turns of others before that place, latest first, at most ``count``."""
        speaker = self.spoken[place].turn.speaker
        found: list[Spoken] = []
        for spoken in reversed(self.spoken[max(0, place - 4 * count) : place]):
            if spoken.turn.speaker != speaker:
                found.append(spoken)
                if len(found) == count:
                    break
        return tuple(found)

    def others_before_turn(self, turn: int, count: int) -> tuple[Spoken, ...]:
        """The same for a turn's index in the conversation; empty where it does not hold the floor."""
        place = self._place.get(turn)
        return () if place is None else self.others_before(place, count)

    def own_before(self, place: int) -> Spoken | None:
        """The same speaker's turn before that place."""
        speaker = self.spoken[place].turn.speaker
        earlier = (self.spoken[at] for at in range(place - 1, -1, -1))
        return next((spoken for spoken in earlier if spoken.turn.speaker == speaker), None)

    def own_after(self, place: int) -> Spoken | None:
        """The same speaker's turn after that place."""
        speaker = self.spoken[place].turn.speaker
        return next((spoken for spoken in self._after(place) if spoken.turn.speaker == speaker), None)

    def other_after(self, place: int) -> Spoken | None:
        """The next turn of somebody else."""
        speaker = self.spoken[place].turn.speaker
        return next((spoken for spoken in self._after(place) if spoken.turn.speaker != speaker), None)

    def _after(self, place: int) -> Iterator[Spoken]:
        return (self.spoken[at] for at in range(place + 1, len(self.spoken)))

    def topic_balance(self, place: int) -> float:
        """Whose topic it is at that place: 1 where lately only others told of themselves, -1 where only the speaker.

        What somebody tells because they were asked about it is not held to be a topic that they brought.
        """
        me = self.spoken[place].turn.speaker
        mine = theirs = 0
        for at in range(max(0, place - _LATELY), place):
            spoken = self.spoken[at]
            if spoken.turn.speaker != me:
                theirs += spoken.first_person
            elif not (at and self.spoken[at - 1].asks):
                mine += spoken.first_person
        return (theirs - mine) / (theirs + mine + 2)

    def _around(self, place: int, judged: TalkMoves) -> tuple[Exchange, ...]:
        own = self.spoken[place]
        told = self.others_before(place, _MEMORY)
        answered = self.other_after(place)
        balance = self.topic_balance(place)
        return tuple(
            Exchange(
                sentence=sentence,
                own=own,
                heard=told[0] if told else None,
                earlier=told[1:],
                answered=answered,
                balance=balance,
                moves=moves,
                limits=judged.limits,
            )
            for sentence, moves in zip(own.sentences, judged.turns[place].sentences, strict=True)
        )
