"""Edits applied to a conversation as the engines gave it. Pure: the same edits give the same conversation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coach.contexts.context import Context
from coach.conversation import Conversation, Speaker, Turn
from coach.editing.corrections import Correction
from coach.editing.edits import (
    ChangeContext,
    ChooseGoal,
    ChooseMe,
    CorrectMoment,
    Edit,
    EditWords,
    MergeSpeakers,
    MergeTurns,
    ReassignTurn,
    RenameSpeaker,
    SplitTurn,
)
from coach.editing.turns import cut, joined, with_words
from coach.times import Span, intersection, overlap


@dataclass(frozen=True, slots=True)
class Edited:
    """A conversation after its edits, what was said of its moments, and context and goal where changed."""

    conversation: Conversation
    corrections: tuple[Correction, ...] = ()
    context: Context | None = None
    goal: str | None = None


def applied(conversation: Conversation, edits: Iterable[Edit]) -> Edited:
    """The conversation after these edits, one after the other.

    Raises:
        ValueError: an edit speaks of a turn, a word or a person that is not there.
    """
    edited = Edited(conversation)
    for edit in edits:
        edited = _after(edited, edit)
    return edited


def next_of_same(conversation: Conversation, turn: int) -> int | None:
    """The turn that this one can be merged with: the same speaker's next, unless somebody else spoke in between."""
    one = conversation.turns[turn]
    for index in range(turn + 1, len(conversation.turns)):
        other = conversation.turns[index]
        if other.speaker == one.speaker:
            return index if _is_quiet_between(conversation, one, other) else None
    return None


def _is_quiet_between(conversation: Conversation, one: Turn, other: Turn) -> bool:
    if other.start <= one.end:
        return True
    gap = [Span(one.end, other.start)]
    return not any(
        turn.holds_floor and turn.speaker != one.speaker and intersection(turn.speech, gap)
        for turn in conversation.turns
        if turn.start < other.start
    )


def _after(edited: Edited, edit: Edit) -> Edited:
    talk = edited.conversation
    match edit:
        case EditWords(turn, text):
            return _with_turns(edited, turn, [with_words(_turn(talk, turn), text)])
        case SplitTurn(turn, word):
            return _with_turns(edited, turn, cut(_turn(talk, turn), word))
        case MergeTurns(turn):
            return _merged(edited, turn)
        case ReassignTurn(turn, speaker, label):
            return _reassigned(edited, turn, speaker, label)
        case RenameSpeaker(speaker, label):
            _known(talk, speaker)
            return replace(edited, conversation=talk.renamed(speaker, label.strip()))
        case MergeSpeakers(speaker, into):
            return _one_person(edited, speaker, into)
        case ChooseMe(speaker):
            if speaker is not None:
                _known(talk, speaker)
            return replace(edited, conversation=talk.with_me(speaker))
        case CorrectMoment():
            return replace(edited, corrections=(*edited.corrections, Correction(edit, edit.moment.speaker)))
        case ChangeContext(context):
            return replace(edited, context=context)
        case ChooseGoal(goal):
            return replace(edited, goal=goal)


def _turn(talk: Conversation, index: int) -> Turn:
    if not 0 <= index < len(talk.turns):
        raise ValueError(f"there are {len(talk.turns)} turns, none has the number {index}")
    return talk.turns[index]


def _known(talk: Conversation, speaker: str) -> None:
    if all(known.id != speaker for known in talk.speakers):
        raise ValueError(f"nobody has the id {speaker}")


def _with_turns(edited: Edited, index: int, instead: Sequence[Turn], *, without: int | None = None) -> Edited:
    """Other turns in place of one, sorted by start again."""
    talk = edited.conversation
    turns = [*talk.turns[:index], *instead]
    turns += [turn for i, turn in enumerate(talk.turns[index + 1 :], index + 1) if i != without]
    turns.sort(key=lambda turn: turn.start)
    return replace(edited, conversation=replace(talk, turns=tuple(turns)))


def _merged(edited: Edited, index: int) -> Edited:
    talk = edited.conversation
    one, following = _turn(talk, index), next_of_same(talk, index)
    if following is None:
        raise ValueError(f"turn {index} has nothing to be merged with")
    return _with_turns(edited, index, [joined(one, talk.turns[following])], without=following)


def _reassigned(edited: Edited, index: int, speaker: str, label: str) -> Edited:
    talk = edited.conversation
    turn = _turn(talk, index)
    people = talk.speakers
    if all(known.id != speaker for known in people):
        if not label.strip():
            raise ValueError(f"nobody has the id {speaker}, and a new person needs a name")
        people = (*people, Speaker(speaker, label.strip()))
    turns = (*talk.turns[:index], replace(turn, speaker=speaker), *talk.turns[index + 1 :])
    corrections = tuple(
        replace(one, speaker=speaker) if one.speaker == turn.speaker and _is_within(one, turn) else one
        for one in edited.corrections
    )
    return replace(edited, conversation=replace(talk, speakers=people, turns=turns), corrections=corrections)


def _is_within(correction: Correction, turn: Turn) -> bool:
    span = correction.said.moment.span
    return overlap(span, turn.span) >= 0.5 * span.duration


def _one_person(edited: Edited, speaker: str, into: str) -> Edited:
    talk = edited.conversation
    _known(talk, speaker)
    _known(talk, into)
    gone = talk.speaker(speaker)
    people = tuple(
        replace(known, me=known.me or gone.me) if known.id == into else known
        for known in talk.speakers
        if known.id != speaker
    )
    turns = tuple(replace(turn, speaker=into) if turn.speaker == speaker else turn for turn in talk.turns)
    corrections = tuple(replace(one, speaker=into) if one.speaker == speaker else one for one in edited.corrections)
    return replace(edited, conversation=replace(talk, speakers=people, turns=turns), corrections=corrections)
