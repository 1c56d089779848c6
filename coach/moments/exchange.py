"""A sentence in its place: who said what before it and after it. This is what every judgement is made from."""

from dataclasses import dataclass
from functools import cached_property

from coach.conversation import Conversation, Turn
from coach.moments.lexicon import content, lexicon
from coach.moments.sentences import Sentence, sentences

# How many of the other's turns are still "what was just said" (domain: content overlap with the last three turns).
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
        return sum(token in lexicon().words("first_person") for token in self.tokens)

    @cached_property
    def second_person(self) -> int:
        """How many of its words are you or your."""
        return sum(token in lexicon().words("second_person") for token in self.tokens)

    @cached_property
    def feeling(self) -> str | None:
        """A word for a feeling in it, None where there is none."""
        known = lexicon().words("plain_feeling")
        return next((token for token in self.tokens if token in known), None)

    @property
    def asks(self) -> bool:
        """Whether its last sentence is put as a question: an answer, not a comment, comes next."""
        if not self.sentences:
            return False
        last = self.sentences[-1]
        idle = last.has("questions.rhetorical", "questions.repair") or (
            last.has("questions.tag") and not inverted(last)
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
    """

    sentence: Sentence
    own: Spoken
    heard: Spoken | None
    earlier: tuple[Spoken, ...]
    answered: Spoken | None
    balance: float

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
    """A conversation whose turns on the floor are read, with the exchange around each sentence."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        self.spoken = tuple(Spoken(i, turn) for i, turn in conversation.floor_turns())
        self._place = {spoken.index: place for place, spoken in enumerate(self.spoken)}

    @cached_property
    def exchanges(self) -> tuple[tuple[Exchange, ...], ...]:
        """For each turn on the floor the exchange of each of its sentences."""
        return tuple(self._around(place) for place in range(len(self.spoken)))

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
        return next((s for s in reversed(self.spoken[:place]) if s.turn.speaker == speaker), None)

    def own_after(self, place: int) -> Spoken | None:
        """The same speaker's turn after that place."""
        speaker = self.spoken[place].turn.speaker
        return next((s for s in self.spoken[place + 1 :] if s.turn.speaker == speaker), None)

    def other_after(self, place: int) -> Spoken | None:
        """The next turn of somebody else."""
        speaker = self.spoken[place].turn.speaker
        return next((s for s in self.spoken[place + 1 :] if s.turn.speaker != speaker), None)

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

    def _around(self, place: int) -> tuple[Exchange, ...]:
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
            )
            for sentence in own.sentences
        )


def reads_as_question(sentence: Sentence) -> bool:
    """Whether the words alone read as a question, with or without a mark; a mark lost or invented is common."""
    return sentence.asks or sentence.has("questions.invitation", "questions.polite_invitation") or inverted(sentence)


def inverted(sentence: Sentence) -> bool:
    """Whether it starts as questions do: "what did", "do you", "is that"."""
    known = lexicon()
    body = sentence.body
    if len(body) < 2:
        return False
    if body[0] in known.words("question_word") and body[1].startswith(body[0]) and len(body) > 2:
        body = body[1:]  # "what, what's the matter"
    first, second = body[0], body[1]
    if first in known.words("auxiliary"):
        # "Do that again" and "have the soup" are orders; "had I known" is a condition.
        strict = first in ("do", "have", "had", "don't")
        return second in known.words("asked_subject" if strict else "subject")
    if first not in known.words("question_word"):
        return False
    if "'" in first or second in known.words("auxiliary"):
        return (first != "which" or second == "one" or sentence.asks) and (sentence.asks or not _is_cleft(body))
    return second in known.words("after_question_word") or (first in ("which", "whose") and len(body) > 2)


def _is_cleft(body: tuple[str, ...]) -> bool:
    """A statement that begins like a question: "What is happening is that prices rise"."""
    relative = ("that", "which", "who", "it", "there", "this", "he", "she", "what", "how")
    return any(body[i] in ("is", "was") and body[i - 1] not in relative for i in range(3, len(body) - 1))


def inverted_inside(sentence: Sentence) -> bool:
    """Whether a question stands somewhere in it: "and so you left, how does that feel?"."""
    known = lexicon()
    auxiliary, asked = known.words("auxiliary"), known.words("asked_subject") | known.words("pronoun")
    asking = known.words("question_word")
    body = sentence.body
    for i in range(len(body) - 2):
        word, following = body[i], body[i + 1]
        if word in asking and following in auxiliary and body[i + 2] in asked:
            return True
        if sentence.asks and word in asking and (following in auxiliary or "'" in word):
            return True
        if word in auxiliary and following == "you" and (i == 0 or body[i - 1] not in asked | asking):
            return True
    return False


def is_told(sentence: Sentence) -> bool:
    """A question that somebody else asked and that is only told about: "he said, what did you expect?"."""
    known = lexicon()
    starts = known.words("question_word") | known.words("auxiliary")
    return any(
        cue.name == "questions.reported" and cue.end < len(sentence.tokens) and sentence.tokens[cue.end] in starts
        for cue in sentence.cues
    )
