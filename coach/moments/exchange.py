"""A sentence in its place: who said what before it and after it. This is what every judgement is made from."""

from dataclasses import dataclass
from functools import cached_property

from coach.conversation import Conversation, Turn
from coach.moments.lexicon import content, lexicon
from coach.moments.sentences import Sentence, sentences

# How many of the other's turns are still "what was just said" (domain: content overlap with the last three turns).
_MEMORY = 3


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
    """

    sentence: Sentence
    own: Spoken
    heard: Spoken | None
    earlier: tuple[Spoken, ...]
    answered: Spoken | None

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

    def _around(self, place: int) -> tuple[Exchange, ...]:
        own = self.spoken[place]
        told = self.others_before(place, _MEMORY)
        answered = self.other_after(place)
        return tuple(
            Exchange(
                sentence=sentence,
                own=own,
                heard=told[0] if told else None,
                earlier=told[1:],
                answered=answered,
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
    first, second = body[0], body[1]
    if first in known.words("auxiliary"):
        # "Do that again" and "have the soup" are orders; "had I known" is a condition.
        strict = first in ("do", "have", "had", "don't")
        return second in known.words("asked_subject" if strict else "subject")
    if first not in known.words("question_word"):
        return False
    if "'" in first or second in known.words("auxiliary"):
        return first != "which" or second in ("one", "of") or sentence.asks
    return second in (
        "about",
        "else",
        "kind",
        "many",
        "much",
        "long",
        "often",
        "come",
        "if",
        "happened",
        "makes",
        "made",
        "brings",
        "brought",
    ) or (first in ("which", "whose") and len(body) > 2)


def is_told(sentence: Sentence) -> bool:
    """A question that somebody else asked and that is only told about: "he said, what did you expect?"."""
    known = lexicon()
    starts = known.words("question_word") | known.words("auxiliary")
    return any(
        cue.name == "questions.reported" and cue.end < len(sentence.tokens) and sentence.tokens[cue.end] in starts
        for cue in sentence.cues
    )
