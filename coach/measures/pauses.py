"""Silence left to the partner: after my questions, and after their stories."""

from dataclasses import dataclass

from coach.conversation import Conversation, Turn
from coach.measures.counted import share_of_events
from coach.measures.measure import Kind, Measure, Need, Strength
from coach.measures.questions import asked
from coach.measures.response_gaps import gap_passage
from coach.measures.result import Result, Unit
from coach.measures.sides import my_id, replies
from coach.measures.trust import in_edges
from coach.moments.moment import Moment, MomentType, Trait
from coach.times import Span

# A question is refilled when its asker speaks again within this time, before any answer. Our choice after Rowe, who
# found longer answers where teachers waited 3 s; guarded by test_speaking_again_before_the_answer_refills_a_question.
REFILL = 3.0

# After a story of this length, a reply at least this late leaves room for more. Our choice, guarded by
# test_a_pause_after_a_long_story_is_left.
STORY = 20.0
ROOM = 0.7

# Recognised words end a little before or after their sound; what I go on saying within this time of a question's end
# is still its last word. Our choice, from the 0.07 s median and 0.3 s upper error of recognised word times.
_SAME_WORD = 0.1


@dataclass(frozen=True, slots=True)
class Silence:
    """What followed a question: so many seconds of silence, ended by the partner or refilled by its asker."""

    seconds: float
    refilled: bool


def silence_after(conversation: Conversation, question: Moment) -> Silence | None:
    """What followed my question; None where nobody spoke any more."""
    answer, mine = _next_voice(conversation, question.end)
    first = _earlier(answer, mine)
    if first is None:
        return None
    again = mine is not None and (answer is None or mine < answer) and mine - question.end <= REFILL
    return Silence(first - question.end, again or Trait.REFILLED in question.traits)


def pauses(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """Open questions whose silence I left to the partner, among those with an answer or refilled.

    ``values`` holds the silence after each, in seconds, in the order of the evidence.
    """
    followed = [
        (question, silence)
        for question in asked(conversation, moments)
        if question.type is MomentType.QUESTION_OPEN
        if (silence := silence_after(conversation, question)) is not None
    ]
    return share_of_events(
        LEFT.name,
        sum(not silence.refilled for _, silence in followed),
        len(followed),
        many="open questions with an answer",
        one="open question with an answer",
        confidence=in_edges(conversation),
        values=tuple(silence.seconds for _, silence in followed),
        evidence=tuple(question for question, _ in followed),
    )


def _next_voice(conversation: Conversation, time: float) -> tuple[float | None, float | None]:
    """When a partner and when I next speak after that time; the partner may already be speaking."""
    me = my_id(conversation)
    answer: float | None = None
    mine: float | None = None
    for turn in conversation.turns:
        if turn.end <= time:
            continue
        if turn.speaker != me:
            answer = _earlier(answer, _first_after(turn.speech, time))
        else:
            mine = _earlier(mine, _first_after(_said(turn), time, begun=False))
        if answer is not None and mine is not None and turn.start > max(answer, mine):
            break
    return answer, mine


def _earlier(one: float | None, other: float | None) -> float | None:
    return other if one is None else one if other is None else min(one, other)


def _said(turn: Turn) -> tuple[Span, ...]:
    """The turn's words, or its stretches of voice where words have no times."""
    return tuple(Span(word.start, word.end) for word in turn.words) or turn.speech


def _first_after(pieces: tuple[Span, ...], time: float, *, begun: bool = True) -> float | None:
    """The first piece that ends after that time, at its start or now; ``begun``: it may have begun long before."""
    for piece in pieces:
        if piece.end > time and (begun or piece.start >= time - _SAME_WORD):
            return max(time, piece.start)
    return None


def pauses_after_stories(conversation: Conversation, moments: tuple[Moment, ...]) -> Result:
    """Replies after long partner turns that left room for more, among all such replies; offsets in ``values``."""
    changes = tuple(c for c in replies(conversation) if conversation.turns[c.before].duration >= STORY)
    return share_of_events(
        AFTER_STORIES.name,
        sum(change.offset >= ROOM for change in changes),
        len(changes),
        many="replies to a story",
        one="reply to a story",
        confidence=in_edges(conversation),
        values=tuple(change.offset for change in changes),
        evidence=tuple(gap_passage(conversation, change) for change in changes),
    )


LEFT = Measure(
    name="pauses",
    title="Pauses after your questions",
    unit=Unit.SHARE,
    definition="After how many of your open questions you left the silence to the other person.",
    formula="open questions not refilled within 3 s ÷ open questions with an answer",
    source="Rowe 1972, 1986: answers grow longer where teachers wait 3 s",
    strength=Strength.RESEARCH,
    kind=Kind.JUDGED,
    family="pauses",
    needs=frozenset({Need.PARTNER, Need.SOUND, Need.WORDS, Need.ENGLISH}),
    compute=pauses,
)

AFTER_STORIES = Measure(
    name="pauses_after_stories",
    title="Room after their stories",
    unit=Unit.SHARE,
    definition="How often you waited a breath after they had spoken for 20 s or more.",
    formula="replies at least 0.7 s after a turn of 20 s or more ÷ such replies",
    source="Rowe: the pause after an answer matters most, in classrooms",
    strength=Strength.RESEARCH,
    kind=Kind.MEASURED,
    family="pauses",
    needs=frozenset({Need.PARTNER, Need.SOUND}),
    compute=pauses_after_stories,
)
